"""A table of cells as a spreadsheet shows it, each with the address by which people know it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Self

from pathfinder_flow.domain.errors.clauses import Clause

EPOCH = date(1899, 12, 30)
"""The day before the first one of a spreadsheet, in effect: a serial number counts from here."""
MAX_ROWS, MAX_COLUMNS, MAX_CELL = 50_000, 200, 32_767
"""More than an office's sheet has; what is beyond refuses the file."""


class BadCell(str):
    """What stands in a cell that cannot be read; ``why`` says what is wrong with it."""

    __slots__ = ("why",)

    why: Clause

    def __new__(cls, shown: str, why: Clause) -> Self:
        """Show the cell, and say what is wrong with it."""
        cell = super().__new__(cls, shown)
        cell.why = why
        return cell


class DayCell(str):
    """A day that the spreadsheet knows to be one, in ISO."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with its number in the sheet; every cell is a text, empty where there is nothing."""

    number: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.strip() for cell in self.cells)

    def cell(self, column: int) -> str:
        """Give a cell by the place of its column; empty beyond the last one."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A sheet: its rows that are not blank, and how it came.

    ``last`` is the number of its last row, blank ones too; ``name`` the sheet's, empty for a text
    file; ``delimiter`` and ``encoding`` are those of a text file; ``epoch`` the day from which
    numbers of days are counted.
    """

    rows: tuple[SheetRow, ...]
    last: int
    name: str = ""
    delimiter: str = ""
    encoding: str = ""
    epoch: date = field(default=EPOCH)


def column_letter(column: int) -> str:
    """Give the letters by which a spreadsheet names a column: 0 is A, 26 is AA."""
    letters, rest = "", column + 1
    while rest:
        rest, place = divmod(rest - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def address(row: int, column: int) -> str:
    """Give the address of a cell, as ``C14``."""
    return f"{column_letter(column)}{row}"
