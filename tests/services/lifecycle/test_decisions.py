"""Decisions of a body: one act for many countries, all or nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pathfinder_flow.domain.errors.invalid import BadDecision, FutureDate
from pathfinder_flow.domain.errors.not_found import NoCase
from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.roles import Body, Role
from pathfinder_flow.domain.workflow.denials import NotAuthorised, Refused
from pathfinder_flow.services.history.queries import board, history
from pathfinder_flow.services.lifecycle.decisions import NewDecision, record_decision
from pathfinder_flow.store import ledger
from tests.services.conftest import DESK, Office


def granted(*countries: str, **more: object) -> NewDecision:
    outcomes = dict.fromkeys(countries, "granted")
    return NewDecision(Body.GCG, "20", "2020-11-01", outcomes, **more)  # type: ignore[arg-type]


def states(office: Office) -> dict[str, str | None]:
    return {row.country: row.state for row in board(office.app).standings}


def test_one_decision_moves_many_countries_together(office: Office) -> None:
    office.submitted("PER")
    office.submitted("KEN")
    new = granted("PER", "KEN", event="grant_status")
    decision, *moves = record_decision(office.app, DESK, new)
    assert [move.country for move in moves] == ["PER", "KEN"]
    assert all(decision.number in move.body["rests_on"] for move in moves)
    assert states(office) == {"PER": "implementation", "KEN": "implementation"}


def test_when_one_country_is_refused_none_is_moved_and_no_decision_stands(office: Office) -> None:
    office.submitted("PER")
    office.open("KEN", "2020-01-10")
    with pytest.raises(Refused) as refused:
        record_decision(office.app, DESK, granted("PER", "KEN", event="grant_status"))
    assert list(refused.value.answers) == ["KEN"]
    assert states(office) == {"PER": "designation", "KEN": "interest"}
    with office.app.snapshot() as conn:
        kinds = [entry.kind for entry in ledger.all_entries(conn)]
    assert Kind.DECISION not in kinds
    assert history(office.app, "KEN")[-1].entry.kind is Kind.REFUSAL


def test_a_decision_is_part_of_the_history_of_its_countries_only(office: Office) -> None:
    office.open("PER", "2020-01-10")
    office.open("KEN", "2020-01-10")
    record_decision(office.app, DESK, granted("PER"))
    kinds = {code: [x.entry.kind for x in history(office.app, code)] for code in ("PER", "KEN")}
    assert Kind.DECISION in kinds["PER"]
    assert Kind.DECISION not in kinds["KEN"]


def test_a_seated_country_does_not_decide_its_own_case(
    office: Office, appoint: Callable[..., int]
) -> None:
    seat = appoint("seat.fra", Role.GCG, "FRA")
    office.submitted("FRA")
    office.decide("granted", "2020-11-01", "FRA")
    with pytest.raises(Refused) as refused:
        office.advance("FRA", "grant_status", "2020-11-01")
    [refusal] = refused.value.answers["FRA"].refusals
    assert (refusal.code, refusal.facts["seat"]) == ("own_case_decided", seat)
    record_decision(office.app, DESK, granted("FRA", recused=("FRA",)))
    assert office.advance("FRA", "grant_status", "2020-11-01").body["to"] == "implementation"


def test_an_outcome_nobody_asks_for_is_refused_with_those_that_are(office: Office) -> None:
    office.open("PER", "2020-01-10")
    new = NewDecision(Body.GCG, "20", "2020-11-01", {"PER": "grantd"})
    with pytest.raises(BadDecision, match="did you mean 'granted'"):
        record_decision(office.app, DESK, new)


def test_a_decision_about_no_country_is_refused(office: Office) -> None:
    with pytest.raises(BadDecision, match="names no country"):
        record_decision(office.app, DESK, granted())


def test_a_country_without_a_case_cannot_be_decided_about(office: Office) -> None:
    with pytest.raises(NoCase):
        record_decision(office.app, DESK, granted("FJI"))


def test_a_decision_of_tomorrow_cannot_be_recorded_today(office: Office) -> None:
    office.open("PER", "2020-01-10")
    with pytest.raises(FutureDate):
        record_decision(office.app, DESK, NewDecision(Body.GCG, "9", "2027", {"PER": "granted"}))


def test_only_the_secretariat_records_decisions(office: Office) -> None:
    office.open("PER", "2020-01-10")
    with pytest.raises(NotAuthorised):
        record_decision(office.app, "mwg.member", granted("PER"))


def test_a_refused_decision_is_on_record_without_a_number_it_never_had(
    office: Office, appoint: Callable[..., int]
) -> None:
    seat = appoint("seat.fra", Role.GCG, "FRA")
    office.submitted("FRA")
    with pytest.raises(Refused):
        record_decision(office.app, DESK, granted("FRA", event="grant_status"))
    last = history(office.app, "FRA")[-1].entry
    assert last.body["decision"]["meeting"] == "20"
    assert last.body["reasons"][0]["facts"]["number"] == "—"
    [said] = last.body["said"]
    assert said.endswith(
        f"(entry {seat}), and the decision (entry —) does not say that it stood aside."
    )


def test_only_the_number_that_was_never_given_is_left_out(
    office: Office, appoint: Callable[..., int]
) -> None:
    seat = appoint("seat.fra", Role.GCG, "FRA")
    office.submitted("FRA")
    with pytest.raises(Refused) as refused:
        record_decision(office.app, DESK, granted("FRA", event="grant_status"))
    [refusal] = refused.value.answers["FRA"].refusals
    assert (refusal.facts["number"], refusal.facts["seat"]) == ("—", seat)
