"""The schema's versions. Alembic is imported only when something must change."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from pathfinder_flow.domain.actions import action
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.unavailable import DatabaseVersion
from pathfinder_flow.store.database.engine import is_read_only, require_writing, use_wal, where

NEWEST = "0005"
"""The schema version this program speaks; a test holds it equal to the newest migration."""

OLDER: tuple[str, ...] = ("0001", "0002", "0003")
"""Earlier versions that can be upgraded."""


def current(conn: Connection) -> str | None:
    """Give the schema version of a database; None when it has no tables of ours."""
    if not inspect(conn).has_table("alembic_version"):
        return None
    return conn.execute(text("SELECT version_num FROM alembic_version")).scalar()


def require_newest(engine: Engine, conn: Connection) -> None:
    """Refuse a database of another schema version with one sentence."""
    found = current(conn)
    if found == NEWEST:
        return
    raise DatabaseVersion(where=where(engine), why=_why_not(found, is_read_only(engine)))


def _why_not(found: str | None, read_only: bool) -> Clause:
    if found is None:
        return Clause(
            "no_tables",
            "has no tables yet: set it up first, or bring one from elsewhere up to date",
            action("ledger.initialise"),
            action("database.upgrade"),
        )
    if found in OLDER and read_only:
        why = (
            "is at schema version {found}, this program needs {needed}, and it can only be read: "
            "bring a copy up to date that you may write to"
        )
        return Clause("older_copy", why, action("database.upgrade"), found=found, needed=NEWEST)
    if found in OLDER:
        why = "is at schema version {found}, this program needs {needed}: bring it up to date"
        return Clause("older_schema", why, action("database.upgrade"), found=found, needed=NEWEST)
    return Clause(
        "newer_schema",
        "was written by a newer version of this program (schema version {found}, this one speaks "
        "{needed}): upgrade the program; nothing was changed",
        found=found,
        needed=NEWEST,
    )


def upgrade(engine: Engine) -> str | None:
    """Bring the schema to the newest version in one transaction; gives the version found before."""
    require_writing(engine)
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    use_wal(engine)
    with engine.connect().execution_options(writing=True) as conn, conn.begin():
        found = current(conn)
        if found is not None and found not in (NEWEST, *OLDER):
            require_newest(engine, conn)
        config.attributes["connection"] = conn
        command.upgrade(config, "head")
    return found
