"""Single fields of a notice of failure, whatever was written into them."""

from __future__ import annotations

import re
from email.message import Message

from pathfinder_flow.mail.text import single_line

_STATUS = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])")


def text_of(message: Message, field: str) -> str:
    """Give a field on one line; empty when it is not there."""
    return single_line(str(message.get(field, "")))


def untyped(value: str) -> str:
    """Take the type off a value, as ``smtp;`` or ``rfc822;``."""
    kind, mark, rest = value.partition(";")
    return rest.strip() if mark and re.fullmatch(r"[\w-]+", kind.strip()) else value


def address_in(value: str) -> str | None:
    """Give the address in a recipient field; None if there is none."""
    address = untyped(value).strip("<> ")
    return address if "@" in address else None


def status_in(text: str) -> str:
    """Give the first RFC 3463 status, such as ``5.1.1``, in a text; empty if there is none."""
    match = _STATUS.search(text)
    return match[0] if match else ""
