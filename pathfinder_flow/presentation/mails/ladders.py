"""The ladders: which rung, when, to whom, with which message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from pathfinder_flow.domain.reminders.ladder import Ladders, Rung
from pathfinder_flow.presentation.blocks import (
    Block,
    Heading,
    Table,
    labels,
)
from pathfinder_flow.words.catalog import join, say
from pathfinder_flow.words.standing import say_rung_day


def as_values(ladders: Ladders) -> dict[str, Any]:
    """Give the ladders as JSON values, by the name of the obligation."""
    return {name: asdict(one) for name, one in ladders.ladders.items()}


def as_blocks(ladders: Ladders, lang: str) -> Iterator[Block]:
    """Give every ladder as a table."""
    head = labels(("rung", "when", "to", "message"), lang)
    for name, ladder in ladders.ladders.items():
        hours = {"start": ladder.hours.start, "end": ladder.hours.end}
        title = say("ladder.title", lang, name=name, **hours)
        rows = [
            [
                rung,
                say_rung_day(one, lang),
                join(_recipients(one, lang), lang),
                one.message,
            ]
            for rung, one in ladder.rungs.items()
        ]
        yield Heading(title)
        yield Table(head, rows)


def _recipients(rung: Rung, lang: str) -> list[str]:
    copies = [say("reminder.copy", lang, role=say(f"role.{role}", lang)) for role in rung.copy]
    return [*(say(f"role.{role}", lang) for role in rung.to), *copies]
