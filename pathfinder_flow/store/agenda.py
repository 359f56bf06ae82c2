"""When to look at which obligation again, and how far the sweep has looked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from pathfinder_flow.domain.ledger.entries import OWN_DOINGS, Kind
from pathfinder_flow.store.database.prepared import Prepared
from pathfinder_flow.store.database.schema import (
    deliveries,
    head,
    ledger,
    obligations,
    scheduler,
    troubles,
)
from pathfinder_flow.store.outbox import MOVES

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
# One question a tick, however much there is: what an idle scheduler costs.
_SUMMARY = Prepared(
    select(
        scheduler.c.seen,
        scheduler.c.fingerprint,
        scheduler.c.retired,
        scheduler.c.last_tick,
        select(head.c.size).scalar_subquery(),
        or_(
            exists().where(obligations.c.next_rung_at <= bindparam("now")),
            exists().where(troubles.c.next_at <= bindparam("now")),
        ),
        exists().where(MOVES, deliveries.c.next_at <= bindparam("now")),
    )
)
_END_TROUBLE = Prepared(delete(troubles).where(troubles.c.country == bindparam("country")))
_NEWS = (
    select(ledger.c.country).distinct()
    .where(
        ledger.c.number > bindparam("seen"),
        ledger.c.kind.not_in([str(kind) for kind in OWN_DOINGS]),
        # Of the programme's own entries only corrections, decisions and meetings can change what a
        # country owes, and only a contact whether somebody there can be written to.
        or_(
            ledger.c.country.is_not(None),
            ledger.c.kind.in_(
                [str(one) for one in (Kind.CORRECTION, Kind.DECISION, Kind.MEETING, Kind.CONTACT)]
            ),
        ),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AgendaSummary:
    """What there is to do at a moment.

    ``seen`` is the entry up to which all has been looked at, ``fingerprint`` by which ladders and
    calendars (``retired``: by which before), ``last_tick`` when last (ISO); ``size`` is that of
    the ledger now. ``obligations_due`` and ``mails`` say whether any obligation, or any mail, is
    due.
    """

    seen: int
    fingerprint: str
    retired: tuple[str, ...]
    last_tick: str
    size: int
    obligations_due: bool
    mails: bool

    def is_idle(self, fingerprint: str) -> bool:
        """Whether there is nothing to do, by these ladders and calendars."""
        nothing_new = self.seen == self.size and self.fingerprint == fingerprint
        return nothing_new and not (self.obligations_due or self.mails)


def summary(conn: Connection, now: str) -> AgendaSummary:
    """Ask what there is to do."""
    found = _SUMMARY.run(conn, {"now": now}).fetchone()
    seen, used, retired, last, size, due, mails = found
    before = tuple(json.loads(retired)) if retired != "[]" else ()
    return AgendaSummary(seen, used, before, last, size, bool(due), bool(mails))


def note(conn: Connection, **values: Any) -> None:
    """Remember how far the sweep has looked."""
    conn.execute(update(scheduler).values(values))


def countries_due(conn: Connection, now: str, most: int) -> list[str]:
    """Give the countries of the obligations that are due, the longest waiting first."""
    found = [*conn.execute(_DUE, {"now": now, "most": most}).scalars()]
    again = select(troubles.c.country).where(troubles.c.next_at <= now)
    return list(dict.fromkeys([*found, *conn.execute(again).scalars()]))


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


def rest(conn: Connection, country: str, moment: str | None) -> None:
    """Note when to look at all obligations of a country again."""
    of_country = obligations.c.country == country
    conn.execute(update(obligations).where(of_country).values(next_rung_at=moment))


def note_trouble(conn: Connection, country: str, now: str, next_at: str, said: str) -> None:
    """Note that a country could not be looked at, and when to try again."""
    of_country = troubles.c.country == country
    changed = conn.execute(update(troubles).where(of_country).values(next_at=next_at, said=said))
    if not changed.rowcount:
        row = {"country": country, "since": now, "next_at": next_at, "said": said}
        conn.execute(insert(troubles).values(row))


def end_trouble(conn: Connection, country: str) -> None:
    """Note that a country could be looked at again."""
    _END_TROUBLE.run(conn, {"country": country})


def all_troubles(conn: Connection) -> list[tuple[str, str, str]]:
    """Give the countries that cannot be looked at, since when, and what was said."""
    rows = conn.execute(select(troubles).order_by(troubles.c.country))
    return [(row.country, row.since, row.said) for row in rows]


def next_due_at(conn: Connection) -> str | None:
    """Give when the next obligation has its turn, or a country in trouble; None when none has."""
    obligations_due = [
        conn.execute(select(func.min(column))).scalar()
        for column in (obligations.c.next_rung_at, troubles.c.next_at)
    ]
    return min((turn for turn in obligations_due if turn is not None), default=None)


def obligation_names(conn: Connection) -> list[str]:
    """Give the names of the obligations on record that still have a date."""
    query = select(obligations.c.obligation).distinct().where(obligations.c.due.is_not(None))
    return list(conn.execute(query.order_by(obligations.c.obligation)).scalars())


def without_zone(conn: Connection) -> list[str]:
    """Give the countries whose open obligations wait for somebody to name their time zone."""
    waiting = (
        obligations.c.due.is_not(None)
        & obligations.c.zone.is_(None)
        & obligations.c.outcome.is_(None)
    )
    query = select(obligations.c.country).distinct().where(waiting)
    return list(conn.execute(query.order_by(obligations.c.country)).scalars())
