"""Workbooks: cells as an office would type them, and nothing that a hostile one can do."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from time import monotonic

import pytest
import xlsxwriter
from openpyxl import Workbook

from pathfinder_flow.domain.errors.invalid import FileRefused
from pathfinder_flow.sheets.reading import read_tables
from pathfinder_flow.sheets.table import BadCell, SheetTable
from pathfinder_flow.sheets.workbooks import MAX_UNPACKED
from tests.sheets.books import write_book

AFTERNOON = datetime.fromisoformat("2019-06-05T14:30")
BOMB = """<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">%s]><worksheet>&j;</worksheet>"""
ENTITIES = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghij"))


def read(path: Path) -> SheetTable:
    [table] = read_tables(path)
    return table


def test_days_numbers_and_texts_are_read_as_an_office_would_type_them(tmp_path: Path) -> None:
    row = [date(2019, 6, 5), AFTERNOON, 2025, 2025.0, 0.5, True, "Côte", None]
    table = read(write_book(tmp_path / "a.xlsx", [row]))
    assert table.rows[0].cells == (
        "2019-06-05", "2019-06-05 14:30:00", "2025", "2025", "0.5", "True", "Côte",
    )  # fmt: skip


def test_rows_keep_their_numbers_under_titles_and_blank_rows(tmp_path: Path) -> None:
    table = read(write_book(tmp_path / "a.xlsx", [["a", "b"], [], ["c", "d"]], title="Title"))
    assert [(row.number, row.cells) for row in table.rows] == [
        (1, ("Title",)), (3, ("a", "b")), (5, ("c", "d")),
    ]  # fmt: skip


def test_every_sheet_that_is_shown_is_read(tmp_path: Path) -> None:
    book = Workbook()
    for name in ("Shown", "Hidden", "Empty"):
        page = book.create_sheet(name)
        page["B2"] = None if name == "Empty" else name
    book["Hidden"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    assert [table.name for table in read_tables(tmp_path / "a.xlsx")] == ["Shown"]


def test_of_a_formula_the_value_that_was_saved_is_read(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        page = book.add_worksheet()
        page.write_formula(0, 0, '="Gha"&"na"', None, "Ghana")
    assert read(tmp_path / "a.xlsx").rows[0].cells == ("Ghana",)


def test_a_formula_without_a_value_and_an_error_say_what_is_wrong(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        page = book.add_worksheet()
        page.write_formula(0, 0, "=B9+1", None, "")
        page.write_formula(0, 1, "=1/0", None, "#DIV/0!")
    unsaved, error = read(tmp_path / "a.xlsx").rows[0].cells
    assert isinstance(unsaved, BadCell)
    assert isinstance(error, BadCell)
    assert (unsaved.why.key, error.why.key) == ("unsaved_formula", "error_cell")


def test_days_are_counted_from_the_year_in_which_the_workbook_begins(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx"), {"date_1904": True}) as book:
        page = book.add_worksheet()
        page.write_datetime(0, 0, date(2019, 6, 5), book.add_format({"num_format": "yyyy"}))
        page.write_number(0, 1, 42_160)
    table = read(tmp_path / "a.xlsx")
    assert table.rows[0].cells == ("2019-06-05", "42160")
    assert table.epoch == date(1904, 1, 1)


def test_a_sheet_with_one_far_cell_takes_no_more_room_than_its_cells(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        page = book.add_worksheet()
        page.write(0, 0, "near")
        page.write(1_048_575, 16_383, "far")
    began = monotonic()
    with pytest.raises(FileRefused, match="beyond what is read"):
        read_tables(tmp_path / "a.xlsx")
    assert monotonic() - began < 5


def packed(path: Path, size: int, parts: int = 1) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(parts):
            made.writestr(f"xl/{number}.xml", bytes(size))
    return path


@pytest.mark.parametrize(("size", "parts"), [(MAX_UNPACKED + 1, 1), (1, 2_001)])
def test_what_unpacks_to_more_than_is_read_is_refused_unread(
    tmp_path: Path, size: int, parts: int
) -> None:
    with pytest.raises(FileRefused, match="unpacked it is larger"):
        read_tables(packed(tmp_path / "bomb.xlsx", size, parts))


def test_a_workbook_that_is_cut_anywhere_is_refused_in_one_sentence(tmp_path: Path) -> None:
    whole = write_book(tmp_path / "a.xlsx", [["a", "b"]]).read_bytes()
    for end in range(4, len(whole), 97):
        cut = tmp_path / "cut.xlsx"
        cut.write_bytes(whole[:end])
        with pytest.raises(FileRefused, match="cannot be read as a workbook"):
            read_tables(cut)


def test_a_workbook_with_broken_parts_is_refused_in_one_sentence(tmp_path: Path) -> None:
    whole = zipfile.ZipFile(write_book(tmp_path / "a.xlsx", [["a", "b"]]))
    parts = {name: whole.read(name) for name in whole.namelist()}
    refused = 0
    for broken in parts:
        for content in (b"", b"<a>", parts[broken][: len(parts[broken]) // 2]):
            made = io.BytesIO()
            with zipfile.ZipFile(made, "w") as book:
                for name, data in parts.items():
                    book.writestr(name, content if name == broken else data)
            (tmp_path / "b.xlsx").write_bytes(made.getvalue())
            try:
                read_tables(tmp_path / "b.xlsx")
            except FileRefused:
                refused += 1
    assert refused > len(parts)


def test_entities_that_unfold_without_end_are_refused(tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", [["a", "b"]])
    whole = zipfile.ZipFile(path)
    parts = {name: whole.read(name) for name in whole.namelist()}
    for name in ("xl/worksheets/sheet1.xml", "xl/workbook.xml"):
        with zipfile.ZipFile(path, "w") as made:
            for part, data in parts.items():
                made.writestr(part, BOMB % ENTITIES if part == name else data)
        with pytest.raises(FileRefused):
            read_tables(path)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileRefused, match="a pipe or a device"):
        read_tables(tmp_path / "pipe")
