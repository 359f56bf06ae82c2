"""A mail as a person reads it, and how far it has come for each recipient."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from typing import Any

from pathfinder_flow.domain.actions import Action, action
from pathfinder_flow.presentation.blocks import (
    BLANK,
    Advice,
    Block,
    Line,
)
from pathfinder_flow.store.outbox import Delivery
from pathfinder_flow.words.catalog import say, texts
from pathfinder_flow.words.dates import say_moment
from pathfinder_flow.words.deadlines import withheld_reason

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


def delivery_sentence(one: Delivery, lang: str) -> str:
    """Say how far a mail has come for a recipient, and what the server said."""
    since = say_moment(datetime.fromisoformat(one.changed_at), lang)
    turn = say_moment(datetime.fromisoformat(one.next_at), lang)
    places = {"moment": since, "next": turn, "id": one.id, "attempts": one.attempts}
    said = _state_text(one, lang).format(**places)
    if one.reply:
        said = f"{said} {say('mail.reply', lang, reply=one.reply)}"
    return Advice(said, *_to_do(one))


def _to_do(one: Delivery) -> list[Action]:
    """Give what can be done about a mail that does not go on by itself."""
    names = {"failed": ["mail.retry"], "held": ["mail.release"]}.get(one.state, [])
    if one.state == "held" and one.reason == "draft":
        names = ["mail.show", "mail.release", "mail.cancel"]
    return [action(name, id=one.id) for name in names]


def _state_text(one: Delivery, lang: str) -> str:
    """Give the sentence for a state and the reason for it, its places still to be filled."""
    known = texts(lang)
    text = known.find(f"mail.{one.state}.{one.reason}")
    if text is None and one.state == "cancelled" and one.reason:
        why = withheld_reason(one.reason, {}, lang)
        return known["mail.cancelled_for"].replace("{why}", why)
    return text or known[f"mail.{one.state}"]
