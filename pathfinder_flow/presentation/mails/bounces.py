"""What was made of notices that mails did not arrive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pathfinder_flow.presentation.blocks import (
    Block,
    Table,
    labels,
)
from pathfinder_flow.presentation.mails import mail
from pathfinder_flow.services.delivery.bounces import Taken
from pathfinder_flow.words.catalog import say


def as_values(one: Taken) -> dict[str, Any]:
    """Give it as JSON values."""
    about = mail.as_values(one.delivery) if one.delivery else None
    return {"what": one.what, "said": one.said, "mail": about}


def counts(taken: list[Taken], lang: str) -> str:
    """Say how many of the notices came to what."""
    found = Counter(one.what for one in taken)
    return "; ".join(say(f"bounces.{what}", lang, count=count) for what, count in found.items())


def as_blocks(taken: list[Taken], lang: str) -> Iterator[Block]:
    """Give it as a text."""
    none = say("board.none", lang)
    rows = [
        [
            one.delivery.id if one.delivery else none,
            one.delivery.country if one.delivery else none,
            say(f"bounce.{one.what}", lang),
            str(one.said),
        ]
        for one in taken
    ]
    columns = ("mail", "code", "result", "said")
    yield Table(labels(columns, lang), rows)
