"""Notices that a mail did not arrive, read from a mailbox.

Most servers write them as RFC 3464 wants; those are read here, word by word. For the rest,
flufl.bounce knows the habits of many programs; it is asked only about mail that a machine sent, as
it would also find a failure in a person's mail that quotes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from pathfinder_flow.domain.reminders.mail import Bounce
from pathfinder_flow.mail.bounces.fields import address_in, status_in, text_of, untyped
from pathfinder_flow.mail.bounces.habits import by_habit, what_else
from pathfinder_flow.mail.bounces.mailbox import mails_in

_ARRIVED = {"delivered", "relayed", "expanded"}
_MESSAGE_ID = re.compile(rb"^message-id:\s*(<[^<>\s]+>)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class NotABounce:
    """A mail in the mailbox that says nothing of a failure: which one, and what it is instead."""

    name: str
    why: str


def read_bounces(path: Path) -> Iterator[Bounce | NotABounce]:
    """Read a Maildir or an mbox: one bounce per recipient that a notice speaks of.

    Raises BadMailbox at once when the path is neither. Nothing in a mail, however broken, is
    raised. Nothing in the mailbox is changed.
    """
    mails = mails_in(path)
    return (found for name, data in mails for found in read_mail(name, data))


def read_mail(name: str, data: bytes) -> list[Bounce | NotABounce]:
    """Read one mail; ``name`` is for telling which one it was."""
    if not data.strip():
        return [NotABounce(name, "empty, or not to be read")]
    try:
        return _read(name, data)
    except Exception:  # noqa: BLE001 - anybody can send us anything, and the parsers are not ours
        return [NotABounce(name, "too broken to be read")]


def _read(name: str, data: bytes) -> list[Bounce | NotABounce]:
    message = message_from_bytes(data)
    parts = list(_parts(message))
    envid, about = None, _returned_id(message, parts, data)
    found: list[Bounce] = []
    blocks = _blocks(parts)
    for block in blocks:
        envid = envid or text_of(block, "Original-Envelope-Id") or None
    for block in blocks:
        found += _of_recipient(block, envid, about)
    if found:
        return [*found]
    if any(text_of(block, "Action").lower().startswith(tuple(_ARRIVED)) for block in blocks):
        return [NotABounce(name, "a notice of delivery, not of failure")]
    return [*by_habit(message, about, data)] or [NotABounce(name, what_else(message))]


def _parts(message: Message) -> Iterator[Message]:
    """Give the parts of a mail, but none of a mail it encloses."""
    yield message
    payload = message.get_payload()
    if message.get_content_maintype() == "multipart" and isinstance(payload, list):
        for part in payload:
            if isinstance(part, Message):
                yield from _parts(part)


def _blocks(parts: list[Message]) -> list[Message]:
    """Give the groups of fields in the machine-readable part, the first being about the mail."""
    kinds = {"message/delivery-status", "message/global-delivery-status"}
    return [
        block
        for part in parts
        if part.get_content_type() in kinds and isinstance(part.get_payload(), list)
        for block in part.get_payload()
        if isinstance(block, Message)
    ]


def _of_recipient(block: Message, envid: str | None, about: str | None) -> list[Bounce]:
    """Give what a group of fields says of a recipient; nothing if it is not about a failure."""
    action = text_of(block, "Action").lower()
    said = untyped(text_of(block, "Diagnostic-Code"))
    status = status_in(text_of(block, "Status")) or status_in(said)
    recipient = address_in(text_of(block, "Original-Recipient")) or address_in(
        text_of(block, "Final-Recipient")
    )
    if not (action or status) or action.startswith(tuple(_ARRIVED)) or status.startswith("2"):
        return []
    if action.startswith("delayed"):
        permanent = False
    else:
        # Whoever has given up says "failed", also after days of 4.x.x.
        permanent = action.startswith(("fail", "error")) or not status.startswith("4")
    status = status or ("5.0.0" if permanent else "4.0.0")
    return [Bounce(envid, about, recipient, permanent, status, said or status)]


def _returned_id(message: Message, parts: list[Message], data: bytes) -> str | None:
    """Give the Message-ID of the mail that came back, from wherever the notice has it."""
    for part in parts:
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            returned = part.get_payload(0)
            if isinstance(returned, Message) and (known := text_of(returned, "Message-ID")):
                return known
        if part.get_content_type() == "text/rfc822-headers":
            headers = part.get_payload(decode=True)
            if isinstance(headers, bytes) and (match := _MESSAGE_ID.search(headers)):
                return match[1].decode(errors="replace")
    _, _, body = data.replace(b"\r\n", b"\n").partition(b"\n\n")
    if match := _MESSAGE_ID.search(body):
        return match[1].decode(errors="replace")
    return text_of(message, "In-Reply-To") or None
