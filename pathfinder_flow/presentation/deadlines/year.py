"""The figures of a reporting year: counts, a row a country, and what moved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pathfinder_flow.domain.deadlines.figures import ASKED, CODES
from pathfinder_flow.presentation.blocks import BLANK, Block, Heading, Paragraph, Table, labels
from pathfinder_flow.services.deadlines.year import CountryYear, YearFigures
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import say
from pathfinder_flow.words.dates import say_moment, say_when
from pathfinder_flow.words.refusals import event_title, obligation_title

COLUMNS = ("country", "name", "obligation", "year", "code", "said", "due", "on", "entry")


def as_values(found: YearFigures, lang: str) -> dict[str, Any]:
    """Give the figures as JSON values."""
    counts = found.counts
    return {
        "year": found.year,
        "known_at": found.known_at.isoformat() if found.known_at else None,
        "asked": sum(counts[code] for code in ASKED),
        "counts": counts,
        "reports": [_row(row, found.year, lang) for row in found.rows],
        "moves": [
            {
                "event": one.event,
                "title": event_title(one.workflow, one.event, lang),
                "certain": one.certain,
                "possible": one.possible,
            }
            for one in found.moves
        ],
    }


def _row(row: CountryYear, year: int, lang: str) -> dict[str, Any]:
    answer = row.answer
    return {
        "country": row.country,
        "name": countries.name(row.country, lang),
        "obligation": row.obligation,
        "year": year,
        "code": answer.code,
        "said": _said(row, lang),
        "due": answer.due.isoformat() if answer.due else None,
        "on": answer.on,
        "entry": answer.entry,
    }


def sheet(found: YearFigures, lang: str) -> tuple[list[str], list[list[Any]]]:
    """Give columns and rows of a table: what became of each report."""
    rows = [_row(row, found.year, lang) for row in found.rows]
    return list(COLUMNS), [["" if v is None else v for v in row.values()] for row in rows]


def _said(row: CountryYear, lang: str) -> str:
    said = say(f"year.{row.answer.code}", lang)
    why = row.answer.why
    return f"{said} ({say(f'year.why.{why}', lang)})" if why and why != "before_record" else said


def as_blocks(found: YearFigures, lang: str) -> Iterator[Block]:
    """Give the figures as a text."""
    yield Heading(say("year.title", lang, year=found.year))
    if found.known_at:
        yield Paragraph(say("year.known_at", lang, moment=say_moment(found.known_at, lang)))
    counts = found.counts
    asked = sum(counts[code] for code in ASKED)
    rows = [[say("year.asked", lang), str(asked)]]
    rows += [
        [f"  {say(f'year.{code}', lang)}", str(counts[code])] for code in ASKED if counts[code]
    ]
    rows += [
        [say(f"year.{code}", lang), str(counts[code])]
        for code in CODES
        if code not in ASKED and counts[code]
    ]
    yield Table(labels(("reports", "count"), lang), rows)
    yield from _reports(found, lang)
    yield from _moves(found, lang)


def _reports(found: YearFigures, lang: str) -> Iterator[Block]:
    shown = [row for row in found.rows if row.answer.code != "not_owed"]
    if not shown:
        return
    none = say("board.none", lang)
    several = len({row.obligation for row in shown}) > 1
    rows = []
    for row in shown:
        due = row.answer.due
        name = countries.name(row.country, lang)
        if several:
            name += f", {obligation_title(row.workflow, row.obligation, lang)}"
        when = say_when(due.isoformat(), lang, short=True) if due else none
        rows.append([row.country, name, when, _said(row, lang)])
    yield BLANK
    yield Table(labels(("code", "country", "due", "standing"), lang), rows)


def _moves(found: YearFigures, lang: str) -> Iterator[Block]:
    if not found.moves:
        return
    rows = [
        [event_title(one.workflow, one.event, lang), str(one.certain), str(one.possible)]
        for one in found.moves
    ]
    yield BLANK
    yield Table(labels(("move", "certain", "possible"), lang), rows)
