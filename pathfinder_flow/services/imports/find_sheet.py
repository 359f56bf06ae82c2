"""Finding the sheet of a file that holds facts, or contacts, and what its columns are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pathfinder_flow.domain.actions import action
from pathfinder_flow.domain.errors.clauses import Clause, Joined
from pathfinder_flow.domain.errors.invalid import BadDate, FileRefused
from pathfinder_flow.services.imports.csv_file import is_plain
from pathfinder_flow.services.imports.memory import Memory
from pathfinder_flow.services.imports.sheet_file import EVENT, OfficeSheet, Said, tidy
from pathfinder_flow.services.imports.understanding import Understanding
from pathfinder_flow.services.imports.written_dates import DayOrder, read_date
from pathfinder_flow.services.validation import printable
from pathfinder_flow.sheets.headings import (
    ColumnHeading,
    contact_field,
    find_heading,
    known_field,
    plain,
)
from pathfinder_flow.sheets.reading import read_tables
from pathfinder_flow.sheets.table import SheetRow, SheetTable, column_letter

Found = list[tuple[SheetTable, ColumnHeading]]


def open_sheet(
    path: Path, known: Understanding, said: Said, *, contacts: bool = False,
    memory: Memory | None = None,
) -> OfficeSheet:  # fmt: skip
    """Find the sheet of a file that holds facts, or contacts; raises :class:`FileRefused`.

    ``memory`` knows what was said of such a sheet before.
    """
    tables = _chosen(path, read_tables(path), said.sheet)
    said = memory.recall(tables, said) if memory else said
    found = _headings(tables, known, said, contacts=contacts)
    complete = [one for one in found if not _lacking(one[1], contacts=contacts)]
    if not complete:
        raise FileRefused(path=path, why=_what_lacks(path, tables, found, contacts=contacts))
    table, heading = max(complete, key=lambda one: len(one[1].columns))
    _refuse_unknown_columns(path, heading, said)
    return OfficeSheet(path, table, heading, known, said)


def holds_only_contacts(
    path: Path, known: Understanding, said: Said, memory: Memory | None = None
) -> bool:
    """Whether a file has a sheet of contacts and none of facts; no if it cannot be read at all."""
    try:
        if is_plain(path):
            return False
        tables = _chosen(path, read_tables(path), said.sheet)
    except FileRefused:
        return False
    said = memory.recall(tables, said) if memory else said
    complete = [
        any(
            not _lacking(heading, contacts=contacts)
            for _, heading in _headings(tables, known, said, contacts=contacts)
        )
        for contacts in (False, True)
    ]
    return complete == [False, True]


def _chosen(path: Path, tables: list[SheetTable], name: str) -> list[SheetTable]:
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


def _headings(
    tables: list[SheetTable], known: Understanding, said: Said, *, contacts: bool
) -> Found:
    found = []
    for table in tables:
        if contacts:
            heading = find_heading(table, contact_field, said.columns)
        else:
            heading = _of_facts(table, known, said)
        found += [(table, heading)] if heading else []
    return found


def _of_facts(table: SheetTable, known: Understanding, said: Said) -> ColumnHeading | None:
    def meaning(name: str) -> str | None:
        field = known_field(name)
        kinds = known.kinds.meant(name) if field is None and name.strip() else []
        return f"{EVENT}{kinds[0]}" if len(kinds) == 1 else field

    found = find_heading(table, meaning, said.columns)
    return _with_days(table, found, said) if found else None


def _with_days(table: SheetTable, heading: ColumnHeading, said: Said) -> ColumnHeading:
    """Give a heading without the columns that are named as a kind of fact and hold no days."""
    sure = {plain(name) for name in said.columns}
    rows = [row for row in table.rows if row.number > heading.row.number]

    def holds_days(at: int) -> bool:
        cells = [tidy(row.cell(at)) for row in rows if row.cell(at).strip()]
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


def _lacking(heading: ColumnHeading, *, contacts: bool) -> list[str]:
    """Name what no column is read as though facts, or contacts, need it."""
    read = set(heading.columns.values())
    wanted = ["country"]
    if contacts:
        wanted += ["name"] if "email" not in read else []
    elif "event" in read or not any(one.startswith(EVENT) for one in read):
        wanted += ["event", "date"]
    return [one for one in wanted if one not in read]


def _what_lacks(path: Path, tables: list[SheetTable], found: Found, *, contacts: bool) -> Clause:
    nearest = max(found, key=lambda one: len(one[1].columns), default=None)
    how = action("import.map", path=path)
    if nearest is None:
        said = (
            "no row of it names its columns in words we know (its first row is {names}): a "
            "country, what happened and when are needed"
        )
        return Clause("no_heading", said, how, names=_named(tables[0].rows[0]))
    row = nearest[1].row
    said = "row {row} names its columns ({names}), and none of them is read as {lacking}"
    lacking = Joined("or", [_WORDS[one] for one in _lacking(nearest[1], contacts=contacts)])
    return Clause("column_lacking", said, how, row=row.number, names=_named(row), lacking=lacking)


_WORDS = {
    "country": Clause("column_country", "a country"),
    "event": Clause("column_event", "what happened"),
    "date": Clause("column_date", "its date"),
    "name": Clause("column_name", "a name or a mail address"),
}


def _refuse_unknown_columns(path: Path, heading: ColumnHeading, said: Said) -> None:
    """Refuse a column that was named and that the sheet does not have."""
    letters = {plain(column_letter(at)) for at in range(len(heading.row.cells))}
    known = {plain(name) for name in heading.row.cells} | letters
    for name in said.columns:
        if plain(name) not in known:
            why = Clause(
                "no_such_column", "row {row} names no column '{given}', but {names}",
                row=heading.row.number, given=name, names=_named(heading.row),
            )  # fmt: skip
            raise FileRefused(path=path, why=why)


def _named(row: SheetRow) -> str:
    """Give the names of columns as they stand there."""
    return ", ".join(f"'{printable(tidy(cell)[:40])}'" for cell in row.cells if cell.strip())
