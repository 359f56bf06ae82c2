"""Why an event may happen now or not yet, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pathfinder_flow.domain.workflow.answers import Refusal, Step
from pathfinder_flow.domain.workflow.denials import Refused
from pathfinder_flow.domain.workflow.gap_plan import Attested
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.domain.workflow.possibility import Answer
from pathfinder_flow.presentation.blocks import (
    BLANK,
    Block,
    Line,
    Paragraph,
)
from pathfinder_flow.presentation.cases import never_seen
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import counted, join, say
from pathfinder_flow.words.refusals import (
    event_title,
    refusal_sentence,
    state_title,
    step_sentence,
    thing_brief,
    title,
)

# What follows from evidence not being there at all is not worth a line of its own.
_UNSEEN = ("fields_unseen", "period_unseen", "groups_missing", "framework_missing")


_THINGS = ("evidence", "mandate", "decision")
"""What can be on file: acts whose step names a thing."""


def as_blocks(country: str, state: str | None, answers: list[Answer], lang: str) -> Iterator[Block]:
    """Say what may happen next to a country, event by event."""
    name = countries.name(country, lang)
    if not answers:
        yield Line(say("why.nothing", lang))
        return
    at = state_title(answers[0].workflow, state, lang) if state else say("board.none", lang)
    yield Line(say("why.next", lang, country=name, state=at))
    for answer in answers:
        yield from answer_blocks(answer, lang)


def answer_blocks(answer: Answer, lang: str) -> Iterator[Block]:
    """Give one event: possible, or why not and what to do."""
    transition = answer.workflow.transitions[answer.event]
    worded = event_title(answer.workflow, answer.event, lang)
    roles = join([say(f"by.{role}", lang) for role in transition.by], lang, "or")
    key = "why.ready" if answer.move else "why.not_yet"
    yield BLANK
    yield Paragraph(say(key, lang, title=worded, event=answer.event, roles=roles))
    yield Paragraph(title(transition.explanation, lang), indent=2)
    yield from _met(answer, lang)
    yield from _reasons(answer, lang)
    yield from _ahead(answer, lang)


def _ahead(answer: Answer, lang: str) -> Iterator[Block]:
    for later in answer.ahead:
        worded = event_title(answer.workflow, later.event, lang)
        yield Paragraph(say("why.ahead", lang, title=worded), indent=2)
        for refusal in later.refusals:
            said = refusal_sentence(refusal, answer.workflow, lang)
            yield Paragraph(said, indent=4, mark="- ")


def _met(answer: Answer, lang: str) -> Iterator[Block]:
    """Name what is there with its entries, but for what still lacks something."""
    lacking = {(step.act, step.target) for step in answer.plan}
    there: dict[str, set[int]] = {}
    for one in answer.met:
        act, target = one.step.act, one.step.target
        if act in _THINGS and one.rests_on and (act, target) not in lacking:
            name = thing_brief(one.step, answer.workflow, lang)
            there.setdefault(name, set()).update(one.rests_on)
    said = [f"{name} ({_entries(there[name], lang)})" for name in there]
    if said:
        yield Paragraph(say("why.met", lang, conditions="; ".join(said)), indent=2)


def _entries(numbers: set[int], lang: str) -> str:
    named = join([str(number) for number in sorted(numbers)], lang)
    return counted("why.met_by", len(numbers), lang, numbers=named)


def refused(error: Refused, lang: str) -> Iterator[Block]:
    """Say why moves were refused, country by country, and what to do."""
    for country, answer in error.answers.items():
        yield BLANK
        yield Line(country)
        yield from _reasons(answer, lang)


def _reasons(answer: Answer, lang: str) -> Iterator[Block]:
    yield from _refusals(answer.refusals, answer.workflow, lang)
    yield from _plan(answer.plan, answer.workflow, lang)


def _refusals(refusals: tuple[Refusal, ...], workflow: Workflow, lang: str) -> Iterator[Block]:
    if refusals:
        yield Paragraph(say("why.because", lang), indent=2)
    missing = {r.facts["kind"] for r in refusals if r.code == "evidence_missing"}
    for refusal in refusals:
        if refusal.code in _UNSEEN and refusal.facts["kind"] in missing:
            continue
        yield Paragraph(refusal_sentence(refusal, workflow, lang), indent=4, mark="- ")


def _plan(plan: tuple[Step, ...], workflow: Workflow, lang: str) -> Iterator[Block]:
    if plan:
        yield Paragraph(say("why.to_do", lang), indent=2)
    for number, step in enumerate(plan, start=1):
        said = step_sentence(step, workflow, lang)
        yield Paragraph(said, indent=4, mark=f"{number}. ")


def case_values(
    country: str, state: str | None, answers: list[Answer], unseen: list[Attested], lang: str
) -> dict[str, Any]:
    """Give what may happen next to a country as JSON values, and what its file never saw."""
    return {
        "country": country,
        "state": state,
        "events": [as_values(answer, lang) for answer in answers],
        "never_seen": never_seen.as_values(unseen),
    }


def as_values(answer: Answer, lang: str) -> dict[str, Any]:
    """Give an answer as JSON values, with its sentences."""
    return {
        "event": answer.event,
        "possible": answer.move is not None,
        "refusals": [
            {
                "code": refusal.code,
                "question": refusal.question,
                "facts": dict(refusal.facts),
                "said": refusal_sentence(refusal, answer.workflow, lang),
            }
            for refusal in answer.refusals
        ],
        "met": [
            {
                "guard": one.guard,
                "target": one.step.target,
                "entries": list(one.rests_on),
            }
            for one in answer.met
        ],
        "plan": [
            {
                "act": step.act,
                "target": step.target,
                "by": [str(role) for role in step.by],
                "demands": dict(step.demands),
                "said": step_sentence(step, answer.workflow, lang),
            }
            for step in answer.plan
        ],
        "ahead": [
            {
                "event": later.event,
                "refusals": [
                    {"code": one.code, "said": refusal_sentence(one, answer.workflow, lang)}
                    for one in later.refusals
                ],
            }
            for later in answer.ahead
        ],
    }
