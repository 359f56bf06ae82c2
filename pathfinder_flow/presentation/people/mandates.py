"""Who may act for whom, from when to when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pathfinder_flow.presentation.blocks import (
    Block,
    Table,
    labels,
)
from pathfinder_flow.services.people.mandates import Holder
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import say
from pathfinder_flow.words.dates import say_day


def as_values(holder: Holder) -> dict[str, Any]:
    """Give a mandate as JSON values; ``holder`` is None when the name was erased."""
    mandate = holder.mandate
    return {
        "entry": mandate.number,
        "holder": holder.handle,
        "person": mandate.person,
        "role": str(mandate.role),
        "country": mandate.country,
        "start": mandate.start.isoformat(),
        "end": mandate.end.isoformat() if mandate.end else None,
        "letter": mandate.letter,
    }


def as_blocks(found: list[Holder], lang: str) -> Iterator[Block]:
    """Give mandates as a table."""
    none = say("board.none", lang)
    rows = [
        [
            str(mandate.number),
            handle or mandate.person,
            say(f"role.{mandate.role}", lang),
            countries.name(mandate.country, lang) if mandate.country else none,
            say_day(mandate.start, lang),
            say_day(mandate.end, lang) if mandate.end else none,
        ]
        for mandate, handle in ((holder.mandate, holder.handle) for holder in found)
    ]
    columns = ("entry", "holder", "role", "for", "from", "until")
    yield Table(labels(columns, lang), rows)
