"""Writing letters: from what is known of an obligation to a mail in the outbox."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

from pathfinder_flow.domain.cases.obligations import Delivered
from pathfinder_flow.domain.errors.base import PathfinderError
from pathfinder_flow.domain.ledger.entries import moment_text
from pathfinder_flow.domain.reminders.hours import first_hour
from pathfinder_flow.services.context import SECRETARIAT, NotificationContext
from pathfinder_flow.services.reminders.calendar_items import deadline_item
from pathfinder_flow.services.reminders.message_facts import MessageContext, facts_of, mails_had
from pathfinder_flow.services.reminders.recipients import Recipient
from pathfinder_flow.services.unit_of_work import UnitOfWork
from pathfinder_flow.store import outbox

if TYPE_CHECKING:
    from pathfinder_flow.mail.mime.message import Attachment, Rendered


def enqueue(
    uow: UnitOfWork, notices: NotificationContext, subject: MessageContext, to: Recipient,
    copies: tuple[Recipient, ...] = (), *, held: str | None = None,
) -> list[Delivered]:  # fmt: skip
    """Write one letter to one person, with copies, and put it in the outbox.

    What cannot be written (a broken template, a name with a line break) is put there as failed:
    it is listed, and can be tried again when it was mended. Gives who is served by which mail.
    """
    envid = envelope_id(subject, to.recipient)
    message = f"<{envid}@{notices.rules.domain}>"
    to = replace(to, language=language_of(notices, subject.template, to.language))
    title, data, trouble = _written(uow, notices, subject, to, copies, message)
    row = {
        "id": message,
        "envid": envid,
        "country": subject.record.country,
        "obligation": subject.key[0],
        "period": subject.key[1],
        "round": subject.round,
        "rung": subject.rung,
        "template": subject.template,
        "language": to.language,
        "subject": title,
        "sender": notices.rules.office,
        "created_at": moment_text(uow.now),
        "data": data,
        "extra": json.dumps(subject.extra, default=str),
        "erased": None,
    }
    state, reason = ("failed", "unwritten") if trouble else _first_state(notices, held)
    rows = [_delivery(uow, message, one, state, reason, trouble) for one in (to, *copies)]
    if to.recipient == SECRETARIAT:
        # To the office in its own hours, not in those of the country that it is about.
        ladder = notices.ladders.ladders.get(subject.key[0])
        rows[0]["next_at"] = moment_text(first_hour(ladder, notices.secretariat, uow.now))
    outbox.add(uow.conn, row, rows)
    digest = sha256(data).hexdigest() if data else None
    return [
        Delivered(one.recipient, one.role, one.copy, to.language, message, digest)
        for one in (to, *copies)
    ]


def envelope_id(subject: MessageContext, recipient: str) -> str:
    """Give the id of a letter: the same whenever the same rung is written to the same person."""
    what = (subject.record.country, *subject.key, subject.round, subject.rung, recipient)
    return sha256("\n".join(map(str, what)).encode()).hexdigest()[:32]


def language_of(notices: NotificationContext, template: str, wanted: str) -> str:
    """Give the reader's language if the message is there in it, else that of the Secretariat."""
    known = notices.templates.languages(template)
    return wanted if wanted in known else notices.ladders.secretariat.language


def _first_state(notices: NotificationContext, held: str | None) -> tuple[str, str | None]:
    if held:
        return "held", held
    return ("held", "release") if notices.rules.hold else ("queued", None)


def _delivery(
    uow: UnitOfWork, message: str, to: Recipient, state: str, reason: str | None,
    trouble: str | None,
) -> dict[str, Any]:  # fmt: skip
    now = moment_text(uow.now)
    return {
        "message": message,
        "recipient": to.recipient,
        "address": to.address,
        "role": to.role,
        "copy": to.copy,
        "state": state,
        "reason": reason,
        "attempts": 0,
        "created_at": now,
        "next_at": now,
        "changed_at": now,
        "owner": None,
        "reply": trouble,
    }


def _written(
    uow: UnitOfWork,
    notices: NotificationContext,
    subject: MessageContext,
    to: Recipient,
    copies: tuple[Recipient, ...],
    message: str,
) -> tuple[str, bytes, str | None]:
    """Give subject line and bytes of a letter, or in their place why it cannot be written."""
    try:
        rendered, data = write(uow.now, notices, subject, to, copies, message, uow.checkpoint)
    except PathfinderError as error:
        return subject.template, b"", str(error)
    return rendered.subject, data, None


def write(
    now: datetime,
    notices: NotificationContext,
    subject: MessageContext,
    to: Recipient,
    copies: tuple[Recipient, ...],
    message: str,
    checkpoint: str | None,
) -> tuple[Rendered, bytes]:
    """Render a letter and give its bytes; raises what templates and headers raise.

    It carries the checkpoint, where there is one, in its text and as a header: whoever keeps the
    letter is a witness of what the ledger held.
    """
    from pathfinder_flow.mail.mime.compose import compose
    from pathfinder_flow.mail.mime.message import Mailbox, Message
    from pathfinder_flow.mail.witness import header_of

    shown = checkpoint.strip() if checkpoint else None
    facts = {**facts_of(now, notices, subject, to), "checkpoint": shown}
    rendered = notices.templates.render(subject.template, to.language, facts)
    earlier = tuple(_earlier(subject, to.recipient, but=message))
    office = Mailbox(None, notices.rules.office)
    letter = Message(
        message_id=message,
        sent_at=now,
        sender=office,
        reply_to=office,
        to=(Mailbox(to.name, to.address),),
        cc=tuple(Mailbox(one.name, one.address) for one in copies),
        rendered=rendered,
        language=to.language,
        in_reply_to=earlier[-1] if earlier else None,
        references=earlier,
        headers=(header_of(checkpoint),) if checkpoint else (),
        attachments=_calendar(notices, subject, to.language, facts),
    )
    return rendered, compose(letter)


def _earlier(subject: MessageContext, recipient: str, *, but: str) -> Iterator[str]:
    """Give the mails this person has had about this obligation before, oldest first."""
    for message, _ in mails_had(subject, recipient):
        if message != but:
            yield message


def _calendar(
    notices: NotificationContext, subject: MessageContext, language: str, facts: dict[str, Any]
) -> tuple[Attachment, ...]:
    """Attach the deadline for the recipient's calendar, while it lies ahead or is called off."""
    from pathfinder_flow.calendars.ics import calendar_file
    from pathfinder_flow.mail.mime.message import Attachment

    item = deadline_item(notices, subject.record, subject.key, language, facts)
    if item is None or (facts["days_left"] < 0 and not item.cancelled):
        return ()
    method: Literal["CANCEL", "PUBLISH"] = "CANCEL" if item.cancelled else "PUBLISH"
    data = calendar_file([item], method=method)
    return (Attachment("deadline.ics", "text/calendar", (("method", method),), data),)
