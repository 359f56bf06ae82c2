"""A consistent copy of the database while it is in use."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select, Table, insert, select

from pathfinder_flow.store import ledger
from pathfinder_flow.store.database import migrate
from pathfinder_flow.store.database.engine import in_plain_words, open_file, snapshot
from pathfinder_flow.store.database.schema import (
    PROJECTIONS,
    checkpoints,
    deliveries,
    head,
    messages,
    people,
    scheduler,
    workflows,
)
from pathfinder_flow.store.database.schema import ledger as ledger_table

_BATCH = 1000
_COPIED = (ledger_table, workflows, people, *PROJECTIONS, messages, deliveries, checkpoints)


def copy_database(engine: Engine, target: Path) -> int:
    """Copy the database into a new SQLite file; gives the number of entries in it.

    The file gets its name when it is complete, so that half a copy is never taken for a backup.
    """
    partial = target.with_suffix(".partial")
    copy = open_file(partial)
    try:
        with in_plain_words(copy):
            if engine.dialect.name == "sqlite":
                _copy_sqlite(engine, partial)
            else:
                _copy_rows(engine, copy)
            with copy.connect() as conn:
                held = ledger.size(conn)
    finally:
        copy.dispose()
    partial.replace(target)
    return held


def _copy_sqlite(engine: Engine, target: Path) -> None:
    with snapshot(engine) as source, closing(sqlite3.connect(target)) as copy:
        driver: Any = source.connection.driver_connection
        driver.backup(copy)


def _copy_rows(engine: Engine, copy: Engine) -> None:
    """Copy row by row from one snapshot of the server."""
    migrate.upgrade(copy)
    writing = copy.connect().execution_options(writing=True)
    with in_plain_words(engine), snapshot(engine) as source, writing as into, into.begin():
        for table in _COPIED:
            rows = source.execution_options(yield_per=_BATCH).execute(_in_order(table))
            for batch in rows.mappings().partitions(_BATCH):
                into.execute(insert(table), [dict(row) for row in batch])
        _move_head(source, into)
        into.execute(
            scheduler.update().values(**source.execute(select(scheduler)).mappings().one())
        )


def _move_head(source: Connection, into: Connection) -> None:
    kept = source.execute(select(head)).mappings().one()
    if kept["size"]:
        into.execute(head.update().values(**kept))


def _in_order(table: Table) -> Select[tuple[object, ...]]:
    return select(table).order_by(*table.primary_key.columns)
