"""Letters turned into the bytes that are stored and sent; the same letter gives the same bytes.

Put together by hand, because the standard library takes almost two milliseconds for a mail.
Everything is ASCII, with CRLF line ends and lines of 76 characters (a single long address or
Message-ID may need more), so that no server on the way has a reason to touch it.
"""

from __future__ import annotations

from binascii import b2a_base64, b2a_qp
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import BadAddress, BadHeader
from pathfinder_flow.mail.mime import headers
from pathfinder_flow.mail.mime.message import Attachment, Mailbox, Message, Rendered

__all__ = ["Attachment", "Mailbox", "Message", "Rendered", "address", "compose"]

_CRLF = "\r\n"
_LINE = 76

# No Precedence: it is no standard, and a mail to one person is no bulk mail. Notices of failure
# are wanted and so are not suppressed.
_ALWAYS = (
    "Auto-Submitted: auto-generated",
    "X-Auto-Response-Suppress: OOF, AutoReply",
)
_OURS = frozenset(
    name.casefold()
    for name in (
        "From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Subject", "Date", "Message-ID",
        "In-Reply-To", "References", "Auto-Submitted", "X-Auto-Response-Suppress",
        "Return-Path", "MIME-Version",
    )
)  # fmt: skip


def compose(letter: Message) -> bytes:
    """Give a letter's bytes; raises :class:`BadHeader`, and ValueError for a naive ``sent_at``.

    multipart/mixed( multipart/alternative( text, HTML ), attachments ), each multipart only where
    there is something to put together.
    """
    mark = sha256(letter.message_id.encode("utf-8", "replace")).hexdigest()[:32]
    words = _words(letter.rendered, f"=_a_{mark}")
    if letter.attachments:
        parts = [words, *map(_attachment, letter.attachments)]
        words = _multipart("mixed", f"=_m_{mark}", parts)
    return (_CRLF.join(_headers(letter)) + _CRLF + words).encode("ascii")


@lru_cache(maxsize=4096)
def address(text: str) -> str:
    """Give a mail address as servers know it, in ASCII; raises :class:`BadAddress`.

    Checked for its form only: no server is asked.
    """
    from email_validator import EmailNotValidError, validate_email

    try:
        checked = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise BadAddress(given=headers.shown(text)) from error
    return checked.ascii_email or checked.normalized


def _headers(letter: Message) -> Iterator[str]:
    yield _boxes("From", letter.sender)
    if letter.reply_to:
        yield _boxes("Reply-To", letter.reply_to)
    if letter.to:
        yield _boxes("To", *letter.to)
    if letter.cc:
        yield _boxes("Cc", *letter.cc)
    yield headers.text("Subject", letter.rendered.subject)
    yield headers.date(letter.sent_at)
    yield headers.message_ids("Message-ID", [letter.message_id])
    if letter.in_reply_to:
        yield headers.message_ids("In-Reply-To", [letter.in_reply_to])
    if letter.references:
        yield headers.message_ids("References", letter.references)
    yield from _ALWAYS
    yield headers.language(letter.language)
    for name, value in letter.headers:
        yield _further(name, value)
    yield "MIME-Version: 1.0"


def _boxes(header: str, *boxes: Mailbox) -> str:
    return headers.mailboxes(header, [(box.name, box.address) for box in boxes])


def _further(name: str, value: str) -> str:
    if name.casefold() in _OURS or name.casefold().startswith("content-"):
        why = Clause("header_taken", "every mail has its own already")
        raise BadHeader(header=headers.shown(name), given=headers.shown(value), why=why)
    return headers.text(name, value)


def _words(rendered: Rendered, boundary: str) -> str:
    text = _text("text/plain", rendered.text)
    if rendered.html is None:
        return text
    return _multipart("alternative", boundary, [text, _text("text/html", rendered.html)])


def _multipart(kind: str, boundary: str, parts: list[str]) -> str:
    # Neither encoding of a part can give "=_", so no part can contain the boundary.
    start = headers.content("Content-Type", f"multipart/{kind}", [("boundary", boundary)])
    between = f"{_CRLF}--{boundary}{_CRLF}"
    return f"{start}{_CRLF}{between}{between.join(parts)}{_CRLF}--{boundary}--{_CRLF}"


def _text(media_type: str, text: str) -> str:
    try:
        data = text.replace(_CRLF, "\n").replace("\r", "\n").replace("\n", _CRLF).encode()
    except UnicodeEncodeError as error:
        headers.without_controls(media_type, text[error.start : error.end])
        raise
    start = f'Content-Type: {media_type}; charset="utf-8"{_CRLF}Content-Transfer-Encoding: '
    # Where most letters are none of ASCII, quoting each of their bytes takes more room.
    if (len(data) - len(text)) * 3 > len(data):
        return f"{start}base64{_CRLF}{_CRLF}{_base64(data)}"
    return f"{start}quoted-printable{_CRLF}{_CRLF}{_quoted_printable(data)}"


def _quoted_printable(data: bytes) -> str:
    text = b2a_qp(data).decode("ascii")
    # What it breaks itself ends as the first line does, and with a bare LF when there is but one.
    return text if b"\n" in data else text.replace("\n", _CRLF)


def _base64(data: bytes) -> str:
    whole = b2a_base64(data, newline=False).decode("ascii")
    return _CRLF.join([whole[at : at + _LINE] for at in range(0, len(whole), _LINE)])


def _attachment(attachment: Attachment) -> str:
    name = ("filename", attachment.filename)
    lines = (
        headers.content("Content-Type", attachment.content_type, attachment.parameters),
        headers.content("Content-Disposition", "attachment", [name]),
        f"Content-Transfer-Encoding: base64{_CRLF}",
        _base64(attachment.data),
    )
    return _CRLF.join(lines)
