"""What is kept of many mails at a time: their bytes, and their deliveries."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

from sqlalchemy import Connection, select, type_coerce
from sqlalchemy.types import NullType

from pathfinder_flow.store.database.schema import deliveries, messages

# As stored: a driver's conversion would stumble over what somebody put in place of bytes.
AS_STORED = type_coerce(messages.c.data, NullType()).label("data")


def kept_bytes(conn: Connection, ids: Collection[str]) -> dict[str, tuple[bytes, int | None]]:
    """Give the bytes of some mails, and the entry that says they were erased, by Message-ID."""
    found: dict[str, tuple[bytes, int | None]] = {}
    for some in _some(ids):
        query = select(messages.c.id, AS_STORED, messages.c.erased).where(messages.c.id.in_(some))
        for row in conn.execute(query):
            found[row.id] = as_bytes(row.data), row.erased
    return found


def as_bytes(stored: object) -> bytes:
    """Give the bytes of a mail, or those of the text or number that somebody put in their place."""
    return bytes(stored) if isinstance(stored, bytes | memoryview) else str(stored).encode()


def present(conn: Connection, ids: Collection[str]) -> set[tuple[str, str]]:
    """Give mail and recipient of every delivery of some mails."""
    found: set[tuple[str, str]] = set()
    columns = deliveries.c.message, deliveries.c.recipient
    for some in _some(ids):
        rows = conn.execute(select(*columns).where(deliveries.c.message.in_(some)))
        found |= {(row.message, row.recipient) for row in rows}
    return found


def _some(ids: Collection[str]) -> Iterator[list[str]]:
    """Cut a list into parts that a statement may name."""
    left = iter(ids)
    while part := list(islice(left, 500)):
        yield part
