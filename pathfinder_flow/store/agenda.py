"""When to look at which obligation again, and how far the sweep has looked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, func, or_, select, update

from pathfinder_flow.domain.entries import OWN_DOINGS, Kind
from pathfinder_flow.store.prepared import Prepared
from pathfinder_flow.store.schema import ledger, obligations, scheduler

_DUE = (
    select(obligations.c.country)
    .where(obligations.c.next_rung_at <= bindparam("now"))
    .order_by(obligations.c.next_rung_at)
    .limit(bindparam("most"))
)
_SET_NEXT = Prepared(
    update(obligations)
    .where(
        obligations.c.country == bindparam("key_country"),
        obligations.c.obligation == bindparam("key_obligation"),
        obligations.c.period == bindparam("key_period"),
    )
    .values(next_rung_at=bindparam("next_at"))
)
_READ = select(scheduler.c.seen, scheduler.c.fingerprint, scheduler.c.last_tick)
_NEWS = (
    select(ledger.c.country).distinct()
    .where(
        ledger.c.number > bindparam("seen"),
        ledger.c.kind.not_in([str(kind) for kind in OWN_DOINGS]),
        # Of the programme's own entries only a correction can change what a country owes.
        or_(ledger.c.country.is_not(None), ledger.c.kind == str(Kind.CORRECTION)),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Noted:
    """Up to which entry all has been looked at, by which ladders and calendars, and when last."""

    seen: int
    fingerprint: str
    last_tick: str


def read(conn: Connection) -> Noted:
    """Read how far the sweep has looked."""
    return Noted(*conn.execute(_READ).one())


def note(conn: Connection, **values: Any) -> None:
    """Remember how far the sweep has looked."""
    conn.execute(update(scheduler).values(values))


def countries_due(conn: Connection, now: str, most: int) -> list[str]:
    """Give the countries of the obligations whose turn has come, the longest waiting first."""
    found = conn.execute(_DUE, {"now": now, "most": most}).scalars()
    return list(dict.fromkeys(found))


def countries_with_news(conn: Connection, seen: int) -> list[str | None]:
    """Give the countries with entries after a number, and None for the whole programme's.

    What the program recorded of its own accord is no news to it.
    """
    return list(conn.execute(_NEWS, {"seen": seen}).scalars())


def set_next(conn: Connection, country: str, key: tuple[str, str], moment: str | None) -> None:
    """Note when to look at an obligation again; None: not before there is news."""
    _SET_NEXT.run(
        conn,
        {
            "key_country": country,
            "key_obligation": key[0],
            "key_period": key[1],
            "next_at": moment,
        },
    )


def next_turn(conn: Connection) -> str | None:
    """Give when the next obligation has its turn; None when none ever has."""
    found: str | None = conn.execute(select(func.min(obligations.c.next_rung_at))).scalar()
    return found


def without_zone(conn: Connection) -> list[str]:
    """Give the countries whose open obligations wait for somebody to name their time zone."""
    waiting = (
        obligations.c.due.is_not(None)
        & obligations.c.zone.is_(None)
        & obligations.c.outcome.is_(None)
    )
    query = select(obligations.c.country).distinct().where(waiting)
    return list(conn.execute(query.order_by(obligations.c.country)).scalars())
