"""A letter: who writes to whom, in which words, with what attached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Rendered:
    """The words of a mail: one line of subject, the plain text, and the HTML if it has any."""

    subject: str
    text: str
    html: str | None


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Whom a mail is from or to: a name as people write it, or None, and an ASCII address."""

    name: str | None
    address: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a mail.

    ``content_type`` is a bare media type such as ``text/calendar``; ``parameters`` are its, such
    as ``("method", "PUBLISH")``.
    """

    filename: str
    content_type: str
    parameters: tuple[tuple[str, str], ...]
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Everything a mail is made of.

    ``message_id``, ``in_reply_to`` and ``references`` are Message-IDs with their angle brackets;
    ``sent_at`` is aware; ``language`` is a tag such as ``fr``; ``headers`` are further ones, by
    name and value.
    """

    message_id: str
    sent_at: datetime
    sender: Mailbox
    to: tuple[Mailbox, ...]
    rendered: Rendered
    language: str
    reply_to: Mailbox | None = None
    cc: tuple[Mailbox, ...] = ()
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    attachments: tuple[Attachment, ...] = ()
