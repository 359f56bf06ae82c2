"""Leaving nothing of what was erased in the files of the database.

What a row held may outlive it in pages that are free or were rebuilt, and in the log of what was
written: nobody can read it through the program, but anybody who has the file can.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection, Engine, text

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.unavailable import DatabaseUnavailable
from pathfinder_flow.store.database.engine import in_plain_words

_TABLES = ("people", "messages", "deliveries", "troubles", "pg_catalog.pg_statistic")
"""Tables that may have held it; the last are samples that the server takes of the others."""

_STILL_READ = Clause(
    "still_read", "is being read by another program, which may still see what was erased"
)


def clean(engine: Engine) -> Clause | None:
    """Write anew what personal data may have been in, so that no old page of it is left.

    Gives what stands in the way, as said of the database; None when nothing is left.
    """
    try:
        with in_plain_words(engine), engine.connect() as conn:
            if conn.dialect.name == "sqlite":
                return _clean_file(conn)
            return _clean_server(conn.execution_options(isolation_level="AUTOCOMMIT"))
    except DatabaseUnavailable as trouble:
        why: Clause = trouble.facts["why"]
        return why


def _clean_file(conn: Connection) -> Clause | None:
    driver: Any = conn.connection.driver_connection
    driver.execute("VACUUM")
    busy, _, _ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return _STILL_READ if busy else None


def _clean_server(conn: Connection) -> Clause | None:
    driver: Any = conn.connection.driver_connection
    notices: list[tuple[str, str]] = []

    def hear(notice: Any) -> None:
        # Once this has returned, the driver has nothing of the notice any more.
        notices.append((notice.severity_nonlocalized, notice.message_detail or ""))

    driver.add_notice_handler(hear)
    try:
        refused = [table for table in _TABLES if not _rewrite(conn, table, notices)]
    finally:
        driver.remove_notice_handler(hear)
    if refused:
        said = "lets only its owner do that: have the owner run {command} for {tables}"
        tables = ", ".join(refused)
        return Clause("owner_only", said, command="VACUUM (FULL, ANALYZE)", tables=tables)
    return _STILL_READ if any(_keeps_some(detail) for _, detail in notices) else None


def _rewrite(conn: Connection, table: str, notices: list[tuple[str, str]]) -> bool:
    """Rewrite a table and its samples; False when this user may not and was only warned."""
    before = len(notices)
    conn.execute(text(f"VACUUM (FULL, ANALYZE, VERBOSE) {table}"))
    return all(severity != "WARNING" for severity, _ in notices[before:])


def _keeps_some(detail: str) -> bool:
    """Whether dead rows had to be kept for somebody who may still see them.

    The server says how many they are at the beginning of a detail, in whatever language.
    """
    found = re.match(r"\D*(\d+)", detail)
    return bool(found and int(found[1]))
