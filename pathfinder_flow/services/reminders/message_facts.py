"""What a letter is about, and what its template may speak of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from pathfinder_flow.domain.cases.obligations import Key, Obligation
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.dates.moments import local_day
from pathfinder_flow.domain.deadlines.due_dates import Place
from pathfinder_flow.domain.reminders.reached import accepted_at, handed_over_at
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.reminders.recipients import Recipient

_NONE: dict[str, Any] = {
    "copied": [],
    "missed_periods": [],
    "received": None,
    "entered": None,
    "notice_days": [],
    "failed_role": None,
    "failed_why": None,
    "failed_subject": None,
}


@dataclass(frozen=True, slots=True)
class MessageContext:
    """What a letter is about: an obligation of a country in a round, and the rung."""

    record: Record
    key: Key
    round: int
    rung: str
    template: str
    extra: dict[str, Any]

    @property
    def obligation(self) -> Obligation:
        """What is on record about the obligation."""
        return self.record.obligations.of(self.key)


def facts_of(
    now: datetime, notices: NotificationContext, subject: MessageContext, to: Recipient
) -> dict[str, Any]:
    """Give what a template may speak of; None where something does not apply."""
    kept = subject.obligation
    place = notices.places(subject.record).of(to.role)
    due = kept.last_day
    today = local_day(now, place.zone) if place.zone else now.date()
    moved = kept.due is not None and kept.sequence > 0
    return {
        **_NONE,
        "country": subject.record.country,
        "period": subject.key[1],
        "due": due,
        "opens": kept.due.opens if kept.due else None,
        "today": today,
        "days_left": (due - today).days if due else None,
        "previous_due": kept.previous_day if moved else None,
        "recipient_name": to.name,
        "recipient_role": to.role,
        "rung": subject.rung,
        "earlier_mails": _days_of_mails(subject, to.recipient, place, now),
        **_asked_by(subject, place, now),
        "secretariat_address": notices.rules.office,
        **subject.extra,
    }


def _days_of_mails(
    subject: MessageContext, recipient: str, place: Place, now: datetime
) -> list[date]:
    zone = place.zone or UTC
    moments = (moment for _, moment in mails_had(subject, recipient) if moment <= now)
    return list(dict.fromkeys(local_day(moment, zone) for moment in moments))


def _asked_by(subject: MessageContext, place: Place, now: datetime) -> dict[str, list[date]]:
    """Give the days on which mails to the country were accepted there, and which came back."""
    known, zone = subject.record.obligations, place.zone or UTC
    days: dict[str, list[date]] = {"accepted_mails": [], "returned_mails": []}
    for reminder in subject.obligation.reminders.values():
        for one in reminder.served:
            sent = handed_over_at(known, one.message, one.recipient)
            if one.role != Role.FOCAL_POINT or sent is None or sent > now:
                continue
            kind = "accepted_mails" if accepted_at(known, one) else "returned_mails"
            days[kind].append(local_day(sent, zone))
    return {kind: list(dict.fromkeys(found)) for kind, found in days.items()}


def mails_had(subject: MessageContext, recipient: str) -> Iterator[tuple[str, datetime]]:
    """Give the mails that reached a person, with the moment at which each did."""
    for reminder in subject.obligation.reminders.values():
        for served in reminder.served:
            sent = handed_over_at(subject.record.obligations, served.message, recipient)
            if served.recipient == recipient and sent:
                yield served.message, sent
