"""Mails that could not leave when they were written: are they still true, and is it the hour?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.deadlines.periods import obligation_status
from pathfinder_flow.domain.ledger.entries import moment_text
from pathfinder_flow.domain.reminders.hours import first_hour
from pathfinder_flow.domain.reminders.ladder import Ladder
from pathfinder_flow.domain.reminders.mail import NOT_DELIVERED
from pathfinder_flow.domain.reminders.reached import NOT_ASKED
from pathfinder_flow.domain.reminders.rungs import is_true, why_not
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.outbox import TELL_ANYWAY, record_delivery
from pathfinder_flow.services.unit_of_work import UnitOfWork
from pathfinder_flow.store import outbox
from pathfinder_flow.store.outbox import Delivery


def recheck_before_sending(uow: UnitOfWork, notices: NotificationContext, line: Delivery) -> bool:
    """Cancel a mail that no longer holds, or let it wait for the recipient's hours.

    Gives whether it may not leave now. A letter that is written because something ended holds as
    long as that has ended; one that tells of a mail that did not arrive, always.
    """
    ladder = notices.ladders.ladders.get(line.obligation)
    if ladder is None:
        return False
    why = _why_not(uow, notices, line, ladder)
    if why:
        now = moment_text(uow.now)
        if outbox.move(uow.conn, line, state="cancelled", reason=why[0], changed_at=now):
            record_delivery(uow, line, "cancelled", why=why[0], facts=why[1])
        return True
    return _waits_for_hours(uow, notices, line)


def _why_not(
    uow: UnitOfWork, notices: NotificationContext, line: Delivery, ladder: Ladder
) -> tuple[str, dict[str, Any]] | None:
    """Say why a mail no longer holds, as its obligation stands now; None if it does."""
    if line.template in (NOT_DELIVERED, NOT_ASKED):
        return None
    case = Case(uow.record(line.country), uow.today_in(line.country))
    key = (line.obligation, line.period)
    kept = case.record.obligations.of(key)
    due = kept.due
    if line.template in TELL_ANYWAY:
        ended = kept.is_excused or due is None or due.day is None
        told = {"report_corrected": kept.result is not None, "deadline_cancelled": ended}
        return None if told.get(line.template, True) else ("no_longer_true", {})
    if case.governance is None or due is None:
        return "fallen_away", {}
    workflow = uow.app.rules(uow.conn, case.governance.sha256).workflow
    stands = obligation_status(case, key, workflow.obligations.get(key[0]), due, uow.now)
    reason = why_not(ladder, stands)
    if reason:
        return reason, dict(stands.facts)
    # What was written anew goes by its rung and a number.
    rung = line.rung.partition("/")[0]
    true = is_true(ladder, rung, due, notices.places(case.record), uow.now)
    return None if true else ("no_longer_true", {})


def _waits_for_hours(uow: UnitOfWork, notices: NotificationContext, line: Delivery) -> bool:
    later = first_hour_after(uow, notices, line, uow.now)
    if later == uow.now:
        return False
    return outbox.move(uow.conn, line, next_at=moment_text(later))


def first_hour_after(
    uow: UnitOfWork, notices: NotificationContext, line: Delivery, moment: datetime
) -> datetime:
    """Give when a mail may leave that must not do so before a moment."""
    place = notices.secretariat
    if line.role == Role.FOCAL_POINT:
        place = notices.places(uow.record(line.country)).country
    return first_hour(notices.ladders.ladders.get(line.obligation), place, moment)
