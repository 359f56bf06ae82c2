"""What the procedure asks for and the file never saw, of moves that a source only attests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from pathfinder_flow.domain.workflow.gap_plan import Attested
from pathfinder_flow.presentation.blocks import (
    BLANK,
    Block,
    Paragraph,
)
from pathfinder_flow.words.catalog import join, say
from pathfinder_flow.words.dates import say_when
from pathfinder_flow.words.refusals import event_title, unseen_title


def as_values(unseen: list[Attested]) -> list[dict[str, Any]]:
    """Give it as JSON values, a mapping for every attested move."""
    return [
        {
            "entry": one.move.number,
            "event": one.move.event,
            "workflow": one.workflow.name,
            "missing": [asdict(thing) for thing in one.missing],
        }
        for one in unseen
    ]


def as_blocks(unseen: list[Attested], lang: str) -> Iterator[Block]:
    """Give it, a paragraph for every attested move."""
    if not unseen:
        return
    yield BLANK
    yield Paragraph(say("show.unseen", lang))
    yield BLANK
    for one in unseen:
        things = join([unseen_title(x, one.workflow, lang) for x in one.missing], lang)
        key = "show.unseen_line" if one.missing else "show.seen_line"
        event = event_title(one.workflow, one.move.event, lang)
        when = say_when(one.move.account.when.text, lang)
        said = say(key, lang, event=event, when=when, things=things)
        yield Paragraph(said, indent=2, mark="- ")
