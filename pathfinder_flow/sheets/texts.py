"""Text files of rows: which code page, which sign between the columns, and the rows themselves."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import FileRefused
from pathfinder_flow.sheets.table import MAX_CELL, MAX_COLUMNS, MAX_ROWS, SheetRow, SheetTable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 40
_END_OF_FILE = "\x1a"
"""What old programs put after the last line."""


def read_text_file(path: Path, data: bytes) -> SheetTable:
    """Read a file of rows; raises :class:`FileRefused` for what is none."""
    text, encoding = decoded(path, data)
    text = text.rstrip(_END_OF_FILE)
    said, body = _said_delimiter(text)
    delimiter = said or guess_delimiter(body)
    skipped = 1 if said else 0
    rows = [*_rows(path, body, delimiter, skipped)]
    filled = tuple(row for row in rows if not row.blank)
    last = rows[-1].number if rows else 0
    return SheetTable(filled, last, delimiter=delimiter, encoding=encoding)


def decoded(path: Path, data: bytes) -> tuple[str, str]:
    """Give the text of a file and its code page: by its mark, else UTF-8, else Windows' own."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(path, data, encoding), encoding
    unmarked = _unmarked_utf_16(data)
    if unmarked:
        return _strictly(path, data, unmarked), unmarked
    if b"\0" in data:
        raise FileRefused(path=path, why=_no_text())
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _strictly(path, data, "cp1252"), "cp1252"


def _strictly(path: Path, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileRefused(path=path, why=_no_text()) from error


def _no_text() -> Clause:
    return Clause("no_text", "it is neither a workbook (XLSX) nor a text file of rows (CSV)")


def _unmarked_utf_16(data: bytes) -> str:
    """Name UTF-16 that lacks its mark: nearly every second byte of its first letters is nought."""
    start = data[:200]
    if len(start) < len("a,b") * 2:
        return ""
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = start[first::2]
        if zeros.count(0) > 0.7 * len(zeros) and start[1 - first :: 2].count(0) == 0:
            return encoding
    return ""


def _said_delimiter(text: str) -> tuple[str, str]:
    """Give the sign that the first line names, as Excel writes it, and the rest of the text."""
    first, _, rest = text.partition("\n")
    named = first.strip().casefold().removeprefix("sep=")
    if first[:4].casefold() == "sep=" and (len(named) == 1 or first.rstrip("\r")[4:] == "\t"):
        return named or "\t", rest
    return "", text


def guess_delimiter(text: str) -> str:
    """Give the sign between the columns: the one that makes most rows equally wide.

    A single column has none, and is read as with commas.
    """
    best, found = (0, 0), ","
    for sign in _DELIMITERS:
        widths = Counter(_widths(text, sign))
        widths.pop(1, None)
        if not widths:
            continue
        width, rows = max(widths.items(), key=lambda one: (one[1], one[0]))
        if (rows, width) > best:
            best, found = (rows, width), sign
    return found


def _widths(text: str, sign: str) -> list[int]:
    reader = csv.reader(StringIO(text[: 1 << 18], newline=""), delimiter=sign)
    widths: list[int] = []
    try:
        for row in reader:
            if any(row):
                widths.append(len(row))
            if len(widths) == _LOOKED_AT:
                break
    except csv.Error:
        pass
    return widths


def _rows(path: Path, text: str, delimiter: str, skipped: int) -> Iterator[SheetRow]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, start=1 + skipped):
            refuse_beyond(path, number, len(cells), max(map(len, cells), default=0))
            yield SheetRow(number, tuple(cells))
    except csv.Error as error:
        why = Clause(
            "bad_csv", "it is not well-formed CSV (line {line}: {said})",
            line=reader.line_num + skipped, said=error,
        )  # fmt: skip
        raise FileRefused(path=path, why=why) from error


def refuse_beyond(path: Path, row: int, columns: int, longest: int) -> None:
    """Refuse a file whose row is beyond what an office's sheet has."""
    if row <= MAX_ROWS and columns <= MAX_COLUMNS and longest <= MAX_CELL:
        return
    why = Clause(
        "sheet_too_large",
        "row {row} is beyond what is read: at most {rows} rows, {columns} columns and {signs} "
        "characters in a cell; split it",
        row=row, rows=MAX_ROWS, columns=MAX_COLUMNS, signs=MAX_CELL,
    )  # fmt: skip
    raise FileRefused(path=path, why=why)
