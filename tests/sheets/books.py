"""Makes workbooks as offices make them: titles over the table, dates as days, formulas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

Cells = Sequence[object]


def write_book(
    path: Path, rows: Sequence[Cells], *, title: str = "", sheet: str = "Sheet1", before: str = ""
) -> Path:
    """Write a workbook; under a merged title and a blank row if there is one.

    ``before`` names a sheet of explanations that stands first.
    """
    book = Workbook()
    page = book.active
    assert page is not None
    if before:
        page.title = before
        page["A1"] = "This workbook is kept by the office."
        page = book.create_sheet()
    page.title = sheet
    if title:
        page.append([title])
        page.merge_cells("A1:F1")
        page.append([])
    for row in rows:
        page.append([*row])
    for row_of_cells in page.iter_rows():
        for cell in row_of_cells:
            if isinstance(cell.value, date):
                cell.number_format = "DD/MM/YYYY"
    book.save(path)
    return path
