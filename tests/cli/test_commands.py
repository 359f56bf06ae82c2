"""Every command: its help, its exit code, and where it prints what."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from pathfinder_flow.cli.main import COMMANDS, cli
from tests.faults.running import Program, fact, finish, start, write_facts
from tests.sentences import sentences


def every_command() -> Iterator[tuple[str, ...]]:
    """The words of every command and group."""
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        yield (name,)
        if isinstance(command, click.Group):
            for under in command.commands:
                yield (name, under)


EVERY = [*every_command()]
READING = {
    ("board",): (),
    ("board", "--next"): (),
    ("board", "--as-of", "2019-01-01"): (),
    ("country", "show"): ("PER",),
    ("why",): ("PER",),
    ("evidence", "list"): ("PER",),
    ("mandate", "list"): (),
    ("report", "year"): ("2026",),
    ("targets",): (),
    ("today",): (),
    ("indicators",): ("PER",),
    ("mandate", "who"): ("PER",),
    ("history",): ("PER",),
    ("workflow", "list"): (),
    ("workflow", "show"): ("pathfinder/2023",),
    ("db", "check"): (),
    ("country", "zone"): ("PER",),
    ("country", "why-status"): ("PER",),
    ("meeting", "list"): (),
    ("deadlines",): (),
    ("deadlines", "--all"): (),
    ("deadline", "explain"): ("FRA", "2026"),
    ("reminders", "list"): ("FRA",),
    ("reminders", "why"): ("FRA", "2026", "t_30"),
    ("reminders", "forecast"): ("--until", "+1m"),
    ("reminders", "ladder"): (),
    ("outbox", "list"): (),
    ("audit", "verify"): (),
    ("audit", "consistency"): ("1",),
    ("audit", "report"): ("PER",),
    ("audit", "diff"): ("--known-at", "2000-01-01", "--known-at", "2000-01-02"),
    ("audit", "who-knew"): ("5",),
    ("people", "list"): (),
    ("people", "show"): ("desk.secretariat",),
}
WRITING = {
    ("country", "open"),
    ("country", "weekend"),
    ("country", "migrate"),
    ("advance",),
    ("evidence", "add"),
    ("evidence", "save"),
    ("mandate", "add"),
    ("mandate", "end"),
    ("decision", "record"),
    ("meeting", "open"),
    ("meeting", "record"),
    ("correct",),
    ("import",),
    ("init",),
    ("demo",),
    ("db", "upgrade"),
    ("db", "rebuild"),
    ("db", "backup"),
    ("workflow", "publish"),
    ("workflow", "check"),
    ("workflow", "draw"),
    ("workflow", "schema"),
    ("completion",),
    ("mandate", "contact"),
    ("report", "record"),
    ("deadline", "extend"),
    ("deadline", "suspend"),
    ("deadline", "resume"),
    ("reminders", "preview"),
    ("outbox", "hold"),
    ("outbox", "release"),
    ("outbox", "cancel"),
    ("outbox", "retry"),
    ("bounces", "import"),
    ("people", "erase"),
    ("run",),
    ("audit", "checkpoint"),
    ("audit", "pack"),
}
# They read, but need a mail, a meeting, a scheduler or a key; their own tests ask the same of them.
ASKED_ELSEWHERE = {
    ("outbox", "show"),
    ("status",),
    ("meeting", "show"),
    ("meeting", "paper"),
    ("evidence", "show"),
    ("audit", "prove"),
    ("audit", "against"),
    ("audit", "verify-pack"),
}


def named(words: tuple[str, ...]) -> click.Command:
    command: click.Command = cli
    for word in words:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), word)
        assert found
        command = found
    return command


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_every_command_has_help(program: Program, words: tuple[str, ...]) -> None:
    for option in ("--help", "-h"):
        result = program.done(*words, option)
        assert "Usage:" in result.stdout
        assert result.stderr == ""


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_every_option_says_what_it_does(words: tuple[str, ...]) -> None:
    silent = [
        parameter.name
        for parameter in named(words).params
        if isinstance(parameter, click.Option)
        and not parameter.help
        and not isinstance(parameter.type, click.Choice)
    ]
    assert silent == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_does(name: str) -> None:
    command = named((name,))
    assert command.help
    assert COMMANDS[name][1].endswith(".")


def test_every_command_is_known_to_read_or_to_write() -> None:
    """So that a new command cannot be left out of the tests below."""
    groups = {words for words in EVERY if isinstance(named(words), click.Group)}
    reading = {tuple(word for word in words if "-" not in word[:2]) for words in READING}
    reading = {words[:1] if words[0] == "board" else words for words in reading}
    assert reading | WRITING | ASKED_ELSEWHERE == {*EVERY} - groups


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_every_reading_command_has_json_that_parses_and_prints_nothing_else(
    peopled: Program, words: tuple[str, ...]
) -> None:
    result = peopled.done(*words, *READING[words], "--json")
    assert isinstance(json.loads(result.stdout), list | dict)
    assert len(result.stderr.splitlines()) <= (words == ("db", "check"))


@pytest.mark.parametrize("words", READING, ids=" ".join)
@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_every_reading_command_reads_well_in_every_language(
    peopled: Program, words: tuple[str, ...], lang: str
) -> None:
    result = peopled.done("--lang", lang, *words, *READING[words])
    assert "{" not in result.stdout
    assert "None" not in result.stdout


def test_history_has_the_same_entries_in_every_format(peopled: Program) -> None:
    as_json = json.loads(peopled.done("history", "FRA", "--format", "json").stdout)
    as_csv = peopled.done("history", "FRA", "--format", "csv").stdout
    assert [row["entry"] for row in as_json] == [
        int(line.split(",")[0]) for line in as_csv.splitlines()[1:]
    ]


DONE = [
    ("country", "open", "KEN"),
    ("evidence", "add", "PER", "expression_of_interest", "--url", "https://example.org/x"),
    ("mandate", "add", "an.auditor", "--role", "auditor", "--letter", "L/1"),
    ("mandate", "end", "1", "--on", "2099-12-31", "--reason", "x"),
    ("decision", "record", "PER", "--meeting", "20", "--outcome", "noted"),
    ("db", "upgrade"),
    ("db", "rebuild"),
    ("db", "check"),
]


@pytest.mark.parametrize("command", DONE, ids=" ".join)
def test_what_was_done_is_said_on_stderr_and_is_no_data(
    peopled: Program, command: tuple[str, ...]
) -> None:
    result = peopled.done(*command)
    assert result.stdout == ""
    assert len(sentences(result.stderr)) == 1


REFUSED = [
    ("country", "open", "PER"),
    ("country", "show", "DEU"),
    ("why", "PER", "nonsense"),
    ("advance", "DEU", "begin_planning"),
    ("advance", "PER", "begin_planning", "--effective", "2019"),
    ("advance", "PER", "begin_planning", "--effective", "2999-01-01"),
    ("evidence", "add", "PER", "nonsense"),
    ("evidence", "list", "DEU"),
    ("mandate", "end", "2", "--reason", "x"),
    ("mandate", "end", "99999999999999999999", "--reason", "x"),
    ("mandate", "add", "x.y", "--role", "focal_point", "--letter", "L/1"),
    ("mandate", "add", "x.y", "--role", "auditor", "--letter", "L/1", "--from", "2024-02-30"),
    ("decision", "record", "PER", "--meeting", "1", "--outcome", "nonsense"),
    ("correct", "0", "--reason", "x", "--withdraw"),
    ("correct", "99999999999999999999", "--reason", "x", "--withdraw"),
    ("correct", "1", "--reason", "x"),
    ("history", "DEU"),
    ("history", "PER", "--as-of", "soon"),
    ("history", "PER", "--known-at", "2999-01-01"),
    ("board", "--as-of", "2019-13-01"),
    ("audit", "report", "DEU"),
    ("audit", "report", "PER", "--known-at", "2999-01-01"),
    ("audit", "diff", "--known-at", "2020-01-02", "--known-at", "2020-01-01"),
    ("audit", "diff", "DEU", "--known-at", "2020-01-01", "--known-at", "2020-01-02"),
    ("audit", "who-knew", "0"),
    ("audit", "who-knew", "99999999999999999999"),
    ("workflow", "show", "pathfinder/1999"),
    ("country", "migrate", "PER", "--to", "pathfinder/2030", "--reason", "x"),
]


@pytest.mark.parametrize("command", REFUSED, ids=" ".join)
def test_what_is_refused_is_one_sentence_on_stderr_and_exit_code_1(
    peopled: Program, command: tuple[str, ...]
) -> None:
    result = peopled.call(*command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(sentences(result.stderr)) == 1


WRONG_USAGE = {
    ("bord",): "Did you mean 'board'?",
    ("db", "chek"): "Did you mean 'check'?",
    ("evidence", "ad", "PER"): "Did you mean 'add'?",
    ("board", "--jsn"): "Did you mean '--json'?",
    ("import", "--dryrun", "x"): "Did you mean '--dry-run'?",
    ("country", "show"): "Missing argument",
    ("country", "show", "Peruu"): "did you mean Peru, PER?",
    ("why", "atlantis"): "'atlantis' is not a country we know",
    ("mandate", "add", "x", "--role", "focal"): "is not one of",
    ("history", "PER", "--format", "pdf"): "is not one of",
    ("history", "PER", "--format", "xlsx"): "--format xlsx and -o FILE go together",
    ("history", "PER", "-o", "x.xlsx"): "--format xlsx and -o FILE go together",
    ("history", "PER", "--format", "html"): "--format html and -o FILE go together",
    ("history", "PER", "--kind", "refusals"): "is not one of 'workflow_published'",
    ("audit", "report", "--format", "html"): "--format html and -o FILE go together",
    ("audit", "diff", "--known-at", "2020-01-01"): "exactly twice",
    ("audit", "diff", *("--known-at", "2020-01-01") * 3): "exactly twice",
    ("audit", "who-knew", "one"): "is not a valid integer",
    ("correct", "one", "--reason", "x"): "is not a valid integer",
    ("correct", "1"): "Missing option '--reason'",
    ("evidence", "add", "PER", "x", "--field", "novalue"): "'novalue' is not NAME=VALUE",
    ("--lang", "de", "board"): "is not one of 'en', 'ar', 'es', 'fr', 'pt'",
}


@pytest.mark.parametrize("command", WRONG_USAGE, ids=" ".join)
def test_wrong_usage_is_exit_code_2_with_a_suggestion(
    peopled: Program, command: tuple[str, ...]
) -> None:
    result = peopled.call(*command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert WRONG_USAGE[command] in result.stderr


def test_a_refused_move_says_what_is_missing_and_what_to_do(peopled: Program) -> None:
    result = peopled.call("advance", "PER", "begin_planning")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "'begin_planning' is not possible for PER." in result.stderr
    assert "What to do" in result.stderr


def test_a_rehearsed_move_records_nothing(peopled: Program) -> None:
    before = peopled.database.read_bytes()
    assert peopled.call("advance", "PER", "begin_planning", "--dry-run").exit_code == 1
    assert peopled.database.read_bytes() == before


def test_asking_why_records_nothing(peopled: Program) -> None:
    before = peopled.database.read_bytes()
    peopled.done("why", "PER")
    assert peopled.database.read_bytes() == before


# As a process of its own


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("board",), 0), (("country", "show", "DEU"), 1), (("bord",), 2), (("--version",), 0)],
)
def test_the_process_ends_with_the_exit_code(
    peopled: Program, arguments: tuple[str, ...], code: int
) -> None:
    ended, _, errors = finish(peopled.start(*arguments))
    assert ended == code
    assert "Traceback" not in errors


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("command", [("history", "PER", "--json"), ("board",), ("--help",)])
def test_a_reader_that_has_seen_enough_is_no_error(
    peopled: Program, command: tuple[str, ...], unbuffered: str
) -> None:
    with peopled.start(*command, PYTHONUNBUFFERED=unbuffered) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(timeout=30) in (0, 1)


def test_an_interrupted_import_says_so_and_keeps_nothing(program: Program, tmp_path: Path) -> None:
    rows = [
        fact(code, "strategic_planning_workshop", f"2019-03-{day:02}", note="x" * 600)
        for day in range(1, 28)
        for code in ("PER", "FRA", "KEN", "UGA", "GHA", "TGO", "MLI", "NER", "TCD", "SEN") * 24
    ]
    unique = [[*row[:-1], f"{number} {row[-1]}"] for number, row in enumerate(rows)]
    process = program.start("import", str(write_facts(tmp_path / "facts.csv", unique)), "--quiet")
    wal = program.home / "ledger.sqlite-wal"
    deadline = time.monotonic() + 30
    while process.poll() is None and not wal.exists() and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    code, said, errors = finish(process)
    assert (code, said) == (1, "")
    assert errors.lstrip() == "Stopped: what was not finished was not recorded.\n"
    assert json.loads(program.done("board", "--json").stdout)["countries"] == []
    program.done("db", "check")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_is_printed(program: Program, shell: str) -> None:
    assert "_PATHFINDER_FLOW_COMPLETE" in program.done("completion", shell).stdout


@pytest.mark.parametrize(
    ("words", "position", "offered"),
    [("pathfinder-flow bo", "1", "plain,board"), ("pathfinder-flow why PE", "2", "plain,PER")],
)
def test_completion_knows_commands_and_countries(
    program: Program, words: str, position: str, offered: str
) -> None:
    code = "from pathfinder_flow.cli.main import cli; cli(prog_name='pathfinder-flow')"
    asked = {
        "_PATHFINDER_FLOW_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": position,
    }
    assert program
    assert offered in finish(start("-c", code, **asked))[1]
