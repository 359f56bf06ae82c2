"""Checks of a parsed workflow: whatever its shape alone does not say.

Every name used must be known, every text there in every language, every rule rest on something,
and the states form a graph without dead corners. Each problem says where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from pathfinder_flow.domain.checks.graph import check_graph
from pathfinder_flow.domain.checks.lapses import check_lapses
from pathfinder_flow.domain.checks.obligations import check_obligations
from pathfinder_flow.domain.checks.problems import Path, Problem, check_list, unknown
from pathfinder_flow.domain.checks.texts import check_wording, is_name, not_a_name
from pathfinder_flow.domain.dates.edtf import When, parse_when
from pathfinder_flow.domain.errors.invalid import BadDate
from pathfinder_flow.domain.workflow import guards
from pathfinder_flow.domain.workflow.model import Transition, Workflow

_WITH_OPTIONS = ("choice", "choices")


def check(workflow: Workflow, *, graph: bool = True) -> list[Problem]:
    """Give every problem of a workflow, in no particular order; none means it can be used.

    ``graph=False`` leaves out the graph, for a workflow of which parts could not be read. It is
    left out as well while a transition names an unknown state: it would only confuse.
    """
    moves = [*_states_of_moves(workflow)]
    problems = [
        *check_wording(workflow),
        *_in_force(workflow),
        *_evidence(workflow),
        *moves,
        *_transitions(workflow),
        *check_obligations(workflow),
        *_outcomes(workflow),
        *check_lapses(workflow),
    ]
    if graph and not moves:
        problems += check_graph(workflow)
    return problems


def _in_force(workflow: Workflow) -> Iterator[Problem]:
    whens: dict[str, When] = {}
    for key in ("start", "until"):
        text = getattr(workflow.in_force, key)
        try:
            if text is not None:
                whens[key] = parse_when(text)
        except BadDate as error:
            yield Problem(("in_force", key), str(error))
    if len(whens) == 2:  # noqa: PLR2004 - both ends
        first, last = whens["start"].earliest, whens["until"].latest
        if first and last and last < first:
            yield Problem(("in_force", "until"), "the procedure ends before it starts")


def _evidence(workflow: Workflow) -> Iterator[Problem]:
    for name, kind in workflow.evidence.items():
        path: Path = ("evidence", name)
        yield from check_list((*path, "suppliers"), kind.suppliers, "role")
        named = {"attests": kind.attests, "attests_of_holder": kind.attests_of_holder}
        named |= {f"suggests {at}": event for at, event in enumerate(kind.suggests)}
        for key, event in named.items():
            if event is not None and event not in workflow.transitions:
                yield unknown((*path, key.partition(" ")[0]), "event", event, workflow.transitions)
        for field_name, field in kind.fields.items():
            where = (*path, "fields", field_name, "options")
            if field.type in _WITH_OPTIONS:
                yield from check_list(where, field.options, "option")
            elif field.options:
                yield Problem(where, f"a field of type '{field.type}' has no options")


def _outcomes(workflow: Workflow) -> Iterator[Problem]:
    """Find outcomes without a title, where the file gives titles, and titles of none."""
    asked, titled = workflow.outcomes_asked(), workflow.outcomes
    for name in sorted(asked - titled.keys()) if titled else ():
        yield Problem(("outcomes",), f"the outcome '{name}' has no title")
    for name in titled.keys() - asked:
        yield unknown(("outcomes", name), "outcome", name, dict.fromkeys(asked))


def _states_of_moves(workflow: Workflow) -> Iterator[Problem]:
    for name, move in workflow.transitions.items():
        path: Path = ("transitions", name)
        if move.to_state not in workflow.states:
            yield unknown((*path, "to_state"), "state", move.to_state, workflow.states)
        yield from check_list((*path, "from_states"), move.from_states, "state")
        for index, state in enumerate(move.from_states):
            if state not in workflow.states:
                yield unknown((*path, "from_states", index), "state", state, workflow.states)


def _transitions(workflow: Workflow) -> Iterator[Problem]:
    for name, move in workflow.transitions.items():
        path: Path = ("transitions", name)
        yield from check_list((*path, "by"), move.by, "role")
        yield from _guards(workflow, move, path)


def _guards(workflow: Workflow, move: Transition, path: Path) -> Iterator[Problem]:
    for index, guard in enumerate(move.guards):
        where = (*path, "guards", index)
        if guard in move.guards[:index]:
            yield Problem(where, "this guard is listed twice")
        kind = getattr(guard, "kind", None)
        if kind is None:
            yield from _guard(workflow, guard, where)
        elif kind in workflow.evidence:
            yield from _guard_on_evidence(workflow, guard, where)
        else:
            yield unknown((*where, "kind"), "kind of evidence", kind, workflow.evidence)


def _guard(workflow: Workflow, guard: guards.AnyGuard, path: Path) -> Iterator[Problem]:
    match guard:
        case guards.DecisionTaken() if not is_name(guard.outcome):
            yield Problem((*path, "outcome"), not_a_name(guard.outcome))
        case guards.StatusHeld() if not any(t.grants_status for t in workflow.transitions.values()):
            yield Problem(path, "no transition has 'grants_status: true': nobody holds the status")
        case guards.RequestAnswered():
            for key in ("request", "answer"):
                if (kind := getattr(guard, key)) not in workflow.evidence:
                    yield unknown((*path, key), "kind of evidence", kind, workflow.evidence)
        case guards.NotBefore() if guard.days < 1:
            yield Problem((*path, "days"), "the number of days is 1 or more")


def _guard_on_evidence(workflow: Workflow, guard: guards.AnyGuard, path: Path) -> Iterator[Problem]:
    match guard:
        case guards.EvidenceComplete():
            yield from _fields_known(workflow, guard, path)
        case guards.PeriodCurrent() | guards.PeriodOver():
            yield from _field_fits(workflow, guard, path, ("period",))
        case guards.GroupsConsulted():
            yield from _field_fits(workflow, guard, path, ("choices",))
            yield from check_list((*path, "groups"), guard.groups, "group")
            for index, group in enumerate(guard.groups):
                yield from _option(workflow, guard, group, (*path, "groups", index))
        case guards.FieldIs():
            yield from _field_fits(workflow, guard, path, ("choice", "text", "year"))
            yield from _option(workflow, guard, guard.value, (*path, "value"))
        case guards.FrameworkAdopted():
            yield from _field_fits(workflow, guard, path, ("choice", "text", "year"))
            yield from _option(workflow, guard, guard.edition, (*path, "edition"))


def _fields_known(
    workflow: Workflow, guard: guards.EvidenceComplete, path: Path
) -> Iterator[Problem]:
    known = workflow.evidence[guard.kind].fields
    yield from check_list((*path, "fields"), guard.fields, "field")
    for index, name in enumerate(guard.fields):
        if name not in known:
            yield unknown((*path, "fields", index), f"field of '{guard.kind}'", name, known)


_FieldGuard = (
    guards.PeriodCurrent
    | guards.PeriodOver
    | guards.GroupsConsulted
    | guards.FrameworkAdopted
    | guards.FieldIs
)


def _field_fits(
    workflow: Workflow, guard: _FieldGuard, path: Path, types: tuple[str, ...]
) -> Iterator[Problem]:
    known = workflow.evidence[guard.kind].fields
    if guard.field not in known:
        yield unknown((*path, "field"), f"field of '{guard.kind}'", guard.field, known)
    elif known[guard.field].type not in types:
        yield Problem(
            (*path, "field"),
            f"the field '{guard.field}' of '{guard.kind}' is of type '{known[guard.field].type}', "
            f"and this guard needs {' or '.join(types)}",
        )


def _option(workflow: Workflow, guard: _FieldGuard, value: str, path: Path) -> Iterator[Problem]:
    field = workflow.evidence[guard.kind].fields.get(guard.field)
    if field and field.type in _WITH_OPTIONS and value not in field.options:
        yield unknown(path, f"option of '{guard.field}'", value, field.options)
