"""The ledger itself: how fast entries are appended in one transaction, and checked again.

Floors: inserting the very same rows into the same table, triggers and all, with ``sqlite3``; and
reading the same bytes and hashing them with ``hashlib``.
"""

from __future__ import annotations

import sqlite3
import tempfile
from hashlib import sha256
from itertools import count
from pathlib import Path
from time import perf_counter

from benchmarks.desks import founded_desk, open_desk, raw_connection, settle
from benchmarks.ledgers import fill
from benchmarks.measuring import Figure, Rounds, clocked, per_second, print_table
from pathfinder_flow.services.maintenance import check

COUNTRIES, ENTRIES = 40, 250
ROUNDS = 5


def append(database: Path) -> float:
    """Found a ledger and fill it; gives the seconds of filling alone."""
    app = founded_desk(database)
    start = perf_counter()
    fill(app, COUNTRIES, ENTRIES)
    took = perf_counter() - start
    settle(app, database)
    return took


def insert_again(rows: list[tuple[object, ...]], database: Path) -> float:
    """Write the rows into another founded ledger; gives the seconds of writing alone."""
    app = founded_desk(database)
    settle(app, database)
    conn = raw_connection(database)
    start = perf_counter()
    conn.execute("BEGIN IMMEDIATE")
    conn.executemany("INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?)", rows)
    conn.execute("COMMIT")
    took = perf_counter() - start
    conn.close()
    return took


def hash_all(conn: sqlite3.Connection) -> None:
    """Read the bytes of every entry and hash them."""
    for (data,) in conn.execute("SELECT entry FROM ledger ORDER BY number"):
        sha256(b"\x00" + data).digest()


def measure() -> list[Figure]:
    """Measure appending and checking beside their floors."""
    entries = COUNTRIES * ENTRIES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        conn, rows = _filled(folder / "first.sqlite")
        places = (folder / f"{number}.sqlite" for number in count())
        appending = Rounds(
            {
                "append": lambda: append(next(places)),
                "insert": lambda: insert_again(rows[-entries:], next(places)),
            },
            ROUNDS,
        )
        app = open_desk(folder / "first.sqlite")
        assert check(app) == []
        runs = {"check": lambda: check(app), "hash": lambda: hash_all(conn)}
        checking = Rounds({which: clocked(run) for which, run in runs.items()}, ROUNDS)
        app.engine.dispose()
        conn.close()
    return [
        _figure("append, one transaction", appending, "append", "insert", "raw inserts", entries),
        _figure("db check", checking, "check", "hash", "read and hash", len(rows)),
    ]


def _filled(database: Path) -> tuple[sqlite3.Connection, list[tuple[object, ...]]]:
    append(database)
    conn = raw_connection(database)
    return conn, conn.execute("SELECT * FROM ledger ORDER BY number").fetchall()


def _figure(name: str, rounds: Rounds, ours: str, floor: str, called: str, entries: int) -> Figure:
    rate = per_second(entries, rounds.median(ours))
    against = f"{called} {per_second(entries, rounds.median(floor))}"
    return Figure(f"{name}, entries", rate, against, f"{rounds.times(floor, ours):.3f}")


if __name__ == "__main__":
    print_table(measure())
