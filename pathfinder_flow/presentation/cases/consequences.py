"""What a correction would change of how countries stand, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pathfinder_flow.presentation.blocks import Block, Paragraph
from pathfinder_flow.services.lifecycle.corrections import Consequence
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import say
from pathfinder_flow.words.refusals import state_title


def as_blocks(found: Sequence[Consequence], lang: str) -> Iterator[Block]:
    """Say of each country what it would lose or gain; or that all would stand as they do."""
    if not found:
        yield Paragraph(say("consequence.none", lang))
    for one in found:
        name = countries.name(one.country, lang)
        (before, held), (after, holds) = one.before, one.after
        if before != after:
            titles = [
                state_title(one.workflow, state, lang) if state else say("board.not_open", lang)
                for state in (before, after)
            ]
            places = {"country": name, "before": titles[0], "after": titles[1]}
            yield Paragraph(say("consequence.state", lang, **places))
        if held != holds:
            key = "consequence.gains" if holds else "consequence.loses"
            yield Paragraph(say(key, lang, country=name))
