"""An office's sheet whose columns are known: its rows, the order of its dates, its facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from pathfinder_flow.domain.errors.invalid import AmbiguousDay, BadDate, DayOrderUnclear
from pathfinder_flow.services.imports.row_facts import COLUMNS, RowFact
from pathfinder_flow.services.imports.understanding import Understanding
from pathfinder_flow.services.imports.written_dates import (
    DayOrder,
    begins_late,
    proposed_order,
    read_date,
)
from pathfinder_flow.sheets.headings import ColumnHeading, is_further_field, plain
from pathfinder_flow.sheets.table import DayCell, SheetRow, SheetTable, address
from pathfinder_flow.words.sheets import FORMULA_STARTS

EVENT = "event:"
"""Before a kind of fact: a column that holds the day of one."""
FIELDS = ("country", "event", "date", "certainty", "institution", "source", "note", "ignore")
CONTACT_FIELDS = (
    "name", "office", "title", "salutation", "email", "address", "telephone", "language", "from",
    "until", "letter",
)  # fmt: skip
_DAYS = ("date", "from", "until")
_MONTHS = 12
_TOTALS = frozenset(["total", "totals", "totaux", "totales", "subtotal", "suma", "somme", "sum"])
_BEFORE_TOTAL = frozenset(["grand", "sous", "sub", "general"])
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\ufeff\xad"))


def is_field(name: str) -> bool:
    """Whether a column can be read as this."""
    kind = name.startswith(EVENT) and name != EVENT
    return name in FIELDS or name in CONTACT_FIELDS or kind or is_further_field(name)


@dataclass(frozen=True)
class Said:
    """What somebody said of a file.

    ``columns`` what a column is read as, by its name or letters; ``order`` which of day and month
    comes first; ``countries`` which country a doubtful name means; ``source`` what facts rest on
    that name nothing; ``sheet`` which sheet is meant.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    order: DayOrder | None = None
    countries: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    sheet: str = ""


@dataclass(frozen=True)
class OfficeSheet:
    """A sheet whose columns are known."""

    path: Path
    table: SheetTable
    heading: ColumnHeading
    known: Understanding
    said: Said

    def column(self, row: SheetRow, field: str) -> tuple[str, str]:
        """Give what a row says of something, and the address of the cell; empty if it has none."""
        at = self.heading.column_of(field)
        if at is None:
            return "", ""
        return tidy(row.cell(at)), address(row.number, at)

    @cached_property
    def order(self) -> DayOrder | None:
        """Which of day and month comes first: as was said, else as the dates prove."""
        return self.said.order or proposed_order(text for _, text in self._dates())

    @cached_property
    def data(self) -> tuple[SheetRow, ...]:
        """The rows that may hold facts."""
        passed = {number for numbers in self.passed.values() for number in numbers}
        below = (row for row in self.table.rows if row.number > self.heading.row.number)
        return tuple(row for row in below if row.number not in passed)

    @cached_property
    def passed(self) -> dict[str, list[int]]:
        """The rows that were passed over, by why: ``blank``, ``total`` or ``heading``."""
        first, filled = self.heading.row.number + 1, {row.number for row in self.table.rows}
        below = [row for row in self.table.rows if row.number >= first]
        again = tuple(map(plain, self.heading.row.cells))
        found = {
            "blank": [n for n in range(first, self.table.last + 1) if n not in filled],
            "total": [row.number for row in below if _is_total(row)],
            "heading": [row.number for row in below if tuple(map(plain, row.cells)) == again],
        }
        return {why: numbers for why, numbers in found.items() if numbers}

    def facts(self) -> Iterator[RowFact]:
        """Give every fact of the sheet; raises :class:`DayOrderUnclear`."""
        self.refuse_unclear_order()
        for row in self.data:
            found = (self._fact(row, event, date) for event, date in self._events())
            yield from filter(None, found)

    @property
    def understood(self) -> Understanding:
        """How its cells are understood."""
        return replace(
            self.known, order=lambda: self.order, said=self.said.countries, epoch=self.table.epoch
        )

    def _events(self) -> list[tuple[str, int | None]]:
        """Give what each fact of a row is, with the column of its date; one by its own column."""
        if self.heading.column_of("event") is not None:
            return [("", self.heading.column_of("date"))]
        columns = self.heading.columns.items()
        return [(read.removeprefix(EVENT), at) for at, read in columns if read.startswith(EVENT)]

    def _fact(self, row: SheetRow, event: str, date: int | None) -> RowFact | None:
        """Give a fact of a row; None where the day of that kind of fact is left open."""
        columns = {read: at for at, read in self.heading.columns.items()} | {"date": date}
        if event and not row.cell(date or 0).strip():
            return None
        further = [read for read in columns if read.startswith("field:")]
        cells, places = [], []
        for name in ("country", *COLUMNS[1:], *further):
            at = columns.get(name)
            cells.append("" if at is None else tidy(row.cell(at), lines=name == "note"))
            places.append("" if at is None else address(row.number, at))
        blanks = {1: event, 3: "stated", 5: self.said.source}
        cells = [cell or blanks.get(place, "") for place, cell in enumerate(cells)]
        names = [name.removeprefix("field:") for name in further]
        return RowFact(row.number, cells, places, names)

    @cached_property
    def turned(self) -> list[str]:
        """The days in which the spreadsheet may have turned day and month around, by their cells.

        It does so when it takes "05/06/2019" for 6 May and leaves "13/06/2019" the text it is: then
        no day of a column is later than the 12th, and every text of it begins with one that is.
        """
        found: list[str] = []
        for at in self._day_columns():
            days = [row for row in self.data if isinstance(row.cell(at), DayCell)]
            texts = [tidy(row.cell(at)) for row in self.data if type(row.cell(at)) is str]
            if begins_late(texts) and all(int(row.cell(at)[8:]) <= _MONTHS for row in days):
                found += [address(row.number, at) for row in days]
        return found

    def _day_columns(self) -> list[int]:
        read = self.heading.columns.items()
        return [at for at, name in read if name in _DAYS or name.startswith(EVENT)]

    def _dates(self) -> Iterator[tuple[str, str]]:
        """Give every date as it is written, with its address."""
        for row in self.data:
            for at in self._day_columns():
                yield address(row.number, at), tidy(row.cell(at))

    def refuse_unclear_order(self) -> None:
        """Refuse dates whose day and month can be taken for each other."""
        if self.order is not None:
            return
        for cell, text in self._dates():
            try:
                read_date(text, lambda: None)
            except AmbiguousDay as error:
                raise DayOrderUnclear(path=self.path, cell=cell, **error.facts) from None
            except BadDate:
                continue


def _is_total(row: SheetRow) -> bool:
    """Whether a row adds others up: its first word says so."""
    words = next((plain(cell).split() for cell in row.cells if cell.strip()), [])
    words = words[1:] if words[:1] and words[0] in _BEFORE_TOTAL else words
    return bool(words) and words[0] in _TOTALS


def tidy(cell: str, *, lines: bool = False) -> str:
    """Give a cell without needless space, nor signs that nobody sees; a bad one as it is."""
    if type(cell) is not str:
        return cell
    kept = (" ".join(line.translate(_INVISIBLE).split()) for line in cell.splitlines())
    text = ("\n" if lines else " ").join(kept).strip()
    # So this program writes what a spreadsheet would take for a formula, such as a telephone.
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA_STARTS) else text
