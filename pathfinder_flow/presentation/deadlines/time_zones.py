"""The time zones of a country, and which its deadlines keep to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pathfinder_flow.domain.actions import action
from pathfinder_flow.presentation.blocks import (
    BLANK,
    Advice,
    Block,
    Line,
    Paragraph,
)
from pathfinder_flow.services.deadlines.changes import Zones
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import say


def as_values(found: Zones) -> dict[str, Any]:
    """Give a country's time zones as JSON values; ``entry`` is what says which holds."""
    return {"zones": list(found.known), "holds": found.holds, "entry": found.number}


def as_blocks(country: str, found: Zones, lang: str) -> Iterator[Block]:
    """Give a country's time zones, and which its deadlines keep to."""
    for zone in found.known:
        mark = "* " if zone == found.holds else "  "
        yield Line(f"{mark}{zone}")
    yield BLANK
    yield Paragraph(_said(country, found, lang))


def _said(country: str, found: Zones, lang: str) -> str:
    name = countries.name(country, lang)
    if found.holds:
        key = "zones.said" if found.number else "zones.only"
        return say(key, lang, country=name, zone=found.holds, number=found.number)
    if not found.known:
        return say("zones.none", lang, country=name)
    said = say("zones.unsaid", lang, country=name)
    return Advice(said, action("country.set_zone", country=country))
