"""The whole ledger, batch by batch, as it is stored: for those who trust nothing of it yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, func, select, type_coerce
from sqlalchemy.types import NullType

from pathfinder_flow.store.database.prepared import Prepared
from pathfinder_flow.store.database.schema import ledger

BATCH = 4096
"""How many entries are looked at together: a power of two, so that they are a subtree."""

# As stored: a driver's conversion would stumble over what somebody put in place of bytes. By
# ranges of numbers, so that no database has to keep more than one batch ready.
_ROWS = Prepared(
    select(*(type_coerce(column, NullType()) for column in ledger.columns))
    .where(ledger.c.number > bindparam("after"), ledger.c.number <= bindparam("last"))
    .order_by(ledger.c.number)
)
_NEXT = select(func.min(ledger.c.number)).where(ledger.c.number > bindparam("after"))
_BEFORE_ALL = -(2**31)


class EntryHeader(msgspec.Struct, gc=False):
    """What the bytes of an entry say; ``body`` is not read before somebody asks for it."""

    number: int
    country: str | None
    kind: str
    recorded_at: str
    effective: str
    actor: str
    role: str | None
    on_behalf_of: str | None
    mandate: int | None
    reason: str
    body: msgspec.Raw

    def contents(self) -> dict[str, Any]:
        """Read the body; raises :class:`ValueError` if it is none."""
        try:
            return msgspec.json.decode(self.body, type=dict[str, Any])
        except msgspec.DecodeError as error:
            raise ValueError(str(error)) from error


@dataclass(frozen=True, slots=True)
class Batch:
    """Entries in a row: as stored (number, country, kind, recorded_at, entry, leaf), and read.

    ``said`` is what the bytes of each say, or None where they are no entry at all.
    """

    rows: list[tuple[Any, ...]]
    said: list[EntryHeader | None]


def last_number(conn: Connection) -> int | None:
    """Give the highest number there is; None when nothing is stored."""
    found: int | None = conn.execute(select(func.max(ledger.c.number))).scalar()
    return found


def batches(conn: Connection, after: int | None, until: int) -> Iterator[Batch]:
    """Read the entries after a number (None: from the first) up to another, in order."""
    after = _BEFORE_ALL if after is None else after
    while (first := conn.execute(_NEXT, {"after": after}).scalar()) is not None and first <= until:
        after = min(first - 1 + BATCH, until)
        rows = _ROWS.run(conn, {"after": first - 1, "last": after}).fetchall()
        yield Batch(rows, [_said(row[4]) for row in rows])


_decode = msgspec.json.Decoder(EntryHeader).decode


def _said(data: Any) -> EntryHeader | None:
    try:
        return _decode(data)
    except (msgspec.DecodeError, TypeError):
        return None
