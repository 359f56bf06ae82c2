"""Signed checkpoints as they were handed out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from pathfinder_flow.store.database.schema import checkpoints

_NEWEST = checkpoints.c.size.desc(), checkpoints.c.made_at.desc()


@dataclass(frozen=True, slots=True)
class StoredCheckpoint:
    """A signed note, how many entries it covers, their frontier, and when it was made (ISO)."""

    note: str
    size: int
    frontier: bytes
    made_at: str


def add(conn: Connection, kept: StoredCheckpoint) -> None:
    """Keep a checkpoint for ever."""
    row = {slot: getattr(kept, slot) for slot in StoredCheckpoint.__slots__}
    conn.execute(insert(checkpoints), row)


def latest(conn: Connection) -> StoredCheckpoint | None:
    """Give the checkpoint that covers most; of several, the one made last."""
    row = conn.execute(select(checkpoints).order_by(*_NEWEST).limit(1)).one_or_none()
    return StoredCheckpoint(*row) if row else None


def of_size(conn: Connection, size: int) -> list[StoredCheckpoint]:
    """Give the checkpoints that cover so many entries."""
    return [
        StoredCheckpoint(*row)
        for row in conn.execute(select(checkpoints).where(checkpoints.c.size == size))
    ]


def all_kept(conn: Connection) -> list[StoredCheckpoint]:
    """Give every checkpoint, the smallest first."""
    query = select(checkpoints).order_by(checkpoints.c.size, checkpoints.c.made_at)
    return [StoredCheckpoint(*row) for row in conn.execute(query)]
