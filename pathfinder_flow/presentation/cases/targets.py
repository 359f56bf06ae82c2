"""The goals that the Alliance has set itself, and what the ledger says of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from pathfinder_flow.presentation.blocks import Block, Heading, Paragraph, Table, labels, under
from pathfinder_flow.services.history.targets import Progress
from pathfinder_flow.words.catalog import say


def as_values(found: Sequence[Progress], lang: str) -> list[dict[str, Any]]:
    """Give goals as JSON values; ``years`` is empty where the ledger keeps nothing of the kind."""
    return [
        {
            **asdict(one.target),
            "said": goal(one, lang),
            "years": [{"year": known.year, **asdict(known.count)} for known in one.years],
        }
        for one in found
    ]


def goal(one: Progress, lang: str) -> str:
    """Say a goal in a sentence."""
    target = one.target
    return say(f"target.{target.measure}", lang, goal=target.goal, until=target.until)


def as_blocks(found: Sequence[Progress], lang: str) -> Iterator[Block]:
    """Give goals as a text, each with a table of what the ledger says by year."""
    yield Heading(say("target.title", lang))
    for number, one in enumerate(found):
        if number:
            yield from under(goal(one, lang))
        else:
            yield Heading(goal(one, lang))
        yield Paragraph(say("workflow.source", lang, source=one.target.source))
        key = f"target.{one.target.measure}.counted" if one.years else "target.not_kept"
        yield Paragraph(say(key, lang))
        if one.years:
            rows = [
                [str(known.year), str(known.count.certain), str(known.count.possible)]
                for known in one.years
            ]
            yield Table(labels(("year", "certain", "possible"), lang), rows)
