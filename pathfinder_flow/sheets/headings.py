"""Finding the row that names the columns, and what each column holds.

``headings.tsv`` holds the names of columns of facts as offices write them in English, French and
Spanish, ``contacts.tsv`` those of columns of contacts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pathfinder_flow.sheets.table import SheetRow, SheetTable

IGNORED = "ignore"
"""What a column is read as that says nothing to us, such as a running number."""
LOOKED_AT = 60
"""So many rows may stand above the names of the columns."""

_WORD = re.compile(r"[^\W_]+|[#°º]")
_FIELD = re.compile(r"field:[a-z][a-z0-9_]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class ColumnHeading:
    """The row that names the columns, and what each is read as; a column may be read as nothing."""

    row: SheetRow
    columns: Mapping[int, str]

    @property
    def unread(self) -> list[int]:
        """The columns that have a name and are not read."""
        named = (place for place, name in enumerate(self.row.cells) if name.strip())
        return [place for place in named if place not in self.columns]

    def column_of(self, field: str) -> int | None:
        """Give the column that is read as something."""
        return next((place for place, read in self.columns.items() if read == field), None)


def plain(text: str) -> str:
    """Give the words of a name without accents, capitals and signs, as they are compared."""
    return " ".join(_WORD.findall(without_accents(text)))


def without_accents(text: str) -> str:
    """Give a text in small letters without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain_letters = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return plain_letters.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


@cache
def words_for(what: str) -> dict[str, str]:
    """Give what stands in a table of words, such as ``headings``, by each of the names it has."""
    _, *lines = Path(__file__).with_name(f"{what}.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines)
    return {plain(name): meant for meant, names in pairs for name in names.split(";")}


def is_further_field(name: str) -> bool:
    """Whether a column brings a further field of the evidence, as ``field:period``."""
    return bool(_FIELD.fullmatch(name))


def known_field(name: str) -> str | None:
    """Give what a column of facts of that name is read as; None if we do not know."""
    given = name.strip()
    return given if is_further_field(given) else words_for("headings").get(plain(given))


def contact_field(name: str) -> str | None:
    """Give what a column of contacts of that name is read as; None if we do not know."""
    return words_for("contacts").get(plain(name))


def find_heading(
    table: SheetTable, meaning: Callable[[str], str | None], said: Mapping[str, str]
) -> ColumnHeading | None:
    """Find the row that names the columns: the one of which most is understood.

    ``meaning`` gives what a name is read as; ``said`` what somebody said of a column, by its name
    or its letters, and comes first. Of the same field the first column is read. None where no row
    names two columns.
    """
    best: ColumnHeading | None = None
    for row in table.rows[:LOOKED_AT]:
        found = ColumnHeading(row, dict(_read(row, meaning, said)))
        if len(found.columns) > 1 and (best is None or _better(found, best)):
            best = found
    return best


def _better(one: ColumnHeading, other: ColumnHeading) -> bool:
    return len(one.columns) > len(other.columns)


def _read(
    row: SheetRow, meaning: Callable[[str], str | None], said: Mapping[str, str]
) -> Iterator[tuple[int, str]]:
    from pathfinder_flow.sheets.table import column_letter

    told = {plain(name): field for name, field in said.items()}
    taken: set[str] = set()
    # What was said comes before what we think.
    for sure in (True, False):
        for place, name in enumerate(row.cells):
            words = plain(name)
            chosen = told.get(words) if words else None
            chosen = chosen or told.get(plain(column_letter(place))) if name.strip() else None
            field = chosen if sure else None if chosen else meaning(name)
            if field and (field == IGNORED or field not in taken):
                taken.add(field)
                yield place, field
