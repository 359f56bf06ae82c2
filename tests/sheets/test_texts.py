"""Text files of rows: whatever a spreadsheet writes is read as the same table."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.domain.errors.invalid import FileRefused
from pathfinder_flow.sheets.table import MAX_COLUMNS, address, column_letter
from pathfinder_flow.sheets.texts import read_text_file

HERE = Path("sheet.csv")
ROWS = [("Pays", "Étape", "Date"), ("Bénin", "Feuille de route, validée", "24/11/2023")]


def written(delimiter: str, rows: list[tuple[str, ...]] = ROWS) -> str:
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter).writerows(rows)
    return made.getvalue()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_code_page_and_sign_between_columns_gives_the_same_rows(
    encoding: str, delimiter: str
) -> None:
    table = read_text_file(HERE, written(delimiter).encode(encoding))
    assert [row.cells for row in table.rows] == ROWS
    assert (table.delimiter, table.last) == (delimiter, 2)


@pytest.mark.parametrize("line", ["sep=;\r\n", "SEP=;\n"])
def test_the_line_by_which_excel_names_the_sign_is_no_row(line: str) -> None:
    table = read_text_file(HERE, (line + written(";")).encode())
    assert [(row.number, row.cells) for row in table.rows] == [(2, ROWS[0]), (3, ROWS[1])]


def test_titles_above_and_an_end_mark_below_do_not_hide_the_sign_between_columns() -> None:
    text = "Suivi, novembre 2026\n\n" + written(";") + "\x1a"
    table = read_text_file(HERE, text.encode())
    assert [row.cells for row in table.rows[1:]] == ROWS
    assert [row.number for row in table.rows] == [1, 3, 4]


def test_blank_rows_are_counted_and_not_kept() -> None:
    table = read_text_file(HERE, b"a,b\n,\n  , \nc,d\n,\n")
    assert [row.number for row in table.rows] == [1, 4]
    assert table.last == 5


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)), b"a,b\n\x81\n", b"\xff\xfea", ("," * MAX_COLUMNS + "\n").encode(), b'a,"b'],
    ids=["binary", "no letter of cp1252", "half a letter", "too wide", "an open quote"],
)
def test_what_is_no_text_of_rows_is_refused(data: bytes) -> None:
    with pytest.raises(FileRefused):
        read_text_file(HERE, data)


@given(st.integers(0, 20_000))
def test_columns_are_named_as_spreadsheets_name_them(column: int) -> None:
    letters = column_letter(column)
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    assert number == column + 1
    assert address(14, column) == f"{letters}14"


@given(st.binary(max_size=400))
def test_any_bytes_are_rows_or_refused_in_one_sentence(data: bytes) -> None:
    try:
        table = read_text_file(HERE, data)
    except FileRefused:
        return
    assert all(not row.blank for row in table.rows)
