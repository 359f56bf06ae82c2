"""Why a country stands where it stands, in sentences that can be sent on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pathfinder_flow.domain.workflow.possibility import Answer
from pathfinder_flow.presentation.blocks import Block, Heading, Paragraph, under
from pathfinder_flow.presentation.cases.history import story_of
from pathfinder_flow.presentation.cases.standing import stage_sentences, status_sentence
from pathfinder_flow.services.history.why_status import StatusGrounds
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import counted, say
from pathfinder_flow.words.dates import say_day
from pathfinder_flow.words.refusals import event_title, step_brief


def as_values(found: StatusGrounds, lang: str) -> dict[str, Any]:
    """Give it as JSON values."""
    letters = found.letters
    return {
        "country": found.case.country,
        "state": found.standing.state,
        "status": found.standing.status,
        "said": _stands(found, lang),
        "move": found.move.entry.number if found.move else None,
        "relies_on": [one.number for one in found.move.relies_on] if found.move else [],
        "grounds": found.grounds,
        "letters": {
            "accepted": letters.accepted,
            "failed": letters.failed,
            "first": letters.first.isoformat() if letters.first else None,
            "last": letters.last.isoformat() if letters.last else None,
        },
        "ahead": [_ahead(one, lang) for one in found.ahead],
    }


def _stands(found: StatusGrounds, lang: str) -> list[str]:
    stages = stage_sentences(found.standing, found.workflow, lang)
    return [*stages, status_sentence(found.standing, lang)]


def as_blocks(found: StatusGrounds, lang: str) -> Iterator[Block]:
    """Give it as a text."""
    yield Heading(countries.name(found.case.country, lang))
    for said in _stands(found, lang):
        yield Paragraph(said)
    if found.move:
        yield from under(say("why_status.rests", lang))
        for said in story_of(found.move, lang):
            yield Paragraph(said)
    if found.grounds:
        yield Paragraph(say("why_status.grounds", lang, grounds=found.grounds))
    yield from under(say("why_status.letters", lang))
    yield Paragraph(_letters(found, lang))
    if found.ahead:
        yield from under(say("why_status.ahead", lang))
    for answer in found.ahead:
        yield Paragraph(_ahead(answer, lang), mark="- ")


def _letters(found: StatusGrounds, lang: str) -> str:
    letters = found.letters
    if letters.first is None or letters.last is None:
        return say("why_status.no_letter", lang)
    days = {"first": say_day(letters.first, lang), "last": say_day(letters.last, lang)}
    return counted("why_status.sent", letters.accepted, lang, **days, failed=str(letters.failed))


def _ahead(answer: Answer, lang: str) -> str:
    move = event_title(answer.workflow, answer.event, lang)
    steps = [one for one in answer.plan if one.act != "another_person"]
    missing = "; ".join(step_brief(one, answer.workflow, lang) for one in steps)
    value = missing or say("next.ready", lang)
    return say("paper.field", lang, field=move, value=value)
