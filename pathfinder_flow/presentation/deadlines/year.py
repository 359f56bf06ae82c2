"""The figures of a reporting year: counts, a row a country, and what moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from pathfinder_flow.domain.deadlines.figures import ASKED, NOT_ASKED
from pathfinder_flow.presentation.blocks import BLANK, Block, Heading, Paragraph, Table, labels
from pathfinder_flow.services.deadlines.year import CountryYear, YearFigures
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import say
from pathfinder_flow.words.dates import say_day, say_moment, say_when
from pathfinder_flow.words.refusals import event_title, obligation_title

COLUMNS = ("country", "name", "obligation", "year", "code", "why", "said", "due", "on", "entry")


def as_values(found: YearFigures, lang: str) -> dict[str, Any]:
    """Give the figures as JSON values."""
    return {
        "year": found.year,
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "known_at": found.known_at.isoformat() if found.known_at else None,
        "asked": found.asked,
        "counts": found.counts,
        "not_owed": found.reasons,
        "reports": [_row(row, found.year, lang) for row in found.rows],
        "reviews_concluded": asdict(found.reviews),
        "moves_made": asdict(found.moved),
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
        "why": answer.why,
        "said": _said(row, lang),
        "due": answer.due.isoformat() if answer.due else None,
        "on": answer.on,
        "entry": answer.entry,
    }


def sheet(found: YearFigures, lang: str) -> tuple[list[str], list[list[Any]]]:
    """Give columns and rows of a table: what became of each report."""
    rows = [_row(row, found.year, lang) for row in found.rows]
    return list(COLUMNS), [["" if v is None else v for v in row.values()] for row in rows]


def book(found: YearFigures, lang: str) -> dict[str, tuple[list[str], list[list[Any]]]]:
    """Give the sheets of a workbook by their titles: each report, the figures, the moves."""
    counts = [[code, say(f"year.{code}", lang), count] for code, count in found.counts.items()]
    counts = [["asked", say("year.asked", lang), found.asked], *counts]
    counts += [[why, say(f"year.why.{why}", lang), count] for why, count in found.reasons.items()]
    moves = [
        [one.event, event_title(one.workflow, one.event, lang), one.certain, one.possible]
        for one in found.moves
    ]
    return {
        say("year.sheet.reports", lang): sheet(found, lang),
        say("year.sheet.figures", lang): (["code", "said", "count"], counts),
        say("year.sheet.moves", lang): (["event", "title", "certain", "possible"], moves),
    }


def _said(row: CountryYear, lang: str) -> str:
    said = say(f"year.{row.answer.code}", lang)
    why = row.answer.why
    return f"{said} ({say(f'year.why.{why}', lang)})" if why else said


def as_blocks(found: YearFigures, lang: str) -> Iterator[Block]:
    """Give the figures as a text."""
    yield Heading(say("year.title", lang, year=found.year))
    if found.as_of:
        yield Paragraph(say("year.as_of", lang, day=say_day(found.as_of, lang)))
    if found.known_at:
        yield Paragraph(say("year.known_at", lang, moment=say_moment(found.known_at, lang)))
    if found.as_of or found.known_at:
        yield BLANK
    yield Table(labels(("reports", "count"), lang), _figures(found, lang))
    yield from _reports(found, lang)
    yield from _moves(found, lang)


def _figures(found: YearFigures, lang: str) -> list[list[str]]:
    """Give the counts: those asked and what they come to, then the others, with why."""
    counts = found.counts
    rows = [[say("year.asked", lang), str(found.asked)]]
    rows += [
        [f"  {say(f'year.{code}', lang)}", str(counts[code])] for code in ASKED if counts[code]
    ]
    for code in filter(counts.get, NOT_ASKED):
        rows.append([say(f"year.{code}", lang), str(counts[code])])
        if code == "not_owed":
            rows += [
                [f"  {say(f'year.why.{why}', lang)}", str(count)]
                for why, count in found.reasons.items()
                if count
            ]
    return [*rows, [say("year.all", lang), str(len(found.rows))]]


def _reports(found: YearFigures, lang: str) -> Iterator[Block]:
    if not found.rows:
        return
    none = say("board.none", lang)
    several = len({row.obligation for row in found.rows}) > 1
    rows = []
    for row in found.rows:
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
    total = found.moved
    rows.append([say("year.moves_made", lang), str(total.certain), str(total.possible)])
    yield BLANK
    yield Table(labels(("move", "certain", "possible"), lang), rows)
