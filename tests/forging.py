"""What somebody with the rights of the database's owner can do to a ledger behind our back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, text

from pathfinder_flow.domain.ledger.entries import canonical_json
from pathfinder_flow.domain.ledger.merkle import Frontier, leaf_hash
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store.database.triggers import all_statements, trigger_texts

Change = Callable[[dict[str, Any]], None]


@contextmanager
def unguarded(app: AppContext) -> Iterator[Connection]:
    """A connection on which no trigger stands in the way; the triggers are there again after it."""
    with app.engine.connect() as conn:
        if conn.dialect.name == "postgresql":
            conn.execute(text("SET LOCAL session_replication_role = replica"))
            yield conn
        else:
            for name in trigger_texts("sqlite"):
                conn.execute(text(f"DROP TRIGGER {name}"))
            yield conn
            for statement in all_statements("sqlite"):
                conn.execute(text(statement))
        conn.commit()


def read(conn: Connection, number: int) -> dict[str, Any]:
    data = conn.execute(text("SELECT entry FROM ledger WHERE number = :n"), {"n": number}).scalar()
    assert data is not None
    found: dict[str, Any] = json.loads(bytes(data))
    return found


def change_bytes(conn: Connection, number: int, change: Change) -> None:
    """Change what an entry says and nothing else: its leaf stays that of the old bytes."""
    raw = read(conn, number)
    change(raw)
    sql = text("UPDATE ledger SET entry = :data WHERE number = :n")
    conn.execute(sql, {"data": canonical_json(raw), "n": number})


def rewrite(conn: Connection, number: int, change: Change) -> None:
    """Change what an entry says, with every hash and index that depends on it."""
    raw = read(conn, number)
    change(raw)
    put(conn, raw, "UPDATE ledger SET entry = :data, leaf = :leaf, kind = :kind,"
        " country = :country, recorded_at = :at WHERE number = :n")  # fmt: skip
    make_head(conn)


def append(conn: Connection, raw: dict[str, Any]) -> int:
    """Append a made-up entry as the program would; gives its number."""
    last = conn.execute(text("SELECT max(number) FROM ledger")).scalar()
    assert last is not None
    raw = {**read(conn, last), **raw, "number": last + 1}
    put(conn, raw, "INSERT INTO ledger (number, country, kind, recorded_at, entry, leaf)"
        " VALUES (:n, :country, :kind, :at, :data, :leaf)")  # fmt: skip
    make_head(conn)
    return last + 1


def put(conn: Connection, raw: dict[str, Any], sql: str) -> None:
    data = canonical_json(raw)
    values = {
        "n": raw["number"], "data": data, "leaf": leaf_hash(data), "kind": raw["kind"],
        "country": raw["country"], "at": raw["recorded_at"],
    }  # fmt: skip
    conn.execute(text(sql), values)


def make_head(conn: Connection) -> None:
    """Let the head fit whatever entries there are."""
    tree = Frontier()
    for (leaf,) in conn.execute(text("SELECT leaf FROM ledger ORDER BY number")):
        tree = tree.append(bytes(leaf))
    sql = text("UPDATE head SET size = :size, frontier = :frontier")
    conn.execute(sql, {"size": tree.size, "frontier": tree.to_bytes()})
