"""Reading a table that comes with a document, from CSV or XLSX, or all that is wrong in it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import StringIO
from pathlib import Path

from pathfinder_flow.domain.cases.indicators import COLUMNS, STATES, Wrong, check_table
from pathfinder_flow.domain.errors.clauses import Clause, Joined, of_system
from pathfinder_flow.domain.errors.invalid import BadTable, FileRefused
from pathfinder_flow.services.validation import clean, listed
from pathfinder_flow.sheets.workbooks import read_workbook

_LARGEST = 1 << 20
_MOST_ROWS = 500
_MOST_SAID = 20
"""So many of the things that are wrong are told; more would not be read."""


def read_table(name: str, path: Path, known: Iterable[str] = ()) -> list[dict[str, str]]:
    """Read and check a table; gives its rows, every column of the format in each.

    ``known`` are the ids that a table of values may speak of. The first row names the columns, in
    any order; those that are left out are empty. Raises :class:`FileRefused` for what is no such
    file, :class:`BadTable` with everything that is wrong in it.
    """
    heading, *cells = _cells(path) or [[]]
    names = [column.strip().lower() for column in heading]
    columns = COLUMNS[name]
    strange = [column for column in names if column and column not in columns]
    if strange or columns[0] not in names:
        said = "its first row must name columns of {known}, and '{first}' among them"
        why = Clause("table_columns", said, known=listed(list(columns)), first=columns[0])
        raise FileRefused(path=path, why=why)
    rows = [_row(names, columns, row) for row in cells if any(cell.strip() for cell in row)]
    if len(rows) > _MOST_ROWS:
        said = "it has {count} rows, and {limit} at most can be taken"
        raise FileRefused(
            path=path, why=Clause("too_many_rows", said, count=len(rows), limit=_MOST_ROWS)
        )
    wrong = check_table(name, rows, known)
    if wrong:
        raise BadTable(table=name, path=path, count=len(wrong), why=_said(wrong))
    return rows


def _row(names: Sequence[str], columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    given = dict(zip(names, cells, strict=False))
    return {column: clean(column, given.get(column, "")) for column in columns}


def _cells(path: Path) -> list[list[str]]:
    try:
        if path.stat().st_size > _LARGEST:
            said = "it is larger than {limit} KiB"
            raise FileRefused(path=path, why=Clause("table_large", said, limit=_LARGEST >> 10))
        data = path.read_bytes()
    except OSError as error:
        why = Clause("check_it", "{said}; check it", said=of_system(error))
        raise FileRefused(path=path, why=why) from error
    if path.suffix.lower() == ".xlsx":
        return _of_workbook(path, data)
    try:
        return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        said = "it is no CSV in UTF-8; save it as 'CSV UTF-8', or as XLSX"
        raise FileRefused(path=path, why=Clause("no_csv", said)) from error


def _of_workbook(path: Path, data: bytes) -> list[list[str]]:
    """Read the first sheet that is shown."""
    tables = read_workbook(path, data)
    return [[*row.cells] for row in tables[0].rows] if tables else []


def _said(wrong: Sequence[Wrong]) -> Joined:
    return Joined("list", [_SAID[one.code](one) for one in wrong[:_MOST_SAID]])


_SAID: Mapping[str, Callable[[Wrong], Clause]] = {
    "missing": lambda one: Clause(
        "table_missing", "row {row}: '{column}' is empty", row=one.row, column=one.column
    ),
    "no_number": lambda one: Clause(
        "table_no_number", "row {row}: '{given}' in '{column}' is no number",
        row=one.row, given=one.given, column=one.column,
    ),
    "no_year": lambda one: Clause(
        "table_no_year", "row {row}: '{given}' in '{column}' is no year",
        row=one.row, given=one.given, column=one.column,
    ),
    "no_state": lambda one: Clause(
        "table_no_state", "row {row}: '{given}' is none of {states}",
        row=one.row, given=one.given, states=listed(list(STATES)),
    ),
    "twice": lambda one: Clause(
        "table_twice", "row {row}: '{given}' stands there already", row=one.row, given=one.given
    ),
    "unknown": lambda one: Clause(
        "table_unknown", "row {row}: the roadmap has no indicator or action '{given}'",
        row=one.row, given=one.given,
    ),
    "neither": lambda one: Clause(
        "table_neither", "row {row}: give a value, a state, or the reason why there is none",
        row=one.row,
    ),
    "both": lambda one: Clause(
        "table_both", "row {row}: a value and a reason why there is none contradict each other",
        row=one.row,
    ),
}  # fmt: skip
