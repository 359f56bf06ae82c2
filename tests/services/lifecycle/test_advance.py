"""Advancing: the main path, refusals on record, back-dating, and who may."""

from __future__ import annotations

from datetime import date

import pytest

from pathfinder_flow.domain.actions import action
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.conflict import BreaksOrder
from pathfinder_flow.domain.errors.invalid import FutureDate, UnclearDate
from pathfinder_flow.domain.errors.not_found import NoCase, NoCaseYet, UnknownEvent
from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.workflow.denials import NotAuthorised, Refused, UnknownPerson
from pathfinder_flow.services.history.queries import board, history
from pathfinder_flow.services.lifecycle.advance import advance, rehearse_advance, why
from pathfinder_flow.services.lifecycle.cases import open_case
from pathfinder_flow.services.lifecycle.corrections import NewCorrection, correct
from pathfinder_flow.services.unit_of_work import UnitOfWork
from pathfinder_flow.store import ledger
from tests.services.conftest import DESK, ROADMAP, Office


def state(office: Office, country: str = "PER", as_of: date | None = None) -> str | None:
    rows = {row.country: row for row in board(office.app, as_of=as_of).standings}
    return rows[country].state


def test_a_country_walks_the_whole_way_to_the_status(office: Office) -> None:
    office.submitted()
    decision = office.decide("granted", "2020-11-01", "PER")
    entry = office.advance("PER", "grant_status", "2020-11-01")
    assert entry.body["to"] == "implementation"
    assert decision.number in entry.body["rests_on"]
    assert state(office) == "implementation"


def test_a_move_says_who_made_it_in_which_role_on_which_mandate(office: Office) -> None:
    office.submitted()
    office.decide("granted", "2020-11-01", "PER")
    act = office.advance("PER", "grant_status", "2020-11-01").act
    assert (act.role, act.on_behalf_of, act.mandate) == ("secretariat", "secretariat", 1)
    assert act.actor.startswith("p-")


def test_a_refused_attempt_is_recorded_with_the_explanation_given(office: Office) -> None:
    office.submitted()
    with pytest.raises(Refused) as refused:
        office.advance("PER", "grant_status", "2020-11-01")
    [refusal] = refused.value.answers["PER"].refusals
    last = history(office.app, "PER")[-1].entry
    assert refusal.code == "decision_missing"
    assert (last.kind, last.body["event"]) == (Kind.REFUSAL, "grant_status")
    assert last.body["reasons"][0]["code"] == "decision_missing"
    assert last.body["said"] == [
        (
            "No decision 'granted' of the Global Coordinating Group is on file that has not been "
            "acted on."
        )
    ]
    assert last.act.role == "secretariat"


def test_all_reasons_are_given_at_once(office: Office) -> None:
    office.open("PER", "2020-01-10")
    with pytest.raises(Refused) as refused:
        office.advance("PER", "submit_roadmap", "2020-05-01", by="focal.per")
    questions = {one.question for one in refused.value.answers["PER"].refusals}
    assert questions == {"authority", "availability", "validity"}


def test_a_refusal_carries_the_plan_of_its_own_decision(office: Office) -> None:
    office.submitted()
    with pytest.raises(Refused) as refused:
        office.advance("PER", "grant_status", "2020-11-01")
    office.decide("granted", "2020-11-01", "PER")  # another writer, before anything is shown
    [step] = refused.value.answers["PER"].plan
    assert (step.act, step.target) == ("decision", "gcg")


def test_the_second_of_two_is_told_which_entry_moved_the_country(office: Office) -> None:
    office.submitted()
    office.decide("granted", "2020-11-01", "PER")
    first = office.advance("PER", "grant_status", "2020-11-01")
    with pytest.raises(Refused) as refused:
        office.advance("PER", "grant_status", "2020-11-01", by="second.secretariat")
    told = {one.code: one.facts for one in refused.value.answers["PER"].refusals}
    assert told["not_available"]["last_move"] == first.number


def test_who_recorded_the_roadmap_may_not_grant_on_it(office: Office) -> None:
    office.submitted("KEN")
    office.decide("granted", "2020-11-01", "KEN")
    with pytest.raises(Refused) as refused:
        office.advance("KEN", "grant_status", "2020-11-01", by="second.secretariat")
    assert [one.code for one in refused.value.answers["KEN"].refusals] == ["same_person"]
    office.advance("KEN", "grant_status", "2020-11-01", by=DESK)


def test_a_decision_that_was_acted_on_does_not_serve_again(office: Office) -> None:
    office.submitted()
    office.decide("changes_asked", "2020-11-01", "PER")
    office.advance("PER", "request_changes", "2020-11-01")
    office.supply("PER", "roadmap", "2021-01-01", **_roadmap_fields())
    office.advance("PER", "submit_roadmap", "2021-01-10")
    with pytest.raises(Refused) as refused:
        office.advance("PER", "request_changes", "2021-01-20")
    assert [one.code for one in refused.value.answers["PER"].refusals] == ["decision_missing"]


def _roadmap_fields() -> dict[str, str]:
    return {name: values[0] for name, values in ROADMAP.items() if name != "groups"}


def test_a_backdated_move_must_fit_what_was_recorded_after_it(office: Office) -> None:
    office.submitted()
    office.decide("granted", "2020-11-01", "PER")
    office.advance("PER", "grant_status", "2020-11-01")
    office.decide("changes_asked", "2020-10-15", "PER")
    with pytest.raises(BreaksOrder, match="would break the order of PER"):
        office.advance("PER", "request_changes", "2020-10-20")
    assert state(office) == "implementation"


def test_a_backdated_move_changes_the_answer_now_and_not_the_one_known_before(
    office: Office,
) -> None:
    office.submitted()
    office.app.clock.forward(days=1)
    before = office.app.clock()
    office.app.clock.forward(days=1)
    office.decide("granted", "2020-11-01", "PER")
    office.advance("PER", "grant_status", "2020-11-01")
    day = date(2021, 1, 1)
    now = board(office.app, as_of=day).standings[0]
    then = board(office.app, as_of=day, known_at=before).standings[0]
    assert (now.state, then.state) == ("implementation", "designation")


@pytest.mark.parametrize(
    ("effective", "error"),
    [("2030-01-01", FutureDate), ("2020-11", UnclearDate), ("../2020", UnclearDate)],
)
def test_a_move_is_made_on_one_certain_day_that_has_come(
    office: Office, effective: str, error: type[Exception]
) -> None:
    office.submitted()
    with pytest.raises(error):
        office.advance("PER", "grant_status", effective)


def test_an_unknown_event_gets_a_suggestion(office: Office) -> None:
    office.submitted()
    with pytest.raises(UnknownEvent, match="did you mean 'grant_status'"):
        office.advance("PER", "grant_statu", "2020-11-01")


def test_a_country_without_a_case_is_told_how_to_get_one(office: Office) -> None:
    with pytest.raises(NoCase, match="open one first") as refused:
        office.advance("FJI", "begin_planning", "2020-11-01")
    assert refused.value.remedies == (action("country.open", country="FJI"),)


def test_a_day_before_the_opening_is_told_when_the_case_was_opened(office: Office) -> None:
    office.open("PER", "2020-01-10")
    with pytest.raises(NoCaseYet, match="opened effective 2020-01-10"):
        office.advance("PER", "begin_planning", "2019-11-01")


def test_three_hundred_attempts_under_unknown_names_leave_nothing_on_record(office: Office) -> None:
    office.open("PER", "2020-01-10")
    with office.app.snapshot() as conn:
        before = ledger.size(conn)
    for number in range(300):
        with pytest.raises(UnknownPerson):
            advance(office.app, f"x{number}", "PER", "begin_planning", effective="2020-02-01")
    with office.app.snapshot() as conn:
        assert ledger.size(conn) == before


def test_a_rehearsal_that_is_refused_records_nothing(office: Office) -> None:
    office.open("PER", "2020-01-10")
    with office.app.snapshot() as conn:
        before = ledger.size(conn)
    with pytest.raises(NotAuthorised):
        office.app.dry_run("mwg.member", _only_the_secretariat)
    rehearse_advance(office.app, DESK, "PER", "begin_planning", effective="2020-02-01")
    with office.app.snapshot() as conn:
        assert ledger.size(conn) == before


def _only_the_secretariat(uow: UnitOfWork) -> None:
    uow.authorise((Role.SECRETARIAT,), Clause("attempt_import", "import facts"))


def test_a_role_that_is_not_enough_is_refused_and_that_is_recorded(office: Office) -> None:
    with pytest.raises(NotAuthorised, match="mandate as secretariat"):
        open_case(office.app, "mwg.member", "PER", effective="2020-01-10", workflow=None, reason="")
    with office.app.snapshot() as conn:
        last = list(ledger.all_entries(conn))[-1]
    assert (last.kind, last.country) == (Kind.REFUSAL, "PER")
    assert "mwg.member" not in str(last)


def test_asking_why_records_nothing(office: Office) -> None:
    office.submitted()
    with office.app.snapshot() as conn:
        before = ledger.size(conn)
    why(office.app, DESK, "PER")
    why(office.app, "stranger.x", "PER", "grant_status")
    with office.app.snapshot() as conn:
        assert ledger.size(conn) == before


def test_a_withdrawn_decision_makes_the_move_impossible_again(office: Office) -> None:
    office.submitted()
    decision = office.decide("granted", "2020-11-01", "PER")
    correct(office.app, DESK, NewCorrection(decision.number, "wrong meeting", withdraw=True))
    with pytest.raises(Refused):
        office.advance("PER", "grant_status", "2020-11-01")


def test_who_lacks_a_role_is_told_whom_to_ask_and_never_to_become_the_secretariat(
    office: Office,
) -> None:
    with pytest.raises(NotAuthorised) as refused:
        open_case(office.app, "focal.per", "PER", effective="2020-01-10", workflow=None, reason="")
    assert "--role secretariat" not in str(refused.value)
    assert "Ask whoever is secretariat to do it" in str(refused.value)


def test_a_move_dated_before_the_opening_says_that_no_case_was_open(office: Office) -> None:
    opening = office.open("PER", "2020-01-10")
    office.supply("PER", "expression_of_interest", "2020-01-10", by=DESK)
    office.supply("PER", "candidate_presented", "2020-01-10", by=DESK)
    office.advance("PER", "begin_planning", "2020-02-10")
    with pytest.raises(BreaksOrder, match="its case was not open yet"):
        correct(
            office.app,
            DESK,
            NewCorrection(opening.number, "later letter", effective="2020-03-01"),
        )


def test_moves_documents_and_outcomes_are_found_by_their_titles(office: Office) -> None:
    office.open("KEN", "2024-01-10", workflow="pathfinder/2023.2")
    office.supply("KEN", "Manifestation d'intérêt", "2024-01-10", by=DESK)
    moved = office.advance("KEN", "Commencer la planification", "2024-01-11")
    assert moved.body["event"] == "begin_planning"
    decided = office.decide("Changes asked for", "2024-02-01", "KEN")
    assert decided.body["outcomes"] == {"KEN": "changes_asked"}
