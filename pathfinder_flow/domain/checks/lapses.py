"""Checks of what a workflow has watched for its end."""

from __future__ import annotations

from collections.abc import Iterator

from pathfinder_flow.domain.checks.problems import Path, Problem, check_list, unknown
from pathfinder_flow.domain.workflow.model import LapseRule, Workflow


def check_lapses(workflow: Workflow) -> Iterator[Problem]:
    """Find every rule that watches something the workflow does not know, or nowhere."""
    for name, rule in workflow.lapses.items():
        path: Path = ("lapses", name)
        yield from _where(workflow, rule, path)
        yield from _what(workflow, rule, path)
        if any(month < 1 for month in rule.months):
            yield Problem((*path, "months"), "the number of months is 1 or more")


def _where(workflow: Workflow, rule: LapseRule, path: Path) -> Iterator[Problem]:
    if rule.while_status == bool(rule.states):
        yield Problem(path, "it is watched of every holder ('while_status') or in some 'states'")
    for key in ("states", "except_in"):
        for index, state in enumerate(getattr(rule, key)):
            if state not in workflow.states:
                yield unknown((*path, key, index), "state", state, workflow.states)


def _what(workflow: Workflow, rule: LapseRule, path: Path) -> Iterator[Problem]:
    if rule.watch == "mandate" and rule.role is None:
        yield Problem(path, "which mandate is watched is said by 'role'")
    if rule.watch == "rest":
        yield from check_list((*path, "months"), map(str, rule.months), "number of months")
    if rule.watch != "evidence":
        return
    if rule.kind not in workflow.evidence:
        yield unknown((*path, "kind"), "kind of evidence", str(rule.kind), workflow.evidence)
    elif rule.field is not None:
        known = workflow.evidence[rule.kind].fields
        if rule.field not in known:
            yield unknown((*path, "field"), f"field of '{rule.kind}'", rule.field, known)
        elif known[rule.field].type != "period":
            said = f"the field '{rule.field}' is of type '{known[rule.field].type}', not a period"
            yield Problem((*path, "field"), said)
