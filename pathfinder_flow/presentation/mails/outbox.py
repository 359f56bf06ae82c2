"""The mails in the outbox: as a list, and each by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pathfinder_flow.domain.actions import action
from pathfinder_flow.presentation.blocks import (
    BLANK,
    Advice,
    Block,
    Paragraph,
    Table,
    labels,
)
from pathfinder_flow.presentation.mails import mail
from pathfinder_flow.services.outbox import Mail
from pathfinder_flow.store.outbox import Delivery
from pathfinder_flow.words.catalog import say
from pathfinder_flow.words.dates import say_moment, say_when


def listed(found: list[Delivery], lang: str) -> Iterator[Block]:
    """Give mails as a table, with how far each has come."""
    rows = [
        [
            one.id,
            say(f"delivery.{one.state}", lang),
            say_when(one.changed_at[:10], lang, short=True),
            say(f"role.{one.role}", lang),
            one.subject,
        ]
        for one in found
    ]
    columns = ("mail", "state", "since", "to", "subject")
    yield Table(labels(columns, lang), rows)


def as_values(found: Mail) -> dict[str, Any]:
    """Give a mail as JSON values: what it says, and what became of it."""
    headers, text = mail.parts_of(found.data) if found.data else ({}, "")
    deliveries = [mail.as_values(one) for one in found.deliveries]
    return {"headers": headers, "text": text, "deliveries": deliveries}


def as_blocks(found: Mail, lang: str) -> Iterator[Block]:
    """Give it as a text."""
    for one in found.deliveries:
        # An erased address leaves the role.
        to = one.address or say(f"role.{one.role}", lang)
        yield Paragraph(mail.delivery_sentence(one, lang), mark=f"{to}: ")
    yield BLANK
    if found.erased:
        moment = say_moment(found.erased.recorded_at, lang)
        yield Paragraph(say("mail.erased", lang, moment=moment, number=found.erased.number))
    elif found.data:
        yield from mail.as_blocks(found.data)
    else:
        again = action("mail.retry", id=found.deliveries[0].id)
        yield Paragraph(Advice(say("mail.unwritten", lang), again))
