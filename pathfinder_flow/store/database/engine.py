"""Opening the database: SQLite by default, PostgreSQL by URL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, exc, text
from sqlalchemy.engine import URL, make_url

from pathfinder_flow.domain.actions import action
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.forbidden import ReadOnly
from pathfinder_flow.domain.errors.unavailable import DatabaseUnavailable, SettingsRefused
from pathfinder_flow.store.database import read_only as only_read

SCHEMES = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg"}


def open_engine(url: str, *, busy_seconds: float = 30.0, read_only: bool = False) -> Engine:
    """Open an engine on a database URL; nothing is read or written yet.

    A writer waits ``busy_seconds`` for another writer before it gives up. Through an engine that
    is ``read_only`` the database refuses every writing; an SQLite file that this user cannot
    write to is always opened so.
    """
    parsed = _parsed(url)
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(parsed, busy_seconds, read_only=read_only)
    # The connection itself gives up after 10 s: a server that hangs must not hang the reader.
    # What the address itself asks for comes first.
    asked = dict(parsed.query)
    options = f"-c lock_timeout={int(busy_seconds * 1000)} {asked.get('options', '')}".strip()
    if read_only:
        options += " -c default_transaction_read_only=on"
    arguments = {"connect_timeout": asked.get("connect_timeout", 10), "options": options}
    kept = {"read_only": read_only}
    return create_engine(parsed, connect_args=arguments, pool_size=4, execution_options=kept)


def open_file(path: Path) -> Engine:
    """Open an engine on an SQLite file, whatever characters its path has."""
    return _open_sqlite(URL.create(SCHEMES["sqlite"], database=str(path)), busy_seconds=30)


def open_scratch(path: Path) -> Engine:
    """Open an engine on a copy that is thrown away: nothing waits for the disk."""
    engine = open_file(path)
    event.listen(engine, "connect", _do_not_wait)
    return engine


def _do_not_wait(connection: sqlite3.Connection, _record: Any) -> None:
    connection.execute("PRAGMA synchronous = OFF")


def _parsed(url: str) -> URL:
    """Read a database URL; what is wrong with it is told without it: it may hold a password."""
    try:
        parsed = make_url(url)
    except (exc.ArgumentError, ValueError):
        parsed = None
    if parsed is None or parsed.drivername not in (*SCHEMES, *SCHEMES.values()):
        problem = Clause(
            "not_our_url",
            "database_url: it is not one of ours; write {sqlite} or {postgresql}",
            sqlite="sqlite:///FILE",
            postgresql="postgresql://USER:PASSWORD@HOST:PORT/NAME",
        )
        raise SettingsRefused(problems=problem)
    return parsed.set(drivername=SCHEMES.get(parsed.drivername, parsed.drivername))


def _open_sqlite(url: URL, busy_seconds: float, *, read_only: bool = False) -> Engine:
    path = Path(url.database) if url.database and url.database != ":memory:" else None
    if path and (read_only or not only_read.can_be_written(path)):
        engine = _open_for_reading(url, path, busy_seconds)
    else:
        engine = create_engine(url, connect_args={"timeout": busy_seconds})

    @event.listens_for(engine, "connect")
    def _settle(connection: sqlite3.Connection, _record: Any) -> None:
        # The driver's own transactions begin too late and lost updates: we begin ourselves.
        connection.isolation_level = None
        for pragma in ("foreign_keys = ON", "synchronous = FULL", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        mode = "IMMEDIATE" if connection.get_execution_options().get("writing") else "DEFERRED"
        driver: Any = connection.connection.dbapi_connection
        driver.execute(f"BEGIN {mode}")

    return engine


def _open_for_reading(url: URL, path: Path, busy_seconds: float) -> Engine:
    engine = create_engine(url, execution_options={"read_only": True})

    @event.listens_for(engine, "do_connect")
    def _connect(_dialect: Any, record: Any, _args: Any, _given: Any) -> sqlite3.Connection:
        connection, record.info["look"] = only_read.connect(path, busy_seconds)
        return connection

    return engine


def is_read_only(engine: Engine) -> bool:
    """Whether an engine was opened for reading only."""
    return bool(engine.get_execution_options().get("read_only"))


_MAY_WRITE = text(
    "SELECT current_setting('transaction_read_only') = 'off' "
    "AND coalesce(has_table_privilege(to_regclass('ledger'), 'INSERT'), true)"
)


def require_writing(engine: Engine) -> None:
    """Refuse where the ledger can only be read, be it that the server gives no right to more.

    Raises :class:`ReadOnly`.
    """
    may_write = not is_read_only(engine)
    if may_write and engine.dialect.name == "postgresql":
        with in_plain_words(engine), engine.connect() as conn:
            may_write = bool(conn.execute(_MAY_WRITE).scalar())
    if not may_write:
        raise ReadOnly(where=where(engine))


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Connect for reading one state of the database, whoever writes meanwhile."""
    with engine.connect() as conn:
        if engine.dialect.name == "postgresql":
            conn.execution_options(isolation_level="REPEATABLE READ")
        try:
            yield conn
        finally:
            _refuse_change(engine, conn)


def _refuse_change(engine: Engine, conn: Connection) -> None:
    """Refuse what was read of a file that had to be taken as one that never changes, and did."""
    path = sqlite_path(engine) if is_read_only(engine) else None
    look = conn.info.get("look") if path else None
    if path and look and only_read.look_of(path) != look:
        conn.invalidate()
        raise DatabaseUnavailable(where=where(engine), why=_CHANGED)


def use_wal(engine: Engine) -> None:
    """Let readers of an SQLite file read while somebody writes; kept in the file from then on."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as conn:
            driver = conn.connection.driver_connection
            assert driver is not None  # noqa: S101 - a connection just opened has its driver's
            driver.execute("PRAGMA journal_mode = WAL")


def sqlite_path(engine: Engine) -> Path | None:
    """Give the file of an SQLite database; None for a server."""
    name = engine.url.database
    return Path(name) if engine.dialect.name == "sqlite" and name else None


def is_missing(engine: Engine) -> bool:
    """Whether an SQLite file is not there yet; in a folder one may not enter, it is not missing."""
    path = sqlite_path(engine)
    try:
        return path is not None and not path.exists()
    except PermissionError:
        return False


def where(engine: Engine) -> str:
    """Name a database to a person, without its password, which may also be in the query."""
    path = sqlite_path(engine)
    return str(path) if path else engine.url.set(query={}).render_as_string(hide_password=True)


@contextmanager
def in_plain_words(engine: Engine) -> Iterator[None]:
    """Turn what the database driver says into one sentence; other errors pass."""
    try:
        yield
    except exc.DBAPIError as error:
        raise DatabaseUnavailable(where=where(engine), why=_reason(error.orig)) from error
    except sqlite3.Error as error:  # where the driver is spoken to directly
        raise DatabaseUnavailable(where=where(engine), why=_reason(error)) from error


_BUSY = Clause(
    "busy",
    "is busy: another program has been writing to it for too long; try again in a moment",
)
_READ_ONLY = Clause(
    "read_only", "can only be read: use a copy you may write to, or ask for the right to write"
)
_CHANGED = Clause("changed_meanwhile", "was written to while it was read: ask again")
_APPEND_ONLY = Clause(
    "append_only",
    "refused to change what is recorded: record a correction instead",
    action("entry.correct"),
)
_NO_RIGHT = Clause("no_right", "does not let this user do that: use a role that has the right to")
_FULL = Clause("disk_full", "cannot grow: the disk is full; make room and try again")
_FOREIGN = Clause("foreign", "is not a database of this program: check the path")
_DAMAGED = Clause(
    "damaged", "is damaged: restore the last backup, then check it", action("database.check")
)
_CLOSED = Clause(
    "not_opened", "cannot be opened: check that the folder exists and may be written to"
)
_DISK = Clause("disk_error", "cannot be read or written: the disk reports an error")
_SILENT = Clause("no_answer", "does not answer: check the address and that the server runs")
_AWAY = Clause("out_of_reach", "cannot be reached: check the address and that the server runs")
_EMPTY = Clause("run_upgrade", "has no tables yet: bring it up to date", action("database.upgrade"))
_REASONS = {
    "append-only": _APPEND_ONLY,
    "without gaps": _APPEND_ONLY,
    "database is locked": _BUSY,
    "lock timeout": _BUSY,
    "readonly": _READ_ONLY,
    "read-only": _READ_ONLY,
    "permission denied": _NO_RIGHT,
    "is full": _FULL,
    "no space left": _FULL,
    "not a database": _FOREIGN,
    "malformed": _DAMAGED,
    "unable to open": _CLOSED,
    "disk i/o": _DISK,
    "timeout expired": _SILENT,
    "connection refused": _AWAY,
    "no such table": _EMPTY,
}


def _reason(error: BaseException | None) -> Clause:
    said = str(error).strip()
    for sign, sentence in _REASONS.items():
        if sign in said.lower():
            return sentence
    first = said.splitlines()[0] if said else type(error).__name__
    return Clause("reports", "reports: {said}", said=first)
