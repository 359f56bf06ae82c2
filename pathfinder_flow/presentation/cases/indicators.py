"""The indicators and actions of a roadmap, and how far a country has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from pathfinder_flow.domain.cases.indicators import Measurement
from pathfinder_flow.presentation.blocks import BLANK, Block, Heading, Paragraph, Table, labels
from pathfinder_flow.services.history.indicators import IndicatorProgress, RoadmapProgress
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import join, say, texts


def as_values(found: RoadmapProgress) -> dict[str, Any]:
    """Give it as JSON values; numbers are texts, as they were written."""
    return {
        "country": found.country,
        "roadmap": found.entry,
        "indicators": [progress_values(one) for one in found.indicators],
        "actions": [
            {**asdict(one), "states": [{"year": year, "state": state} for year, state in stood]}
            for one, stood in found.actions
        ],
        "dropped": list(found.dropped),
    }


def progress_values(one: IndicatorProgress) -> dict[str, Any]:
    """Give an indicator with its values as JSON values."""
    return {
        "country": one.country,
        **{name: _plain(value) for name, value in asdict(one.indicator).items()},
        "values": [
            {name: _plain(value) for name, value in asdict(known).items()} for known in one.measured
        ],
        "per_cent": _plain(one.far),
    }


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


def as_blocks(found: RoadmapProgress, lang: str) -> Iterator[Block]:
    """Give it as a text."""
    name = countries.name(found.country, lang)
    if found.entry is None:
        yield Paragraph(say("indicators.none", lang, country=name))
        return
    yield Heading(say("indicators.title", lang, country=name, number=found.entry))
    yield from shared_blocks(found.indicators, lang)
    if found.actions:
        rows = [
            [one.title, one.owner, " \u2013 ".join(filter(None, (one.start, one.end))), one.budget,
             _stood(stood, lang)]
            for one, stood in found.actions
        ]  # fmt: skip
        yield BLANK
        yield Table(labels(("action", "owner", "time", "budget", "state"), lang), rows)
    if found.dropped:
        yield BLANK
        yield Paragraph(say("indicators.dropped", lang, ids=join(list(found.dropped), lang)))


def shared_blocks(
    found: Sequence[IndicatorProgress], lang: str, *, compared: bool = False
) -> Iterator[Block]:
    """Give indicators as a table: of one country, or ``compared`` over several."""
    rows = [
        [
            *([countries.name(one.country, lang)] if compared else []),
            f"{one.indicator.id}  {one.indicator.title}",
            one.indicator.unit,
            _dated(one.indicator.baseline, one.indicator.baseline_year),
            "; ".join(_measured(known, lang) for known in one.measured),
            _dated(one.indicator.target, one.indicator.target_year),
            f"{one.far} %" if one.far is not None else say("board.none", lang),
        ]
        for one in found
    ]
    columns = ("indicator", "unit", "baseline", "values", "target", "how_far")
    yield Table(labels(("country", *columns) if compared else columns, lang), rows)


def _dated(value: Decimal | None, year: int | None) -> str:
    shown = "" if value is None else str(value)
    return f"{shown} ({year})" if year else shown


def _measured(known: Measurement, lang: str) -> str:
    year = f"{known.year}, {known.group}" if known.group else known.year
    if known.value is None:
        return say("indicators.not_measured", lang, year=year, reason=known.reason)
    return say("paper.field", lang, field=year, value=known.value)


def _stood(stood: Sequence[tuple[str, str]], lang: str) -> str:
    if not stood:
        return say("board.none", lang)
    year, state = stood[-1]
    said = texts(lang).get(f"action_state.{state}", state)
    return f"{said} ({year})" if year else said
