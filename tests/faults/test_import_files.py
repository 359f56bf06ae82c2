"""Files of facts that are not what they should be: one sentence, and nothing is imported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pathfinder_flow.services.imports.row_facts import COLUMNS
from tests.faults.running import Program, fact, write_facts

HEADER = ",".join(COLUMNS)
GOOD = fact("PER", "expression_of_interest", "2018-05-01")
ROW = ",".join(GOOD)


def cases(program: Program) -> int:
    return len(json.loads(program.done("board", "--json").stdout)["countries"])


NOT_SUCH_A_FILE = {
    "an empty file": (b"", "it is empty"),
    "a header that lacks the date": (
        b"country,event\nPER,x\n",
        "row 1 names its columns ('country', 'event'), and none of them is read as its date",
    ),
    "a header of control characters": (b"\x1b[2J\n", "no row of it names its columns"),
    "an unterminated quote": (
        f'{HEADER}\n{ROW}\nFRA,"status'.encode(),
        "not well-formed CSV (line 3: unexpected end of data)",
    ),
    "text after a quote": (f'{HEADER}\nFRA,"a"b\n'.encode(), "not well-formed CSV (line 2"),
    "a huge field": (f"{HEADER}\n{'x' * 140_000}\n".encode(), "field larger than field limit"),
    "half a letter of UTF-16": (f"{HEADER}\n{ROW}".encode("utf-16")[:-1], "neither a workbook"),
    "a binary file": (bytes(range(256)), "neither a workbook (XLSX) nor a text file"),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + bytes(600), "save it as XLSX"),
    "a broken workbook": (b"PK\x03\x04" + bytes(600), "cannot be read as a workbook of XLSX"),
}


@pytest.mark.parametrize(("content", "said"), NOT_SUCH_A_FILE.values(), ids=NOT_SUCH_A_FILE)
def test_what_is_no_file_of_facts_is_refused_in_one_sentence(
    program: Program, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "facts.csv"
    file.write_bytes(content)
    told = program.refused("import", str(file))
    assert said in told
    assert told.replace("\n", "").isprintable()
    assert cases(program) == 0


def test_a_missing_file_is_refused(program: Program, tmp_path: Path) -> None:
    assert "no such file" in program.refused("import", str(tmp_path / "nowhere.csv"))


def test_a_folder_is_refused(program: Program, tmp_path: Path) -> None:
    assert "is a directory" in program.refused("import", str(tmp_path))


BAD_ROWS = {
    "too few columns": (GOOD[:3], "It has 3 columns instead of 7."),
    "too many columns": ([*GOOD, "more"], "It has 8 columns instead of 7."),
    "an unknown code": (fact("PEX", *GOOD[1:3]), "'PEX' is not a country we know"),
    "an unknown event": (
        fact("PER", "status_grantd", "2019"),
        "'status_grantd' (did you mean 'status_granted'?)",
    ),
    "an unknown certainty": (
        fact("PER", *GOOD[1:3], certainty="statd"),
        "(did you mean 'stated'?)",
    ),
    "no source": (fact("PER", *GOOD[1:3], source=""), "It needs a source"),
    "a source that is half an address": (
        fact("PER", *GOOD[1:3], source="www.example.org"),
        "needs a source",
    ),
    "a source that is a command": (
        fact("PER", *GOOD[1:3], source="javascript:alert(1)"),
        "needs a source",
    ),
    "a source with a line break": (
        fact("PER", *GOOD[1:3], source="https://example.org/\nx"),
        "It needs a source",
    ),
    "no date": (fact("PER", GOOD[1], ""), "'' is not a date this ledger can keep"),
    "a date that is none": (fact("PER", GOOD[1], "last May"), "'last May' is not a date"),
    "an impossible day": (fact("PER", GOOD[1], "2019-02-30"), "'2019-02-30' is not a date"),
    "an impossible month": (fact("PER", GOOD[1], "2019-13"), "'2019-13' is not a date"),
    "an interval that ends before it begins": (fact("PER", GOOD[1], "2020/2019"), "is not a date"),
    "the year nought": (fact("PER", GOOD[1], "0000-01-01"), "'0000-01-01' is not a date"),
    "a future day": (fact("PER", GOOD[1], "2999-01-01"), "lies in the future"),
    "a NUL": (fact("PER", *GOOD[1:3], note="a\0b"), "The note 'a\\x00b' contains control"),
    "an escape sequence": (fact("PER", *GOOD[1:3], institution="\x1b[31mx"), "contains control"),
    "a reversed text": (fact("PER", *GOOD[1:3], note="a\u202eb"), "contains control characters"),
    "an endless note": (fact("PER", *GOOD[1:3], note="x" * 5000), "is 5000 characters long"),
}


@pytest.mark.parametrize(("row", "said"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_bad_row_is_named_and_nothing_is_imported(
    program: Program, tmp_path: Path, row: list[str], said: str
) -> None:
    file = write_facts(tmp_path / "facts.csv", [fact("FRA", "status_granted", "2019"), row])
    result = program.call("import", str(file), "--json")
    assert result.exit_code == 1
    [told] = [json.loads(line) for line in result.stdout.splitlines()]
    assert said in told["said"]
    assert "1 of 2 rows" in result.stderr
    assert cases(program) == 0


def test_every_problem_of_every_row_is_told_at_once(program: Program, tmp_path: Path) -> None:
    rows = [
        fact("XXX", "nonsense", "2999", certainty="?", source=""),
        GOOD,
        fact("PER", "nonsense", "x"),
    ]
    result = program.call("import", str(write_facts(tmp_path / "f.csv", rows)), "--json")
    first, second = [json.loads(line) for line in result.stdout.splitlines()]
    for part in ("'XXX'", "'nonsense'", "'?'", "source", "2999 lies in the future"):
        assert part in first["said"]
    assert (first["line"], second["line"]) == (2, 4)


def test_what_cannot_be_taken_does_not_speak_to_the_terminal(
    program: Program, tmp_path: Path
) -> None:
    row = fact("\x1b[2J", "\x1b]0;x\x07", "\x1b[1m", certainty="\x9b", source="\x1b")
    result = program.call("import", str(write_facts(tmp_path / "f.csv", [row])))
    assert result.exit_code == 1
    assert result.output.replace("\n", "").isprintable()


def test_a_fact_that_the_governing_workflow_does_not_know_is_a_bad_row(
    program: Program, tmp_path: Path
) -> None:
    rows = [fact("PER", "status_granted", "2019"), fact("PER", "mwg_check", "2023-03-01")]
    result = program.call("import", str(write_facts(tmp_path / "f.csv", rows)), "--json")
    assert result.exit_code == 1
    [told] = [json.loads(line) for line in result.stdout.splitlines()]
    assert "which governs PER, knows no evidence of kind 'mwg_check'" in told["said"]
    assert cases(program) == 0


def test_a_byte_order_mark_is_accepted(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_text(f"{HEADER}\n{ROW}\n", encoding="utf-8-sig")
    program.done("import", str(file))
    assert cases(program) == 1


def test_windows_line_ends_and_empty_lines_are_accepted(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_bytes(f"{HEADER}\r\n\r\n{ROW}\r\n\r\n".encode())
    program.done("import", str(file))
    assert cases(program) == 1


def test_a_dry_run_keeps_nothing(program: Program, tmp_path: Path) -> None:
    before = program.database.read_bytes()
    result = program.done("import", "--dry-run", str(write_facts(tmp_path / "f.csv", [GOOD])))
    assert "1 facts would be imported" in result.stderr
    assert program.database.read_bytes() == before


def test_importing_again_adds_nothing(program: Program, tmp_path: Path) -> None:
    file = write_facts(tmp_path / "f.csv", [GOOD, fact("FRA", "status_granted", "2019")])
    program.done("import", str(file))
    before = program.done("history", "PER", "--json").stdout
    assert "0 facts imported, 2 known already." in program.done("import", str(file)).stderr
    assert program.done("history", "PER", "--json").stdout == before


def test_the_same_row_twice_in_a_file_is_one_fact(program: Program, tmp_path: Path) -> None:
    result = program.done("import", str(write_facts(tmp_path / "f.csv", [GOOD, GOOD])))
    assert "1 facts imported, 1 known already." in result.stderr


def test_who_is_not_the_secretariat_may_not_import(program: Program, tmp_path: Path) -> None:
    file = write_facts(tmp_path / "f.csv", [GOOD])
    program.done("mandate", "add", "an.auditor", "--role", "auditor", "--letter", "L/1")
    result = program.call("--as", "an.auditor", "import", str(file))
    assert result.exit_code == 1
    assert "may not import facts" in result.stderr
    assert cases(program) == 0
