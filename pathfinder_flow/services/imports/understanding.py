"""How what offices write in their cells is understood: countries, kinds, dates, certainties."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from pathfinder_flow.domain.errors.clauses import Clause, Joined
from pathfinder_flow.domain.errors.not_found import UnknownCountry
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.services.imports.staging import Problem
from pathfinder_flow.services.imports.written_dates import DayOrder, read_date
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.services.validation import is_web_address, suggestion
from pathfinder_flow.sheets.headings import plain, words_for
from pathfinder_flow.sheets.table import EPOCH
from pathfinder_flow.store.published import all_published
from pathfinder_flow.words import countries
from pathfinder_flow.words.country_names.index import codes_named, words_of

CERTAINTIES = ("stated", "no_later_than", "derived", "disputed")

_DOUBTFUL = ("COG", "COD")
"""Both are called Congo, and a sheet that says no more may mean either."""
_MARKS = "*†‡°¹²³⁴⁵⁶⁷⁸⁹⁰"
_WITH_CODE = re.compile(
    r"(?P<name>.+?)\s*[(\[/\u2013-]\s*(?P<code>[A-Z]{2,3})[)\]]?"
    r"|(?P<first>[A-Z]{2,3})\s*[/:\u2013-]\s*(?P<then>.+)"
)
_LIKE_AN_ADDRESS = re.compile(r"(?i)\s*(https?\b|ftp\b|file:|data:|javascript:|www\.)|.*://")


class Kinds:
    """The kinds of facts that published workflows know, by code and by any of their titles."""

    def __init__(self, workflows: Iterable[Workflow]) -> None:
        self._named: dict[str, set[str]] = {}
        self._titles: dict[str, Mapping[str, str]] = {}
        for workflow in workflows:
            for code, kind in workflow.evidence.items():
                self._titles.setdefault(code, kind.title)
                for title in (code, *kind.title.values()):
                    self._named.setdefault(plain(title), set()).add(code)
        self.codes = sorted(self._titles)
        for title, code in words_for("kinds").items():
            if code in self._titles:
                self._named.setdefault(title, {code})

    def title(self, code: str, lang: str) -> str:
        """Give the title of a kind in a language, in English where it has none."""
        titles = self._titles.get(code, {})
        return titles.get(lang) or titles.get("en") or code

    def meant(self, text: str) -> list[str]:
        """Give the kinds that a text may mean: a code is one, a title may be several's."""
        if text in self._titles or "_" in text:
            return [text] if text in self._titles else []
        return sorted(self._named.get(plain(text), ()))


@dataclass(frozen=True)
class Understanding:
    """What is known before a file is read, and what somebody said of it.

    ``today_in`` gives the day that has begun in a country; ``order`` whether the day or the month
    comes first, asked only where it matters; ``said`` which country a doubtful name means.
    """

    kinds: Kinds
    today_in: Callable[[str], date]
    order: Callable[[], DayOrder | None] = lambda: None
    said: Mapping[str, str] = field(default_factory=dict)
    epoch: date = EPOCH

    def country(self, text: str) -> str:
        """Give the code of a country by code or name; raises what says which are meant."""
        given = text.strip().rstrip(_MARKS).strip()
        told = {plain(name): code for name, code in self.said.items()}
        if code := told.get(plain(given)):
            return code
        try:
            code = countries.find(given)
        except UnknownCountry:
            if code := countries.by_alpha_2(given) or _with_code(given):
                return code
            raise
        if words_of(given) == {"congo"}:
            raise countries.ambiguous(given, _DOUBTFUL)
        return code

    def date(self, text: str) -> str:
        """Give a date in EDTF; raises what is wrong with it."""
        return read_date(text, self.order, self.epoch)

    def event(self, text: str) -> tuple[str, Clause | None]:
        """Give the code of a kind of fact, or the text with why it is none."""
        meant = self.kinds.meant(text)
        if len(meant) == 1:
            return meant[0], None
        if meant:
            several = "'{given}' is the title of several kinds of evidence: say {known}."
            known = Joined("or", meant)
            return text, Clause("several_kinds", several, given=text, known=known)
        return text, Clause(
            "unknown_kind", "No published workflow knows evidence of kind '{given}'{near}.",
            given=text, near=suggestion(text, self.kinds.codes),
        )  # fmt: skip


def _with_code(text: str) -> str | None:
    """Give the code that stands beside a name, as "Congo (COG)"; None unless both agree."""
    found = _WITH_CODE.fullmatch(text)
    if not found:
        return None
    code, name = found["code"] or found["first"], found["name"] or found["then"]
    long = countries.by_alpha_2(code) or code
    return long if long in codes_named(name) else None


def certainty(text: str) -> tuple[str, Problem | None]:
    """Give how certain a fact is, or the text with why it says none."""
    code = text if text in CERTAINTIES else words_for("certainties").get(plain(text))
    if code:
        return code, None
    return text, Clause(
        "unknown_certainty", "'{given}' is not one of {known}{near}.",
        given=text, known=", ".join(CERTAINTIES), near=suggestion(text, list(CERTAINTIES)),
    )  # fmt: skip


def source(text: str) -> Problem | None:
    """Say what is wrong with a source: a web address, or the letter that a fact rests on."""
    if text and (is_web_address(text) or not _LIKE_AN_ADDRESS.match(text)):
        return None
    needed = (
        "It needs a source: a web address that begins with http, or the letter or document it "
        "rests on."
    )
    return Clause("needs_source_or_letter", needed)


def stored_source(text: str) -> dict[str, str]:
    """Give a source as an entry keeps it: by its web address, or as the letter it is."""
    return {"url" if is_web_address(text) else "letter": text}


def understanding(app: AppContext) -> Understanding:
    """Give what is understood of a file by this ledger's workflows and countries."""
    app.viewer.require(Thing.WORKFLOWS)
    with app.snapshot() as conn:
        known = Kinds(app.rules(conn, row.sha256).workflow for row in all_published(conn))
    return Understanding(known, cache(app.today_by_code))
