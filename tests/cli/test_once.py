"""--once: the same command under the same number is recorded once."""

from __future__ import annotations

from pathlib import Path

from tests.faults.running import Program

ADD = ("evidence", "add", "PER", "candidate_presented", "--effective", "2020-02-01", "--url")
MINUTES = "https://gcg.example/minutes"


def numbered(program: Program, *args: str) -> str:
    return program.done("--once", "7f3c", *args).stderr


def test_the_same_command_again_gets_the_same_answer(peopled: Program) -> None:
    first = numbered(peopled, *ADD, MINUTES)
    assert numbered(peopled, *ADD, MINUTES) == first
    assert numbered(peopled, *ADD, MINUTES) != peopled.done(*ADD, MINUTES).stderr


def test_another_command_under_the_number_is_refused(peopled: Program) -> None:
    numbered(peopled, *ADD, MINUTES)
    said = peopled.refused("--once", "7f3c", *ADD, f"{MINUTES}/2")
    assert "give this act a number of its own" in said


def test_a_file_that_has_changed_is_another_act(peopled: Program, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    for text in ("first", "second"):
        letter.write_text(text)
        result = peopled.call("--once", "7f3c", *ADD[:-1], "--file", str(letter))
    assert "give this act a number of its own" in result.stderr


def test_a_refused_move_is_told_again_and_recorded_once(peopled: Program) -> None:
    told = [peopled.call("--once", "7f3c", "advance", "PER", "begin_planning") for _ in range(2)]
    assert [result.exit_code for result in told] == [1, 1]
    assert told[0].stderr.splitlines()[:6] == told[1].stderr.splitlines()[:6]
    history = peopled.done("history", "PER", "--json").stdout
    assert history.count('"kind": "refusal"') == 1


def test_an_empty_number_is_none(peopled: Program) -> None:
    assert "once-only number is missing" in peopled.refused("--once", " ", *ADD, MINUTES)


def test_marks_go_into_a_pack_that_verifies(peopled: Program, tmp_path: Path) -> None:
    numbered(peopled, *ADD, MINUTES)
    peopled.done("audit", "key", "create")
    assert peopled.call("audit", "verify").exit_code == 0
    pack = str(tmp_path / "per.zip")
    peopled.done("audit", "pack", "PER", "--output", pack)
    assert peopled.call("audit", "verify-pack", pack).exit_code == 0
