"""The gap plan: what to do, by whom, so that a refused move becomes possible."""

from __future__ import annotations

from pathfinder_flow.domain.asking import Question, Refusal, Step


def gap_plan(question: Question, refusals: list[Refusal]) -> list[Step]:
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
