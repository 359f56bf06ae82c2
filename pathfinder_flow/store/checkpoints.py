"""Signed checkpoints as they were handed out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from pathfinder_flow.store.schema import checkpoints

_NEWEST = checkpoints.c.size.desc(), checkpoints.c.made_at.desc()


@dataclass(frozen=True, slots=True)
class Kept:
    """A signed note, how many entries it covers, their frontier, and when it was made (ISO)."""

    note: str
    size: int
    frontier: bytes
    made_at: str


def add(conn: Connection, kept: Kept) -> None:
    """Keep a checkpoint for ever."""
    row = {slot: getattr(kept, slot) for slot in Kept.__slots__}
    conn.execute(insert(checkpoints), row)


def latest(conn: Connection) -> Kept | None:
    """Give the checkpoint that covers most; of several, the one made last."""
    row = conn.execute(select(checkpoints).order_by(*_NEWEST).limit(1)).one_or_none()
    return Kept(*row) if row else None


def of_size(conn: Connection, size: int) -> list[Kept]:
    """Give the checkpoints that cover so many entries."""
    return [
        Kept(*row) for row in conn.execute(select(checkpoints).where(checkpoints.c.size == size))
    ]


def all_kept(conn: Connection) -> list[Kept]:
    """Give every checkpoint, the smallest first."""
    query = select(checkpoints).order_by(checkpoints.c.size, checkpoints.c.made_at)
    return [Kept(*row) for row in conn.execute(query)]
