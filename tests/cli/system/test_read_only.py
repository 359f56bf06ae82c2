"""An auditor reads everything and writes nothing, on whatever the ledger is kept.

Every command of the program stands below, in a line with arguments that it could work with: a new
one finds its place under READING or WRITING, or the first test fails.
"""

from __future__ import annotations

import shlex
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from pathfinder_flow.cli.main import cli
from pathfinder_flow.services.maintenance import check
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store.database.engine import open_engine
from tests.cli.auditing import (
    MAKE_COPY,
    ON_COPY,
    ON_SERVER,
    WITHHELD,
    Access,
    files_of,
    own,
    role_on_server,
    without_rights,
)
from tests.cli.lived import live
from tests.faults.running import finish
from tests.sentences import sentences

READING = """
board --next
board --known-at 2023-01-05 --json
country show MWI
country weekend MWI
country why-status MWI
country zone MWI
why PER
why MWI withdraw --json
advance MWI revise_roadmap --dry-run
import {facts} --dry-run
evidence list PER
evidence save {evidence} -o {out}/letter
evidence show {evidence}
indicators PER
deadlines
deadlines --ics {out}/deadlines.ics
deadline explain MWI 2022
reminders list MWI
reminders why MWI 2022 t_30
reminders preview MWI 2022 t_30 --output {out}/t_30.eml
reminders forecast --until 2023-04-30 --render {out}/mails
reminders ladder
outbox list
outbox show {mail}
report year 2022
report year 2022 --format xlsx -o {out}/year.xlsx
status
targets
today
mandate list
mandate who MWI
meeting list
meeting paper gcg 21 MWI
meeting record gcg 21 --outcome MWI=noted --on 2023-01-04 --dry-run
meeting show gcg 21
history
history MWI --format csv
history PER --format xlsx --output {out}/history.xlsx
audit key show
audit checkpoint --latest
audit prove 3
audit consistency 3
audit against {checkpoint}
audit verify
audit pack PER -o {out}/PER.zip
audit pack MWI -o {out}/MWI.zip
audit verify-pack {out}/PER.zip
audit report PER
audit diff --known-at 2000-01-01 --known-at 2000-01-02
audit who-knew 3
people list
people show focal.mwi
workflow list
workflow show
workflow check {workflow}
workflow draw
workflow schema
db check
db backup {out}/backup
completion bash
"""

WRITING = """
init
demo
country open KEN
country migrate PER --to pathfinder/2023 --reason "New procedure"
country weekend MWI --days fri,sat --reason "So it is there"
country zone MWI Africa/Blantyre --reason "The only one"
advance MWI revise_roadmap
advance PER decline
evidence add MWI annual_report --file {facts}
report record MWI 2022 --outcome exempt --reason Elections
deadline extend MWI 2022 --to 2023-04-28 --decision {decision} --reason Flood
deadline suspend MWI --reason Elections
deadline resume MWI --reason "A government is in office"
meeting open gcg 22 --from 2023-03-01
meeting record gcg 21 --outcome MWI=noted --on 2023-01-04
outbox hold {mail}
outbox release {mail}
outbox cancel {mail} --reason Mistake
outbox retry {mail}
bounces import {notices}
run --once
mandate add focal.per --role focal_point --country PER --letter L/2
mandate contact focal.mwi --email labour.desk@labour.example
mandate end {mandate} --reason Retired
decision record MWI --meeting 21 --outcome inactive
correct {decision} --withdraw --reason Mistake
audit key create
people erase focal.mwi --reason Asked --yes
audit key rotate
audit checkpoint
import {facts}
workflow publish {workflow}
db upgrade
db rebuild
"""

HOLD_MAILS_AGAINST_THEIR_HASH = ["audit verify", "db check"]
"""The lines of READING that name every mail as changed to somebody who may not see the mails."""


def lines(table: str) -> list[str]:
    return [line for line in table.splitlines() if line]


def every_command(group: click.Group, *path: str) -> Iterator[str]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from every_command(command, *path, name)
        else:
            yield " ".join([*path, name])


def command_of(line: str) -> str:
    """Give the command of a line: the words that lead to one, or all of them."""
    words, known = shlex.split(line), set(every_command(cli))
    starts = (" ".join(words[:count]) for count in range(1, len(words)))
    return next((start for start in starts if start in known), line)


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    home = tmp_path_factory.mktemp("lived") / "home"
    return home, live(home)


@pytest.fixture
def copy(lived: tuple[Path, dict[str, str]], tmp_path: Path) -> Access:
    """A copy that could be written to, opened by the setting for reading only."""
    home, places = lived
    mine = Path(shutil.copytree(home, tmp_path / "home"))
    return own(mine, places | _out(tmp_path), PATHFINDER_FLOW_READ_ONLY="yes")


@pytest.fixture
def handed_over(lived: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[Access]:
    """The copy that the page on access makes, for somebody without the right to write to it."""
    prefix = without_rights()
    if prefix is None:
        pytest.skip("nothing here makes root keep to the rights of files")
    home, places = lived
    own(home, places).shell(MAKE_COPY, tmp_path)
    folder = tmp_path / "for-the-auditor"
    yield Access(folder, places | _out(tmp_path), lambda: everything_in(folder), prefix=prefix)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755)


@pytest.fixture
def role(postgresql_server: str, tmp_path: Path) -> Iterator[Access]:
    """The role of the page on access on PostgreSQL."""
    with role_on_server(postgresql_server, tmp_path / "home") as access:
        access.places = {**access.places, **_out(tmp_path)}
        yield access


@pytest.fixture(params=["copy", "handed_over", "role"])
def access(request: pytest.FixtureRequest) -> Access:
    found: Access = request.getfixturevalue(request.param)
    return found


def _out(folder: Path) -> dict[str, str]:
    (folder / "out").mkdir()
    return {"out": str(folder / "out")}


def everything_in(folder: Path) -> object:
    return files_of(folder), sorted(str(path) for path in folder.rglob("*"))


def test_every_command_is_known_to_work_or_to_be_refused_where_one_may_only_read() -> None:
    named = {command_of(line) for line in lines(READING + WRITING)}
    assert named == set(every_command(cli))


def test_what_reads_works_and_what_writes_is_refused_and_nothing_changes(access: Access) -> None:
    before = access.contents()
    read = access.outcomes(lines(READING))
    written = access.outcomes(lines(WRITING))
    assert [one for one in read if not one.is_answer] == []
    assert [one for one in written if not one.is_refusal] == []
    assert access.contents() == before


@pytest.mark.parametrize(
    ("lang", "said"),
    [("fr", "est ouvert en lecture seule"), ("es", "está abierto solo para lectura")],
)
def test_the_refusal_is_told_in_the_language_of_who_reads_it(
    copy: Access, lang: str, said: str
) -> None:
    [refused] = copy.outcomes(["db rebuild"], "--lang", lang)
    assert (refused.status, len(refused.stderr.splitlines())) == (1, 1)
    assert said in refused.stderr


def test_a_role_that_only_may_not_write_is_refused_like_one_whose_sessions_only_read(
    postgresql_server: str, tmp_path: Path
) -> None:
    plain = "ALTER ROLE auditor RESET default_transaction_read_only"
    with role_on_server(postgresql_server, tmp_path / "home", plain) as access:
        before = access.contents()
        written = access.outcomes(["db rebuild", "db upgrade", "advance PER decline"])
        assert [one for one in written if not one.is_refusal] == []
        assert access.contents() == before


def test_the_lines_of_the_readme_work_on_the_copy(handed_over: Access) -> None:
    told = handed_over.shell(ON_COPY, handed_over.home.parent)
    assert "Malawi" in told
    assert "History of Malawi" in told


def test_the_lines_of_the_readme_work_on_a_server(role: Access, tmp_path: Path) -> None:
    assert "History of Malawi" in role.shell(ON_SERVER, tmp_path)


def test_who_is_not_to_see_addresses_sees_none_and_all_else(
    postgresql_server: str, tmp_path: Path
) -> None:
    with role_on_server(postgresql_server, tmp_path / "home", WITHHELD) as access:
        access.places = {**access.places, **_out(tmp_path)}
        read = access.outcomes([*lines(READING), "outbox list --json", "mandate list --json"])
    failed = [one.line for one in read if not one.is_answer]
    assert failed == HOLD_MAILS_AGAINST_THEIR_HASH
    [checked] = [one for one in read if one.line == "db check"]
    assert {line.partition(" ")[0] for line in checked.stdout.splitlines()} == {"mail"}
    written = [path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()]
    told = "".join(one.stdout + one.stderr for one in read).encode() + b"".join(written)
    assert b"focal.mwi" in told
    assert b"focal.mwi@" not in told
    assert b"Bureau du travail" not in told


# The database itself refuses


@pytest.mark.parametrize("statement", ["UPDATE people SET name = 'x'", "DELETE FROM cases"])
def test_through_the_setting_the_database_itself_refuses_what_would_write(
    app: AppContext, url: str, statement: str
) -> None:
    engine = open_engine(url, read_only=True)
    with engine.connect().execution_options(writing=True) as conn, pytest.raises(DBAPIError):
        conn.execute(text(statement))
    engine.dispose()
    assert check(app) == []


def test_the_setting_beats_what_the_address_of_a_server_asks_for(
    postgresql_url: str,
) -> None:
    asked = f"{postgresql_url}&options=-c%20default_transaction_read_only%3Doff"
    engine = open_engine(asked, read_only=True)
    with engine.connect() as conn:
        assert conn.execute(text("SHOW transaction_read_only")).scalar() == "on"
    engine.dispose()


# Files that may not be written to


def sealed(home: Path, folder: Path) -> Path:
    """Put a home into a folder, and take all rights to write to it."""
    mine = Path(shutil.copytree(home, folder))
    for path in [mine, *mine.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    return mine


@pytest.mark.parametrize("name", ["a?b=1", "a%20b", "a#b", "a b'c", "é"])
def test_a_folder_of_any_name_is_read(handed_over: Access, tmp_path: Path, name: str) -> None:
    handed_over.home = sealed(handed_over.home, tmp_path / name)
    [board, refused] = handed_over.outcomes(["board --json", "country open KEN"])
    assert (board.is_answer, "MWI" in board.stdout, refused.is_refusal) == (True, True, True)


def test_what_a_crash_left_beside_a_file_is_read_too(
    lived: tuple[Path, dict[str, str]], handed_over: Access, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(lived[0], tmp_path / "crashed"))
    writer = sqlite3.connect(home / "ledger.sqlite")
    writer.execute("UPDATE people SET name = 'The last to be written'")
    writer.commit()
    handed_over.home = sealed(home, tmp_path / "sealed")
    writer.close()
    [found] = handed_over.outcomes(["db backup {out}/backup"])
    assert found.is_answer, found
    kept = sqlite3.connect(tmp_path / "out" / "backup" / "ledger.sqlite")
    assert kept.execute("SELECT DISTINCT name FROM people").fetchall() == [
        ("The last to be written",)
    ]
    kept.close()


def test_an_older_copy_that_may_not_be_upgraded_is_told_in_one_sentence(
    handed_over: Access, tmp_path: Path
) -> None:
    older = Path(shutil.copytree(handed_over.home, tmp_path / "older"))
    for path in [older, older / "ledger.sqlite"]:
        path.chmod(0o755)
    database = sqlite3.connect(older / "ledger.sqlite")
    database.execute("UPDATE alembic_version SET version_num = '0001'")
    database.commit()
    database.close()
    handed_over.home = sealed(older, tmp_path / "sealed")
    [board, upgrade] = handed_over.outcomes(["board", "db upgrade"])
    assert (board.status, board.stdout, board.raised) == (1, "", "")
    assert "bring a copy up to date that you may write to" in board.stderr
    assert len(sentences(board.stderr)) == 1
    assert upgrade.is_refusal


def test_a_folder_that_may_not_be_entered_is_told_in_one_sentence(handed_over: Access) -> None:
    locked = handed_over.home.parent / "locked"
    locked.mkdir(mode=0o000)
    url = {"PATHFINDER_FLOW_DATABASE_URL": f"sqlite:///{locked / 'ledger.sqlite'}"}
    handed_over.env = url
    for told in handed_over.outcomes(["board", "country open KEN"]):
        assert (told.status, told.stdout, told.raised) == (1, "", "")
        assert "cannot be opened" in told.stderr
        assert len(sentences(told.stderr)) == 1
    locked.chmod(0o755)


READER = """
import sys
from pathfinder_flow.domain.errors.base import PathfinderError
from pathfinder_flow.store.database.engine import open_engine, snapshot

engine = open_engine(sys.argv[1])
for _ in range(2):
    try:
        with snapshot(engine) as conn:
            print(conn.exec_driver_sql("SELECT max(name) FROM people").scalar(), flush=True)
            sys.stdin.readline()
    except PathfinderError as error:
        print(error, flush=True)
"""


def test_what_is_written_to_while_it_is_read_is_not_answered_from(handed_over: Access) -> None:
    database = handed_over.home / "ledger.sqlite"
    reader = handed_over.start(sys.executable, "-c", READER, f"sqlite:///{database}")
    assert reader.stdout
    assert reader.stdin
    assert reader.stdout.readline() == "Bureau du travail\n"
    for path in (handed_over.home, database):
        path.chmod(0o755)
    writer = sqlite3.connect(database)
    writer.execute("UPDATE people SET name = 'Another'")
    writer.commit()
    writer.close()
    reader.stdin.write("\n")
    reader.stdin.flush()
    assert "was written to while it was read: ask again" in reader.stdout.readline()
    assert reader.stdout.readline() == "Another\n"
    assert finish(reader, "\n") == (0, "", "")
