"""A mail as a person reads it, and how far it has come for each recipient."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from typing import Any

from pathfinder_flow.presentation.blocks import (
    BLANK,
    Block,
    Line,
)
from pathfinder_flow.store.outbox import Delivery

_SHOWN = ("From", "To", "Cc", "Reply-To", "Subject", "Date")


def as_blocks(data: bytes) -> Iterator[Block]:
    """Give the headers that a reader sees, and the text."""
    headers, text = parts_of(data)
    for name, value in headers.items():
        yield Line(f"{name}: {value}")
    yield BLANK
    yield Line(text.rstrip())


def parts_of(data: bytes) -> tuple[dict[str, str], str]:
    """Give the headers of a mail that a reader sees, and its text."""
    mail = message_from_bytes(data, policy=default)
    headers = {name: str(mail[name]) for name in _SHOWN if mail[name]}
    body = mail.get_body(("plain",))
    return headers, body.get_content() if body else ""


def as_values(one: Delivery) -> dict[str, Any]:
    """Give a mail on its way to one recipient as JSON values.

    ``erased`` is the entry by which its text was erased, with a person it named; who that was has
    no address any more.
    """
    return {
        "id": one.id,
        "message": one.message,
        "recipient": one.recipient,
        "address": one.address or None,
        "role": one.role,
        "copy": one.copy,
        "language": one.language,
        "country": one.country,
        "obligation": one.obligation,
        "period": one.period,
        "rung": one.rung,
        "subject": one.subject,
        "state": one.state,
        "reason": one.reason,
        "attempts": one.attempts,
        "created_at": one.created_at,
        "changed_at": one.changed_at,
        "next_at": one.next_at,
        "reply": one.reply,
        "erased": one.erased,
    }
