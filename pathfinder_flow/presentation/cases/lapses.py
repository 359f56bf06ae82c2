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


def as_blocks(country: str, found: Sequence[Lapse], lang: str) -> Iterator[Block]:
    """Give what lapses in a country as a text under a heading; nothing where nothing does."""
    if found:
        yield from under(say("lapse.heading", lang))
    for one in found:
        yield Paragraph(Advice(sentence(one, lang), *to_do(country, one)), indent=2, mark="- ")


def to_do(country: str, lapse: Lapse) -> list[Action]:
    """Give what mends it: the document or the mandate on record; nothing where that is not all."""
    rule = lapse.rule
    if rule.watch == "rest" or lapse.code == "several":
        return []
    if rule.watch == "mandate":
        return [action("mandate.add_role", role=rule.role, country=country)]
    return [action("evidence.add_kind", country=country, kind=rule.kind)]
