"""Whatever is given to whichever option: done, refused in a sentence, or wrong usage."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from tests.cli.test_commands import EVERY, named
from tests.faults.running import Program, fact, write_facts

VALUES = [
    *("", " ", "0", "-1", "1", "9" * 30, "PER", "Perú", "x" * 5000, "{0}", "{x}", "%s", "=1+1"),
    *("2024-02-30", "9999-12-31", "0001-01-01", "2024", "2024-05/..", "../9999", "1985-04~"),
    *("0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "2024-05-01T00:00+99:99"),
    *("a\x1b[31mb", "a\u202eb", "a\udcffb", "a\nb", "../../x", "/", "=", "a=b=c", "a;b;;", "NUL"),
]
BASES = {
    ("country", "open"): ("KEN",),
    ("country", "show"): ("PER",),
    ("country", "migrate"): ("PER", "--to", "pathfinder/2023", "--reason", "x"),
    ("why",): ("PER",),
    ("advance",): ("PER", "begin_planning"),
    ("evidence", "add"): ("PER", "expression_of_interest"),
    ("evidence", "list"): ("PER",),
    ("mandate", "add"): ("a.person", "--role", "auditor", "--letter", "L/1"),
    ("mandate", "end"): ("1",),
    ("mandate", "who"): ("PER",),
    ("decision", "record"): ("PER", "--meeting", "1", "--outcome", "noted"),
    ("correct",): ("6", "--reason", "x"),
    ("history",): ("PER",),
    ("import",): ("facts.csv",),
    ("workflow", "show"): ("pathfinder/2023",),
    ("workflow", "draw"): ("pathfinder/2023",),
    ("workflow", "check"): ("pathfinder/2023",),
    ("workflow", "publish"): ("nothing.yaml",),
    ("db", "backup"): ("backup",),
    ("completion",): ("bash",),
    ("country", "weekend"): ("FRA", "--days", "sat,sun", "--reason", "x"),
    ("country", "zone"): ("FRA", "Europe/Paris", "--reason", "x"),
    ("mandate", "contact"): ("desk.secretariat",),
    ("report", "record"): ("FRA", "2026", "--outcome", "exempt", "--reason", "x"),
    ("deadline", "explain"): ("FRA", "2026"),
    ("deadline", "extend"): ("FRA", "2026", "--to", "2027-04-30", "--decision", "1",
                             "--reason", "x"),
    ("deadline", "suspend"): ("FRA", "--reason", "x"),
    ("deadline", "resume"): ("FRA", "--reason", "x"),
    ("reminders", "list"): ("FRA", "2026"),
    ("reminders", "why"): ("FRA", "2026", "t_30"),
    ("reminders", "preview"): ("FRA", "2026", "t_30"),
    ("reminders", "forecast"): ("--until", "+1m"),
    ("outbox", "show"): ("0123456789",),
    ("bounces", "import"): ("nowhere",),
    ("audit", "report"): ("PER",),
    ("audit", "diff"): ("PER", "--known-at", "2020-01-01"),
    ("audit", "who-knew"): ("5",),
    ("people", "show"): ("desk.secretariat",),
    ("people", "erase"): ("desk.secretariat", "--reason", "x", "--yes"),
    ("audit", "pack"): ("PER", "-o", "pack.zip"),
    ("audit", "verify-pack"): ("nowhere.zip",),
}  # fmt: skip
LEAVES = [words for words in EVERY if not isinstance(named(words), click.Group)]


def attempts(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Every argument and option of a command with every value, one at a time."""
    base, made = BASES.get(words, ()), []
    arguments = sum(isinstance(known, click.Argument) for known in named(words).params)
    for place in range(arguments):
        made += [
            (*base[arguments:], "--", *base[:place], value, *base[place + 1 : arguments])
            for value in VALUES
        ]
    for known in named(words).params:
        if isinstance(known, click.Option) and not known.is_flag:
            made += [(*base, f"{max(known.opts, key=len)}={value}") for value in VALUES]
    return [(*words, *given) for given in made]


@pytest.mark.parametrize("words", LEAVES, ids=" ".join)
def test_no_value_makes_a_command_fail_without_a_word(
    peopled: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_facts(tmp_path / "facts.csv", [fact("PER", "status_granted", "2019")])
    silent = []
    for given in attempts(words):
        result = peopled.call(*given)
        if result.exit_code not in (0, 1, 2) or (result.exit_code and not result.stderr):
            silent.append(given)
    assert silent == []
    peopled.done("db", "check")


@pytest.mark.parametrize("option", ["--home", "--as", "--lang"])
def test_no_value_makes_the_program_fail_without_a_word(
    peopled: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for value in VALUES:
        assert peopled.call(f"{option}={value}", "country", "open", "KEN").exit_code in (0, 1, 2)
