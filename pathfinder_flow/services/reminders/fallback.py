"""How a rung ends, on record: who is served by which mail, and who is not, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from pathfinder_flow.domain.cases.obligations import Delivered, Key
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.ledger.entries import OF_ITSELF, Draft, Entry, Kind
from pathfinder_flow.domain.reminders.mail import NOT_DELIVERED
from pathfinder_flow.services.context import SECRETARIAT, NotificationContext
from pathfinder_flow.services.reminders.compose import enqueue
from pathfinder_flow.services.reminders.message_facts import MessageContext
from pathfinder_flow.services.reminders.recipients import Recipient, UnreachableRecipient, office
from pathfinder_flow.services.unit_of_work import UnitOfWork


def notify_secretariat_instead(
    uow: UnitOfWork,
    notices: NotificationContext,
    subject: MessageContext,
    missing: Sequence[UnreachableRecipient],
    *,
    but: Sequence[Recipient] = (),
) -> list[Delivered]:
    """Write to the Secretariat's office in place of whom a letter cannot reach.

    Not when nobody is missing, or when the office has the letter itself.
    """
    if not missing or any(one.recipient == SECRETARIAT for one in but):
        return []
    extra = {
        **subject.extra,
        "copied": [],
        "failed_role": missing[0].role,
        "failed_why": missing[0].why,
        "failed_subject": None,
    }
    return enqueue(
        uow, notices, replace(subject, template=NOT_DELIVERED, extra=extra), office(notices)
    )


def record_reminder(
    uow: UnitOfWork, record: Record, key: Key, rung: str, served: list[Delivered],
    withheld: str | None, facts: dict[str, Any],
) -> Entry:  # fmt: skip
    """Put on record how a rung, or a letter in place of one, ended."""
    kept = record.obligations.of(key)
    day = kept.last_day
    body = {
        "obligation": key[0],
        "period": key[1],
        "round": kept.round,
        "rung": rung,
        "due": day.isoformat() if day else None,
        "served": [asdict(one) for one in served],
        "withheld": withheld,
        "facts": facts,
    }
    today = uow.today.isoformat()
    return uow.append(Draft(Kind.REMINDER, record.country, today, OF_ITSELF, "", body))


def whom_not(unserved: Sequence[UnreachableRecipient]) -> dict[str, Any]:
    """Give the facts of a reminder about those it could not be written to."""
    return {"unserved": [asdict(one) for one in unserved]}
