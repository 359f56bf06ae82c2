"""Desks to measure at: a ledger in a temporary folder, with a clock that stands still."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pycountry

from pathfinder_flow.definitions.data_files import workflow_files
from pathfinder_flow.definitions.parse import Definition, define, parse_workflow
from pathfinder_flow.services.audit.checkpoints import for_mails
from pathfinder_flow.services.lifecycle.setup import initialise
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store.database.engine import open_engine
from pathfinder_flow.store.files import EvidenceFiles

SECRETARIAT = "desk.secretariat"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def frozen_clock() -> datetime:
    """Give the same moment always, so that two runs write the same bytes."""
    return NOW


def open_desk(database: Path) -> AppContext:
    """Open a desk on an SQLite file."""
    engine = open_engine(f"sqlite:///{database}")
    return AppContext(
        engine,
        EvidenceFiles(database.parent / "evidence", 1 << 20),
        frozen_clock,
        mail_checkpoint=for_mails,
    )


def founded_desk(database: Path, *more: Definition) -> AppContext:
    """Found a ledger with the shipped workflows and more."""
    files = workflow_files()
    shipped = [
        define(parse_workflow(path.read_bytes(), name, name)) for name, path in files.items()
    ]
    app = open_desk(database)
    initialise(app, SECRETARIAT, [*shipped, *more])
    return app


def settle(app: AppContext, database: Path) -> None:
    """Close a desk and bring all that is written into the one file, ready to be copied."""
    app.engine.dispose()
    conn = sqlite3.connect(database)
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    conn.close()


def raw_connection(database: Path) -> sqlite3.Connection:
    """Open the same database as the service does, with nothing but the driver."""
    conn = sqlite3.connect(database, isolation_level=None, timeout=30)
    for pragma in ("foreign_keys = ON", "synchronous = FULL", "secure_delete = ON"):
        conn.execute(f"PRAGMA {pragma}")
    return conn


def codes(count: int) -> list[str]:
    """Give that many real country codes."""
    return sorted(country.alpha_3 for country in pycountry.countries)[:count]
