"""What has lapsed, soon will, or was never there, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pathfinder_flow.domain.actions import Action, action
from pathfinder_flow.domain.workflow.lapses import Lapse
from pathfinder_flow.presentation.blocks import Advice, Block, Paragraph, under
from pathfinder_flow.words.catalog import join, say
from pathfinder_flow.words.dates import say_day
from pathfinder_flow.words.refusals import title

_ACTIONS = {"evidence": "evidence.add", "mandate": "mandate.add_for_country"}


def as_values(found: Sequence[Lapse], lang: str) -> list[dict[str, Any]]:
    """Give it as JSON values."""
    return [
        {
            "rule": one.name,
            "code": one.code,
            "day": one.day.isoformat() if one.day else None,
            "entries": list(one.entries),
            "said": sentence(one, lang),
        }
        for one in found
    ]


def sentence(lapse: Lapse, lang: str) -> str:
    """Say in a sentence what lapses."""
    entries = join([str(number) for number in lapse.entries], lang)
    day = say_day(lapse.day, lang) if lapse.day else ""
    what = title(lapse.rule.title, lang)
    return say(f"lapse.{lapse.code}", lang, what=what, day=day, entries=entries)


def as_blocks(found: Sequence[Lapse], lang: str) -> Iterator[Block]:
    """Give it as a text under a heading; nothing where nothing lapses."""
    if found:
        yield from under(say("lapse.heading", lang))
    for one in found:
        yield Paragraph(Advice(sentence(one, lang), *_to_do(one)), indent=2, mark="- ")


def _to_do(lapse: Lapse) -> list[Action]:
    name = _ACTIONS.get(lapse.rule.watch)
    return [action(name)] if name and lapse.code != "several" else []
