"""Workbooks (XLSX), read row by row: however large a sheet says it is, only its cells take room."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import FileRefused
from pathfinder_flow.sheets.table import BadCell, DayCell, SheetRow, SheetTable
from pathfinder_flow.sheets.texts import refuse_beyond

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

SIGNATURE = b"PK\x03\x04"
OLD_SIGNATURE = b"\xd0\xcf\x11\xe0"
"""A workbook of before 2007, or one with a password."""
MAX_UNPACKED, MAX_PARTS, MAX_CELLS = 64 << 20, 2_000, 2_000_000

_BROKEN = (
    AttributeError, BadZipFile, EOFError, IndexError, KeyError, NotImplementedError, OSError,
    OverflowError, RecursionError, RuntimeError, SyntaxError, TypeError, ValueError, zlib.error,
)  # fmt: skip
"""What the library raises of a workbook that is broken; its parsers' errors are syntax errors."""
_ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")


def read_workbook(path: Path, data: bytes) -> list[SheetTable]:
    """Read every visible sheet of a workbook; raises :class:`FileRefused`."""
    try:
        _refuse_bomb(path, data)
        with _quiet():
            values, formulas = _opened(data, values=True), _opened(data, values=False)
            return [
                _table(path, values, formulas, sheet.title)
                for sheet in values.worksheets
                if sheet.sheet_state == "visible"
            ]
    except _BROKEN as error:
        said = "it cannot be read as a workbook of XLSX"
        raise FileRefused(path=path, why=Clause("no_workbook", said)) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep to ourselves what the library says of parts that it does not know."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _opened(data: bytes, *, values: bool) -> Workbook:
    from openpyxl import load_workbook

    return load_workbook(BytesIO(data), read_only=True, data_only=values, keep_links=False)


def _refuse_bomb(path: Path, data: bytes) -> None:
    """Refuse what unpacks to more than we read; a part gives no more than it says it has."""
    with ZipFile(BytesIO(data)) as packed:
        parts = packed.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        why = Clause(
            "unpacks_too_large", "unpacked it is larger than {limit} MiB; split it",
            limit=MAX_UNPACKED >> 20,
        )  # fmt: skip
        raise FileRefused(path=path, why=why)


def _table(path: Path, values: Workbook, formulas: Workbook, name: str) -> SheetTable:
    rows: list[SheetRow] = []
    last = touched = 0
    both = zip(_rows(values, name), _rows(formulas, name), strict=False)
    for number, (shown, written) in enumerate(both, start=1):
        cells = tuple(map(_cell, shown, written))
        wide = max((at for at, cell in enumerate(cells, start=1) if cell), default=0)
        cells = cells[:wide]
        touched += len(shown)
        refuse_beyond(path, number, len(cells), max(map(len, cells), default=0))
        _refuse_endless(path, touched)
        last = number
        row = SheetRow(number, cells)
        if not row.blank:
            rows.append(row)
    return SheetTable(tuple(rows), last, name=name, epoch=values.epoch.date())


def _rows(book: Workbook, name: str) -> Iterator[tuple[Any, ...]]:
    sheet = book[name]
    # What a sheet says of its own size may be wrong, and would be filled up with empty cells.
    sheet.reset_dimensions()
    yield from sheet.iter_rows(values_only=True)


def _refuse_endless(path: Path, cells: int) -> None:
    """Refuse a sheet of empty cells without end, such as one that is coloured to its far corner."""
    if cells > MAX_CELLS:
        why = Clause(
            "too_many_cells", "a sheet of it has more than {limit} cells, empty ones too; keep "
            "only its table", limit=MAX_CELLS,
        )  # fmt: skip
        raise FileRefused(path=path, why=why)


def _cell(value: object, written: object) -> str:
    """Give a cell as a text; of a formula the value that was last worked out."""
    text = getattr(written, "text", written)
    formula = isinstance(text, str) and text.startswith("=")
    if formula and (value is None or value == ""):
        said = "a formula whose value was not saved; open the file in a spreadsheet and save it"
        return BadCell(str(text)[:60], Clause("unsaved_formula", said))
    shown = as_text(value)
    if shown in _ERRORS:
        said = "the spreadsheet shows an error there ({shown})"
        return BadCell(shown, Clause("error_cell", said, shown=shown))
    return shown


def as_text(value: object) -> str:
    """Give a value as an office would type it: a day in ISO, a whole number without a fraction."""
    match value:
        case None:
            return ""
        case datetime():
            whole = value.time() == time()
            return DayCell(value.date().isoformat()) if whole else value.isoformat(" ")
        case date():
            return DayCell(value.isoformat())
        case float() if value.is_integer():
            return str(int(value))
    return str(value)
