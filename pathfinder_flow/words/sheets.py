"""Tables as texts: CSV in which no cell is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the start of a formula, also as East Asian programs write it."""


def csv_text(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, delimiter: str = ",") -> str:
    """Give rows as CSV that is safe to open: a text like a formula gets an apostrophe before it."""
    made = io.StringIO()
    plain = csv.writer(made, lineterminator="\n", delimiter=delimiter)
    # A carriage return within a cell ends the row for many readers, if nothing is around it.
    quoting = csv.writer(made, lineterminator="\n", delimiter=delimiter, quoting=csv.QUOTE_ALL)
    for row in (columns, *rows):
        cells = [_safe(cell) for cell in row]
        broken = any(isinstance(cell, str) and "\r" in cell for cell in cells)
        (quoting if broken else plain).writerow(cells)
    return made.getvalue()


def _safe(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
