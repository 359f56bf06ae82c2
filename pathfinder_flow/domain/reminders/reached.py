"""Whether a country has been asked: by a mail that an address there has accepted.

Nobody is accused who was not asked. What is said to others of a late report rests on a reminder of
that period that reached somebody in the country, and that said that the report is late.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.obligations import Delivered, Key, Obligations, Reminder
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.deadlines.periods import ObligationStatus
from pathfinder_flow.domain.reminders.ladder import Ladder, Rung
from pathfinder_flow.domain.reminders.mail import WRITTEN_ANEW
from pathfinder_flow.domain.roles import Role

NOT_ASKED = "not_asked"
"""In place of rungs: the Secretariat is told that nobody in the country can be written to."""


@dataclass(frozen=True, slots=True)
class Reached:
    """What is known of whether a country was asked for one period.

    ``reachable``: somebody there can be written to now. ``asked``: an address there accepted a
    reminder of this period. ``told_late``: when one accepted the news that the report is late, in
    this round.
    """

    reachable: bool = True
    asked: bool = False
    told_late: datetime | None = None


def is_to_country(rung: Rung) -> bool:
    """Whether a rung is addressed to the country itself."""
    return Role.FOCAL_POINT in rung.to


def is_late(rung: Rung) -> bool:
    """Whether a rung speaks of a report that is late."""
    return rung.counted_from == "due" and rung.days > 0


def reached(record: Record, key: Key, ladder: Ladder, *, reachable: bool) -> Reached:
    """Give what the record says of whether a country was asked for a period."""
    kept = record.obligations.of(key)
    late = [name for name, rung in ladder.rungs.items() if is_late(rung) and is_to_country(rung)]
    told: datetime | None = None
    for (turn, name), reminder in kept.reminders.items():
        accepted = min(_accepted(record.obligations, reminder), default=None)
        if accepted and turn == kept.round and name in late:
            told = min(told or accepted, accepted)
    return Reached(reachable, was_asked(record, key), told)


def was_asked(record: Record, key: Key) -> bool:
    """Whether an address in the country accepted a reminder of a period."""
    kept = record.obligations.of(key)
    return any(
        next(_accepted(record.obligations, one), None) is not None
        for one in kept.reminders.values()
    )


def _accepted(known: Obligations, reminder: Reminder) -> Iterator[datetime]:
    for served in reminder.served:
        moment = accepted_at(known, served) if served.role == Role.FOCAL_POINT else None
        if moment:
            yield moment


def accepted_at(known: Obligations, served: Delivered) -> datetime | None:
    """Give when an address accepted a mail; None if it did not, or the mail came back since."""
    moment = handed_over_at(known, served.message, served.recipient)
    states = [one["state"] for one in known.delivered.get((served.message, served.recipient), ())]
    return None if states and states[-1] == "failed" else moment


def handed_over_at(known: Obligations, message: str, recipient: str) -> datetime | None:
    """Give when a mail was handed over for a recipient, or that in its place; None if neither."""
    for one in known.delivered.get((message, recipient), ()):
        if one["state"] == "sent":
            moment: datetime = one["recorded_at"]
            return moment
        if one.get("why") == WRITTEN_ANEW:
            return handed_over_at(known, one["instead"], recipient)
    return None


def as_asked(case: Case, key: Key, standing: ObligationStatus) -> ObligationStatus:
    """Give how an obligation stands towards the country: ``not_asked`` where nobody was.

    That is so while the report is awaited or overdue, no reminder of the period was accepted by
    an address in the country, and nobody there can be written to. ``facts`` then say what it
    ``would_be``, and ``why``: ``no_focal_point`` or ``unreachable``.
    """
    kept = case.record.obligations.of(key)
    if standing.code not in ("open", "overdue") or was_asked(case.record, key):
        return standing
    named = any(
        mandate.role is Role.FOCAL_POINT and mandate.in_force(case.day)
        for mandate in case.mandates
        if mandate.covers(case.country)
    )
    told = (kept.round, NOT_ASKED) in kept.reminders and not_asked_since(case.record) is not None
    if named and not told:
        return standing
    why = "unreachable" if named else "no_focal_point"
    return ObligationStatus("not_asked", {"would_be": standing.code, "why": why})


def not_asked_since(record: Record) -> int | None:
    """Give the entry that told the Secretariat that nobody can be written to.

    None when it was not told, or when somebody in the country could be written to since.
    """
    number: int | None = None
    reminders = (
        one for kept in record.obligations.known.values() for one in kept.reminders.values()
    )
    for one in sorted(reminders, key=lambda one: one.number):
        if one.rung == NOT_ASKED and one.served:
            number = one.number
        elif any(served.role == Role.FOCAL_POINT for served in one.served):
            number = None
    return number
