"""The contacts of an office's sheet: a row is a focal point of a country, in office from a day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from pathfinder_flow.domain.errors.base import PathfinderError
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import BadContact
from pathfinder_flow.domain.errors.not_found import AmbiguousCountry
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.mail.mime.compose import address
from pathfinder_flow.services.imports.row_facts import located
from pathfinder_flow.services.imports.sheet_file import OfficeSheet
from pathfinder_flow.services.imports.staging import Problem
from pathfinder_flow.services.people.mandates import NewMandate
from pathfinder_flow.services.validation import certain_day, clean
from pathfinder_flow.sheets.headings import plain
from pathfinder_flow.sheets.table import BadCell, SheetRow
from pathfinder_flow.store.people import DETAILS
from pathfinder_flow.words.catalog import locale_of

SPOKEN = ("en", "fr", "es")


@dataclass
class ContactRow:
    """A contact as it is read, with what is wrong with it, and what became of it.

    ``known`` contacts were there already, just so, ``changed`` ones otherwise; ``entries`` are the
    numbers under which something was recorded. ``left_out`` ones keep no other back.
    """

    line: int
    country: str
    shown: str
    new: NewMandate | None
    problems: dict[str, Problem] = field(default_factory=dict)
    cell: str = ""
    known: bool = False
    changed: bool = False
    entries: list[int] = field(default_factory=list)
    left_out: bool = False
    doubtful: AmbiguousCountry | None = None

    @property
    def refused(self) -> bool:
        """Whether it cannot be taken and keeps the others back."""
        return bool(self.problems) and not self.left_out


@dataclass(frozen=True)
class ContactReader:
    """Reads the rows of a sheet of contacts.

    ``languages`` are those in which mails can be written; ``today`` is the first day of a contact
    whose row gives none.
    """

    sheet: OfficeSheet
    languages: Collection[str]
    today: date

    def rows(self) -> Iterator[ContactRow]:
        """Give every contact; raises :class:`DayOrderUnclear`. Rows that name nobody are none."""
        self.sheet.refuse_unclear_order()
        for row in self.sheet.data:
            if any(self.sheet.column(row, one)[0] for one in ("name", "email")):
                yield self._read(row)

    def _read(self, row: SheetRow) -> ContactRow:
        problems: dict[str, tuple[str, Problem]] = {}
        said, known = self.sheet.said, self.sheet.understood

        def read(name: str, how: Callable[[str], str]) -> str:
            text, place = self.sheet.column(row, name)
            try:
                if isinstance(text, BadCell):
                    raise BadContact(why=text.why)
                return how(clean(name, text))
            except PathfinderError as error:
                why = error.facts["why"] if isinstance(error, BadContact) else error
                problems[name] = place, why
                return text

        country = read("country", known.country)
        email = read("email", lambda text: address(text) if text else "")
        start = read("from", lambda text: _day(known.date(text)) if text else str(self.today))
        end = read("until", lambda text: _day(known.date(text)) if text else "")
        language = read("language", partial(_language, self.languages))
        letter = read("letter", lambda text: _needed(text or said.source))
        name = read("name", str)
        details = {one: told for one in DETAILS if (told := read(one, str))}
        new = NewMandate(
            "", Role.FOCAL_POINT, country, start, end or None, letter, name or None,
            email or None, language or None, details,
        )  # fmt: skip
        where = [place for place, _ in problems.values() if place]
        return ContactRow(
            row.number, country, email or name, None if problems else new,
            {one: located(place, why) for one, (place, why) in problems.items()},
            cell=(where or [""])[0], doubtful=_doubtful(problems),
        )  # fmt: skip


def _doubtful(problems: Mapping[str, tuple[str, Problem]]) -> AmbiguousCountry | None:
    _, why = problems.get("country", ("", None))
    return why if isinstance(why, AmbiguousCountry) else None


def _day(text: str) -> str:
    day = certain_day(text)
    if isinstance(day, Clause):
        raise BadContact(why=day)
    return day.isoformat()


def _needed(letter: str) -> str:
    if not letter:
        said = "no letter is named that it rests on"
        raise BadContact(why=Clause("contact_letter", said))
    return letter


def _language(known: Collection[str], text: str) -> str:
    """Give the language in which somebody is written to, by its code or its name."""
    if not text or text in known:
        return text
    code = _language_names(known).get(plain(text))
    if code is None:
        said = "'{given}' is no language in which mails are written; these are: {known}"
        raise BadContact(why=Clause("contact_language", said, given=text, known=", ".join(known)))
    return code


def _language_names(known: Collection[str]) -> Mapping[str, str]:
    named = {plain(code): code for code in known}
    for lang in (*SPOKEN, *known):
        named |= {plain(locale_of(lang).languages.get(code, code)): code for code in known}
    return named
