"""Meetings: put on record, given their paper, and recorded as they happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pathfinder_flow.domain.errors.base import PathfinderError
from pathfinder_flow.domain.errors.invalid import BadDecision, BadMeeting
from pathfinder_flow.domain.errors.not_found import NoCase, NotShown, UnknownMeeting
from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.ledger.once import OnceNumber
from pathfinder_flow.domain.rights.viewer import PUBLIC
from pathfinder_flow.domain.roles import Body, Role
from pathfinder_flow.domain.workflow.denials import NotAuthorised
from pathfinder_flow.services.history.queries import board, history, programme_history
from pathfinder_flow.services.lifecycle.corrections import NewCorrection, correct
from pathfinder_flow.services.meetings.opening import NewMeeting, open_meeting
from pathfinder_flow.services.meetings.queries import (
    AgendaItem,
    list_meetings,
    meeting_paper,
    show_meeting,
)
from pathfinder_flow.services.meetings.results import NewResults, record_results
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger
from tests.services.conftest import DESK, Office
from tests.services.simulation import shipped_post

MEETING = NewMeeting(Body.GCG, "20", "2020-10-30", "2020-11-01", "Geneva", ("GCG20/1",))


@pytest.fixture
def meeting(office: Office) -> Office:
    open_meeting(office.app, DESK, MEETING)
    return office


def results(**outcomes: str) -> NewResults:
    return NewResults(Body.GCG, "20", outcomes)


def states(office: Office) -> dict[str, str | None]:
    return {row.country: row.state for row in board(office.app).standings}


def size(app: AppContext) -> int:
    with app.snapshot() as conn:
        return ledger.size(conn)


def item(office: Office, country: str, *named: str) -> AgendaItem:
    paper = meeting_paper(office.app, shipped_post(), Body.GCG, "20", named)
    return next(one for one in paper.items if one.case.country == country)


def test_a_meeting_to_come_is_on_record_with_its_days_place_and_papers(office: Office) -> None:
    entry = open_meeting(office.app, DESK, replace(MEETING, start="2027-03-01", end=None))
    [found] = [one.meeting for one in list_meetings(office.app, Body.GCG)]
    assert (found.number, found.name, found.place) == (entry.number, "20", "Geneva")
    assert found.start == found.end
    assert found.documents == ("GCG20/1",)
    assert list_meetings(office.app, Body.MWG) == []
    assert programme_history(office.app)[-1].entry.kind is Kind.MEETING


def test_what_was_said_last_of_a_meeting_holds_until_it_is_withdrawn(meeting: Office) -> None:
    moved = open_meeting(meeting.app, DESK, replace(MEETING, start="2020-11-03", end="2020-11-04"))
    assert show_meeting(meeting.app, Body.GCG, "20").meeting.start.day == 3
    correct(meeting.app, DESK, NewCorrection(moved.number, "Not moved", withdraw=True))
    assert show_meeting(meeting.app, Body.GCG, "20").meeting.start.day == 30


@pytest.mark.parametrize(
    "wrong", [{"start": "2020-11-02"}, {"end": "2021-01-01"}, {"start": "2020"}, {"name": " "}]
)
def test_what_is_no_meeting_is_refused(office: Office, wrong: dict[str, str]) -> None:
    with pytest.raises(PathfinderError) as refused:
        open_meeting(office.app, DESK, replace(MEETING, **wrong))
    assert isinstance(refused.value, BadMeeting) or "name" in wrong


def test_only_the_secretariat_puts_a_meeting_on_record(office: Office) -> None:
    with pytest.raises(NotAuthorised):
        open_meeting(office.app, "mwg.member", MEETING)


def test_meetings_are_not_for_everybody_to_read(meeting: Office) -> None:
    with pytest.raises(NotShown):
        list_meetings(meeting.app.but(viewer=PUBLIC))


def test_a_meeting_is_recorded_as_it_happened_with_an_outcome_a_country(
    meeting: Office, appoint: Callable[..., int]
) -> None:
    for country in ("MEX", "CHL"):
        appoint(f"focal.{country.lower()}", Role.FOCAL_POINT, country)
    for country in ("PER", "KEN", "MEX", "CHL"):
        meeting.submitted(country)
    meeting.open("FRA", "2020-01-10")
    new = replace(
        results(PER="granted", KEN="changes_asked", MEX="deferred", FRA="granted", CHL="none"),
        grounds={"KEN": "The budget is missing."},
    )
    found = record_results(meeting.app, DESK, new)
    assert found.decision.effective == "2020-11-01"
    assert found.decision.body["grounds"] == {"KEN": "The budget is missing."}
    assert found.decision.body["considered"] == ["CHL"]
    assert [move.country for move in found.moves] == ["PER", "KEN"]
    assert states(meeting) == {
        "PER": "implementation", "KEN": "planning", "MEX": "designation", "FRA": "interest",
        "CHL": "designation",
    }  # fmt: skip
    assert {code: bool(answers) for code, answers in found.waiting.items()} == {
        "MEX": False, "FRA": True,
    }  # fmt: skip
    [france] = found.waiting["FRA"]
    assert france.refusals[0].code == "not_available"
    [decision] = show_meeting(meeting.app, Body.GCG, "20").decisions
    assert decision.number == found.decision.number
    assert Kind.DECISION in [line.entry.kind for line in history(meeting.app, "KEN")]


def test_a_seated_country_that_did_not_stand_aside_waits_and_is_told_why(
    meeting: Office, appoint: Callable[..., int]
) -> None:
    appoint("seat.fra", Role.GCG, "FRA")
    meeting.submitted("FRA")
    assert item(meeting, "FRA").aside
    found = record_results(meeting.app, DESK, results(FRA="granted"))
    [answer] = found.waiting["FRA"]
    assert [one.code for one in answer.refusals] == ["own_case_decided"]
    assert states(meeting) == {"FRA": "designation"}
    again = replace(results(FRA="granted"), recused=("FRA",))
    assert record_results(meeting.app, DESK, again).moves
    assert states(meeting) == {"FRA": "implementation"}


def test_what_a_country_is_told_the_grounds_of_is_not_recorded_without(meeting: Office) -> None:
    meeting.submitted("PER")
    with pytest.raises(BadDecision, match="needs its grounds"):
        record_results(meeting.app, DESK, results(PER="changes_asked"))
    with pytest.raises(BadDecision, match="but no outcome"):
        record_results(meeting.app, DESK, replace(results(PER="granted"), grounds={"KEN": "x"}))


def test_results_need_a_meeting_cases_and_outcomes_that_are_known(meeting: Office) -> None:
    meeting.submitted("PER")
    with pytest.raises(UnknownMeeting, match="on record are: 20"):
        record_results(meeting.app, DESK, replace(results(PER="granted"), meeting="21"))
    with pytest.raises(NoCase):
        record_results(meeting.app, DESK, results(PER="granted", FJI="none"))
    with pytest.raises(BadDecision, match="did you mean 'granted'"):
        record_results(meeting.app, DESK, results(PER="grant"))
    with pytest.raises(NotAuthorised):
        record_results(meeting.app, "mwg.member", results(PER="granted"))
    assert states(meeting) == {"PER": "designation"}


def test_a_rehearsal_says_what_would_come_of_it_and_keeps_nothing(meeting: Office) -> None:
    meeting.submitted("PER")
    before = size(meeting.app)
    found = record_results(meeting.app, DESK, results(PER="granted"), dry_run=True)
    assert [move.body["to"] for move in found.moves] == ["implementation"]
    assert (size(meeting.app), states(meeting)) == (before, {"PER": "designation"})


def test_results_recorded_twice_under_one_number_are_recorded_once(meeting: Office) -> None:
    meeting.submitted("PER")
    meeting.open("KEN", "2020-01-10")
    once = meeting.app.with_once(OnceNumber("0b0e7a5e-5b0a-4c56-8a58-7f7c5b3c0a11", "meeting"))
    first = record_results(once, DESK, results(PER="granted", KEN="deferred"))
    again = record_results(once, DESK, results(PER="granted", KEN="deferred"))
    assert (again.decision.number, again.moves) == (first.decision.number, first.moves)
    assert set(again.waiting) == {"KEN"}


def test_the_paper_shows_who_is_ripe_and_what_the_others_lack(meeting: Office) -> None:
    meeting.submitted("PER")
    meeting.open("KEN", "2020-01-10")
    peru = item(meeting, "PER")
    assert (peru.ripe, peru.proposed, peru.missing) == (True, "granted", ())
    assert "roadmap" in [known.kind for known in peru.documents]
    [roadmap] = [known for known in peru.documents if known.kind == "roadmap"]
    correct(meeting.app, DESK, NewCorrection(roadmap.number, "x", effective="2020-09-02"))
    codes = [one.case.country for one in _paper(meeting)]
    assert codes == ["PER"]
    named = item(meeting, "KEN", "KEN")
    assert (named.event, named.ripe, named.proposed) == (None, True, None)


def _paper(office: Office) -> tuple[AgendaItem, ...]:
    return meeting_paper(office.app, shipped_post(), Body.GCG, "20").items


def test_a_country_in_review_without_what_the_review_needs_is_not_yet_ripe(
    meeting: Office,
) -> None:
    meeting.open("KEN", "2024-01-10", workflow="pathfinder/2023.2")
    meeting.attest("KEN", "status_granted", "2024-02-01")
    meeting.supply(
        "KEN",
        "annual_report",
        "2025-02-01",
        by="focal.ken",
        year="2024",
        progress="Inspections doubled",
        groups="survivors; communities_at_risk; civil_society",
    )
    meeting.advance("KEN", "report_progress", "2025-02-02")
    meeting.supply(
        "KEN",
        "mwg_examination",
        "2025-03-01",
        by="mwg.member",
        result="complete",
        groups="survivors; civil_society",
        findings="Complete",
    )
    meeting.advance("KEN", "open_review", "2025-03-02")
    kenya = item(meeting, "KEN")
    assert (kenya.event, kenya.ripe, kenya.proposed) == ("conclude_review", False, None)
    assert "framework_missing" in [one.code for one in kenya.missing]
    found = record_results(meeting.app, DESK, replace(results(KEN="noted"), effective="2025-04-01"))
    [answer] = found.waiting["KEN"]
    assert answer.event == "conclude_review"
    assert not found.moves
