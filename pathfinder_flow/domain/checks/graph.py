"""Checks of a workflow as a graph: where it starts, what is reached, what is a trap."""

from __future__ import annotations

from collections.abc import Iterator

from pathfinder_flow.domain.checks.problems import Problem
from pathfinder_flow.domain.workflow.model import Workflow


def check_graph(workflow: Workflow) -> Iterator[Problem]:
    """Find a wrong number of initial states, states never reached, and traps.

    The transitions must name known states only.
    """
    initial = [name for name, state in workflow.states.items() if state.initial]
    yield from _one_initial(initial)
    ways = _ways(workflow)
    if len(initial) == 1:
        yield from _unreachable(ways, initial[0])
    yield from _traps(workflow, ways)


def _ways(workflow: Workflow) -> dict[str, set[str]]:
    """Give the states that each state leads to in one move."""
    ways: dict[str, set[str]] = {name: set() for name in workflow.states}
    for transition in workflow.transitions.values():
        for state in transition.from_states:
            ways[state].add(transition.to_state)
    return ways


def _one_initial(initial: list[str]) -> Iterator[Problem]:
    if not initial:
        yield Problem(("states",), "no state is where a case starts: give one 'initial: true'")
    for name in initial[1:]:
        yield Problem(
            ("states", name, "initial"),
            f"a case starts in one state only, and '{initial[0]}' is initial already",
        )


def _unreachable(ways: dict[str, set[str]], start: str) -> Iterator[Problem]:
    reached, waiting = {start}, [start]
    while waiting:
        new = ways[waiting.pop()] - reached
        reached |= new
        waiting += new
    for name in ways:
        if name not in reached:
            yield Problem(("states", name), f"no way leads from '{start}' to '{name}'")


def _traps(workflow: Workflow, ways: dict[str, set[str]]) -> Iterator[Problem]:
    for name, state in workflow.states.items():
        if state.final and ways[name]:
            leads_to = ", ".join(sorted(ways[name]))
            yield Problem(("states", name, "final"), f"'{name}' is final, yet leads to: {leads_to}")
        elif not state.final and not ways[name] - {name}:
            yield Problem(
                ("states", name),
                f"no way leads out of '{name}': add a transition, or say 'final: true'",
            )
