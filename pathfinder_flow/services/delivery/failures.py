"""What did not arrive: the contact is in doubt, and the Secretariat is served instead."""

from __future__ import annotations

from pathfinder_flow.domain.cases.obligations import Delivered
from pathfinder_flow.domain.ledger.entries import moment_text
from pathfinder_flow.domain.reminders.mail import NOT_DELIVERED
from pathfinder_flow.services.context import SECRETARIAT, NotificationContext
from pathfinder_flow.services.outbox import record_delivery
from pathfinder_flow.services.reminders.compose import enqueue
from pathfinder_flow.services.reminders.message_facts import MessageContext
from pathfinder_flow.services.reminders.recipients import office
from pathfinder_flow.services.unit_of_work import UnitOfWork
from pathfinder_flow.store import outbox, people
from pathfinder_flow.store.outbox import Delivery


def mark_failed(
    uow: UnitOfWork,
    notices: NotificationContext,
    line: Delivery,
    why: str,
    reply: str,
    *,
    doubt: bool,
) -> None:
    """Close a delivery that will not arrive: ``refused``, ``given_up`` or ``bounced``.

    1. It is failed. 2. The contact is in ``doubt`` if it was the address that was refused. 3.
    The Secretariat's office is written to instead, and told why.
    """
    now = moment_text(uow.now)
    values = {"state": "failed", "reason": why, "reply": reply, "owner": None, "changed_at": now}
    if not outbox.move(uow.conn, line, **values, attempts=line.attempts + 1):
        return
    if doubt and line.recipient != SECRETARIAT:
        people.doubt(uow.conn, line.recipient, line.address, now)
    instead = _serve_office(uow, notices, line, why)
    record_delivery(
        uow, line, "failed", reply=reply, why=why,
        instead=instead.message if instead else None, sha256=instead.sha256 if instead else None,
    )  # fmt: skip


def _serve_office(
    uow: UnitOfWork, notices: NotificationContext, line: Delivery, why: str
) -> Delivered | None:
    """Write to the office; None when it is the office that was not reached."""
    if line.recipient == SECRETARIAT:
        return None
    key = (line.obligation, line.period)
    extra = {"failed_role": line.role, "failed_why": why, "failed_subject": line.subject}
    # What a person tries again may fail again.
    rung = f"{line.rung}/{line.recipient}/{line.attempts}"
    subject = MessageContext(uow.record(line.country), key, line.round, rung, NOT_DELIVERED, extra)
    return enqueue(uow, notices, subject, office(notices))[0]
