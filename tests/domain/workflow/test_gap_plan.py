"""The gap plan, and what the file never saw."""

from collections import defaultdict
from typing import Any

import pytest

from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.roles import Actor, Body, Role
from pathfinder_flow.domain.workflow import guards as g
from pathfinder_flow.domain.workflow.answers import Refusal, Step
from pathfinder_flow.domain.workflow.gap_plan import Unseen, gap_plan, never_seen
from pathfinder_flow.domain.workflow.machine import compile_machine, decide
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.domain.workflow.question import Question
from tests.domain.values import OPENED, WORKFLOW, Ledger, ask, guarded

TODAY = "2024-05-01"
PRESENT = g.EvidencePresent(guard="evidence_present", kind="roadmap")
LETTER = g.EvidencePresent(guard="evidence_present", kind="letter")
ACTIONS = g.EvidenceComplete(guard="evidence_complete", kind="roadmap", fields=("actions",))
BUDGET = g.EvidenceComplete(guard="evidence_complete", kind="roadmap", fields=("budget", "actions"))
WORKERS = g.GroupsConsulted(guard="groups_consulted", kind="roadmap", groups=("workers",))
YOUTH = g.GroupsConsulted(guard="groups_consulted", kind="roadmap", groups=("youth",))
CURRENT = g.PeriodCurrent(guard="period_current", kind="roadmap")
ADOPTED = g.FrameworkAdopted(guard="framework_adopted", kind="roadmap", edition="2022")
APART = g.SeparateDuties(guard="separate_duties", kind="roadmap")
DECIDED = g.DecisionTaken(guard="decision_taken", body=Body.GCG, outcome="granted")
CHECKED = g.DecisionTaken(guard="decision_taken", body=Body.MWG, outcome="checked")
NOT_OWN = g.NotOwnCase(guard="not_own_case", body=Body.GCG)
FOCAL = g.MandateInForce(guard="mandate_in_force", role=Role.FOCAL_POINT)
STATUS = g.StatusHeld(guard="status_held")
WAITED = g.NotBefore(guard="not_before", days=30)

SEATED = OPENED.mandated("gcg", "PER")


def plan(ledger: Ledger, *guards: g.AnyGuard, event: str = "plan", **more: Any) -> list[Step]:
    """The gap plan of an event with these guards."""
    asked = ask(ledger, event, workflow=guarded(*guards, event=event), **more)
    return gap_plan(asked, refusals(asked))


def refusals(asked: Question) -> list[Refusal]:
    return list(decide(compile_machine(asked.workflow), asked).refusals)


MERGED: dict[str, tuple[tuple[g.AnyGuard, ...], dict[str, Any]]] = {
    "one guard": ((PRESENT,), {}),
    "fields of two guards": ((ACTIONS, BUDGET), {"fields": ["actions", "budget"]}),
    "groups of two guards": ((WORKERS, YOUTH), {"choices": {"groups": ["workers", "youth"]}}),
    "fields and groups": (
        (ACTIONS, WORKERS),
        {"fields": ["actions"], "choices": {"groups": ["workers"]}},
    ),
    "a period and an edition": (
        (PRESENT, CURRENT, ADOPTED),
        {"covers": {"period": TODAY}, "values": {"edition": "2022"}},
    ),
    "somebody else's": ((PRESENT, APART), {"not_by": ["ana"]}),
}


@pytest.mark.parametrize(("guards", "demands"), MERGED.values(), ids=MERGED)
def test_one_piece_of_evidence_is_asked_for_once_with_all_that_it_must_be(
    guards: tuple[g.AnyGuard, ...], demands: dict[str, Any]
) -> None:
    expected = Step("evidence", "roadmap", (Role.FOCAL_POINT,), {**demands, "to": TODAY})
    assert plan(OPENED, *guards) == [expected]


def test_new_evidence_brings_what_the_old_one_had_as_well() -> None:
    ledger = OPENED.filed("roadmap", "2023-01-01", {"actions": ["x"]})
    (step,) = plan(ledger, ACTIONS, WORKERS)
    assert step.demands["fields"] == ["actions"]


def test_what_is_met_and_shares_nothing_with_what_is_not_is_left_out() -> None:
    ledger = OPENED.filed("roadmap", "2023-01-01")
    assert [step.target for step in plan(ledger, PRESENT, LETTER)] == ["letter"]


def test_a_decision_of_the_own_case_is_asked_for_with_its_outcome_and_without_the_seat() -> None:
    demands = {"outcome": "granted", "to": TODAY, "recused": ["PER"]}
    expected = Step("decision", "gcg", (Role.SECRETARIAT,), demands)
    assert plan(SEATED, DECIDED, NOT_OWN) == [expected]


@pytest.mark.parametrize("decided", ["asked", "granted", "noted", "zero"])
@pytest.mark.parametrize("guards", [(DECIDED, NOT_OWN), (NOT_OWN, DECIDED)])
def test_a_decision_asked_for_again_has_the_outcome_that_the_move_needs(
    decided: str, guards: tuple[g.AnyGuard, ...]
) -> None:
    (step,) = plan(SEATED.decided(decided, "2023-01-01"), *guards)
    assert step.demands["outcome"] == "granted"


def test_decisions_of_two_bodies_are_two_steps() -> None:
    assert [step.target for step in plan(OPENED, DECIDED, CHECKED)] == ["gcg", "mwg"]


def test_steps_come_in_the_order_in_which_they_can_be_taken() -> None:
    ledger = OPENED.moved("plan", "interest", "2024-04-20")
    steps = plan(ledger, DECIDED, PRESENT, FOCAL, WAITED, event="report", actor=Actor("nobody"))
    assert [step.act for step in steps] == [
        "move",
        "wait",
        "mandate",
        "evidence",
        "decision",
        "another_person",
    ]


def test_a_refusal_that_nothing_mends_has_no_step() -> None:
    ledger = OPENED.moved("plan", "interest", "2020-01-01")
    assert plan(ledger) == []


def test_the_plan_takes_nothing_away_from_the_refusals() -> None:
    asked = ask(OPENED, "plan", workflow=guarded(ACTIONS, BUDGET))
    found = refusals(asked)
    gap_plan(asked, found)
    assert found == refusals(asked)


def test_two_steps_make_one_that_satisfies_both() -> None:
    one = Step("evidence", "x", (), {"to": "2024-01-01", "fields": ["a", "b"], "only": 1})
    other = Step(
        "evidence", "x", (), {"to": "2024-02-01", "fields": ["b", "c"], "choices": {"g": ["y"]}}
    )
    assert one.and_also(other).demands == {
        "to": "2024-02-01",
        "fields": ["a", "b", "c"],
        "only": 1,
        "choices": {"g": ["y"]},
    }


@pytest.mark.parametrize("days", [("2024-01-01", TODAY), (TODAY, "2024-01-01")])
def test_the_later_of_two_days_satisfies_both(days: tuple[str, str]) -> None:
    one, other = (Step("evidence", "x", (), {"to": day}) for day in days)
    assert one.and_also(other).demands == {"to": TODAY}


def test_choices_of_different_fields_are_kept_side_by_side() -> None:
    one = Step("evidence", "x", (), {"choices": {"g": ["y"], "h": ["z"]}})
    other = Step("evidence", "x", (), {"choices": {"h": ["w"], "i": ["v"]}})
    merged = {"g": ["y"], "h": ["z", "w"], "i": ["v"]}
    assert one.and_also(other).demands == {"choices": merged}


ATTESTED = OPENED.moved("grant", "interest", "2020", attested=True)
TWO_STEPS = guarded(LETTER, DECIDED, FOCAL, PRESENT, ACTIONS, WAITED, event="grant")
SEEN = {
    "nothing": (
        ATTESTED,
        [
            Unseen("evidence", "letter"),
            Unseen("decision", "gcg", "granted"),
            Unseen("mandate", "focal_point"),
            Unseen("evidence", "roadmap"),
        ],
    ),
    "all of it": (
        ATTESTED.filed("letter", "2020")
        .filed("roadmap", "2020")
        .decided("granted", "2020-01-01")
        .mandated("focal_point", "PER"),
        [],
    ),
    "evidence of later, and disputed": (
        ATTESTED.filed("letter", "2025", disputed=True).filed("roadmap", "2025"),
        [Unseen("decision", "gcg", "granted"), Unseen("mandate", "focal_point")],
    ),
    "what was withdrawn": (
        ATTESTED.filed("letter", "2020").withdrawn(3).filed("roadmap", "2020"),
        [
            Unseen("evidence", "letter"),
            Unseen("decision", "gcg", "granted"),
            Unseen("mandate", "focal_point"),
        ],
    ),
    "a mandate for another country": (
        ATTESTED.filed("letter", "2020").filed("roadmap", "2020").mandated("focal_point", "FRA"),
        [Unseen("decision", "gcg", "granted"), Unseen("mandate", "focal_point")],
    ),
}


def unseen(ledger: Ledger, workflow: Workflow, day: str = TODAY) -> list[tuple[str, list[Unseen]]]:
    by_name = defaultdict(lambda: workflow)
    return [(one.move.event, one.missing) for one in never_seen(ledger.as_of(day), by_name)]


@pytest.mark.parametrize(("ledger", "expected"), SEEN.values(), ids=SEEN)
def test_what_the_procedure_asks_for_and_the_file_never_saw_is_told_once(
    ledger: Ledger, expected: list[Unseen]
) -> None:
    assert unseen(ledger, TWO_STEPS) == [("grant", expected)]


def test_the_steps_that_a_source_passes_over_are_looked_for_as_well() -> None:
    workflow = guarded(LETTER, event="plan")
    assert unseen(ATTESTED, workflow) == [("grant", [Unseen("evidence", "letter")])]


def test_the_steps_looked_for_are_those_of_a_country_without_the_status() -> None:
    ledger = OPENED.moved("report", "running", "2020", attested=True)
    assert unseen(ledger, guarded(STATUS, LETTER, event="report")) == [("report", [])]


OPENING = {**OPENED.entries[0].body, "attested": True}


@pytest.mark.parametrize(
    ("ledger", "day"),
    [
        (OPENED, TODAY),
        (Ledger().add(Kind.CASE_OPENED, "2019-01-01", OPENING), TODAY),
        (OPENED.moved("grant", "interest", "2020"), TODAY),
        (ATTESTED, "2019-12-31"),
    ],
    ids=["only opened", "attested to be open", "not attested", "not possible yet"],
)
def test_only_moves_that_a_source_attests_by_that_day_are_looked_at(
    ledger: Ledger, day: str
) -> None:
    assert unseen(ledger, TWO_STEPS, day) == []


def test_an_attested_move_of_a_procedure_that_asks_for_nothing_lacks_nothing() -> None:
    assert unseen(ATTESTED, WORKFLOW) == [("grant", [])]
