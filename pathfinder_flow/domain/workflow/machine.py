"""The lifecycle as one shared ``transitions.Machine`` per workflow, and the decision.

A workflow is compiled once; a case is never registered with the machine. No text of a workflow
file reaches ``transitions`` but the names of states and events: its dotted strings are code.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from transitions import EventData, Machine, Transition

from pathfinder_flow.domain.roles import Mandate
from pathfinder_flow.domain.workflow.answers import Refusal, Step
from pathfinder_flow.domain.workflow.guards import StatusHeld
from pathfinder_flow.domain.workflow.question import Question

if TYPE_CHECKING:
    from pathfinder_flow.domain.workflow.guards import AnyGuard
    from pathfinder_flow.domain.workflow.model import Workflow


@dataclass(frozen=True, slots=True)
class AllowedMove:
    """A move that may be made: from where to where, resting on which entries, by which mandate."""

    event: str
    from_state: str
    to_state: str
    rests_on: tuple[int, ...]
    mandate: Mandate


@dataclass(slots=True)
class _Attempt:
    """What the machine moves: a question on its way, collecting findings."""

    state: str
    question: Question
    relied_on: set[int] = field(default_factory=set)
    refusals: list[Refusal] = field(default_factory=list)
    met: list[tuple[AnyGuard, tuple[int, ...]]] = field(default_factory=list)

    def examine(self, guard: AnyGuard) -> bool:
        finding = guard.examine(self.question)
        self.relied_on.update(finding.relied_on)
        if finding.refused is None:
            self.met.append((guard, finding.relied_on))
            return True
        step = guard.step(self.question)
        self.refusals.append(Refusal(finding.refused, "validity", finding.facts, step))
        return False


class _EveryGuard(Transition):
    """A transition that evaluates every guard, so that all refusals are known at once."""

    def execute(self, event_data: EventData) -> bool:
        """Move if no guard refuses; nothing is ever called around a move, so nothing is sought."""
        if not self._eval_conditions(event_data):
            return False
        attempt: Any = event_data.model
        attempt.state = self.dest
        return True

    def _eval_conditions(self, event_data: EventData) -> bool:
        # A list, not a generator: every guard is examined, not only those up to the first refusal.
        answers = [bool(condition.check(event_data)) for condition in self.conditions]
        return all(answers)


class _SharedMachine(Machine):
    transition_cls = _EveryGuard


def compile_machine(workflow: Workflow) -> Machine:
    """Compile a workflow, whose names must have been checked before, into a shared machine."""
    machine = _SharedMachine(
        model=None,
        states=list(workflow.states),
        initial=workflow.initial,
        auto_transitions=False,
        send_event=True,
        name=workflow.name,
    )
    for name, transition in workflow.transitions.items():
        conditions = [_condition(guard) for guard in transition.guards]
        machine.add_transition(
            name, list(transition.from_states), transition.to_state, conditions=conditions
        )
    return machine


def _condition(guard: AnyGuard) -> Any:
    return lambda event_data: event_data.model.examine(guard)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a move may be made: the move, or every reason why not.

    ``met`` are the guards that do not refuse, each with the entries it relies on.
    """

    move: AllowedMove | None
    refusals: tuple[Refusal, ...]
    met: tuple[tuple[AnyGuard, tuple[int, ...]], ...]


def decide(machine: Machine, question: Question) -> Judgement:
    """Say whether the move may be made; if not, give every reason and what would mend it.

    Authority, availability and validity are judged apart, and always all three: a move that is
    not available yet is judged as if the country stood at the first state it may start from.
    Reads no clock and no database; ``question.event`` must be an event of the workflow.
    """
    mandate = question.actor.mandate_for(
        question.transition.by, question.case.country, question.today
    )
    refusals = [*_authority(question, mandate), *_availability(question)]
    sources = question.transition.from_states
    state = question.case.state
    attempt = _Attempt(state if state in sources else sources[0], question)
    machine.events[question.event].trigger(attempt)
    refusals += attempt.refusals
    met = tuple(attempt.met)
    if refusals or mandate is None:
        return Judgement(None, tuple(refusals), met)
    rests_on = tuple(sorted(attempt.relied_on))
    move = AllowedMove(question.event, str(state), attempt.state, rests_on, mandate)
    return Judgement(move, (), met)


def _authority(question: Question, mandate: Mandate | None) -> list[Refusal]:
    if mandate is not None:
        return []
    roles = question.transition.by
    facts = {"roles": [str(role) for role in roles], "event": question.event}
    step = Step("another_person", question.event, roles)
    return [Refusal("not_authorised", "authority", facts, step)]


def _availability(question: Question) -> list[Refusal]:
    case, transition = question.case, question.transition
    if case.state in transition.from_states:
        return []
    facts: dict[str, Any] = {
        "event": question.event,
        "state": case.state,
        "from_states": list(transition.from_states),
    }
    if case.last_move is not None:
        facts["last_move"] = case.last_move.number
    path = path_to(question, transition.from_states)
    step = None
    if path:
        step = Step("move", path[0], question.workflow.transitions[path[0]].by, {"path": path})
    return [Refusal("not_available", "availability", facts, step)]


def path_to(question: Question, goals: tuple[str, ...]) -> list[str]:
    """Give the shortest list of events from where a case stands to one of the goals.

    Empty if there is no such way. Leads over no move that needs a status not held.
    """
    case = question.case
    return shortest_way(question.workflow, case.state, goals, holds_status=case.status is not None)


def shortest_way(
    workflow: Workflow, start: str | None, goals: tuple[str, ...], *, holds_status: bool
) -> list[str]:
    """Give the events of the shortest way between states, through none that ends the status.

    What needs the status is open from the start, or once it was granted on the way.
    """
    ways: list[tuple[str, bool, list[str]]] = [(start, holds_status, [])] if start else []
    seen = {(start, holds_status)}
    for state, held, way in ways:
        if state in goals:
            return way
        for event in workflow.events_from(state):
            move = workflow.transitions[event]
            reached = (move.to_state, held or move.grants_status)
            if reached not in seen and _is_open(workflow, event, holds_status=held):
                seen.add(reached)
                ways.append((*reached, [*way, event]))
    return []


def _is_open(workflow: Workflow, event: str, *, holds_status: bool) -> bool:
    transition = workflow.transitions[event]
    if workflow.states[transition.to_state].ends_status:
        return False
    needs_status = any(isinstance(guard, StatusHeld) for guard in transition.guards)
    return holds_status or not needs_status
