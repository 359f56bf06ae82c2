"""What will be sent, and what will be kept back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from pathfinder_flow.presentation.blocks import Block, Table, labels
from pathfinder_flow.presentation.deadlines.owed import waiting
from pathfinder_flow.services.deadlines.queries import Deadline
from pathfinder_flow.services.scheduling.forecast import Foreseen
from pathfinder_flow.words.catalog import say
from pathfinder_flow.words.dates import say_when
from pathfinder_flow.words.deadlines import withheld_reason

COLUMNS = (
    "moment", "country", "period", "rung", "role", "copy", "language", "subject", "mail",
    "withheld",
)  # fmt: skip


def as_values(one: Foreseen) -> dict[str, Any]:
    """Give it as JSON values."""
    return {**asdict(one), "moment": one.moment.isoformat()}


def as_row(one: Foreseen) -> list[Any]:
    """Give a foreseen mail as a row of a table under ``COLUMNS``."""
    told = as_values(one)
    return ["" if told[name] is None else told[name] for name in COLUMNS]


def as_blocks(found: list[Foreseen], owed: list[Deadline], lang: str) -> Iterator[Block]:
    """Give a forecast as a table; of what is ``owed`` it names the countries without time zone."""
    columns = ("when", "code", "rung", "to", "subject")
    yield Table(labels(columns, lang), [_row(one, lang) for one in found])
    yield from waiting(owed, lang)


def _row(one: Foreseen, lang: str) -> list[str]:
    when = say_when(one.moment.date().isoformat(), lang, short=True)
    if one.withheld:
        reason = withheld_reason(one.withheld, {}, lang)
        none = say("board.none", lang)
        said = say("reminder.withheld", lang, why=reason)
        return [when, one.country, one.rung, none, said]
    role = say(f"role.{one.role}", lang)
    to = say("reminder.copy", lang, role=role) if one.copy else role
    return [when, one.country, one.rung, f"{to}, {one.language}", one.subject]
