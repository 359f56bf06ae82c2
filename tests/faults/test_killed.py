"""Processes that are killed while they write: nothing is lost and nothing is half done."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path

import psycopg
import pytest

from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger
from pathfinder_flow.words.countries import all_codes
from tests.faults import workers
from tests.faults.running import Program, fact, finish, write_facts
from tests.faults.workers import assert_sound, go, start_worker

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


def countries_of(program: Program) -> int:
    return len(json.loads(program.done("board", "--json").stdout)["countries"])


def test_an_import_killed_while_it_writes_leaves_nothing_and_can_be_done_again(
    program: Program, many_facts: Path
) -> None:
    wal, left = program.home / "ledger.sqlite-wal", []
    for size in (1, 300_000, 1_500_000):
        process = program.start("import", str(many_facts), "--quiet")
        wait_until_written(process, wal, size)
        process.kill()
        finish(process)
        left.append(countries_of(program))
        program.done("db", "check")
    assert left[0] == 0
    # A quick disk may have kept everything before the last kill; it never keeps a part.
    assert {*left} <= {0, len(CODES)}
    program.done("import", str(many_facts), "--quiet")
    assert countries_of(program) == len(CODES)
    told = program.done("import", str(many_facts), "--quiet").stderr
    assert f"{ROWS_EACH * len(CODES)} known already" in told
    program.done("db", "check")


@pytest.mark.parametrize("writes", [1, 5, 12])
def test_a_writer_killed_between_any_two_statements_loses_nothing_it_was_told_is_kept(
    app: AppContext, writes: int
) -> None:
    process = start_worker(app, "many", "0/1/200")
    go(process)
    assert process.stdout
    told = [process.stdout.readline() for _ in range(writes)]
    process.kill()
    told += finish(process)[1].splitlines()
    whole = [line for line in told if line.endswith("\n")]
    assert_sound(app, at_least=int(whole[-1].split()[0]))


def test_after_a_kill_the_next_writer_goes_on(app: AppContext) -> None:
    process = start_worker(app, "many", "0/1/200")
    go(process)
    assert process.stdout
    process.stdout.readline()
    process.kill()
    finish(process)
    with app.snapshot() as conn:
        held = ledger.size(conn)
    app.clock = lambda: workers.NOW
    [*made] = workers.lead(app, CODES[-1])
    assert made == [held + 1, held + 2, held + 3]
    assert_sound(app, at_least=made[-1])


def wait_until_writing(server: str, name: str) -> None:
    """Wait until a transaction on a database has written something."""
    writing = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND backend_xid IS NOT NULL"
    deadline = time.monotonic() + 30
    with psycopg.connect(server, autocommit=True) as admin:
        while admin.execute(writing, [name]).fetchone() == (0,):
            assert time.monotonic() < deadline
            time.sleep(0.002)


def test_an_import_to_a_server_killed_while_it_writes_leaves_nothing(
    program: Program, many_facts: Path, postgresql_url: str, postgresql_server: str
) -> None:
    env = {"PATHFINDER_FLOW_DATABASE_URL": postgresql_url}
    name = postgresql_url.rpartition("/test_")[2].partition("?")[0]
    assert program.call("init", env=env).exit_code == 0
    for later in (0.0, 0.3):
        process = program.start("import", str(many_facts), "--quiet", **env)
        wait_until_writing(postgresql_server, f"test_{name}")
        time.sleep(later)
        assert process.poll() is None, "the import was over before it could be killed"
        process.kill()
        finish(process)
        assert json.loads(program.call("board", "--json", env=env).stdout)["countries"] == []
        assert program.call("db", "check", env=env).exit_code == 0
