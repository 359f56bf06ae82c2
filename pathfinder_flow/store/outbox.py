"""The outbox: rendered mails, and how far each has come for each recipient.

A delivery moves only from a state it is known to be in (``UPDATE ... WHERE state = ...``), so that
two runs at once never move it twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from pathfinder_flow.store.database.prepared import Prepared
from pathfinder_flow.store.database.schema import deliveries, messages, obligations
from pathfinder_flow.store.stored_mails import kept_bytes

CLAIMED_FROM = ("queued", "deferred", "unknown")
"""States from which a run takes a mail in hand."""

UNSENT = (*CLAIMED_FROM, "held")
"""States from which a delivery can still be cancelled."""

DAILY_LIMIT = "daily_limit"
"""Why a delivery is held until the next day."""

_INSERT_MESSAGE = Prepared(insert(messages))
_INSERT_DELIVERY = Prepared(insert(deliveries))
_MOVE = Prepared(
    update(deliveries)
    .where(
        deliveries.c.message == bindparam("key_message"),
        deliveries.c.recipient == bindparam("key_recipient"),
        deliveries.c.state == bindparam("key_state"),
        # What another run has taken in hand since is no longer ours to move.
        func.coalesce(deliveries.c.owner, literal_column("''")) == bindparam("key_owner"),
    )
    .values({
        name: bindparam(name)
        for name in ("state", "reason", "attempts", "next_at", "changed_at", "owner", "reply")
    })
)  # fmt: skip
_LINES = select(
    deliveries,
    *(
        messages.c[name]
        for name in (
            "envid", "country", "obligation", "period", "round", "rung", "template", "language",
            "subject", "sender", "erased",
        )
    ),
).join(messages, messages.c.id == deliveries.c.message)  # fmt: skip
_CLAIMABLE = or_(
    deliveries.c.state.in_([literal_column(f"'{state}'") for state in CLAIMED_FROM]),
    and_(
        deliveries.c.state == literal_column("'held'"),
        deliveries.c.reason == literal_column(f"'{DAILY_LIMIT}'"),
    ),
)
MOVES = or_(_CLAIMABLE, deliveries.c.state == literal_column("'sending'"))
"""What a run moves on when its turn comes: what it may take in hand, and what another lost."""

_OWED = and_(
    obligations.c.country == messages.c.country,
    obligations.c.obligation == messages.c.obligation,
    obligations.c.period == messages.c.period,
)
_DUE = (
    _LINES.add_columns(messages.c.data)
    .where(_CLAIMABLE, deliveries.c.next_at <= bindparam("now"))
    .order_by(deliveries.c.next_at, deliveries.c.message, deliveries.c.recipient)
    .limit(bindparam("most"))
)
_UNSENT_OF = Prepared(
    _LINES.where(
        deliveries.c.state.in_([literal_column(f"'{state}'") for state in UNSENT]),
        messages.c.country == bindparam("country"),
        messages.c.obligation == bindparam("obligation"),
        messages.c.period == bindparam("period"),
    )
)
_LOST = _LINES.where(deliveries.c.state == "sending", deliveries.c.next_at <= bindparam("now"))
_SENT_TODAY = Prepared(
    select(func.count())
    .select_from(deliveries)
    .where(
        deliveries.c.address == bindparam("address"),
        deliveries.c.state.in_([literal_column("'sent'"), literal_column("'sending'")]),
        deliveries.c.changed_at >= bindparam("since"),
    )
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One mail on its way to one recipient; moments are ISO texts in UTC.

    ``erased`` is the entry by which the mail was erased with a person it named; the ``address`` of
    that person is then empty.
    """

    message: str
    recipient: str
    address: str
    role: str
    copy: bool
    state: str
    reason: str | None
    attempts: int
    created_at: str
    next_at: str
    changed_at: str
    owner: str | None
    reply: str | None
    envid: str
    country: str
    obligation: str
    period: str
    round: int
    rung: str
    template: str
    language: str
    subject: str
    sender: str
    erased: int | None
    data: bytes = b""

    @property
    def id(self) -> str:
        """How people name it: the beginning of the envelope id."""
        return self.envid[:10]


def add(conn: Connection, message: dict[str, Any], recipients: Sequence[dict[str, Any]]) -> None:
    """Put a rendered mail and its deliveries in the outbox."""
    _INSERT_MESSAGE.run(conn, message)
    _INSERT_DELIVERY.run_many(conn, recipients)


def due(conn: Connection, now: str, most: int) -> list[Delivery]:
    """Give the deliveries whose turn it is, with their bytes, oldest first."""
    return [Delivery(*row) for row in conn.execute(_DUE, {"now": now, "most": most})]


def unsent_of(conn: Connection, country: str, obligation: str, period: str) -> list[Delivery]:
    """Give what lies unsent about an obligation."""
    values = {"country": country, "obligation": obligation, "period": period}
    return [Delivery(*row) for row in _UNSENT_OF.run(conn, values).fetchall()]


def lost(conn: Connection, now: str) -> list[Delivery]:
    """Give the deliveries whose run has ended without saying what became of them."""
    return [Delivery(*row) for row in conn.execute(_LOST, {"now": now})]


def find(conn: Connection, **equal: Any) -> list[Delivery]:
    """Give deliveries by the values of columns (a tuple: any of them), oldest first."""
    wheres = []
    for name, value in equal.items():
        column = deliveries.c[name] if name in deliveries.c else messages.c[name]
        wheres.append(column.in_(value) if isinstance(value, tuple) else column == value)
    query = _LINES.where(*wheres).order_by(
        deliveries.c.created_at, deliveries.c.message, deliveries.c.recipient
    )
    return [Delivery(*row) for row in conn.execute(query)]


def by_envid(conn: Connection, start: str) -> list[Delivery]:
    """Give the deliveries of the mails whose envelope id begins like this."""
    return [
        Delivery(*row)
        for row in conn.execute(_LINES.where(messages.c.envid.startswith(start, autoescape=True)))
    ]


def extra_of(conn: Connection, message: str) -> str:
    """Give the further facts that a mail is written from, as JSON."""
    return str(conn.execute(select(messages.c.extra).where(messages.c.id == message)).scalar())


def data_of(conn: Connection, message: str) -> bytes:
    """Give the bytes of a mail; empty when it could not be written, or was erased."""
    kept = kept_bytes(conn, [message])
    return kept[message][0] if message in kept else b""


def rewrite(conn: Connection, message: str, subject: str, data: bytes) -> None:
    """Give a mail that could not be written the bytes it now has.

    One that was written never changes, and one that was erased stays so.
    """
    unwritten = (func.length(messages.c.data) == 0) & messages.c.erased.is_(None)
    this = (messages.c.id == message) & unwritten
    conn.execute(update(messages).where(this).values(subject=subject, data=data))


def move(conn: Connection, delivery: Delivery, **values: Any) -> bool:
    """Move a delivery on from the state it was read in; False when somebody else has moved it."""
    kept = {
        name: getattr(delivery, name)
        for name in ("state", "reason", "attempts", "next_at", "changed_at", "owner", "reply")
    }
    keys = {
        "key_message": delivery.message,
        "key_recipient": delivery.recipient,
        "key_state": delivery.state,
        "key_owner": delivery.owner or "",
    }
    return bool(_MOVE.run(conn, {**kept, **values, **keys}).rowcount == 1)


def in_hand(claimed: Delivery, owner: str) -> Delivery:
    """Give a delivery as it stands after it was claimed."""
    return replace(claimed, state="sending", owner=owner, data=b"")


def sent_since(conn: Connection, address: str, since: str) -> int:
    """Count the mails sent to an address since a moment, or on their way to it.

    An erased address is nobody's, and has had none.
    """
    if not address:
        return 0
    return int(_SENT_TODAY.run(conn, {"address": address, "since": since}).fetchone()[0])


def settled(conn: Connection, ids: Iterable[str]) -> set[str]:
    """Give those of some mails whose obligation has an outcome by now."""
    wanted = sorted(set(ids))
    query = (
        select(messages.c.id)
        .join(obligations, _OWED)
        .where(messages.c.id.in_(wanted), obligations.c.outcome.is_not(None))
    )
    return {row.id for row in conn.execute(query)}


def counts(conn: Connection) -> dict[str, int]:
    """Count deliveries by state."""
    query = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
    return {row[0]: row[1] for row in conn.execute(query)}


def next_due_at(conn: Connection) -> str | None:
    """Give when the next delivery has its turn; None when none waits."""
    found: str | None = conn.execute(
        select(func.min(deliveries.c.next_at)).where(_CLAIMABLE)
    ).scalar()
    return found


def oldest_unsent(conn: Connection, now: str) -> Delivery | None:
    """Give the delivery that has waited longest for the server: not for a person, or the hour."""
    tried = or_(deliveries.c.attempts > 0, deliveries.c.next_at <= now)
    moving = _LINES.where(deliveries.c.state.in_((*CLAIMED_FROM, "sending")), tried)
    row = conn.execute(moving.order_by(deliveries.c.created_at).limit(1)).first()
    return Delivery(*row) if row else None
