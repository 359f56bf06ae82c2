"""The days of the week on which a country's offices rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pathfinder_flow.domain.ledger.entries import Entry
from pathfinder_flow.presentation.blocks import Block, Paragraph
from pathfinder_flow.services.deadlines.weekends import WeekendView
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import join, say
from pathfinder_flow.words.dates import weekday_name


def days_of(entry: Entry, lang: str) -> str:
    """Give the days that an entry says are off: "Friday and Saturday"."""
    return _named(entry.body["days"], lang)


def as_values(found: WeekendView) -> dict[str, Any]:
    """Give a country's weekend as JSON values; ``entry`` is what says so, if one does."""
    return {"days": list(found.days), "entry": found.entry, "calendar": found.version}


def as_blocks(country: str, found: WeekendView, lang: str) -> Iterator[Block]:
    """Give a country's weekend, and whose data say so."""
    days, name = _named(found.days, lang), countries.name(country, lang)
    yield Paragraph(say("weekend.days", lang, country=name, days=days))
    yield Paragraph(say("weekend.by", lang, calendar=found.version))


def _named(days: Sequence[str], lang: str) -> str:
    return join([weekday_name(day, lang) for day in days], lang)
