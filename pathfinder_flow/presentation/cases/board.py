"""The board: where every country stands, and what may happen next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from pathfinder_flow.domain.cases.facts import Count
from pathfinder_flow.presentation.blocks import (
    BLANK,
    Block,
    Heading,
    Line,
    Table,
    labels,
)
from pathfinder_flow.presentation.cases import lapses, why
from pathfinder_flow.presentation.cases.standing import stage_of, status_of
from pathfinder_flow.services.history.queries import Board, NextSteps
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import say
from pathfinder_flow.words.dates import say_day, say_moment, say_when
from pathfinder_flow.words.refusals import event_title, step_brief


def as_values(
    found: Board, lang: str, following: Mapping[str, NextSteps] = MappingProxyType({})
) -> dict[str, Any]:
    """Give a board as JSON values; ``following`` is what may happen next, by country."""
    rows = []
    for standing in found.standings:
        row: dict[str, Any] = {
            "country": standing.country,
            "name": countries.name(standing.country, lang),
        }
        row |= {key: value for key, value in asdict(standing).items() if key != "country"}
        if standing.country in following:
            steps = following[standing.country]
            row["next"] = [why.as_values(one, lang) for one in steps.answers]
            row["lapses"] = lapses.as_values(steps.lapses, lang)
        rows.append(row)
    return {
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "known_at": found.known_at.isoformat() if found.known_at else None,
        "counts": {
            "manifested_interest": asdict(found.manifested),
            "holding_status": asdict(found.holding_status),
            "implementing": asdict(found.implementing),
        },
        "countries": rows,
    }


def as_blocks(
    found: Board, lang: str, following: Mapping[str, NextSteps] = MappingProxyType({})
) -> Iterator[Block]:
    """Give a board as a text; ``following`` is what may happen next, by country."""
    yield Heading(_title(found, lang))
    yield from standings(found, lang)
    yield BLANK
    yield Line(
        say(
            "board.counts",
            lang,
            manifested=_count(found.manifested, lang),
            holding=_count(found.holding_status, lang),
            implementing=_count(found.implementing, lang),
        )
    )
    yield from _next(following, lang)
    yield from _lapses(following, lang)


def standings(found: Board, lang: str) -> Iterator[Block]:
    """Give where every country stands, as a table."""
    columns = ("code", "country", "stage", "since", "status")
    rows = [
        [
            standing.country,
            countries.name(standing.country, lang),
            stage_of(standing, found.workflows[standing.sha256], lang),
            say_when(standing.since, lang, short=True) if standing.since else "",
            status_of(standing, lang),
        ]
        for standing in found.standings
    ]
    yield Table(labels(columns, lang), rows)


def _count(count: Count, lang: str) -> str:
    if not count.possible:
        return str(count.certain)
    return say("board.count", lang, certain=count.certain, possible=count.possible)


def _title(found: Board, lang: str) -> str:
    title = say("board.title", lang)
    if found.as_of:
        title = say("board.title_as_of", lang, day=say_day(found.as_of, lang))
    if found.known_at:
        title += f", {say('board.known_at', lang, moment=say_moment(found.known_at, lang))}"
    return title


def _next(following: Mapping[str, NextSteps], lang: str) -> Iterator[Block]:
    rows = []
    for country, steps_of in following.items():
        answers = steps_of.answers
        # The way forward is the first event of the file; the others are in 'why CODE'.
        if not answers:
            rows.append([country, say("why.nothing", lang), ""])
            continue
        answer = answers[0]
        # Who asks is beside the point here: the table is about the country.
        steps = [step for step in answer.plan if step.act != "another_person"]
        missing = [step_brief(step, answer.workflow, lang) for step in steps]
        event = event_title(answer.workflow, answer.event, lang)
        rows.append([country, event, "; ".join(missing) or say("next.ready", lang)])
    if rows:
        yield BLANK
        yield Table(labels(("code", "next", "missing"), lang), rows)


def _lapses(following: Mapping[str, NextSteps], lang: str) -> Iterator[Block]:
    """Say what lapses, and where: what is the same of many countries is said once."""
    concerned: dict[str, list[str]] = {}
    for country, steps in following.items():
        for one in steps.lapses:
            concerned.setdefault(lapses.sentence(one, lang), []).append(country)
    if concerned:
        yield BLANK
        rows = [[said, ", ".join(codes)] for said, codes in concerned.items()]
        yield Table(labels(("lapses", "countries"), lang), rows)
