"""Acts under a once-only number: the same again gives the first's answer and records nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pathfinder_flow.domain.errors.conflict import OnceNumberUsed
from pathfinder_flow.domain.ledger.entries import Entry, Kind
from pathfinder_flow.domain.ledger.once import OnceNumber
from pathfinder_flow.domain.roles import Body
from pathfinder_flow.domain.workflow.denials import (
    DecisionRefused,
    Denied,
    NotAuthorised,
    Refused,
)
from pathfinder_flow.services.lifecycle.advance import advance
from pathfinder_flow.services.lifecycle.cases import open_case
from pathfinder_flow.services.lifecycle.decisions import NewDecision, record_decision
from pathfinder_flow.services.lifecycle.evidence import NewEvidence, add_evidence
from pathfinder_flow.services.maintenance import check, rebuild
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger, once
from tests.services.conftest import DESK, Office

FORM = OnceNumber("form 17", "what was asked")
PRESENTED = NewEvidence("candidate_presented", "2020-02-01", url="https://gcg.example/minutes")


@pytest.fixture
def bound(office: Office) -> AppContext:
    """The application, with Peru's case open, for an act under a number."""
    office.open("PER", "2020-01-10")
    return office.app.with_once(FORM)


def entries(app: AppContext) -> list[Entry]:
    with app.snapshot() as conn:
        return [*ledger.all_entries(conn)]


def present(app: AppContext, by: str = DESK) -> Entry:
    return add_evidence(app, by, "PER", PRESENTED)


def test_the_same_act_twice_is_recorded_once_and_answered_twice(bound: AppContext) -> None:
    first = present(bound)
    assert present(bound) == first
    assert [entry.number for entry in entries(bound)][-1] == first.number


def test_without_a_number_an_act_leaves_no_mark(bound: AppContext) -> None:
    entry = present(bound.with_once(None))
    assert "once" not in entry.body


def test_the_mark_names_neither_the_number_nor_what_was_asked(bound: AppContext) -> None:
    said = str(present(bound).body["once"])
    assert FORM.key not in said
    assert FORM.asked not in said


def test_a_number_that_another_act_has_is_refused(bound: AppContext) -> None:
    first = present(bound)
    other = bound.with_once(replace(FORM, asked="something else"))
    with pytest.raises(OnceNumberUsed, match=f"entry {first.number}"):
        present(other)
    assert entries(bound)[-1] == first


def test_a_number_belongs_to_one_person(bound: AppContext) -> None:
    first = present(bound)
    assert present(bound, by="second.secretariat").number == first.number + 1


def test_a_decision_with_its_moves_is_told_again_whole(office: Office) -> None:
    office.submitted()
    bound = office.app.with_once(FORM)
    new = NewDecision(Body.GCG, "20", "2020-11-01", {"PER": "granted"}, event="grant_status")
    first = record_decision(bound, DESK, new)
    assert [entry.kind for entry in first] == [Kind.DECISION, Kind.TRANSITION]
    assert record_decision(bound, DESK, new) == first


def _move(app: AppContext) -> object:
    return advance(app, DESK, "PER", "begin_planning", effective="2020-02-10")


def _open(app: AppContext) -> object:
    return open_case(app, "mwg.member", "FJI", effective="2020-01-10", workflow=None, reason="")


def _decide(app: AppContext) -> object:
    new = NewDecision(Body.GCG, "20", "2020-11-01", {"PER": "granted"}, event="grant_status")
    return record_decision(app, DESK, new)


@pytest.mark.parametrize(
    ("act", "error"), [(_move, Refused), (_open, NotAuthorised), (_decide, DecisionRefused)]
)
def test_a_refusal_is_told_again_and_recorded_once(
    bound: AppContext, act: Callable[[AppContext], object], error: type[Denied]
) -> None:
    with pytest.raises(error) as first:
        act(bound)
    recorded = entries(bound)
    with pytest.raises(error) as second:
        act(bound)
    assert recorded[-1].kind is Kind.REFUSAL
    assert entries(bound) == recorded
    assert str(second.value) == str(first.value)
    assert second.type is first.type


def test_a_refusal_keeps_its_reasons_when_the_act_has_become_possible(
    bound: AppContext, office: Office
) -> None:
    with pytest.raises(Refused) as first:
        _move(bound)
    office.supply("PER", "expression_of_interest", "2020-01-10", by=DESK)
    office.supply("PER", "candidate_presented", "2020-02-01", by=DESK)
    with pytest.raises(Refused) as second:
        _move(bound)
    told = _reasons(second.value)
    assert told == _reasons(first.value) != []
    assert _move(office.app)


def _reasons(refused: Refused) -> list[tuple[str, object]]:
    return [(one.code, one.facts) for one in refused.answers["PER"].refusals]


def test_numbers_are_made_anew_from_the_ledger(bound: AppContext) -> None:
    first = present(bound)
    with bound.snapshot() as conn:
        before = once.all_rows(conn)
    rebuild(bound)
    assert check(bound) == []
    with bound.snapshot() as conn:
        assert once.all_rows(conn) == before != []
    assert present(bound) == first


def test_a_number_that_was_taken_out_of_the_database_is_missed(bound: AppContext) -> None:
    present(bound)
    with bound.engine.begin() as conn:
        conn.exec_driver_sql("DELETE FROM once")
    assert ["once-only" in found.said for found in check(bound)] == [True]
