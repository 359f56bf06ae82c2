"""Texts that do not print, do not end, or would do something elsewhere."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.faults.running import Program, finish

SURROGATE = b"a\xffb".decode("utf-8", "surrogateescape")
UNPRINTABLE = {
    "an escape sequence": "a\x1b[31mb",
    "a bell": "a\x07b",
    "a tab": "a\tb",
    "a carriage return": "a\rb",
    "an override to right-to-left": "a\u202eb",
    "an isolate": "a\u2066b",
    "an invisible mark": "a\ufeffb",
    "a line separator": "a\u2028b",
    "bytes that are not UTF-8": SURROGATE,
}
COMMANDS = {
    "reason of an opening": ("country", "open", "KEN", "--reason"),
    "note of evidence": ("evidence", "add", "PER", "expression_of_interest", "--note"),
    "address of evidence": ("evidence", "add", "PER", "expression_of_interest", "--url"),
    "letter of a mandate": ("mandate", "add", "x.y", "--role", "auditor", "--letter"),
    "name of a person": ("mandate", "add", "x.y", "--role", "auditor", "--letter", "L/1", "--name"),
    "address of a person": (
        "mandate",
        "add",
        "x.y",
        "--role",
        "auditor",
        "--letter",
        "L/1",
        "--email",
    ),
    "meeting": (*("decision", "record", "PER", "--outcome", "noted", "--note", "n", "--meeting"),),
    "note of a decision": (
        *("decision", "record", "PER", "--outcome", "noted", "--meeting", "1", "--note"),
    ),
    "reason of a correction": ("correct", "6", "--effective", "2018-06-01", "--reason"),
    "reason of an end": ("mandate", "end", "1", "--on", "2099-12-31", "--reason"),
}


def size(program: Program) -> int:
    return len(json.loads(program.done("history", "PER", "--json").stdout)) + len(
        json.loads(program.done("mandate", "list", "--json").stdout)
    )


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_what_does_not_print_is_refused_and_nothing_recorded(
    peopled: Program, command: tuple[str, ...]
) -> None:
    before = size(peopled)
    for given in UNPRINTABLE.values():
        told = peopled.refused(*command, given)
        assert "contains control characters" in told
        assert told.rstrip("\n").isprintable()
    assert size(peopled) == before


@pytest.mark.parametrize(
    "command", [value for key, value in COMMANDS.items() if "address of evidence" not in key]
)
def test_a_text_of_a_million_signs_is_refused(peopled: Program, command: tuple[str, ...]) -> None:
    assert "is 1000000 characters long" in peopled.refused(*command, "x" * 1_000_000)


@pytest.mark.parametrize(
    "command",
    [
        ("--as", SURROGATE, "country", "open", "KEN"),
        ("--as", "a\x1b[31mb", "country", "open", "KEN"),
        ("--as", SURROGATE, "advance", "PER", "begin_planning"),
    ],
)
def test_a_name_that_does_not_print_is_nobodys(peopled: Program, command: tuple[str, ...]) -> None:
    result = peopled.call(*command)
    assert result.exit_code == 1
    assert "is not registered here" in result.stderr


@pytest.mark.parametrize("handle", ["a b", "-x", "é.x", "x" * 65, "a", "a\nb", SURROGATE])
def test_a_sign_in_name_that_nobody_can_type_is_refused(peopled: Program, handle: str) -> None:
    result = peopled.call("mandate", "add", "--role", "auditor", "--letter", "L/1", "--", handle)
    assert result.exit_code == 1
    assert "cannot be a sign-in name" in result.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("why", SURROGATE),
        ("why", "PER", SURROGATE),
        ("history", "PER", "--as-of", SURROGATE),
        ("history", "PER", "--known-at", SURROGATE),
        ("evidence", "add", "PER", SURROGATE),
        ("evidence", "add", "PER", "expression_of_interest", "--effective", SURROGATE),
        ("evidence", "add", "PER", "expression_of_interest", "--file", SURROGATE),
        ("country", "open", "KEN", "--workflow", SURROGATE),
        ("decision", "record", "PER", "--meeting", "1", "--outcome", SURROGATE),
        ("import", SURROGATE),
        ("workflow", "show", SURROGATE),
        ("workflow", "check", SURROGATE),
    ],
)
def test_bytes_that_are_not_utf8_are_told_like_any_other_mistake(
    peopled: Program, command: tuple[str, ...]
) -> None:
    result = peopled.call(*command)
    assert result.exit_code in (1, 2)
    assert result.stderr


def test_bytes_that_are_not_utf8_on_the_real_command_line_give_no_traceback(
    peopled: Program,
) -> None:
    code, said, errors = finish(peopled.start("why", "PER", SURROGATE))
    assert (code, said) == (1, "")
    assert "has no event" in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_that_cannot_show_a_sign_gets_its_number(
    peopled: Program, encoding: str
) -> None:
    code, said, errors = finish(
        peopled.start("--lang", "fr", "country", "show", "CIV", PYTHONIOENCODING=encoding)
    )
    assert (code, errors) == (0, "")
    assert "Ivoire" in said


# What others would run

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(A1)"]


@pytest.fixture
def formulas(peopled: Program) -> Program:
    for formula in FORMULAS:
        said = peopled.done(
            "evidence", "add", "PER", "expression_of_interest", "--field", f"ministries={formula}"
        ).stderr
        number = said.split(":")[0].removeprefix("Entry ")
        peopled.done("correct", number, "--effective", "2018-05-01", "--reason", formula)
    return peopled


def test_no_cell_of_a_csv_export_is_a_formula(formulas: Program) -> None:
    said = formulas.done("history", "PER", "--format", "csv").stdout
    cells = [cell for row in csv.reader(io.StringIO(said)) for cell in row]
    assert {f"'{formula}" for formula in FORMULAS} <= set(cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_no_cell_of_a_spreadsheet_is_a_formula(formulas: Program, tmp_path: Path) -> None:
    formulas.done("history", "PER", "--format", "xlsx", "-o", str(tmp_path / "history.xlsx"))
    with zipfile.ZipFile(tmp_path / "history.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert "=1+1" in texts


def test_a_long_text_is_not_left_out_of_a_spreadsheet(peopled: Program, tmp_path: Path) -> None:
    fields = [
        arg for number in range(10) for arg in ("--field", f"ministries={number}{'x' * 3990}")
    ]
    peopled.done("evidence", "add", "PER", "expression_of_interest", *fields)
    peopled.done("history", "PER", "--format", "xlsx", "-o", str(tmp_path / "history.xlsx"))
    with zipfile.ZipFile(tmp_path / "history.xlsx") as book:
        assert "xxx…" in book.read("xl/sharedStrings.xml").decode()


@pytest.mark.parametrize("place", ["", "no/such/folder/h.xlsx"])
def test_a_spreadsheet_that_cannot_be_written_is_told(
    peopled: Program, tmp_path: Path, place: str
) -> None:
    output = str(tmp_path / place)
    told = peopled.refused("history", "PER", "--format", "xlsx", "-o", output)
    assert "cannot be used" in told


def test_brackets_in_a_text_are_not_taken_for_markup(peopled: Program) -> None:
    peopled.done("country", "open", "KEN", "--reason", "see [bold]annex[/bold] [/]")
    assert "[bold]annex[/bold] [/]" in peopled.done("history", "KEN").stdout


def test_braces_in_a_text_are_not_taken_for_places(peopled: Program) -> None:
    peopled.done("country", "open", "KEN", "--reason", "{country} {0} {", "--effective", "2024")
    assert "{country} {0} {" in peopled.done("history", "KEN").stdout
    assert "{x}" in peopled.call("advance", "KEN", "{x}").stderr
