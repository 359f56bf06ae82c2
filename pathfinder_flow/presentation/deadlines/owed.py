"""What is owed, the earliest first, and how each stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pathfinder_flow.domain.actions import action
from pathfinder_flow.presentation.blocks import (
    BLANK,
    Advice,
    Block,
    Paragraph,
    Table,
    labels,
)
from pathfinder_flow.services.deadlines.queries import Deadline
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import join, say
from pathfinder_flow.words.dates import say_when
from pathfinder_flow.words.refusals import obligation_title
from pathfinder_flow.words.standing import say_standing

COLUMNS = (
    "country", "name", "obligation", "period", "due", "opens", "at", "zone", "standing", "days",
    "said", "entry",
)  # fmt: skip


def as_values(one: Deadline, lang: str) -> dict[str, Any]:
    """Give a deadline as JSON values; ``entry`` is None while it is not on record."""
    due = one.due
    return {
        "country": one.country,
        "name": countries.name(one.country, lang),
        "obligation": one.key[0],
        "period": one.key[1],
        "due": due.day.isoformat() if due.day else None,
        "opens": due.opens.isoformat(),
        "at": due.at.isoformat() if due.at else None,
        "zone": due.zone,
        "standing": one.standing.code,
        "days": one.days,
        "said": say_standing(one.standing, one.days, lang),
        "entry": one.number,
    }


def as_row(one: Deadline, lang: str) -> list[Any]:
    """Give a deadline as a row of a table under ``COLUMNS``."""
    return ["" if value is None else value for value in as_values(one, lang).values()]


def as_blocks(found: list[Deadline], lang: str) -> Iterator[Block]:
    """Give it as a text."""
    none = say("board.none", lang)
    several = len({one.key[0] for one in found}) > 1
    rows = [
        [
            one.country,
            countries.name(one.country, lang),
            _period(one, lang, several=several),
            say_when(one.due.day.isoformat(), lang, short=True) if one.due.day else none,
            say_standing(one.standing, one.days, lang),
        ]
        for one in found
    ]
    columns = ("code", "country", "period", "due", "standing")
    yield Table(labels(columns, lang), rows)
    yield from waiting(found, lang)


def _period(one: Deadline, lang: str, *, several: bool) -> str:
    """Name what is owed: the period alone where there is nothing to take it for."""
    name, period = one.key
    return f"{obligation_title(one.workflow, name, lang)}, {period}" if several else period


def waiting(found: list[Deadline], lang: str) -> Iterator[Block]:
    """Point out the countries of which somebody must say in which time zone they live."""
    codes = list(dict.fromkeys(one.country for one in found if one.standing.code == "no_zone"))
    if codes:
        names = join([countries.name(code, lang) for code in codes], lang)
        yield BLANK
        zones = [action("country.zones", country=code) for code in codes]
        yield Paragraph(Advice(say("deadlines.no_zone", lang, countries=names), *zones))
