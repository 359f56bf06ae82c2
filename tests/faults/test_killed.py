"""Processes that are killed while they write: nothing is lost and nothing is half done."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest

from pathfinder_flow.services.desk import Desk
from pathfinder_flow.services.upkeep import check
from pathfinder_flow.store import ledger, projections
from pathfinder_flow.words.countries import all_codes
from tests.faults import workers
from tests.faults.running import Program, fact, finish, start, write_facts

ROWS_EACH = 14
CODES = all_codes()


@pytest.fixture(scope="module")
def many_facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More rows than SQLite keeps in memory before it writes."""
    rows = [
        fact(code, "strategic_planning_workshop", f"2019-03-{day:02}", note="x" * 600)
        for day in range(1, ROWS_EACH + 1)
        for code in CODES
    ]
    return write_facts(tmp_path_factory.mktemp("facts") / "many.csv", rows)


def wait_until_written(process: subprocess.Popen[str], file: Path, size: int) -> None:
    deadline = time.monotonic() + 60
    while not file.exists() or file.stat().st_size < size:
        assert process.poll() is None, "the import was over before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.002)


def test_an_import_killed_while_it_writes_leaves_nothing_and_can_be_done_again(
    program: Program, many_facts: Path
) -> None:
    wal = program.home / "ledger.sqlite-wal"
    for size in (1, 300_000, 1_500_000):
        process = program.start("import", str(many_facts), "--quiet")
        wait_until_written(process, wal, size)
        process.kill()
        assert finish(process)[0] == -9
        assert program.done("board", "--json").stdout.count('"country"') == 0
        program.done("db", "check")
    result = program.done("import", str(many_facts), "--quiet")
    assert f"{ROWS_EACH * len(CODES)} facts imported, 0 known already." in result.stderr
    program.done("db", "check")


def start_worker(desk: Desk, task: str, name: str) -> subprocess.Popen[str]:
    """Start a worker and wait until it has everything loaded."""
    url = desk.engine.url.render_as_string(hide_password=False)
    folder = str(desk.files.folder.parent)
    process = start("-m", "tests.faults.workers", task, url, folder, name)
    assert process.stdout
    line = process.stdout.readline()
    assert line == "ready\n", finish(process)
    return process


def assert_sound(desk: Desk, at_least: int) -> None:
    assert check(desk) == []
    with desk.reading() as conn:
        assert ledger.count(conn) == ledger.size(conn) >= at_least


@pytest.mark.parametrize("writes", [1, 5, 12])
def test_a_writer_killed_between_any_two_statements_loses_nothing_it_was_told_is_kept(
    desk: Desk, writes: int
) -> None:
    process = start_worker(desk, "many", "0/1/200")
    assert process.stdin
    assert process.stdout
    process.stdin.write("go\n")
    process.stdin.flush()
    told = [process.stdout.readline() for _ in range(writes)]
    process.kill()
    told += finish(process)[1].splitlines()
    whole = [line for line in told if line.endswith("\n")]
    assert_sound(desk, at_least=int(whole[-1].split()[0]))


def test_after_a_kill_the_next_writer_goes_on(desk: Desk) -> None:
    process = start_worker(desk, "many", "0/1/200")
    assert process.stdin
    assert process.stdout
    process.stdin.write("go\n")
    process.stdin.flush()
    process.stdout.readline()
    process.kill()
    finish(process)
    with desk.reading() as conn:
        held = ledger.size(conn)
    desk.clock = lambda: workers.NOW
    [*made] = workers.lead(desk, CODES[-1])
    assert made == [held + 1, held + 2, held + 3]
    assert_sound(desk, at_least=made[-1])


def test_processes_that_write_different_countries_lose_nothing(desk: Desk) -> None:
    shares = 3
    with desk.reading() as conn:
        before = ledger.size(conn)
    processes = [start_worker(desk, "many", f"{share}/{shares}/5") for share in range(shares)]
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    ends = [finish(process) for process in processes]
    assert [(code, errors) for code, _, errors in ends] == [(0, "")] * shares
    numbers = sorted(int(line.split()[0]) for _, told, _ in ends for line in told.splitlines())
    assert numbers == [*range(before + 1, before + 1 + shares * 5 * 3)]
    assert_sound(desk, at_least=numbers[-1])


def test_of_two_that_advance_a_country_at_once_one_wins_and_the_other_is_told(desk: Desk) -> None:
    desk.clock = lambda: workers.NOW
    countries = CODES[:12]
    for country in countries:
        workers.open_case(
            desk, workers.DESK, country, effective="2026-11-01", workflow=None, reason=""
        )
        workers.add_evidence(desk, workers.DESK, country, workers.letter())
    processes = [start_worker(desk, "race", ",".join(countries)) for _ in range(2)]
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    ends = [finish(process) for process in processes]
    assert [(code, errors) for code, _, errors in ends] == [(0, "")] * 2
    told = [line.split() for _, said, _ in ends for line in said.splitlines()]
    winners = {country: number for country, outcome, number in told if outcome == "moved"}
    losers = {country: number for country, outcome, number in told if outcome == "refused"}
    assert sorted(winners) == countries
    assert losers == winners, "who comes second is told which entry moved the country"
    assert_sound(desk, at_least=max(map(int, winners.values())))
    with desk.reading() as conn:
        assert {row["state"] for row in projections.all_cases(conn)} == {"withdrawn"}
