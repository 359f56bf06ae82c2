"""Reading a CSV file of dated facts in the program's own shape, in flat memory.

Its first line is ``iso3,event,date,certainty,institution,source,note``, then any ``field:NAME``; it
is UTF-8 with commas. Whatever else offices write is read by
:mod:`pathfinder_flow.services.imports.sheet_file`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import FileRefused
from pathfinder_flow.services.imports.row_facts import COLUMNS, RowFact
from pathfinder_flow.sheets.headings import is_further_field
from pathfinder_flow.sheets.reading import open_regular
from pathfinder_flow.sheets.table import address

MAX_BYTES = 256 << 20
_LONGEST_HEADING = 1 << 16
_NOTHING = " \t\x1a"
"""What stands in a cell that is blank; old programs end a file with the last of these."""


def is_plain(path: Path) -> bool:
    """Whether a file has the program's own shape; raises :class:`FileRefused` if it has no bytes.

    The whole of it must be UTF-8.
    """
    with open_regular(path, MAX_BYTES) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        try:
            if _further_fields(text.readline(_LONGEST_HEADING)) is None:
                return False
            while text.read(1 << 20):
                pass
        except UnicodeDecodeError:
            return False
    return True


def plain_rows(path: Path) -> Iterator[RowFact]:
    """Give every row of a file in the program's own shape; blank lines are passed over."""
    with open_regular(path, MAX_BYTES) as file:
        reader = csv.reader(io.TextIOWrapper(file, encoding="utf-8-sig", newline=""), strict=True)
        try:
            heading = next(reader)
            fields = [name.strip().removeprefix("field:") for name in heading[len(COLUMNS) :]]
            width = len(COLUMNS) + len(fields)
            for number, row in enumerate(reader, start=2):
                if any(cell.strip(_NOTHING) for cell in row):
                    places = [address(number, column) for column in range(width)]
                    yield RowFact(reader.line_num, row, places, fields)
        except csv.Error as error:
            why = Clause(
                "bad_csv", "it is not well-formed CSV (line {line}: {said})",
                line=reader.line_num, said=error,
            )  # fmt: skip
            raise FileRefused(path=path, why=why) from error


def _further_fields(line: str) -> list[str] | None:
    """Give the further fields that a first line names; None if it is not in our shape."""
    try:
        names = [name.strip() for name in next(csv.reader([line], strict=True), [])]
    except csv.Error:
        return None
    further = names[len(COLUMNS) :]
    if tuple(names[: len(COLUMNS)]) != COLUMNS or not all(map(is_further_field, further)):
        return None
    return further
