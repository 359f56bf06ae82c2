"""What lapses is seen before it does; what later steps need is told early."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.checks.workflow import check
from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.roles import Actor, Body, Role
from pathfinder_flow.domain.workflow.ahead import look_ahead
from pathfinder_flow.domain.workflow.guards import (
    DecisionTaken,
    MandateInForce,
    PeriodCurrent,
    StatusHeld,
)
from pathfinder_flow.domain.workflow.lapses import lapses
from pathfinder_flow.domain.workflow.model import LapseRule, Workflow
from pathfinder_flow.domain.workflow.question import Question
from tests.domain.values import WORDS, WORKFLOW, Ledger, guarded

EDITION = LapseRule(**WORDS, watch="evidence", kind="letter", while_status=True)
PLAN = LapseRule(
    **WORDS, watch="evidence", kind="roadmap", field="period", while_status=True,
    except_in=("resting",), months=(12, 3),
)  # fmt: skip
OFFICE = LapseRule(
    **WORDS, watch="mandate", role=Role.FOCAL_POINT, states=("interest",), months=(3,)
)
REST = LapseRule(**WORDS, watch="rest", states=("interest",), months=(6, 12))

BEGUN = Ledger().opened("2024-01-01", recorded="2024-01-01")
HOLDER = BEGUN.moved("plan", "interest", "2024-01-02", recorded="2024-01-02").moved(
    "grant", "planning", "2024-01-03", recorded="2024-01-03"
)


def watching(**rules: LapseRule) -> Workflow:
    return replace(WORKFLOW, lapses=rules)


def found(ledger: Ledger, day: str, **rules: LapseRule) -> list[tuple[str, str]]:
    case = Case(ledger.record(), date.fromisoformat(day))
    return [
        (one.code, one.day.isoformat() if one.day else "")
        for one in lapses(case, watching(**rules))
    ]


def planned(period: str | None, ledger: Ledger = HOLDER) -> Ledger:
    fields = {"period": period} if period else {}
    return ledger.filed("roadmap", "2024-02-01", fields, recorded="2024-02-01")


def mandated(ledger: Ledger, start: str, end: str | None) -> Ledger:
    body = {
        "person": "p-1", "role": "focal_point", "country": "PER", "start": start, "end": end,
        "letter": "L",
    }  # fmt: skip
    return ledger.add(Kind.MANDATE, start, body, recorded=start)


@pytest.mark.parametrize(
    ("ledger", "day", "says"),
    [
        (HOLDER, "2024-06-01", [("missing", "")]),
        (planned(None), "2024-06-01", [("undated", "")]),
        (planned("2024/2026"), "2025-12-30", []),
        (planned("2024/2026"), "2025-12-31", [("ends", "2026-12-31")]),
        (planned("2024/2026"), "2026-12-31", [("ends", "2026-12-31")]),
        (planned("2024/2026"), "2027-01-01", [("ended", "2026-12-31")]),
        (BEGUN, "2024-06-01", []),
    ],
)
def test_a_roadmap_of_a_holder_is_watched(
    ledger: Ledger, day: str, says: list[tuple[str, str]]
) -> None:
    assert found(ledger, day, plan=PLAN) == says


def test_nothing_is_watched_while_the_work_rests() -> None:
    resting = HOLDER.moved("rest", "running", "2024-03-01", recorded="2024-03-01")
    assert found(resting, "2024-06-01", plan=PLAN) == []


@pytest.mark.parametrize(
    ("mandates", "day", "says"),
    [
        ([], "2024-02-01", [("missing", "")]),
        ([("2024-01-01", None)], "2024-02-01", []),
        ([("2024-01-01", "2024-12-31")], "2024-09-30", []),
        ([("2024-01-01", "2024-12-31")], "2024-10-01", [("ends", "2024-12-31")]),
        ([("2024-01-01", "2024-12-31")], "2025-01-01", [("missing", "")]),
        ([("2024-01-01", "2024-05-01"), ("2024-04-01", None)], "2024-04-15", [("several", "")]),
    ],
)
def test_a_focal_point_in_office_is_watched(
    mandates: list[tuple[str, str | None]], day: str, says: list[tuple[str, str]]
) -> None:
    ledger = BEGUN
    for start, end in mandates:
        ledger = mandated(ledger, start, end)
    assert found(ledger, day, office=OFFICE) == says


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2024-06-30", []), ("2024-07-01", [("rests", "2024-01-01")]),
        ("2026-01-01", [("rests", "2024-01-01")]), ("2023-12-31", []),
    ],
)  # fmt: skip
def test_a_candidate_at_rest_is_seen_after_half_a_year(
    day: str, says: list[tuple[str, str]]
) -> None:
    assert found(BEGUN, day, rest=REST) == says


def test_a_candidate_that_is_not_certain_is_not_said_to_rest() -> None:
    known = Ledger().opened("2024", recorded="2024-12-31")
    assert found(known, "2024-06-01", rest=REST) == []


@given(st.dates(date(2024, 1, 4), date(2030, 1, 1)), st.dates(date(2024, 1, 4), date(2029, 1, 1)))
def test_a_holder_lacks_the_document_until_the_day_it_is_dated(day: date, adopted: date) -> None:
    text = adopted.isoformat()
    ledger = HOLDER.filed("letter", text, recorded=text)
    case = Case(ledger.record(), day)
    missing = [one.code for one in lapses(case, watching(edition=EDITION))]
    assert missing == (["missing"] if day < adopted else [])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "roadmapp"}, "kind of evidence"),
        ({"field": "periodd"}, "field of 'roadmap'"),
        ({"field": "budget"}, "not a period"),
        ({"states": ("planning",)}, "of every holder"),
        ({"except_in": ("restin",)}, "state"),
        ({"months": (0,)}, "1 or more"),
        ({"watch": "mandate"}, "is said by 'role'"),
        ({"watch": "rest", "months": ()}, "months"),
    ],
)
def test_a_rule_that_watches_nothing_known_is_refused(changes: dict[str, Any], said: str) -> None:
    assert check(watching(plan=PLAN, edition=EDITION)) == []
    problems = check(watching(plan=replace(PLAN, **changes)))
    assert any(said in str(one) for one in problems), problems


def test_outcomes_are_titled_all_or_none() -> None:
    title = WORDS["title"]
    [unknown] = check(replace(WORKFLOW, outcomes={"granted": title}))
    assert "granted" in str(unknown)
    decided = guarded(
        DecisionTaken(guard="decision_taken", body=Body.GCG, outcome="granted"),
        DecisionTaken(guard="decision_taken", body=Body.GCG, outcome="noted"),
    )
    assert check(decided) == []
    [untitled] = check(replace(decided, outcomes={"granted": title}))
    assert "'noted' has no title" in str(untitled)
    assert check(replace(decided, outcomes={"granted": title, "noted": title})) == []


def later_needs(
    ledger: Ledger, day: str, event: str = "plan", **guards: Any
) -> list[tuple[str, list[str]]]:
    moves = {
        event: replace(move, guards=guards.get(event, ()))
        for event, move in WORKFLOW.transitions.items()
    }
    workflow = replace(WORKFLOW, transitions=moves)
    on = date.fromisoformat(day)
    question = Question(workflow, Case(ledger.record(), on), event, Actor("", ()), on, on)
    return [(one.event, [r.code for r in one.refusals]) for one in look_ahead(question)]


def test_what_later_moves_need_is_told_once_and_early() -> None:
    period = PeriodCurrent(guard="period_current", kind="roadmap")
    office = MandateInForce(guard="mandate_in_force", role=Role.FOCAL_POINT)
    assert later_needs(BEGUN, "2024-06-01", grant=(period,), report=(period, office)) == [
        ("grant", ["period_unseen"]), ("report", ["mandate_missing"]),
    ]  # fmt: skip
    assert later_needs(BEGUN, "2024-06-01", plan=(period,), grant=(period,)) == []
    held = StatusHeld(guard="status_held")
    assert later_needs(BEGUN, "2024-06-01", grant=(held,)) == []
    there = planned("2024/2026", BEGUN)
    assert later_needs(there, "2024-06-01", grant=(period,)) == []
    assert later_needs(there, "2027-06-01", grant=(period,)) == [("grant", ["period_not_current"])]


def test_where_nothing_leads_on_nothing_is_needed_later() -> None:
    assert later_needs(BEGUN, "2024-06-01", "refuse") == []
