"""Everything in a mail that can be read, as one text in which to look for something.

Nothing is shown to anybody from here: letters are folded to one case and spaces to one space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from html import unescape

_FOLDED = re.compile(rb"\r?\n[ \t]")
"""Where a calendar file breaks its long lines, in the middle of words."""


def normalise(text: str) -> str:
    """Give a text as it is compared: in one case, with single spaces."""
    return " ".join(text.casefold().split())


def readable_text(data: bytes) -> str:
    """Give the decoded headers and parts of a mail, as they are compared."""
    mail = message_from_bytes(data)
    texts = [text for part in mail.walk() for text in _texts(part)]
    # Once more as they are meant: in a header, some signs of a name stand behind a backslash.
    texts += [name for name, _ in addressed(data)]
    return normalise("\n".join(texts))


def addressed(data: bytes) -> list[tuple[str, str]]:
    """Give the name, which may be empty, and the address of everybody a mail is to."""
    mail = message_from_bytes(data)
    boxes = [str(value) for name in ("To", "Cc") for value in mail.get_all(name, [])]
    return [(_decoded(name), address) for name, address in getaddresses(boxes)]


def _texts(part: Message) -> Iterator[str]:
    yield from (_decoded(str(value)) for value in part.values())
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return
    if part.get_content_type() == "text/calendar":
        content = _FOLDED.sub(b"", content)
    text = content.decode("utf-8", "replace")
    yield unescape(text) if part.get_content_type() == "text/html" else text


def _decoded(value: str) -> str:
    if "=?" not in value:
        return value
    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, UnicodeDecodeError):
        return value
