"""Published workflows, by the hash of their canonical form."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from pathfinder_flow.store.database.schema import workflows


@dataclass(frozen=True, slots=True)
class Published:
    """A workflow as published: its name, its canonical bytes and their SHA-256 in hex."""

    sha256: str
    name: str
    content: bytes
    number: int


def all_published(conn: Connection) -> list[Published]:
    """Give every published workflow, oldest first."""
    rows = conn.execute(select(workflows).order_by(workflows.c.number)).mappings()
    return [Published(**row) for row in rows]


def by_name(conn: Connection, name: str) -> Published | None:
    """Find a workflow by id and version, such as ``pathfinder/2023``."""
    if not name.isprintable():
        # None has such a name, and what is not UTF-8 cannot even be asked for.
        return None
    row = conn.execute(select(workflows).where(workflows.c.name == name)).mappings().one_or_none()
    return Published(**row) if row else None


def by_sha256(conn: Connection, sha256: str) -> Published:
    """Give the workflow of that hash; the ledger names no other."""
    row = conn.execute(select(workflows).where(workflows.c.sha256 == sha256)).mappings().one()
    return Published(**row)


def add(conn: Connection, published: Published) -> None:
    """Store a newly published workflow."""
    row = {slot: getattr(published, slot) for slot in Published.__slots__}
    conn.execute(insert(workflows), row)
