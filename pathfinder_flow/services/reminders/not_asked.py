"""Countries in which nobody can be written to: told to the Secretariat once, not at every rung."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pathfinder_flow.domain.cases.obligations import Delivered, Key
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.reminders.reached import NOT_ASKED, not_asked_since
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.reminders.compose import enqueue
from pathfinder_flow.services.reminders.fallback import record_reminder, whom_not
from pathfinder_flow.services.reminders.message_facts import MessageContext
from pathfinder_flow.services.reminders.recipients import UnreachableRecipient, office
from pathfinder_flow.services.unit_of_work import UnitOfWork


def note_not_asked(
    uow: UnitOfWork,
    notices: NotificationContext,
    record: Record,
    key: Key,
    unreachable: Sequence[UnreachableRecipient],
) -> None:
    """Put on record, once a round, that a country could not be asked.

    The Secretariat is written to the first time only: what was told about one period holds for
    the others, until somebody in the country could be written to again.
    """
    kept = record.obligations.of(key)
    if (kept.round, NOT_ASKED) in kept.reminders:
        return
    told = not_asked_since(record)
    served: list[Delivered] = []
    facts: dict[str, Any] = whom_not(unreachable)
    if told is None:
        why = unreachable[0].why if unreachable else "nobody"
        extra = {"failed_role": str(Role.FOCAL_POINT), "failed_why": why}
        context = MessageContext(record, key, kept.round, NOT_ASKED, NOT_ASKED, extra)
        served = enqueue(uow, notices, context, office(notices))
    else:
        facts["told"] = told
    record_reminder(uow, record, key, NOT_ASKED, served, "no_focal_point", facts)
