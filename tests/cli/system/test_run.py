"""run and status: as processes of their own, as a person or systemd starts them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
import time_machine

from pathfinder_flow.cli.main import cli
from pathfinder_flow.cli.shell import Shell
from pathfinder_flow.cli.system.run import _bar
from tests.cli.years import FIRST_DAY, NEXT_DAY, Owing
from tests.faults.running import Program, finish

MARCH = datetime(2023, 3, 1, 12, 0, tzinfo=UTC)
STARTED = 30.0
ENDED = 10.0


def logged(said: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.splitlines()]


@contextmanager
def running(program: Program, *args: str, **env: str) -> Iterator[subprocess.Popen[str]]:
    """Start `run`; whatever happens, it does not outlive the test."""
    process = program.start("run", *args, **env)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


def first_line(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout
    line: dict[str, Any] = json.loads(process.stdout.readline())
    return line


def wait_for_a_tick(program: Owing) -> None:
    """Wait until somebody has looked: `status` says when."""
    end = time.monotonic() + STARTED
    while time.monotonic() < end:
        told = json.loads(program.call("status", "--json").stdout)
        last = told["last_tick"]
        if last and datetime.fromisoformat(last) > datetime.now(UTC) - timedelta(minutes=5):
            return
        time.sleep(0.2)
    raise AssertionError


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_runs_until_it_is_asked_to_end_and_ends_soon(owing: Owing, sign: int) -> None:
    with running(owing) as process:
        begun = first_line(process)
        wait_for_a_tick(owing)
        process.send_signal(sign)
        asked = time.monotonic()
        code, said, errors = finish(process)
        assert time.monotonic() - asked < ENDED
    assert (code, errors) == (0, "")
    lines = [begun, *logged(said)]
    assert (lines[0]["event"], lines[-1]["event"]) == ("started", "stopped")


def test_every_line_says_which_run_when_and_what(owing: Owing) -> None:
    code, said, _ = finish(owing.start("run", "--once"))
    assert code == 0
    [line] = logged(said)
    assert {"timestamp", "run", "level", "event", "looked_at", "delivered", "outdated"} == set(line)
    assert datetime.fromisoformat(line["timestamp"]).utcoffset() == timedelta()


def test_every_run_has_a_name_of_its_own(owing: Owing, owing_home: Path, tmp_path: Path) -> None:
    other = Owing(Path(shutil.copytree(owing_home, tmp_path / "other")))
    names = {logged(one.well(MARCH, "run", "--once").stdout)[0]["run"] for one in (owing, other)}
    assert len(names) == 2


def test_once_does_what_is_due_and_ends(owing: Owing) -> None:
    [line] = logged(owing.well(MARCH, "run", "--once").stdout)
    assert line["delivered"] == {"sent": 2}
    assert len(owing.mails()) == 4


def test_once_with_nothing_to_do_says_nothing(owing: Owing) -> None:
    assert owing.well(FIRST_DAY + timedelta(hours=1), "run", "--once").output == ""


def test_two_at_once_double_nothing_and_lose_nothing(owing: Owing) -> None:
    owing.well(MARCH, "run", "--once", env={"PATHFINDER_FLOW_HOLD_MAIL": "yes"})
    owing.well(MARCH, "outbox", "release", "--all", "--yes")
    with running(owing) as one, running(owing) as other:
        for process in (one, other):
            assert first_line(process)["event"] == "started"
        wait_for_a_tick(owing)
        for process in (one, other):
            process.terminate()
        ended = [finish(process) for process in (one, other)]
    assert [code for code, _, _ in ended] == [0, 0]
    events = [line["event"] for _, said, _ in ended for line in logged(said)]
    assert "tick_failed" not in events
    known = Counter(message_from_bytes(mail)["Message-ID"] for mail in owing.mails())
    assert set(known.values()) == {1}
    queue = json.loads(owing.call("status", "--json").stdout)["queue"]
    assert set(queue) <= {"sent", "cancelled"}
    owing.done("db", "check")


def test_a_tick_that_fails_is_logged_and_once_exits_with_1(owing: Owing) -> None:
    result = owing.on(FIRST_DAY - timedelta(days=30), "run", "--once")
    [line] = logged(result.stdout)
    assert (line["event"], line["level"], line["code"]) == ("tick_failed", "error", "clock_behind")
    assert (result.exit_code, result.stderr) == (1, "")


def test_no_password_is_ever_logged(owing: Owing) -> None:
    secret = "s3cret/with+signs"
    env = {
        "PATHFINDER_FLOW_MAIL": "smtp://127.0.0.1:9",
        "PATHFINDER_FLOW_OFFICE": "office@secretariat.example",
        "PATHFINDER_FLOW_SMTP_USER": "desk",
        "PATHFINDER_FLOW_SMTP_PASSWORD": secret,
    }
    result = owing.well(MARCH, "run", "--once", env=env)
    assert logged(result.stdout)[0]["delivered"] == {"deferred": 2}
    assert secret not in result.output


@pytest.mark.parametrize("command", [("run",), ("run", "--once"), ("status",)])
def test_where_nothing_is_set_up_there_is_nothing_to_run(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    said = Program(tmp_path / "home").refused(*command)
    assert "Nothing is set up" in said


def test_a_ladder_that_cannot_be_used_is_told_at_once(owing: Owing, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "ladders.yaml").write_text("ladders: nonsense")
    env = {"PATHFINDER_FLOW_NOTIFICATIONS": str(tmp_path / "own")}
    result = owing.on(MARCH, "run", env=env)
    assert (result.exit_code, result.stdout) == (1, "")


# How far a long sweep is


@contextmanager
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], str]]:
    """A terminal as stderr; gives what was shown on it since it was last looked at."""
    ours, theirs = os.openpty()
    os.set_blocking(ours, False)
    with os.fdopen(theirs, "w", encoding="utf-8") as stderr, monkeypatch.context() as patch:
        patch.setattr("sys.stderr", stderr)
        yield lambda: os.read(ours, 1 << 16).decode()
    os.close(ours)


HIDE, SHOW = "\x1b[?25l", "\x1b[?25h"
"""What hides a terminal's cursor, and shows it again."""


def test_a_long_sweep_shows_on_a_terminal_how_far_it_is(
    owing: Owing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pathfinder_flow.cli.system.run._LONG", 1)
    monkeypatch.setattr("pathfinder_flow.services.scheduling.sweep.CHUNK", 1)
    args = ["--home", str(owing.home), "--lang", "fr", "run", "--once"]
    with terminal(monkeypatch) as shown, time_machine.travel(MARCH, tick=True):
        cli.main(args, standalone_mode=False)
        said = shown()
    assert said.startswith(f"\r{HIDE}Examen des pays")
    assert "50%" in said
    assert "100%" in said
    assert said.endswith(f"{SHOW}\r\n")


def test_a_short_sweep_shows_nothing(owing: Owing, monkeypatch: pytest.MonkeyPatch) -> None:
    args = ["--home", str(owing.home), "run", "--once"]
    with terminal(monkeypatch) as shown, time_machine.travel(MARCH, tick=True):
        cli.main(args, standalone_mode=False)
        with pytest.raises(BlockingIOError):
            shown()


def test_a_sweep_that_is_stopped_gives_the_terminal_its_cursor_back(
    owing: Owing, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = Shell(home=str(owing.home), actor=None, lang=None)
    with terminal(monkeypatch) as shown:
        with _bar(shell) as progress:
            progress(50, 120)
        said = shown()
    assert HIDE in said
    assert said.endswith(f"{SHOW}\r\n")


# Status


def test_before_the_first_run_status_says_how_to_start(peopled: Program) -> None:
    result = peopled.call("status")
    assert result.exit_code == 1
    assert "The scheduler has never run here" in result.stdout


def choose_zone(owing: Owing) -> None:
    owing.well(NEXT_DAY, "country", "zone", "BRA", "America/Sao_Paulo", "--reason", "The capital's")
    owing.well(NEXT_DAY, "run", "--once")


def test_when_all_is_well_status_says_so_and_exits_with_0(owing: Owing) -> None:
    choose_zone(owing)
    said = owing.well(NEXT_DAY, "status").stdout
    assert "All is well." in said
    assert "6 January 2023" in said


def test_status_as_json(owing: Owing) -> None:
    choose_zone(owing)
    told = owing.told(NEXT_DAY, "status")
    assert told["queue"] == {"sent": 3}
    assert told["troubles"] == []
    assert told["last_tick"].startswith("2023-01-06")


def troubles(owing: Owing, moment: datetime) -> list[str]:
    result = owing.on(moment, "status", "--json")
    assert result.exit_code == 1
    return [one["code"] for one in json.loads(result.stdout)["troubles"]]


def test_a_scheduler_that_has_stopped_is_a_trouble(owing: Owing) -> None:
    choose_zone(owing)
    assert troubles(owing, NEXT_DAY + timedelta(hours=1)) == ["stopped"]


def test_a_country_without_time_zone_is_a_trouble(owing: Owing) -> None:
    owing.well(NEXT_DAY, "run", "--once")
    assert troubles(owing, NEXT_DAY) == ["no_zone"]
    [told] = json.loads(owing.on(NEXT_DAY, "status", "--json").stdout)["troubles"]
    assert told["actions"] == [{"name": "country.zones", "arguments": {"country": "BRA"}}]
    said = " ".join(owing.on(NEXT_DAY, "status").stdout.split())
    assert "say which holds. pathfinder-flow country zone BRA" in said


def test_a_mail_that_does_not_leave_is_a_trouble(owing: Owing) -> None:
    choose_zone(owing)
    office = "office@secretariat.example"
    env = {"PATHFINDER_FLOW_MAIL": "smtp://127.0.0.1:9", "PATHFINDER_FLOW_OFFICE": office}
    for moment in (MARCH, MARCH + timedelta(days=2)):
        owing.well(moment, "run", "--once", env=env)
    assert "stuck_mail" in troubles(owing, MARCH + timedelta(days=2))
    assert "outbox retry" in owing.on(MARCH + timedelta(days=2), "status").stdout


@pytest.mark.parametrize("lang", ["fr", "es"])
def test_status_reads_in_every_language(owing: Owing, lang: str) -> None:
    said = owing.on(NEXT_DAY + timedelta(days=3), "--lang", lang, "status").stdout
    assert "{" not in said
    assert "2023" in said
