"""Writing a mail anew: one that could not be written, or one to an address that has changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from pathfinder_flow.services.desk import Session
from pathfinder_flow.services.letters import Subject, send, write
from pathfinder_flow.services.post import SECRETARIAT, Post
from pathfinder_flow.services.recipients import Addressee, office, reach
from pathfinder_flow.store import outbox, people
from pathfinder_flow.store.outbox import DAILY_LIMIT, Delivery

_DAYS = ("received", "entered")


def write_again(session: Session, post: Post, line: Delivery) -> dict[str, Any] | None:
    """Write a mail anew before it is tried again, if it must be.

    One that could not be written gets the bytes it should have had, and waits for a person if it
    would have. One that failed at an address that has since been changed becomes a mail of its
    own, to the new address. Gives what is to be on record of it, or None where the mail goes as
    it is. Raises what still stands in the way, such as a broken template.
    """
    to = _addressee(session, post, line)
    if not outbox.data_of(session.conn, line.message):
        return _write_now(session, post, line)
    if line.copy or to.address == line.address:
        return None
    return _instead(session, post, line, _subject(session, line), to)


def write_without(
    session: Session, post: Post, line: Delivery, copies: Sequence[Delivery]
) -> dict[str, Any]:
    """Write an unsent mail anew as one of its own, with these copies and no others.

    It waits for a person as the first one did. Gives what is to be on record of it.
    """
    to = _addressee(session, post, line)
    copied = tuple(_addressee(session, post, one) for one in copies)
    subject = _subject(session, line)
    if "copied" in subject.extra:
        roles = list(dict.fromkeys(one.role for one in copied))
        subject = replace(subject, extra={**subject.extra, "copied": roles})
    waits = line.state == "held" and line.reason != DAILY_LIMIT
    return _instead(session, post, line, subject, to, copied, held=line.reason if waits else None)


def _instead(
    session: Session, post: Post, line: Delivery, subject: Subject, to: Addressee,
    copies: tuple[Addressee, ...] = (), *, held: str | None = None,
) -> dict[str, Any]:  # fmt: skip
    anew = replace(subject, rung=f"{line.rung}/{line.attempts}")
    served = send(session, post, anew, to, copies, held=held)[0]
    return {"instead": served.message, "sha256": served.sha256}


def _write_now(session: Session, post: Post, line: Delivery) -> dict[str, Any]:
    lines = outbox.by_envid(session.conn, line.envid)
    to = [_addressee(session, post, one) for one in lines if not one.copy]
    copies = tuple(_addressee(session, post, one) for one in lines if one.copy)
    subject = _subject(session, line)
    rendered, data = write(
        session.now, post, subject, to[0], copies, line.message, session.checkpoint
    )
    outbox.rewrite(session.conn, line.message, rendered.subject, data)
    written = {"sha256": sha256(data).hexdigest()}
    return {**written, "held": "draft"} if line.template == "report_corrected" else written


def _addressee(session: Session, post: Post, line: Delivery) -> Addressee:
    """Give a recipient as it can be reached now, or else as the mail was written."""
    if line.recipient == SECRETARIAT:
        return office(post, copy=line.copy)
    person = people.by_ids(session.conn, [line.recipient]).get(line.recipient)
    reached = reach(post, person, line.role, line.copy, line.recipient)
    if isinstance(reached, Addressee):
        return reached
    name = person.name if person else None
    return Addressee(line.recipient, line.role, line.copy, name, line.address, line.language)


def _subject(session: Session, line: Delivery) -> Subject:
    """Give what a mail is about, with the facts that it was to be written from."""
    kept: dict[str, Any] = json.loads(outbox.extra_of(session.conn, line.message))
    extra: dict[str, Any] = {
        name: date.fromisoformat(value) if name in _DAYS and value else value
        for name, value in kept.items()
    }
    if "notice_days" in extra:
        extra["notice_days"] = [date.fromisoformat(day) for day in extra["notice_days"]]
    key = (line.obligation, line.period)
    return Subject(session.record(line.country), key, line.round, line.rung, line.template, extra)
