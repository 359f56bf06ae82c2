"""What was known when an entry was recorded, and on the day on which it took effect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.roles import Mandate
from pathfinder_flow.presentation.blocks import (
    BLANK,
    Block,
    Heading,
    Paragraph,
    Table,
    labels,
)
from pathfinder_flow.presentation.cases import board, history
from pathfinder_flow.presentation.cases.board import standings
from pathfinder_flow.presentation.cases.history import story_of
from pathfinder_flow.presentation.cases.standing import briefly
from pathfinder_flow.services.history.queries import Board
from pathfinder_flow.services.history.who_knew import KnowledgeAt
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import say
from pathfinder_flow.words.dates import say_day, say_when
from pathfinder_flow.words.refusals import outcome_title


def as_values(found: KnowledgeAt, lang: str) -> dict[str, Any]:
    """Give it as JSON values."""
    held = found.held_then
    return {
        "entry": history.as_values(found.line, lang),
        "day": found.day.isoformat(),
        "imprecise": found.imprecise,
        "recorded_later": found.recorded_later,
        "ledger_begins": found.begins.isoformat(),
        "ledger_existed": not found.unborn,
        "held_then": board.as_values(held, lang) if held else None,
        "known_when_recorded": board.as_values(found.when_recorded, lang),
        "differing": list(found.differing),
        "covered": [asdict(one) for one in found.covered],
        "could_act": [_mandate_values(found, mandate) for mandate in found.could_act],
    }


def _mandate_values(found: KnowledgeAt, mandate: Mandate) -> dict[str, Any]:
    return {
        "entry": mandate.number,
        "role": str(mandate.role),
        "on_behalf_of": mandate.on_behalf_of,
        "start": mandate.start.isoformat(),
        "end": mandate.end.isoformat() if mandate.end else None,
        "recorded_at": found.learned[mandate.number].isoformat(),
    }


def as_blocks(found: KnowledgeAt, lang: str) -> Iterator[Block]:
    """Give it as a text."""
    yield Heading(say("knew.title", lang, number=found.line.entry.number))
    yield Paragraph(" ".join(story_of(found.line, lang)))
    yield Paragraph(" ".join(_days(found, lang)))
    yield from _boards(found, lang)
    yield from _covered(found, lang)
    yield from _could_act(found, lang)


def _days(found: KnowledgeAt, lang: str) -> Iterator[str]:
    """Say when it took effect and when it was recorded, and what there is to say about that."""
    entry, day = found.line.entry, say_day(found.day, lang)
    recorded = say_day(entry.recorded_at.date(), lang)
    when = say_when(entry.effective, lang)
    if found.ahead:
        yield say("knew.ahead", lang, when=when, day=day)
    elif found.imprecise:
        yield say("knew.imprecise", lang, when=when, day=day)
    if found.recorded_later:
        key = "knew.decided" if entry.kind is Kind.DECISION else "knew.took_effect"
        yield say(key, lang, day=day, recorded=recorded)
    elif not found.ahead:
        yield say("knew.same_day", lang, day=day)
    if found.unborn:
        yield say("knew.unborn", lang, day=day, begins=say_day(found.begins.date(), lang))


def _boards(found: KnowledgeAt, lang: str) -> Iterator[Block]:
    """Give what the ledger held on the day, and beside it what was known when recording it."""
    day, held = say_day(found.day, lang), found.held_then
    recorded = say_day(found.line.entry.recorded_at.date(), lang)
    if held is None:
        yield from _board(say("knew.recorded", lang, day=day), found.when_recorded, lang)
        return
    yield from _board(say("knew.held", lang, day=day), held, lang)
    yield BLANK
    if not found.differing:
        yield Paragraph(say("knew.same", lang, recorded=recorded))
        return
    yield Paragraph(say("knew.differs", lang, recorded=recorded))
    yield BLANK
    columns = ("code", "country", "held", "known_recorded")
    boards = (held, found.when_recorded)
    rows = [
        [code, countries.name(code, lang), *(_stood(board, code, lang) for board in boards)]
        for code in found.differing
    ]
    yield Table(labels(columns, lang), rows)


def _board(title: str, board: Board, lang: str) -> Iterator[Block]:
    yield BLANK
    yield Paragraph(title)
    yield BLANK
    if board.standings:
        yield from standings(board, lang)
    else:
        yield Paragraph(say("board.empty_then", lang))


def _stood(board: Board, code: str, lang: str) -> str:
    standing = next((one for one in board.standings if one.country == code), None)
    return briefly(standing, board.workflows, lang)


def _covered(found: KnowledgeAt, lang: str) -> Iterator[Block]:
    if not found.covered:
        return
    yield BLANK
    yield Paragraph(say("knew.covered", lang, day=say_day(found.day, lang)))
    yield BLANK
    rows = [
        [
            one.country,
            countries.name(one.country, lang),
            outcome_title(None, one.outcome, lang),
            say("answer.yes" if one.stood_aside else "answer.no", lang),
            briefly(one.standing, found.when_recorded.workflows, lang),
        ]
        for one in found.covered
    ]
    columns = ("code", "country", "outcome", "aside", "stage")
    yield Table(labels(columns, lang), rows)


def _could_act(found: KnowledgeAt, lang: str) -> Iterator[Block]:
    day, none = say_day(found.day, lang), say("board.none", lang)
    yield BLANK
    if not found.could_act:
        yield Paragraph(say("knew.nobody", lang, day=day))
        return
    yield Paragraph(say("knew.could_act", lang, day=day))
    yield BLANK

    def short(of: Any) -> str:
        return say_when(of.isoformat(), lang, short=True) if of else none

    rows = [
        [
            str(one.number),
            say(f"role.{one.role}", lang),
            countries.name(one.country, lang) if one.country else none,
            short(one.start),
            short(one.end),
            short(found.learned[one.number].date()),
        ]
        for one in found.could_act
    ]
    columns = ("entry", "role", "for", "from", "until", "recorded")
    yield Table(labels(columns, lang), rows)
