"""Whether a move is possible; and if not, why not and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pathfinder_flow.domain.workflow.answers import Met
from pathfinder_flow.domain.workflow.gap_plan import gap_plan
from pathfinder_flow.domain.workflow.machine import AllowedMove, decide

if TYPE_CHECKING:
    from transitions import Machine

    from pathfinder_flow.domain.workflow.ahead import LaterNeed
    from pathfinder_flow.domain.workflow.answers import Refusal, Step
    from pathfinder_flow.domain.workflow.model import Workflow
    from pathfinder_flow.domain.workflow.question import Question


@dataclass(frozen=True)
class Answer:
    """What is to be said of one event: the move it would make, or why not and what to do.

    ``met`` are the conditions that are met, each with the entries it rests on; ``ahead`` is what
    the moves after it will need, where that was asked.
    """

    event: str
    workflow: Workflow
    move: AllowedMove | None
    refusals: tuple[Refusal, ...] = ()
    plan: tuple[Step, ...] = ()
    met: tuple[Met, ...] = ()
    ahead: tuple[LaterNeed, ...] = ()


def answer(machine: Machine, question: Question) -> Answer:
    """Decide a question, and plan from the same refusals what would make the move possible."""
    decided = decide(machine, question)
    refusals = decided.refusals
    plan = () if decided.move else tuple(gap_plan(question, refusals))
    met = tuple(Met(one.guard, relied_on, one.step(question)) for one, relied_on in decided.met)
    return Answer(question.event, question.workflow, decided.move, refusals, plan, met)
