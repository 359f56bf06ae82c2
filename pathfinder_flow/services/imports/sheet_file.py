"""Reading an office's sheet of dated facts: the sheet, its columns, the order of its dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from pathfinder_flow.domain.actions import action
from pathfinder_flow.domain.errors.clauses import Clause, Joined
from pathfinder_flow.domain.errors.invalid import (
    AmbiguousDay,
    BadDate,
    DayOrderUnclear,
    FileRefused,
)
from pathfinder_flow.services.imports.row_facts import COLUMNS, RowFact
from pathfinder_flow.services.imports.understanding import Understanding
from pathfinder_flow.services.imports.written_dates import DayOrder, proposed_order, read_date
from pathfinder_flow.services.validation import printable
from pathfinder_flow.sheets.headings import (
    Heading,
    find_heading,
    is_further_field,
    known_field,
    plain,
)
from pathfinder_flow.sheets.reading import read_tables
from pathfinder_flow.sheets.table import Row, Table, address, column_letter

EVENT = "event:"
"""Before a kind of fact: a column that holds the day of one."""
FIELDS = ("country", "event", "date", "certainty", "institution", "source", "note", "ignore")
_TOTALS = frozenset(["total", "totals", "totaux", "totales", "subtotal", "suma", "somme", "sum"])
_BEFORE_TOTAL = frozenset(["grand", "sous", "sub", "general"])
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\ufeff\xad"))


def is_field(name: str) -> bool:
    """Whether a column can be read as this."""
    kind = name.startswith(EVENT) and name != EVENT
    return name in FIELDS or kind or is_further_field(name)


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
    table: Table
    heading: Heading
    known: Understanding
    said: Said

    @cached_property
    def order(self) -> DayOrder | None:
        """Which of day and month comes first: as was said, else as the dates prove."""
        return self.said.order or proposed_order(text for _, text in self._dates())

    @cached_property
    def data(self) -> tuple[Row, ...]:
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
        self._refuse_unclear_order()
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

    def _fact(self, row: Row, event: str, date: int | None) -> RowFact | None:
        """Give a fact of a row; None where the day of that kind of fact is left open."""
        columns = {read: at for at, read in self.heading.columns.items()} | {"date": date}
        if event and not row.cell(date or 0).strip():
            return None
        further = [read for read in columns if read.startswith("field:")]
        cells, places = [], []
        for name in ("country", *COLUMNS[1:], *further):
            at = columns.get(name)
            cells.append("" if at is None else _tidy(row.cell(at), lines=name == "note"))
            places.append("" if at is None else address(row.number, at))
        blanks = {1: event, 3: "stated", 5: self.said.source}
        cells = [cell or blanks.get(place, "") for place, cell in enumerate(cells)]
        names = [name.removeprefix("field:") for name in further]
        return RowFact(row.number, cells, places, names)

    def _dates(self) -> Iterator[tuple[str, str]]:
        """Give every date as it is written, with its address."""
        columns = [at for _, at in self._events() if at is not None]
        for row in self.data:
            yield from ((address(row.number, at), _tidy(row.cell(at))) for at in columns)

    def _refuse_unclear_order(self) -> None:
        if self.order is not None:
            return
        for cell, text in self._dates():
            try:
                read_date(text, lambda: None)
            except AmbiguousDay as error:
                raise DayOrderUnclear(path=self.path, cell=cell, **error.facts) from None
            except BadDate:
                continue


def open_sheet(path: Path, known: Understanding, said: Said) -> OfficeSheet:
    """Find the sheet of a file that holds facts, and its columns; raises :class:`FileRefused`."""
    tables = _chosen(path, read_tables(path), said.sheet)
    found = [(table, heading) for table in tables if (heading := _heading(table, known, said))]
    complete = [one for one in found if not _lacking(one[1])]
    if not complete:
        raise FileRefused(path=path, why=_what_lacks(path, tables, found))
    table, heading = max(complete, key=lambda one: len(one[1].columns))
    _refuse_unknown_columns(path, heading, said)
    return OfficeSheet(path, table, heading, known, said)


def _chosen(path: Path, tables: list[Table], name: str) -> list[Table]:
    if not name:
        return tables
    found = [table for table in tables if table.name == name]
    if not found:
        why = Clause(
            "no_such_sheet", "it has no sheet '{given}', but {known}",
            given=name, known=Joined("and", [f"'{table.name}'" for table in tables]),
        )  # fmt: skip
        raise FileRefused(path=path, why=why)
    return found


def _heading(table: Table, known: Understanding, said: Said) -> Heading | None:
    def meaning(name: str) -> str | None:
        field = known_field(name)
        kinds = known.kinds.meant(name) if field is None and name.strip() else []
        return f"{EVENT}{kinds[0]}" if len(kinds) == 1 else field

    found = find_heading(table, meaning, said.columns)
    return _with_days(table, found, said) if found else None


def _with_days(table: Table, heading: Heading, said: Said) -> Heading:
    """Give a heading without the columns that are named as a kind of fact and hold no days."""
    sure = {plain(name) for name in said.columns}
    rows = [row for row in table.rows if row.number > heading.row.number]

    def holds_days(at: int) -> bool:
        cells = [_tidy(row.cell(at)) for row in rows if row.cell(at).strip()]
        return 2 * sum(map(_is_day, cells)) >= len(cells) > 0

    kept = {
        at: read
        for at, read in heading.columns.items()
        if not read.startswith(EVENT)
        or sure & {plain(heading.row.cells[at]), plain(column_letter(at))}
        or holds_days(at)
    }
    return replace(heading, columns=kept)


def _is_day(text: str) -> bool:
    try:
        read_date(text, lambda: DayOrder.DAY_FIRST)
    except BadDate:
        return False
    return True


def _lacking(heading: Heading) -> list[str]:
    """Name what no column is read as though facts need it."""
    read = set(heading.columns.values())
    wanted = ["country"]
    if not any(one.startswith(EVENT) for one in read):
        wanted += ["event", "date"]
    elif "event" in read:
        wanted += ["date"]
    return [one for one in wanted if one not in read]


def _what_lacks(path: Path, tables: list[Table], found: list[tuple[Table, Heading]]) -> Clause:
    nearest = max(found, key=lambda one: len(one[1].columns), default=None)
    how = action("import.map", path=path)
    row = nearest[1].row if nearest else tables[0].rows[0]
    names = _named(row)
    if nearest is None:
        said = (
            "no row of it names its columns in words we know (its first row is {names}): a "
            "country, what happened and when are needed"
        )
        return Clause("no_heading", said, how, names=names)
    said = "row {row} names its columns ({names}), and none of them is read as {lacking}"
    lacking = Joined("or", [_WORDS[one] for one in _lacking(nearest[1])])
    return Clause("column_lacking", said, how, row=row.number, names=names, lacking=lacking)


_WORDS = {
    "country": Clause("column_country", "a country"),
    "event": Clause("column_event", "what happened"),
    "date": Clause("column_date", "its date"),
}


def _refuse_unknown_columns(path: Path, heading: Heading, said: Said) -> None:
    """Refuse a column that was named and that the sheet does not have."""
    letters = {plain(column_letter(at)) for at in range(len(heading.row.cells))}
    known = {plain(name) for name in heading.row.cells} | letters
    for name in said.columns:
        if plain(name) not in known:
            why = Clause(
                "no_such_column", "row {row} names no column '{given}', but {names}",
                row=heading.row.number, given=name,
                names=_named(heading.row),
            )  # fmt: skip
            raise FileRefused(path=path, why=why)


def _named(row: Row) -> str:
    """Give the names of columns as they stand there."""
    return ", ".join(f"'{printable(_tidy(cell)[:40])}'" for cell in row.cells if cell.strip())


def _is_total(row: Row) -> bool:
    """Whether a row adds others up: its first word says so."""
    words = next((plain(cell).split() for cell in row.cells if cell.strip()), [])
    words = words[1:] if words[:1] and words[0] in _BEFORE_TOTAL else words
    return bool(words) and words[0] in _TOTALS


def _tidy(cell: str, *, lines: bool = False) -> str:
    """Give a cell without needless space, nor signs that nobody sees; a bad one as it is."""
    if type(cell) is not str:
        return cell
    kept = (" ".join(line.translate(_INVISIBLE).split()) for line in cell.splitlines())
    return ("\n" if lines else " ").join(kept).strip()
