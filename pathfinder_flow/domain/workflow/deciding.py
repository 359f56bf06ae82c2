"""Which moves a body decides about, and which of them a country is ready for."""

from __future__ import annotations

from pathfinder_flow.domain.roles import Body
from pathfinder_flow.domain.workflow.answers import Refusal
from pathfinder_flow.domain.workflow.guards import DecisionTaken
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.domain.workflow.possibility import Answer

_LEFT_TO_THE_MEETING = frozenset(("decision_missing", "decision_other", "own_case_decided"))
"""Refusals that the decision itself takes away."""


def outcome_asked(workflow: Workflow, event: str, body: Body) -> str | None:
    """Give the outcome of a body that an event rests on; None if it rests on none of that body."""
    for guard in workflow.transitions[event].guards:
        if isinstance(guard, DecisionTaken) and guard.body == body:
            return guard.outcome
    return None


def events_for(workflow: Workflow, state: str | None, body: Body, outcome: str) -> list[str]:
    """Give the events that an outcome of a body allows from a state, in the order of the file.

    Where it allows none from there, those that it will allow once the country has come further.
    """
    resting = [e for e in workflow.transitions if outcome_asked(workflow, e, body) == outcome]
    here = {*workflow.events_from(state or workflow.initial)}
    return [event for event in resting if event in here] or resting


def next_decision(workflow: Workflow, state: str | None, body: Body) -> str | None:
    """Give the event on which a body decides next in the ordinary course; None if it does not.

    That is the first way on from the state. What a body may decide at any time, such as to let a
    country rest, does not by itself put every country on its agenda.
    """
    event = next(iter(workflow.events_from(state or workflow.initial)), None)
    return event if event and outcome_asked(workflow, event, body) else None


def missing_for(answer: Answer) -> tuple[Refusal, ...]:
    """Give what a country lacks for a decision, beside the decision itself.

    Who may make the move afterwards is no matter of the country's file.
    """
    return tuple(
        one
        for one in answer.refusals
        if one.question == "validity"
        and one.code not in _LEFT_TO_THE_MEETING
        and one.code != "same_person"
    )
