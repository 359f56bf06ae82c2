"""Writing letters: from what is known of an obligation to a mail in the outbox."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal
from uuid import NAMESPACE_URL, uuid5

from pathfinder_flow.domain.due_dates import Place
from pathfinder_flow.domain.entries import moment_text
from pathfinder_flow.domain.errors import PathfinderError
from pathfinder_flow.domain.moments import local_day
from pathfinder_flow.domain.obligations import Key, Obligation, Served
from pathfinder_flow.domain.post import CalendarItem
from pathfinder_flow.domain.record import Record
from pathfinder_flow.domain.rungs import first_hour
from pathfinder_flow.services.desk import Session
from pathfinder_flow.services.post import SECRETARIAT, Post
from pathfinder_flow.services.recipients import Addressee
from pathfinder_flow.store import outbox

if TYPE_CHECKING:
    from pathfinder_flow.mail.letter import Attachment, Rendered

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
NOT_DELIVERED = "not_delivered"
"""The message that tells the Secretariat's office who could not be reached."""

WRITTEN_ANEW = "written_anew"
"""Why a mail was cancelled in whose place another was written, to the recipient's new address."""

CALENDAR_WORDS = "deadline"
"""The template of the title and description of a deadline in a calendar."""


@dataclass(frozen=True, slots=True)
class Subject:
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


def send(
    session: Session, post: Post, subject: Subject, to: Addressee,
    copies: tuple[Addressee, ...] = (), *, held: str | None = None,
) -> list[Served]:  # fmt: skip
    """Write one letter to one person, with copies, and put it in the outbox.

    What cannot be written (a broken template, a name with a line break) is put there as failed:
    it is listed, and can be tried again when it was mended. Gives who is served by which mail.
    """
    envid = envelope_id(subject, to.recipient)
    message = f"<{envid}@{post.rules.domain}>"
    to = replace(to, language=language_of(post, subject.template, to.language))
    title, data, trouble = _written(session, post, subject, to, copies, message)
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
        "sender": post.rules.office,
        "created_at": moment_text(session.now),
        "data": data,
        "extra": json.dumps(subject.extra, default=str),
        "erased": None,
    }
    state, reason = ("failed", "unwritten") if trouble else _first_state(post, held)
    rows = [_delivery(session, message, one, state, reason, trouble) for one in (to, *copies)]
    if to.recipient == SECRETARIAT:
        # To the office in its own hours, not in those of the country that it is about.
        ladder = post.ladders.ladders.get(subject.key[0])
        rows[0]["next_at"] = moment_text(first_hour(ladder, post.secretariat, session.now))
    outbox.add(session.conn, row, rows)
    digest = sha256(data).hexdigest() if data else None
    return [
        Served(one.recipient, one.role, one.copy, to.language, message, digest)
        for one in (to, *copies)
    ]


def envelope_id(subject: Subject, recipient: str) -> str:
    """Give the id of a letter: the same whenever the same rung is written to the same person."""
    what = (subject.record.country, *subject.key, subject.round, subject.rung, recipient)
    return sha256("\n".join(map(str, what)).encode()).hexdigest()[:32]


def language_of(post: Post, template: str, wanted: str) -> str:
    """Give the reader's language if the message is there in it, else that of the Secretariat."""
    known = post.templates.languages(template)
    return wanted if wanted in known else post.ladders.secretariat.language


def _first_state(post: Post, held: str | None) -> tuple[str, str | None]:
    if held:
        return "held", held
    return ("held", "release") if post.rules.hold else ("queued", None)


def _delivery(
    session: Session, message: str, to: Addressee, state: str, reason: str | None,
    trouble: str | None,
) -> dict[str, Any]:  # fmt: skip
    now = moment_text(session.now)
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
    session: Session, post: Post, subject: Subject, to: Addressee, copies: tuple[Addressee, ...],
    message: str,
) -> tuple[str, bytes, str | None]:  # fmt: skip
    """Give subject line and bytes of a letter, or in their place why it cannot be written."""
    try:
        rendered, data = write(session.now, post, subject, to, copies, message, session.checkpoint)
    except PathfinderError as error:
        return subject.template, b"", str(error)
    return rendered.subject, data, None


def write(
    now: datetime, post: Post, subject: Subject, to: Addressee, copies: tuple[Addressee, ...],
    message: str, checkpoint: str | None,
) -> tuple[Rendered, bytes]:  # fmt: skip
    """Render a letter and give its bytes; raises what templates and headers raise.

    It carries the checkpoint, where there is one, in its text and as a header: whoever keeps the
    letter is a witness of what the ledger held.
    """
    from pathfinder_flow.mail.compose import compose
    from pathfinder_flow.mail.letter import Letter, Mailbox
    from pathfinder_flow.mail.witness import header_of

    shown = checkpoint.strip() if checkpoint else None
    facts = {**facts_of(now, post, subject, to), "checkpoint": shown}
    rendered = post.templates.render(subject.template, to.language, facts)
    earlier = tuple(_earlier(subject, to.recipient, but=message))
    office = Mailbox(None, post.rules.office)
    letter = Letter(
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
        attachments=_calendar(post, subject, to.language, facts),
    )
    return rendered, compose(letter)


def _earlier(subject: Subject, recipient: str, *, but: str) -> Iterator[str]:
    """Give the mails this person has had about this obligation before, oldest first."""
    for message, _ in _had(subject, recipient):
        if message != but:
            yield message


def _had(subject: Subject, recipient: str) -> Iterator[tuple[str, datetime]]:
    """Give the mails that reached a person, with the moment at which each did."""
    for reminder in subject.obligation.reminders.values():
        for served in reminder.served:
            sent = was_sent(subject.record, served.message, recipient)
            if served.recipient == recipient and sent:
                yield served.message, sent


def was_sent(record: Record, message: str, recipient: str) -> datetime | None:
    """Give when a mail was handed over for a recipient, or that in its place; None if neither."""
    for known in record.obligations.delivered.get((message, recipient), ()):
        if known["state"] == "sent":
            moment: datetime = known["recorded_at"]
            return moment
        if known.get("why") == WRITTEN_ANEW:
            return was_sent(record, known["instead"], recipient)
    return None


def facts_of(now: datetime, post: Post, subject: Subject, to: Addressee) -> dict[str, Any]:
    """Give what a template may speak of; None where something does not apply."""
    kept = subject.obligation
    place = post.places(subject.record).of(to.role)
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
        "earlier_mails": _days_of_mails(subject, to.recipient, place),
        "secretariat_address": post.rules.office,
        **subject.extra,
    }


def _days_of_mails(subject: Subject, recipient: str, place: Place) -> list[date]:
    zone = place.zone or UTC
    days = (local_day(moment, zone) for _, moment in _had(subject, recipient))
    return list(dict.fromkeys(days))


def _calendar(
    post: Post, subject: Subject, language: str, facts: dict[str, Any]
) -> tuple[Attachment, ...]:
    """Attach the deadline for the recipient's calendar, while it lies ahead or is called off."""
    from pathfinder_flow.calendars.ics import calendar_file
    from pathfinder_flow.mail.letter import Attachment

    item = deadline_item(post, subject.record, subject.key, language, facts)
    if item is None or (facts["days_left"] < 0 and not item.cancelled):
        return ()
    method: Literal["CANCEL", "PUBLISH"] = "CANCEL" if item.cancelled else "PUBLISH"
    data = calendar_file([item], method=method)
    return (Attachment("deadline.ics", "text/calendar", (("method", method),), data),)


def deadline_item(
    post: Post, record: Record, key: Key, language: str, facts: dict[str, Any]
) -> CalendarItem | None:
    """Give a deadline as an item of a calendar, in a language; None before it has a date."""
    kept = record.obligations.of(key)
    day = kept.last_day
    if day is None or kept.due is None:
        return None
    words = post.templates.render(CALENDAR_WORDS, language, facts)
    cancelled = kept.due.day is None or kept.is_excused
    name = "/".join(("pathfinder-flow", record.country, *key))
    return CalendarItem(
        uid=str(uuid5(NAMESPACE_URL, name)),
        due=day,
        title=words.subject,
        description=words.text.strip(),
        sequence=kept.sequence,
        cancelled=cancelled,
        stamp=kept.result.recorded_at if kept.is_excused and kept.result else kept.due.recorded_at,
    )
