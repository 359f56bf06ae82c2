"""What came of the results of a meeting: moves made, and what other countries wait for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pathfinder_flow.domain.actions import action
from pathfinder_flow.domain.workflow.possibility import Answer
from pathfinder_flow.presentation.blocks import Advice, Block, Paragraph
from pathfinder_flow.services.meetings.results import MeetingResults
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import join, say
from pathfinder_flow.words.refusals import event_title, refusal_sentence


def as_values(found: MeetingResults, lang: str) -> dict[str, Any]:
    """Give it as JSON values: the decision's entry, a move or what is missing by country."""
    return {
        "decision": found.decision.number,
        "outcomes": found.decision.body["outcomes"],
        "moves": [
            {"country": one.country, "entry": one.number, "event": one.body["event"]}
            for one in found.moves
        ],
        "waiting": [
            {"country": code, "moves": [_awaited(one, lang) for one in answers]}
            for code, answers in found.waiting.items()
        ],
    }


def _awaited(answer: Answer, lang: str) -> dict[str, Any]:
    return {"event": answer.event, "missing": _missing(answer, lang)}


def _missing(answer: Answer, lang: str) -> list[str]:
    return [refusal_sentence(one, answer.workflow, lang) for one in answer.refusals]


def as_blocks(found: MeetingResults, lang: str) -> Iterator[Block]:
    """Say of every country that did not move what its outcome waits for."""
    for code, answers in found.waiting.items():
        name = countries.name(code, lang)
        if not answers:
            yield Paragraph(say("results.no_move", lang, country=name))
        elif len([one for one in answers if one.move]) > 1:
            moves = [event_title(one.workflow, one.event, lang) for one in answers]
            said = say("results.choose", lang, country=name, moves=join(moves, lang, "or"))
            yield Paragraph(Advice(said, action("case.ask", country=code)))
        else:
            yield from _waits(code, answers[0], lang)


def _waits(code: str, answer: Answer, lang: str) -> Iterator[Block]:
    places = {"country": countries.name(code, lang)}
    move = event_title(answer.workflow, answer.event, lang)
    said = say("results.waits", lang, **places, move=move)
    yield Paragraph(Advice(said, action("case.ask", country=code)))
    for reason in _missing(answer, lang):
        yield Paragraph(reason, indent=2, mark="- ")
