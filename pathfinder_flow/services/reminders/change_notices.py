"""Letters that no rung asks for: what was said before has changed since.

A date that moved or fell away is told to whoever was told the old one. A report that had come in
time, and was entered only after an overdue notice, takes that notice back: the letter is drafted
and waits for a person, and the notice stays on record as sent in good faith.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from pathfinder_flow.domain.cases.obligations import (
    CANCELLED,
    CORRECTION_LETTER,
    MOVED,
    Delivered,
    Key,
    Obligation,
    Reminder,
)
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.dates.moments import local_day
from pathfinder_flow.domain.deadlines.due_dates import Places
from pathfinder_flow.domain.deadlines.periods import ObligationStatus
from pathfinder_flow.domain.reminders.hours import in_hours, next_hours
from pathfinder_flow.domain.reminders.ladder import Ladder
from pathfinder_flow.domain.reminders.reached import NOT_ASKED, handed_over_at, is_late
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.services.context import SECRETARIAT, NotificationContext
from pathfinder_flow.services.outbox import cancel_unsent
from pathfinder_flow.services.reminders.compose import enqueue
from pathfinder_flow.services.reminders.fallback import (
    notify_secretariat_instead,
    record_reminder,
    whom_not,
)
from pathfinder_flow.services.reminders.message_facts import MessageContext
from pathfinder_flow.services.reminders.recipients import (
    Recipient,
    UnreachableRecipient,
    addressees,
    office,
    reach,
)
from pathfinder_flow.services.unit_of_work import UnitOfWork
from pathfinder_flow.store import people

DRAFT = "draft"
"""Why a delivery is held: a person reads the letter before it goes."""


@dataclass(frozen=True, slots=True)
class News:
    """What is to be told: in place of a rung, by which template, after which reminders.

    It is for those whom a mail has reached, or for the ``holders`` of their mandates now.
    """

    rung: str
    template: str
    told: list[Reminder]
    extra: dict[str, Any]
    held: str | None = None
    holders: bool = False


def send_change_notices(
    uow: UnitOfWork,
    notices: NotificationContext,
    record: Record,
    key: Key,
    ladder: Ladder,
    places: Places,
    stands: ObligationStatus,
) -> datetime | None:
    """Write to whoever was told what no longer holds, once for each change.

    Outside the country's hours it waits: gives the moment at which to look again.
    """
    fresh = _fresh(record.obligations.of(key), ladder, places, stands)
    if fresh and not in_hours(ladder, places.country, uow.now):
        return next_hours(ladder, places.country, uow.now)
    for news in fresh:
        _tell(uow, notices, record, key, news)
    return None


def _fresh(
    kept: Obligation, ladder: Ladder, places: Places, stands: ObligationStatus
) -> list[News]:
    """Give the news that was not told yet."""
    told = [one for one in kept.reminders.values() if one.messages and one.rung != NOT_ASKED]
    if not told:
        return []
    known = {rung for _, rung in kept.reminders}
    found = (_taken_back(kept, ladder, told, places), _moved(kept, told, stands), _off(kept, told))
    return [news for news in found if news and news.rung not in known]


def _taken_back(
    kept: Obligation, ladder: Ladder, told: list[Reminder], places: Places
) -> News | None:
    """A report dated by the due date, entered after an overdue notice had been written."""
    result, day, zone = kept.result, kept.last_day, places.country.zone
    if result is None or day is None or zone is None or kept.is_excused:
        return None
    late = [
        one
        for one in told
        if (rung := ladder.rungs.get(one.rung)) and is_late(rung) and one.number < result.number
    ]
    if not late or result.when.latest is None or result.when.latest > day:
        return None
    extra = {
        "received": result.when.latest,
        "entered": local_day(result.recorded_at, zone),
    }
    return News(CORRECTION_LETTER, "report_corrected", late, extra, DRAFT)


def _moved(kept: Obligation, told: list[Reminder], stands: ObligationStatus) -> News | None:
    """A due date that is another than the one last told."""
    day = kept.last_day
    if stands.code not in ("open", "upcoming", "overdue") or day is None:
        return None
    last = max((one for one in told if one.due), key=lambda one: one.number, default=None)
    stands_as_told = last is None or last.due == day.isoformat()
    if last is None or (stands_as_told and not last.rung.startswith(CANCELLED)):
        return None
    return News(f"{MOVED}{kept.sequence}", "deadline_moved", told, {}, holders=True)


def _off(kept: Obligation, told: list[Reminder]) -> News | None:
    """A due date that fell away, or from which the country was excused."""
    if not kept.is_excused and (kept.due is None or kept.due.day is not None):
        return None
    return News(f"{CANCELLED}{kept.sequence}", "deadline_cancelled", told, {})


def _tell(
    uow: UnitOfWork, notices: NotificationContext, record: Record, key: Key, news: News
) -> None:
    subject = MessageContext(
        record, key, record.obligations.of(key).round, news.rung, news.template, news.extra
    )
    readers, unserved = _readers(uow, notices, record, news)
    if not readers and not unserved:
        return
    if readers:
        cancel_unsent(uow, record.country, key, "superseded", {"by": news.rung})
    served: list[Delivered] = []
    for person in readers:
        about = replace(subject, extra={**news.extra, **_notices(notices, record, news, person)})
        served += enqueue(uow, notices, about, person, held=news.held)
    missing = [one for one in unserved if not one.copy]
    served += notify_secretariat_instead(uow, notices, subject, missing, but=readers)
    withheld = None if readers else "no_address"
    record_reminder(uow, record, key, news.rung, served, withheld, whom_not(unserved))


def _notices(
    notices: NotificationContext, record: Record, news: News, reader: Recipient
) -> dict[str, Any]:
    """Give the days on which a reader was written to what is taken back now."""
    if news.rung != CORRECTION_LETTER:
        return {}
    place = notices.places(record).of(reader.role)
    moments = (
        handed_over_at(record.obligations, one.message, reader.recipient)
        for reminder in news.told
        for one in reminder.served
        if one.recipient == reader.recipient
    )
    days = (local_day(moment, place.zone or UTC) for moment in moments if moment)
    return {"notice_days": list(dict.fromkeys(days))}


def _readers(
    uow: UnitOfWork, notices: NotificationContext, record: Record, news: News
) -> tuple[list[Recipient], list[UnreachableRecipient]]:
    """Give whom the letter is for, each once, and who of them cannot be reached."""
    if news.holders:
        roles = {Role(one.role): None for reminder in news.told for one in reminder.served}
        return addressees(uow.conn, notices, record, roles, (), uow.today)
    told = {
        one.recipient: one
        for reminder in news.told
        for one in reminder.served
        if handed_over_at(record.obligations, one.message, one.recipient)
    }
    known = people.by_ids(uow.conn, told)
    found = [
        office(notices)
        if recipient == SECRETARIAT
        else reach(notices, known.get(recipient), one.role, one.copy, recipient)
        for recipient, one in told.items()
    ]
    readers = [one for one in found if isinstance(one, Recipient)]
    return readers, [one for one in found if isinstance(one, UnreachableRecipient)]
