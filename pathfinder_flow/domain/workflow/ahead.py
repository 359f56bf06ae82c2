"""What later steps will need that takes time: told early, not on the eve of a meeting."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pathfinder_flow.domain.workflow.answers import Refusal
from pathfinder_flow.domain.workflow.guards import (
    AnyGuard,
    FrameworkAdopted,
    MandateInForce,
    PeriodCurrent,
)
from pathfinder_flow.domain.workflow.question import Question

_FURTHEST = 3
"""How many moves ahead are looked at: from planning, that is to the report and its review."""

_LASTING = (FrameworkAdopted, MandateInForce, PeriodCurrent)
"""What holds on once it is there, so that it can be asked for long before it is needed."""


@dataclass(frozen=True, slots=True)
class LaterNeed:
    """What a later move will need and is not there: the event, and why it would be refused."""

    event: str
    refusals: tuple[Refusal, ...]


def look_ahead(question: Question) -> tuple[LaterNeed, ...]:
    """Say what the moves after one will need, along the first way on from each state.

    Only what lasts and is not there today; nothing is told twice, nor what the move itself needs.
    """
    told = {*question.transition.guards}
    found, states = [], {*question.transition.from_states}
    state = question.transition.to_state
    for _ in range(_FURTHEST):
        event = next(iter(question.workflow.events_from(state)), None)
        if event is None or state in states:
            break
        states.add(state)
        later = replace(question, event=event)
        guards = [guard for guard in later.transition.guards if guard not in told]
        told |= {*guards}
        refusals = tuple(filter(None, (_refusal(guard, later) for guard in guards)))
        if refusals:
            found.append(LaterNeed(event, refusals))
        state = later.transition.to_state
    return tuple(found)


def _refusal(guard: AnyGuard, question: Question) -> Refusal | None:
    if not isinstance(guard, _LASTING):
        return None
    found = guard.examine(question)
    if found.refused is None:
        return None
    return Refusal(found.refused, "validity", found.facts, guard.step(question))
