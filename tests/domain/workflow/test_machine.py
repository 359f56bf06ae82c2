"""Deciding: all reasons at once, on a machine that is shared and never changes."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pathfinder_flow.domain.checks.workflow import check
from pathfinder_flow.domain.roles import Actor, Body, Role
from pathfinder_flow.domain.workflow import guards as g
from pathfinder_flow.domain.workflow import machine as machine_module
from pathfinder_flow.domain.workflow.answers import Finding, Refusal, Step
from pathfinder_flow.domain.workflow.machine import (
    AllowedMove,
    compile_machine,
    decide,
    path_to,
    shortest_way,
)
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.domain.workflow.question import Question
from tests.domain.values import ANA, OPENED, WORKFLOW, Ledger, ask, guarded, mandate, move

LETTER = g.EvidencePresent(guard="evidence_present", kind="letter")
ROADMAP = g.EvidencePresent(guard="evidence_present", kind="roadmap")
DECIDED = g.DecisionTaken(guard="decision_taken", body=Body.GCG, outcome="granted")
STRICT = guarded(LETTER, ROADMAP, DECIDED)
"""To plan, a letter, a roadmap and a decision are needed."""

FILED = OPENED.filed("roadmap", "2020-01-01").filed("letter", "2020-01-01")
READY = FILED.decided("granted", "2020-02-01")
PLANNED = OPENED.moved("plan", "interest", "2020-06-01")
RESTING = PLANNED.moved("grant", "planning", "2021-01-01").moved("rest", "running", "2022-01-01")
RUNNING = PLANNED.moved("grant", "planning", "2021-01-01", attested=True)
NOBODY = Actor("nobody")


def answer(asked: Question) -> AllowedMove | list[Refusal]:
    decided = decide(compile_machine(asked.workflow), asked)
    return decided.move or list(decided.refusals)


def codes(asked: Question) -> list[tuple[str, str]]:
    """Which of the three questions was answered by which refusal."""
    refusals = answer(asked)
    assert isinstance(refusals, list)
    return [(refusal.question, refusal.code) for refusal in refusals]


def test_a_move_that_may_be_made_says_from_where_to_where_on_what_and_by_which_mandate() -> None:
    expected = AllowedMove("plan", "interest", "planning", (2, 3, 4), ANA.mandates[0])
    assert answer(ask(READY, "plan", workflow=STRICT)) == expected


def test_a_move_that_asks_for_nothing_rests_on_nothing() -> None:
    assert answer(ask(OPENED, "plan")) == AllowedMove(
        "plan", "interest", "planning", (), ANA.mandates[0]
    )


def test_every_guard_is_examined_whatever_the_ones_before_it_said() -> None:
    assert codes(ask(OPENED, "plan", workflow=STRICT)) == [
        ("validity", "evidence_missing"),
        ("validity", "evidence_missing"),
        ("validity", "decision_missing"),
    ]


def test_authority_availability_and_validity_are_judged_apart_and_all_at_once() -> None:
    asked = ask(PLANNED, "plan", workflow=STRICT, actor=NOBODY)
    assert codes(asked) == [
        ("authority", "not_authorised"),
        ("availability", "not_available"),
        ("validity", "evidence_missing"),
        ("validity", "evidence_missing"),
        ("validity", "decision_missing"),
    ]


@pytest.mark.parametrize(
    ("ledger", "actor", "expected"),
    [
        (READY, NOBODY, ("authority", "not_authorised")),
        (READY.moved("plan", "interest", "2021-01-01"), ANA, ("availability", "not_available")),
        (FILED, ANA, ("validity", "decision_missing")),
    ],
    ids=["authority", "availability", "validity"],
)
def test_each_of_the_three_may_be_all_that_stands_in_the_way(
    ledger: Ledger, actor: Actor, expected: tuple[str, str]
) -> None:
    assert codes(ask(ledger, "plan", workflow=STRICT, actor=actor)) == [expected]


def test_who_may_not_act_is_told_which_roles_may() -> None:
    assert answer(ask(OPENED, "plan", actor=NOBODY)) == [
        Refusal(
            "not_authorised",
            "authority",
            {"roles": ["secretariat"], "event": "plan"},
            Step("another_person", "plan", (Role.SECRETARIAT,)),
        )
    ]


@pytest.mark.parametrize(
    ("actor", "allowed"),
    [
        (Actor("ana", (mandate(Role.GCG),)), True),
        (Actor("ana", (mandate(Role.GCG, "FRA"),)), True),
        (Actor("ana", (mandate(Role.GCG, "PER"),)), False),
        (Actor("ana", (mandate(Role.GCG, "PER"), mandate(Role.GCG, "FRA"))), True),
        (Actor("ana", (mandate(Role.GCG, end="2024-04-30"),)), False),
        (Actor("ana", (mandate(Role.MWG),)), False),
    ],
    ids=["the body", "another seat", "the own seat", "two seats", "over", "another body"],
)
def test_a_seat_in_the_body_does_not_let_anybody_act_on_the_own_country(
    actor: Actor, allowed: bool
) -> None:
    assert isinstance(answer(ask(OPENED, "refuse", actor=actor)), AllowedMove) is allowed


def test_a_mandate_to_act_is_looked_up_on_the_day_of_asking_and_not_on_the_effective_day() -> None:
    asked = ask(OPENED, "plan", on="2020-01-01", actor=Actor("ana", (mandate(
        Role.SECRETARIAT, start="2023-01-01"),)))  # fmt: skip
    later = replace(asked, today=asked.today.replace(year=2024))
    assert (isinstance(answer(asked), AllowedMove), isinstance(answer(later), AllowedMove)) == (
        False,
        True,
    )


def test_what_is_not_available_says_where_the_case_stands_and_which_way_leads_there() -> None:
    path = ["plan"]
    assert answer(ask(OPENED, "grant")) == [
        Refusal(
            "not_available",
            "availability",
            {
                "event": "grant",
                "state": "interest",
                "from_states": ["planning"],
                "last_move": 1,
            },
            Step("move", "plan", (Role.SECRETARIAT,), {"path": path}),
        )
    ]


def test_what_no_way_leads_to_has_no_step() -> None:
    assert answer(ask(PLANNED, "plan")) == [
        Refusal(
            "not_available",
            "availability",
            {"event": "plan", "state": "planning", "from_states": ["interest"], "last_move": 2},
        )
    ]


def test_a_case_that_is_not_open_yet_is_told_so() -> None:
    assert answer(ask(OPENED, "plan", on="2018-06-01")) == [
        Refusal(
            "not_available",
            "availability",
            {"event": "plan", "state": None, "from_states": ["interest"]},
        )
    ]


def test_a_case_at_a_state_that_the_workflow_does_not_know_is_not_available() -> None:
    states = {name: state for name, state in WORKFLOW.states.items() if name != "planning"}
    moves = {"report": WORKFLOW.transitions["report"]}
    smaller = replace(WORKFLOW, states=states, transitions=moves)
    assert codes(ask(PLANNED, "report", workflow=replace(smaller, transitions={
        "report": move("running", "review", Role.SECRETARIAT)}))) == [
        ("availability", "not_available")
    ]  # fmt: skip


def test_guards_are_judged_even_where_the_move_is_not_available() -> None:
    workflow = guarded(DECIDED, event="note", by=(Role.SECRETARIAT,))
    assert codes(ask(OPENED, "note", workflow=workflow)) == [
        ("availability", "not_available"),
        ("validity", "decision_missing"),
    ]


def test_an_event_that_leads_back_to_its_own_state_is_a_move() -> None:
    workflow = replace(
        WORKFLOW, transitions={"again": move("interest", "interest", Role.SECRETARIAT)}
    )
    found = answer(ask(OPENED, "again", workflow=workflow))
    assert isinstance(found, AllowedMove)
    assert (found.from_state, found.to_state) == ("interest", "interest")


@pytest.mark.parametrize("state", ["running", "review"])
def test_one_event_may_be_made_from_several_states(state: str) -> None:
    ledger = OPENED.moved("note" if state == "running" else "report", "x", "2020-01-01")
    found = answer(ask(ledger, "rest", actor=Actor("ana", (mandate(Role.GCG),))))
    assert isinstance(found, AllowedMove)
    assert found.from_state == state


def test_deciding_leaves_nothing_behind_on_the_shared_machine() -> None:
    machine = compile_machine(STRICT)
    before = (machine.initial, list(machine.states), list(machine.events), list(machine.models))
    for ledger in (OPENED, READY, PLANNED):
        decide(machine, ask(ledger, "plan", workflow=STRICT))
    after = (machine.initial, list(machine.states), list(machine.events), list(machine.models))
    assert (before, after[-1]) == (after, [])


def test_conditions_that_are_met_are_told_with_their_entries_beside_those_missing() -> None:
    decided = decide(compile_machine(STRICT), ask(FILED, "plan", workflow=STRICT))
    told = [(guard.guard, relied_on) for guard, relied_on in decided.met]
    assert told == [("evidence_present", (3,)), ("evidence_present", (2,))]
    assert [one.code for one in decided.refusals] == ["decision_missing"]


def test_a_move_rests_on_what_its_conditions_rest_on() -> None:
    decided = decide(compile_machine(STRICT), ask(READY, "plan", workflow=STRICT))
    assert decided.move
    assert decided.move.rests_on == tuple(
        sorted(n for _, relied_on in decided.met for n in relied_on)
    )


def test_deciding_does_not_move_the_case() -> None:
    asked = ask(READY, "plan", workflow=STRICT)
    answer(asked)
    assert (asked.case.state, len(asked.case.record.moves)) == ("interest", 1)


def test_one_decision_knows_nothing_of_the_one_before() -> None:
    machine = compile_machine(STRICT)
    asked = [ask(ledger, "plan", workflow=STRICT) for ledger in (READY, OPENED, READY, FILED)]
    together = [decide(machine, one) for one in asked]
    assert together == [decide(compile_machine(one.workflow), one) for one in asked]


def test_many_threads_deciding_on_one_machine_do_not_meet() -> None:
    machine = compile_machine(STRICT)
    ledgers = [READY, OPENED, FILED, PLANNED, RESTING] * 40
    asked = [
        ask(ledger, event, workflow=STRICT)
        for ledger, event in zip(ledgers, list(STRICT.transitions) * 100, strict=False)
    ]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda one: decide(machine, one), asked))
    assert found == [decide(machine, one) for one in asked]


@dataclass(frozen=True)
class Odd:
    """A guard that answers with what is merely false, or merely true."""

    said: Any
    asked: list[str]

    def check(self, _: object) -> Any:
        self.asked.append(str(self.said))
        return self.said


@pytest.mark.parametrize(
    ("said", "met"),
    [((1, "yes"), True), ((0, "yes"), False), (("", None), False), (([0], {1}), True)],
)
def test_what_a_guard_answers_is_taken_as_yes_or_no_and_every_guard_is_asked(
    said: tuple[Any, ...], met: bool
) -> None:
    (transition,) = compile_machine(WORKFLOW).events["plan"].transitions["interest"]
    asked: list[str] = []
    transition.conditions = [Odd(one, asked) for one in said]  # type: ignore[misc]
    event: Any = SimpleNamespace()
    assert transition._eval_conditions(event) is met
    assert asked == [str(one) for one in said]


def test_a_finding_counts_as_refused_only_when_it_names_why() -> None:
    found = answer(ask(OPENED, "plan", workflow=guarded(Always(Finding((1,))))))  # type: ignore[arg-type]
    assert isinstance(found, AllowedMove)
    assert found.rests_on == (1,)


@dataclass(frozen=True)
class Always:
    """A guard that always finds the same."""

    finding: Finding

    def examine(self, _: Question) -> Finding:
        return self.finding


def test_every_guard_reaches_the_machine_as_a_function_and_never_as_a_name() -> None:
    machine = compile_machine(STRICT)
    conditions = [
        condition.func
        for event in machine.events.values()
        for transitions in event.transitions.values()
        for transition in transitions
        for condition in transition.conditions
    ]
    assert len(conditions) == 4
    assert all(callable(function) for function in conditions)


def test_the_machine_has_the_events_of_the_workflow_and_no_others() -> None:
    machine = compile_machine(WORKFLOW)
    assert (list(machine.events), list(machine.states)) == (
        list(WORKFLOW.transitions),
        list(WORKFLOW.states),
    )


def dotted(workflow: Workflow) -> list[Workflow]:
    """The workflow with a dot in the name of a state, and in the name of an event."""
    states = {**workflow.states, "os.system": workflow.states["planning"]}
    events = {**workflow.transitions, "os.system": workflow.transitions["plan"]}
    return [replace(workflow, states=states), replace(workflow, transitions=events)]


@pytest.mark.parametrize("workflow", dotted(WORKFLOW), ids=["state", "event"])
def test_a_name_with_a_dot_never_comes_as_far_as_the_machine(workflow: Workflow) -> None:
    assert any("os.system" in problem.path for problem in check(workflow))


def test_the_workflow_these_tests_use_is_sound() -> None:
    assert check(WORKFLOW) == []


WAYS = [
    # From, to any of, with the status; the events of the shortest way.
    ("interest", "interest", False, []),
    ("interest", "planning", False, ["plan"]),
    ("interest", "running", False, ["plan", "grant"]),
    ("interest", "review", True, ["plan", "grant", "report"]),
    ("interest", "review", False, ["plan", "grant", "report"]),
    ("running", "review", False, []),
    ("interest", "review planning", False, ["plan"]),
    ("review", "running", False, ["note"]),
    ("running", "planning", True, []),
    # Never by way of a state that ends the status, nor into one.
    ("running", "resting", True, []),
    ("interest", "refused", True, []),
    ("resting", "running", False, ["resume"]),
    ("refused", "running", True, []),
    ("nowhere", "running", True, []),
    (None, "running", True, []),
]


@pytest.mark.parametrize(("start", "goals", "status", "way"), WAYS)
def test_the_shortest_way_leads_over_no_move_that_is_closed(
    start: str | None, goals: str, status: bool, way: list[str]
) -> None:
    assert shortest_way(WORKFLOW, start, tuple(goals.split()), holds_status=status) == way


@pytest.mark.parametrize(
    ("ledger", "way"),
    [
        (RUNNING, []),
        (RUNNING.filed("letter", "2020", status=True), ["report"]),
        (RESTING, ["resume", "report"]),
    ],
    ids=["no status", "status attested", "status ended"],
)
def test_a_case_takes_the_way_that_its_status_opens(ledger: Ledger, way: list[str]) -> None:
    assert path_to(ask(ledger, "note"), ("review",)) == way


def test_every_refusal_the_decision_makes_by_itself_is_tested_here() -> None:
    text = Path(machine_module.__file__).read_text()
    assert text.count('Refusal("') == 2


def test_states_rank_along_the_lifecycle() -> None:
    assert [WORKFLOW.rank(state) for state in ("interest", "planning", "review")] == [0, 1, 3]
