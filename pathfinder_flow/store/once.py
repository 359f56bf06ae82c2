"""Which entries were recorded under which once-only number; a projection of the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from pathfinder_flow.domain.ledger.entries import Entry
from pathfinder_flow.domain.ledger.once import MARK_OF_ONCE
from pathfinder_flow.store.database.prepared import Prepared
from pathfinder_flow.store.database.schema import once

_INSERT = Prepared(insert(once))
_FIND = Prepared(
    select(once.c.entry, once.c.asked)
    .where(once.c.number == bindparam("number"))
    .order_by(once.c.entry)
)


def once_rows(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Give the rows of entries that carry a once-only number."""
    return [
        {"entry": entry.number, **entry.body[MARK_OF_ONCE]}
        for entry in entries
        if MARK_OF_ONCE in entry.body
    ]


def note_once(conn: Connection, entries: Iterable[Entry]) -> None:
    """Remember the numbers under which entries were recorded."""
    rows = once_rows(entries)
    if rows:
        _INSERT.run_many(conn, rows)


def recorded_under(conn: Connection, number: str) -> list[tuple[int, str]]:
    """Give the entries under a number's hash, in order, each with the hash of what was asked."""
    return [tuple(row) for row in _FIND.run(conn, {"number": number}).fetchall()]


def all_rows(conn: Connection) -> list[dict[str, Any]]:
    """Read every row, in order of the entries."""
    return [dict(row) for row in conn.execute(select(once).order_by(once.c.entry)).mappings()]
