"""Writing a mail anew: one that could not be written, or one to an address that has changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from pathfinder_flow.services.context import SECRETARIAT, NotificationContext
from pathfinder_flow.services.reminders.compose import enqueue, write
from pathfinder_flow.services.reminders.message_facts import MessageContext
from pathfinder_flow.services.reminders.recipients import Recipient, office, reach
from pathfinder_flow.services.unit_of_work import UnitOfWork
from pathfinder_flow.store import outbox, people
from pathfinder_flow.store.outbox import DAILY_LIMIT, Delivery

_DAYS = ("received", "entered")


def write_again(
    uow: UnitOfWork, notices: NotificationContext, line: Delivery
) -> dict[str, Any] | None:
    """Write a mail anew before it is tried again, if it must be.

    One that could not be written gets the bytes it should have had, and waits for a person if it
    would have. One that failed at an address that has since been changed becomes a mail of its
    own, to the new address. Gives what is to be on record of it, or None where the mail goes as
    it is. Raises what still stands in the way, such as a broken template.
    """
    to = _addressee(uow, notices, line)
    if not outbox.data_of(uow.conn, line.message):
        return _write_now(uow, notices, line)
    if line.copy or to.address == line.address:
        return None
    return _instead(uow, notices, line, _subject(uow, line), to)


def write_without(
    uow: UnitOfWork, notices: NotificationContext, line: Delivery, copies: Sequence[Delivery]
) -> dict[str, Any]:
    """Write an unsent mail anew as one of its own, with these copies and no others.

    It waits for a person as the first one did. Gives what is to be on record of it.
    """
    to = _addressee(uow, notices, line)
    copied = tuple(_addressee(uow, notices, one) for one in copies)
    subject = _subject(uow, line)
    if "copied" in subject.extra:
        roles = list(dict.fromkeys(one.role for one in copied))
        subject = replace(subject, extra={**subject.extra, "copied": roles})
    waits = line.state == "held" and line.reason != DAILY_LIMIT
    return _instead(uow, notices, line, subject, to, copied, held=line.reason if waits else None)


def _instead(
    uow: UnitOfWork,
    notices: NotificationContext,
    line: Delivery,
    subject: MessageContext,
    to: Recipient,
    copies: tuple[Recipient, ...] = (),
    *,
    held: str | None = None,
) -> dict[str, Any]:
    anew = replace(subject, rung=f"{line.rung}/{line.attempts}")
    served = enqueue(uow, notices, anew, to, copies, held=held)[0]
    return {"instead": served.message, "sha256": served.sha256}


def _write_now(uow: UnitOfWork, notices: NotificationContext, line: Delivery) -> dict[str, Any]:
    lines = outbox.by_envid(uow.conn, line.envid)
    to = [_addressee(uow, notices, one) for one in lines if not one.copy]
    copies = tuple(_addressee(uow, notices, one) for one in lines if one.copy)
    subject = _subject(uow, line)
    rendered, data = write(uow.now, notices, subject, to[0], copies, line.message, uow.checkpoint)
    outbox.rewrite(uow.conn, line.message, rendered.subject, data)
    written = {"sha256": sha256(data).hexdigest()}
    return {**written, "held": "draft"} if line.template == "report_corrected" else written


def _addressee(uow: UnitOfWork, notices: NotificationContext, line: Delivery) -> Recipient:
    """Give a recipient as it can be reached now, or else as the mail was written."""
    if line.recipient == SECRETARIAT:
        return office(notices, copy=line.copy)
    person = people.by_ids(uow.conn, [line.recipient]).get(line.recipient)
    reached = reach(notices, person, line.role, line.copy, line.recipient)
    if isinstance(reached, Recipient):
        return reached
    name = person.name if person else None
    return Recipient(line.recipient, line.role, line.copy, name, line.address, line.language)


def _subject(uow: UnitOfWork, line: Delivery) -> MessageContext:
    """Give what a mail is about, with the facts that it was to be written from."""
    kept: dict[str, Any] = json.loads(outbox.extra_of(uow.conn, line.message))
    extra: dict[str, Any] = {
        name: date.fromisoformat(value) if name in _DAYS and value else value
        for name, value in kept.items()
    }
    if "notice_days" in extra:
        extra["notice_days"] = [date.fromisoformat(day) for day in extra["notice_days"]]
    key = (line.obligation, line.period)
    return MessageContext(
        uow.record(line.country), key, line.round, line.rung, line.template, extra
    )
