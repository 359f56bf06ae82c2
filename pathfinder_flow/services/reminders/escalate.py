"""Reminding: every rung that is due becomes a message, or is withheld for a recorded reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.obligations import Delivered, Key
from pathfinder_flow.domain.dates.moments import local_day
from pathfinder_flow.domain.deadlines.due_dates import Places
from pathfinder_flow.domain.deadlines.periods import (
    ObligationStatus,
    missed_in_a_row,
    obligation_status,
)
from pathfinder_flow.domain.ledger.entries import moment_text
from pathfinder_flow.domain.reminders.ladder import Ladder, Rung
from pathfinder_flow.domain.reminders.reached import was_asked
from pathfinder_flow.domain.reminders.rungs import (
    RungDue,
    due_rungs,
    next_moment,
    place_of,
    rungs_done,
    why_not,
)
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.deadlines.reconcile import next_on_record
from pathfinder_flow.services.outbox import cancel_unsent
from pathfinder_flow.services.reminders.change_notices import send_change_notices
from pathfinder_flow.services.reminders.compose import enqueue
from pathfinder_flow.services.reminders.fallback import (
    notify_secretariat_instead,
    record_reminder,
    whom_not,
)
from pathfinder_flow.services.reminders.message_facts import MessageContext
from pathfinder_flow.services.reminders.not_asked import note_not_asked
from pathfinder_flow.services.reminders.recipients import (
    Recipient,
    UnreachableRecipient,
    addressees,
    in_country,
)
from pathfinder_flow.services.unit_of_work import UnitOfWork
from pathfinder_flow.store import agenda

_AT_LEAST = timedelta(minutes=1)


def escalate(uow: UnitOfWork, notices: NotificationContext, case: Case, workflow: Workflow) -> None:
    """Climb every rung that is due for a country, and note when to look again.

    For each obligation on record: 1. Say how it stands. 2. What lies unsent and no longer holds
    is cancelled. 3. What has changed since the last letter is told. 4. Of the rungs due to the
    same addressees, the latest that is still true is written, the others are withheld, each with
    its reason. 5. Where nobody in the country can be written to, its rungs wait, and the
    Secretariat is told once.
    """
    places = notices.places(case.record)
    there, missing = in_country(uow.conn, notices, case.record, uow.now)
    for key in sorted(case.record.obligations.known):
        kept, ladder = case.record.obligations.of(key), notices.ladders.ladders.get(key[0])
        if kept.due is None:
            agenda.set_next(uow.conn, case.country, key, None)
            continue
        waits: datetime | None = None
        stands = obligation_status(case, key, workflow.obligations.get(key[0]), kept.due, uow.now)
        if ladder:
            _cancel_untrue(uow, case, key, ladder, stands)
            waits = send_change_notices(uow, notices, case.record, key, ladder, places, stands)
            steps = _steps(case, key, ladder, places, stands, uow.now, reachable=bool(there))
            if any(step.waits == "not_reachable" for step in steps):
                note_not_asked(uow, notices, case.record, key, missing)
            _climb(uow, notices, case, key, ladder, places, steps)
        upcoming = list(
            _next_looks(uow, case, workflow, key, ladder, places, reachable=bool(there))
        )
        upcoming += [waits] if waits else []
        # Never at once again, or a sweep would go round for ever.
        soonest = max(min(upcoming), uow.now + _AT_LEAST) if upcoming else None
        agenda.set_next(uow.conn, case.country, key, moment_text(soonest) if soonest else None)


def _steps(
    case: Case, key: Key, ladder: Ladder, places: Places, stands: ObligationStatus,
    now: datetime, *, reachable: bool,
) -> list[RungDue]:  # fmt: skip
    due = case.record.obligations.of(key).due
    if due is None:
        return []
    done = rungs_done(case.record, key, ladder, reachable=reachable)
    return due_rungs(ladder, due, places, stands, done, now)


def _climb(
    uow: UnitOfWork,
    notices: NotificationContext,
    case: Case,
    key: Key,
    ladder: Ladder,
    places: Places,
    steps: list[RungDue],
) -> None:
    for step in steps:
        if step.withheld:
            record_reminder(uow, case.record, key, step.rung, [], step.withheld, step.facts)
        elif not step.waits:
            _send(uow, notices, case, key, ladder, step, places)


def _send(
    uow: UnitOfWork,
    notices: NotificationContext,
    case: Case,
    key: Key,
    ladder: Ladder,
    step: RungDue,
    places: Places,
) -> None:
    rung = ladder.rungs[step.rung]
    zone = place_of(rung, places).zone
    day = local_day(uow.now, zone) if zone else uow.today
    found, unserved = addressees(uow.conn, notices, case.record, rung.to, rung.copy, day)
    to, copies = _parted(found)
    same = [name for name, other in ladder.rungs.items() if set(other.to) == set(rung.to)]
    cancel_unsent(uow, case.country, key, "superseded", {"by": step.rung}, rungs=same)
    subject = letter_of(case, key, step.rung, rung, uow.now, copies)
    served: list[Delivered] = []
    for person in to:
        # One copy is enough, whoever else is written to.
        served += enqueue(uow, notices, subject, person, copies)
        copies, subject = (), letter_of(case, key, step.rung, rung, uow.now)
    missing = [one for one in unserved if not one.copy] or ([] if to else [_nobody(rung)])
    served += notify_secretariat_instead(uow, notices, subject, missing, but=found if to else ())
    withheld = None if to else "no_address"
    record_reminder(uow, case.record, key, step.rung, served, withheld, whom_not(unserved))


def _parted(found: list[Recipient]) -> tuple[list[Recipient], tuple[Recipient, ...]]:
    return [one for one in found if not one.copy], tuple(one for one in found if one.copy)


def _nobody(rung: Rung) -> UnreachableRecipient:
    return UnreachableRecipient("", str(rung.to[0]), False, "nobody")


def letter_of(
    case: Case, key: Key, name: str, rung: Rung, now: datetime,
    copies: Sequence[Recipient] = (),
) -> MessageContext:  # fmt: skip
    """Give what the letter of a rung is about, as of a moment; it says who has copies."""
    extra: dict[str, Any] = {"copied": list(dict.fromkeys(one.role for one in copies))}
    if Role.FOCAL_POINT not in rung.to:
        extra["missed_periods"] = missed_in_a_row(case, key, now, asked=_was_asked(case))
    turn = case.record.obligations.of(key).round
    return MessageContext(case.record, key, turn, name, rung.message, extra)


def _was_asked(case: Case) -> Callable[[Key], bool]:
    """Give what says of a period whether an address in the country accepted a reminder of it."""
    return lambda key: was_asked(case.record, key)


def _cancel_untrue(
    uow: UnitOfWork, case: Case, key: Key, ladder: Ladder, stands: ObligationStatus
) -> None:
    """Cancel what lies unsent about an obligation that no longer asks for it."""
    reason = why_not(ladder, stands)
    if reason:
        cancel_unsent(uow, case.country, key, reason, dict(stands.facts))


def _next_looks(
    uow: UnitOfWork, case: Case, workflow: Workflow, key: Key, ladder: Ladder | None,
    places: Places, *, reachable: bool,
) -> Iterator[datetime]:  # fmt: skip
    """Give when an obligation must be looked at again.

    For its rungs, for the next period's record, and when a focal point takes office.
    """
    due = case.record.obligations.of(key).due
    if ladder and due:
        done = rungs_done(case.record, key, ladder, reachable=reachable)
        moment = next_moment(ladder, due, places, done, uow.now)
        if moment:
            yield moment
    day = next_on_record(case, workflow, places, key[0])
    starts = () if reachable else (mandate.start for mandate in case.record.mandates.values())
    for later in (day, *starts):
        if later and later > uow.today:
            yield datetime.combine(later, time(), UTC)
