"""The tables. The ledger is the truth; ``cases`` and ``imported`` are caches of it."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

metadata = MetaData()

ledger = Table(
    "ledger",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("country", Text),
    Column("kind", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("entry", LargeBinary, nullable=False),
    Column("leaf", LargeBinary, nullable=False),
    Index("ledger_by_country", "country", "number"),
)
"""One row an entry: ``entry`` its canonical bytes, ``leaf`` their RFC 6962 hash; the rest index."""

head = Table(
    "head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("size", Integer, nullable=False),
    Column("frontier", LargeBinary, nullable=False),
    Column("recorded_at", Text, nullable=False),
)
"""One row: how many entries there are, their Merkle frontier, and when the last was recorded."""

workflows = Table(
    "workflows",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("content", LargeBinary, nullable=False),
    Column("number", Integer, nullable=False),
)
"""Published workflows in canonical form, by their hash; ``number`` is the publishing entry."""

people = Table(
    "people",
    metadata,
    Column("id", Text, primary_key=True),
    Column("handle", Text, unique=True),
    Column("name", Text),
    Column("email", Text),
    Column("language", Text),
)
"""Who stands behind a pseudonym; everything but ``id`` can be erased."""

cases = Table(
    "cases",
    metadata,
    Column("country", Text, primary_key=True),
    Column("workflow", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("state", Text),
    Column("since", Text),
    Column("implementing", Boolean, nullable=False),
    Column("possible", Text, nullable=False),
    Column("status", Text),
    Column("status_disputed", Boolean, nullable=False),
    Column("status_since", Text, nullable=False),
    Column("last_number", Integer, nullable=False),
)
"""Where each country stands: the fold of its entries, kept so that the board is one query."""

imported = Table(
    "imported",
    metadata,
    Column("key", Text, primary_key=True),
    Column("number", Integer, ForeignKey("ledger.number"), nullable=False),
)
"""Which facts of a file were imported as which entry, so that none is imported twice."""

APPEND_ONLY = ("ledger", "workflows")
PROJECTIONS = (cases, imported)
