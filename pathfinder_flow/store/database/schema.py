"""The tables. The ledger is the truth; what is listed in ``PROJECTIONS`` are caches of it."""

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
    text,
)

metadata = MetaData()

_IS_KEY = text("kind = 'key'")

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
    Index("ledger_of_keys", "number", sqlite_where=_IS_KEY, postgresql_where=_IS_KEY),
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
    Column("doubtful", Text),
    Column("office", Text),
    Column("title", Text),
    Column("salutation", Text),
    Column("telephone", Text),
    Column("address", Text),
)
"""Who stands behind a pseudonym; everything but ``id`` can be erased.

``doubtful`` says since when (ISO moment) mail to the address has not arrived.
"""

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

once = Table(
    "once",
    metadata,
    Column("entry", Integer, ForeignKey("ledger.number"), primary_key=True, autoincrement=False),
    Column("number", Text, nullable=False),
    Column("asked", Text, nullable=False),
    Index("once_by_number", "number"),
)
"""One row an entry that was recorded under a once-only number: the two hashes of its mark."""

obligations = Table(
    "obligations",
    metadata,
    Column("country", Text, primary_key=True),
    Column("obligation", Text, primary_key=True),
    Column("period", Text, primary_key=True),
    Column("due", Text),
    Column("opens", Text),
    Column("at", Text),
    Column("zone", Text),
    Column("outcome", Text),
    Column("round", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("next_rung_at", Text, server_default=""),
    Index("obligations_next", "next_rung_at"),
)
"""One row a report owed. ``next_rung_at`` is when to look at it again: empty at once, NULL never.

That column is no projection but the sweep's own note; all others are.
"""

reminders = Table(
    "reminders",
    metadata,
    Column("country", Text, primary_key=True),
    Column("obligation", Text, primary_key=True),
    Column("period", Text, primary_key=True),
    Column("round", Integer, primary_key=True, autoincrement=False),
    Column("rung", Text, primary_key=True),
    Column("recipient", Text, primary_key=True),
    Column("message", Text),
    Column("withheld", Text),
    Column("number", Integer, nullable=False),
)
"""How each rung ended, by recipient: as a message, or withheld for a reason. Never twice."""

messages = Table(
    "messages",
    metadata,
    Column("id", Text, primary_key=True),
    Column("envid", Text, nullable=False, unique=True),
    Column("country", Text, nullable=False),
    Column("obligation", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("rung", Text, nullable=False),
    Column("template", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("sender", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("extra", Text, nullable=False),
    Column("erased", Integer),
    Index("messages_by_obligation", "country", "obligation", "period"),
)
"""Rendered mails, stored before the first attempt; ``id`` is the Message-ID.

``extra`` are the facts, beside those on record, that it was written from. ``erased`` is the number
of the entry that says that the bytes were erased with the person they named.
"""

deliveries = Table(
    "deliveries",
    metadata,
    Column("message", Text, ForeignKey("messages.id"), primary_key=True),
    Column("recipient", Text, primary_key=True),
    Column("address", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("copy", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("attempts", Integer, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("next_at", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
    Column("owner", Text),
    Column("reply", Text),
    Index("deliveries_next", "state", "next_at"),
    Index("deliveries_by_address", "address", "changed_at"),
)
"""One row a mail and recipient: how far its delivery has come; ``next_at`` is when to go on.

While ``sending``, ``owner`` is the run that has it in hand and ``next_at`` when to give it up.
"""

scheduler = Table(
    "scheduler",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seen", Integer, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("retired", Text, nullable=False),
    Column("last_tick", Text, nullable=False),
)
"""One row: up to which entry the sweep has looked, by which ladders and calendars, and when.

``retired`` are the fingerprints of those used before, as JSON: a run that still has them must not
undo what newer ones did.
"""

troubles = Table(
    "troubles",
    metadata,
    Column("country", Text, primary_key=True),
    Column("since", Text, nullable=False),
    Column("next_at", Text, nullable=False),
    Column("said", Text, nullable=False),
)
"""Countries that the sweep could not look at, since when, and what stood in the way.

``next_at`` is when to try again.
"""

checkpoints = Table(
    "checkpoints",
    metadata,
    Column("note", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("frontier", LargeBinary, nullable=False),
    Column("made_at", Text, nullable=False),
    Index("checkpoints_by_size", "size"),
)
"""Every signed checkpoint of this ledger, as it was handed out; ``size`` is what it covers.

``frontier`` is the Merkle frontier whose root it signs.
"""

APPEND_ONLY = ("ledger", "workflows", "checkpoints")
PROJECTIONS = (cases, imported, once, obligations, reminders)
NOT_PROJECTED = {"obligations": ("next_rung_at",)}
"""Columns of projections that are notes of their own and not compared or rebuilt."""
