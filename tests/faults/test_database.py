"""Databases that cannot be used: one sentence each, and nothing is lost."""

from __future__ import annotations

import json
import shutil
import socket
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, text

from pathfinder_flow.domain.errors.forbidden import ReadOnly
from pathfinder_flow.domain.errors.unavailable import DatabaseUnavailable
from pathfinder_flow.services.lifecycle.cases import open_case
from pathfinder_flow.services.lifecycle.evidence import NewEvidence, add_evidence
from pathfinder_flow.services.maintenance import check, rebuild
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger
from pathfinder_flow.store.database.engine import open_engine
from tests.conftest import fill_disk
from tests.faults.running import Program, finish, start

FOUNDER = "desk.secretariat"
OPEN = ("country", "open", "KEN", "--effective", "2024-01-01")


def size(app: AppContext) -> int:
    with app.snapshot() as conn:
        return ledger.size(conn)


def test_a_writer_that_waits_too_long_is_told_that_the_database_is_busy(peopled: Program) -> None:
    other = sqlite3.connect(peopled.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    told = peopled.refused(*OPEN, env={"PATHFINDER_FLOW_BUSY_SECONDS": "1"})
    other.rollback()
    other.close()
    assert "is busy" in told
    assert "try again in a moment" in told
    peopled.done(*OPEN)


def test_readers_are_not_kept_waiting_by_a_writer(peopled: Program) -> None:
    other = sqlite3.connect(peopled.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    peopled.done("board")
    other.rollback()
    other.close()


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_server_whose_ledger_is_held_by_another_writer_is_busy(app: AppContext, url: str) -> None:
    before = size(app)
    hasty = AppContext(open_engine(url, busy_seconds=0.3), app.files, app.clock)
    with app.engine.connect() as holding:
        holding.execute(text("SELECT * FROM head FOR UPDATE"))
        with pytest.raises(DatabaseUnavailable, match="is busy"):
            open_case(hasty, FOUNDER, "PER", effective="2024-01-01", workflow=None, reason="")
        with pytest.raises(DatabaseUnavailable, match="is busy"):
            rebuild(hasty)
    hasty.engine.dispose()
    assert size(app) == before


NOT_DATABASES = {
    "a text": (b"this is no database, whatever its name says\n" * 40, "is not a database of this"),
    "noise": (bytes(range(256)) * 64, "is not a database of this"),
    "an empty file": (b"", "has no tables yet: set it up first"),
}


@pytest.mark.parametrize("command", [("board",), ("db", "check"), OPEN])
@pytest.mark.parametrize(("content", "said"), NOT_DATABASES.values(), ids=NOT_DATABASES)
def test_what_is_no_database_is_refused_and_left_alone(
    program: Program, content: bytes, said: str, command: tuple[str, ...]
) -> None:
    program.database.write_bytes(content)
    assert said in program.refused(*command)
    assert program.database.read_bytes() == content


def test_upgrading_what_is_no_database_is_refused(program: Program) -> None:
    program.database.write_bytes(b"no database " * 100)
    assert "is not a database of this program" in program.refused("db", "upgrade")


@pytest.mark.parametrize("share", [0.2, 0.6, 0.9])
def test_a_truncated_database_is_told_to_be_damaged(peopled: Program, share: float) -> None:
    content = peopled.database.read_bytes()
    peopled.database.write_bytes(content[: int(len(content) * share)])
    result = peopled.call("db", "check")
    assert result.exit_code == 1
    assert "is damaged" in result.stderr or "file: " in result.stdout


def test_another_programs_database_is_refused(program: Program) -> None:
    program.database.unlink()
    other = sqlite3.connect(program.database)
    other.execute("CREATE TABLE alembic_version (version_num TEXT)")
    other.execute("INSERT INTO alembic_version VALUES ('a1b2c3')")
    other.commit()
    other.close()
    assert "schema version a1b2c3" in program.refused("board")


@pytest.mark.parametrize(
    "command", [("board",), OPEN, ("db", "check"), ("db", "upgrade"), ("db", "rebuild"), ("init",)]
)
def test_a_database_of_a_newer_version_is_refused_and_left_alone(
    peopled: Program, command: tuple[str, ...]
) -> None:
    other = sqlite3.connect(peopled.database)
    other.execute("UPDATE alembic_version SET version_num = '9999'")
    other.commit()
    other.close()
    before = peopled.database.read_bytes()
    told = peopled.refused(*command)
    assert "was written by a newer version of this program (schema version 9999" in told
    assert peopled.database.read_bytes() == before


@pytest.mark.parametrize(
    "command", [("board",), OPEN, ("db", "check"), ("db", "rebuild"), ("why", "PER")]
)
def test_where_nothing_is_set_up_yet_it_is_said_and_nothing_is_made(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    told = Program(tmp_path / "fresh").refused(*command)
    assert "\n  pathfinder-flow init\n" in told
    assert not (tmp_path / "fresh").exists()


def test_an_attempt_before_the_founding_does_not_make_the_founding_impossible(
    tmp_path: Path,
) -> None:
    program = Program(tmp_path / "home")
    program.done("db", "upgrade")
    assert "\n  pathfinder-flow init\n" in program.refused(*OPEN)
    program.done("init")
    program.done(*OPEN)


def test_founding_twice_is_refused(program: Program) -> None:
    assert "is set up already (4 entries)" in program.refused("init")


@pytest.mark.parametrize("name", ["a?b=1", "a%20b", "a#b", "a b'c", "é"])
def test_a_folder_of_any_name_holds_the_database(tmp_path: Path, name: str) -> None:
    program = Program(tmp_path / name)
    program.done("init")
    program.done("db", "backup", str(tmp_path / f"{name} kept"))
    assert program.database.exists()
    assert (tmp_path / f"{name} kept" / "ledger.sqlite").exists()


def test_a_home_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert "cannot be used" in Program(tmp_path / "file" / "home").refused("init")


# A full disk


def fill(app: AppContext) -> None:
    for _ in range(100):
        new = NewEvidence("expression_of_interest", "2024-01-01", note="x" * 4000)
        add_evidence(app, FOUNDER, "PER", new)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_full_database_takes_nothing_in_halves(app: AppContext) -> None:
    open_case(app, FOUNDER, "PER", effective="2024-01-01", workflow=None, reason="")
    before = size(app)
    app.engine.dispose()

    def no_more_pages(connection: sqlite3.Connection, _record: object) -> None:
        [pages] = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(app.engine, "connect", no_more_pages)
    with pytest.raises(DatabaseUnavailable, match="cannot grow: the disk is full"):
        fill(app)
    event.remove(app.engine, "connect", no_more_pages)
    app.engine.dispose()
    held = size(app)
    assert held >= before
    assert check(app) == []
    open_case(app, FOUNDER, "FRA", effective="2024-01-01", workflow=None, reason="")
    assert size(app) == held + 1


def test_on_a_full_disk_nothing_is_lost(founded_home: Path, small_disk: Path) -> None:
    program = Program(Path(shutil.copytree(founded_home, small_disk / "home")))
    program.done(*OPEN)
    ballast = fill_disk(small_disk)
    told = program.refused("country", "open", "PER", "--effective", "2024-01-01")
    assert "full" in told or "cannot be opened" in told or "the disk reports" in told
    ballast.unlink()
    program.done("db", "check")
    program.done("country", "open", "PER", "--effective", "2024-01-01")
    assert "KEN" in program.done("board").stdout


def test_a_backup_to_a_full_disk_is_refused_and_leaves_no_half_of_one(
    program: Program, small_disk: Path
) -> None:
    (small_disk / "ballast").write_bytes(b"x" * 900_000)
    target = small_disk / "backup"
    told = program.refused("db", "backup", str(target))
    assert str(target) in told
    assert "full" in told
    assert not (target / "ledger.sqlite").exists()


def test_a_limit_on_file_sizes_is_told_in_one_sentence(peopled: Program) -> None:
    limit = peopled.database.stat().st_size // 2
    # Python ignores the signal by which the system would end it.
    code = (
        "import resource, sys; from pathfinder_flow.cli.main import main; "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit})); main()"
    )
    rows = "\n".join(
        f"{code3},status_granted,2019,stated,,https://example.org/x,{'n' * 3000}{n}"
        for n, code3 in enumerate(("KEN", "UGA", "GHA", "TGO", "MLI", "NER", "TCD", "SEN") * 12)
    )
    file = peopled.home / "more.csv"
    file.write_text(f"iso3,event,date,certainty,institution,source,note\n{rows}\n")
    result = finish(
        start("-c", code, "--home", str(peopled.home), "--as", FOUNDER, "import", str(file))
    )
    assert result[0] == 1
    assert result[1] == ""
    assert "Traceback" not in result[2]
    assert str(peopled.database) in result[2]
    peopled.done("db", "check")


# A disk that is only read

WITHOUT_RIGHTS = """
import os, sys
from click.testing import CliRunner
from pathfinder_flow.cli.main import cli
scratch, home, *command = sys.argv[1:]
for warm in (scratch, home):
    # The first run loads all code, also that which the other user may not read.
    if warm == home and os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    result = CliRunner().invoke(cli, ["--home", warm, "--as", "desk.secretariat", *command])
print(result.exit_code, repr(result.exception), result.stderr, sep="\\n", end="")
"""


@pytest.fixture
def read_only(peopled: Program) -> Iterator[tuple[Program, Program]]:
    """A home for reading only, outside the folders that only root may enter; and a scratch one."""
    folder = Path(tempfile.mkdtemp(prefix="pf-read-"))
    folder.chmod(0o755)
    home = Path(shutil.copytree(peopled.home, folder / "home"))
    for path in (home, *home.iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield Program(home), peopled
    home.chmod(0o755)
    shutil.rmtree(folder)


def without_rights(read_only: tuple[Program, Program], *command: str) -> list[str]:
    program, scratch = read_only
    done = start("-c", WITHOUT_RIGHTS, str(scratch.home), str(program.home), *command)
    code, said, errors = finish(done)
    assert (code, errors) == (0, "")
    return said.splitlines()


def test_writing_where_one_may_only_read_is_refused_in_one_sentence(
    read_only: tuple[Program, Program],
) -> None:
    before = read_only[0].database.read_bytes()
    status, raised, *told = without_rights(read_only, *OPEN)
    assert (status, len(told)) == ("1", 1)
    assert "SystemExit(1)" in raised
    assert "is open for reading only: nothing was recorded" in told[0]
    assert read_only[0].database.read_bytes() == before


def test_writing_to_a_file_one_may_only_read_is_refused(read_only: tuple[Program, Program]) -> None:
    read_only[0].home.chmod(0o777)
    status, _, *told = without_rights(read_only, *OPEN)
    assert (status, len(told)) == ("1", 1)
    assert "is open for reading only: nothing was recorded" in told[0]


def test_reading_a_file_one_may_only_read_works(read_only: tuple[Program, Program]) -> None:
    read_only[0].home.chmod(0o777)
    assert without_rights(read_only, "board")[0] == "0"


# A server that does not serve


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def test_a_server_that_is_not_there_is_told_in_one_sentence(program: Program) -> None:
    url = f"postgresql://someone:hidden-word@127.0.0.1:{free_port()}/ledger"
    told = program.refused("board", env={"PATHFINDER_FLOW_DATABASE_URL": url})
    assert "cannot be reached" in told
    assert "hidden-word" not in told


def test_a_password_in_the_query_of_an_address_is_not_told_either(program: Program) -> None:
    url = f"postgresql://someone@127.0.0.1:{free_port()}/ledger?password=hidden-word"
    told = program.refused("board", env={"PATHFINDER_FLOW_DATABASE_URL": url})
    assert "hidden-word" not in told


def hanging() -> socket.socket:
    """A server that takes calls and never answers."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.listen()
    return listening


@pytest.mark.parametrize(("asked", "longest"), [("", 14.0), ("?connect_timeout=2", 6.0)])
def test_a_server_that_hangs_does_not_hang_the_reader(
    program: Program, asked: str, longest: float
) -> None:
    with hanging() as listening:
        url = f"postgresql://x:hidden-word@127.0.0.1:{listening.getsockname()[1]}/ledger{asked}"
        began = time.monotonic()
        told = program.refused("board", env={"PATHFINDER_FLOW_DATABASE_URL": url})
        assert time.monotonic() - began < longest
    assert "does not answer" in told
    assert "hidden-word" not in told


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_role_that_may_only_read_reads_and_is_refused_writing(app: AppContext, url: str) -> None:
    with app.engine.begin() as conn:
        conn.execute(text("DROP ROLE IF EXISTS pf_reader"))
        conn.execute(text("CREATE ROLE pf_reader LOGIN"))
        conn.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO pf_reader"))
    before = size(app)
    reading = AppContext(open_engine(url.replace("postgres:", "pf_reader:")), app.files, app.clock)
    assert size(reading) == before
    with pytest.raises(ReadOnly, match="is open for reading only"):
        open_case(reading, FOUNDER, "PER", effective="2024-01-01", workflow=None, reason="")
    reading.engine.dispose()
    assert size(app) == before
    with app.engine.begin() as conn:
        conn.execute(text("DROP OWNED BY pf_reader"))
        conn.execute(text("DROP ROLE pf_reader"))


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_database_that_is_not_on_the_server_is_told_in_one_sentence(
    app: AppContext, program: Program, url: str
) -> None:
    assert app
    name = url.rpartition("/test_")[2].partition("?")[0]
    told = program.refused(
        "board", env={"PATHFINDER_FLOW_DATABASE_URL": url.replace(f"test_{name}", "nowhere")}
    )
    assert '"nowhere" does not exist' in told


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_the_program_works_on_a_server(program: Program, url: str) -> None:
    env = {"PATHFINDER_FLOW_DATABASE_URL": url}
    assert "has no tables yet" in program.refused("board", env=env)
    assert program.call("init", env=env).exit_code == 0
    assert program.call(*OPEN, env=env).exit_code == 0
    shown = json.loads(program.call("board", "--json", env=env).stdout)
    assert [row["country"] for row in shown["countries"]] == ["KEN"]
    assert program.call("db", "check", env=env).exit_code == 0
