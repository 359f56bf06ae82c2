"""The gap plan, what to do so that a refused move becomes possible; and what was never seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.facts import Move
from pathfinder_flow.domain.workflow.answers import Refusal, Step
from pathfinder_flow.domain.workflow.guards import AnyGuard, DecisionTaken, MandateInForce
from pathfinder_flow.domain.workflow.machine import shortest_way
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.domain.workflow.question import Question


def gap_plan(question: Question, refusals: Sequence[Refusal]) -> list[Step]:
    """Give the steps that satisfy every refusal, one for each thing to supply.

    A step asks for everything that any guard of the transition wants of the same thing, met
    today or not: new evidence replaces the old one, so it must bring all of it.
    """
    plan: dict[tuple[str, str], Step] = {}
    for refusal in refusals:
        if refusal.step is not None:
            plan.setdefault((refusal.step.act, refusal.step.target), refusal.step)
    for guard in question.transition.guards:
        step = guard.step(question)
        key = (step.act, step.target)
        if key in plan:
            plan[key] = plan[key].and_also(step)
    order = ("move", "wait", "mandate", "evidence", "decision", "another_person")
    return sorted(plan.values(), key=lambda step: order.index(step.act))


@dataclass(frozen=True, slots=True)
class Unseen:
    """Something the procedure asks for and the file never saw.

    ``target`` is the kind of evidence, the body that decides or the role mandated; ``outcome``
    what the body should have decided.
    """

    what: Literal["evidence", "decision", "mandate"]
    target: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Attested:
    """A move that a public source only attests, by its own workflow, and what was never seen."""

    move: Move
    workflow: Workflow
    missing: list[Unseen]


def never_seen(case: Case, workflows: Mapping[str, Workflow]) -> list[Attested]:
    """Say what the file never saw of each move that a public source only attests.

    Each is judged by the workflow it was recorded under, found by name in ``workflows``.
    A source may attest that a country came further without the steps between; then all that the
    procedure asks for on the shortest way there is looked for.
    """
    found = []
    for move in case.record.moves:
        if move.attested and move.from_state and move.account.span.possible_from <= case.day:
            workflow = workflows[move.workflow]
            way = shortest_way(workflow, move.from_state, (move.to_state,), holds_status=False)
            guards = [guard for event in way for guard in workflow.transitions[event].guards]
            missing = [unseen for guard in guards for unseen in _unseen(guard, case)]
            found.append(Attested(move, workflow, list(dict.fromkeys(missing))))
    return found


def _unseen(guard: AnyGuard, case: Case) -> list[Unseen]:
    if isinstance(guard, DecisionTaken):
        decided = any(known.body == guard.body for known in case.record.decisions)
        return [] if decided else [Unseen("decision", str(guard.body), guard.outcome)]
    if isinstance(guard, MandateInForce):
        held = any(m.role is guard.role and m.covers(case.country) for m in case.mandates)
        return [] if held else [Unseen("mandate", str(guard.role))]
    kind = getattr(guard, "kind", None)
    if kind is None or case.record.evidence.get(kind):
        return []
    return [Unseen("evidence", kind)]
