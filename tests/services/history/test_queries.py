"""Histories tell everything, of a country and of the programme; and rehearsals nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from pathfinder_flow.domain.errors.conflict import BreaksOrder
from pathfinder_flow.domain.errors.invalid import BadFilter
from pathfinder_flow.domain.errors.not_found import NoCase
from pathfinder_flow.domain.ledger.entries import Draft, Entry, Kind
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.workflow.denials import NotAuthorised
from pathfinder_flow.services.history.queries import (
    Board,
    CountryStatus,
    board,
    history,
    programme_history,
)
from pathfinder_flow.services.lifecycle.advance import rehearse_advance
from pathfinder_flow.services.lifecycle.corrections import NewCorrection, correct
from pathfinder_flow.services.people.mandates import end_mandate
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork, act_under
from pathfinder_flow.services.validation import as_of_day, moment
from pathfinder_flow.store import ledger
from tests.services.conftest import DESK, Office
from tests.services.imports.test_public_record import load

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def withdraw(app: AppContext, entry: Entry) -> Entry:
    """Withdraw any entry, whether or not the use case for it would."""

    def work(uow: UnitOfWork) -> Entry:
        mandate = uow.actor("").mandates[0]
        body = {"corrects": entry.number, "withdraw": True, "effective": None, "fields": {}}
        today = uow.today.isoformat()
        draft = Draft(Kind.CORRECTION, entry.country, today, act_under(mandate), "wrong", body)
        return uow.append(draft)

    return app.run(DESK, work)


def size(app: AppContext) -> int:
    with app.snapshot() as conn:
        return ledger.size(conn)


# A country's history


def test_it_shows_the_withdrawal_of_a_decision_and_why(office: Office) -> None:
    office.submitted()
    decision = office.decide("granted", "2020-11-01", "PER")
    new = NewCorrection(decision.number, "other meeting", withdraw=True)
    correction = correct(office.app, DESK, new)[-1]
    last = history(office.app, "PER")[-1].entry
    assert (last.number, last.reason) == (correction.number, "other meeting")


def test_it_shows_the_end_of_a_seat_in_a_body(office: Office, appoint: Callable[..., int]) -> None:
    office.open("PER", "2020-01-10")
    seat = appoint("gcg.per", Role.GCG, "PER")
    ended = end_mandate(office.app, DESK, seat, end="2026-11-22", reason="moved on")
    assert history(office.app, "PER")[-1].entry == ended


def test_it_leaves_out_what_concerns_other_countries(office: Office) -> None:
    office.submitted()
    office.open("KEN", "2020-01-10")
    decision = office.decide("granted", "2020-11-01", "PER")
    correct(office.app, DESK, NewCorrection(decision.number, "wrong", withdraw=True))
    kinds = {line.entry.kind for line in history(office.app, "KEN")}
    assert kinds == {Kind.MANDATE, Kind.CASE_OPENED}


def test_it_is_there_when_the_opening_was_withdrawn(office: Office) -> None:
    opening = office.open("CHL", "2020-01-10")
    correction = withdraw(office.app, opening)
    lines = history(office.app, "CHL")
    assert [line.entry for line in lines] == [opening, correction]
    assert {line.workflow and line.workflow.name for line in lines} == {"pathfinder/2019.2"}


def test_what_governed_before_is_worded_by_what_governed_then(office: Office) -> None:
    withdraw(office.app, office.open("CHL", "2020-01-10"))
    office.open("CHL", "2020-01-12", "pathfinder/2018")
    named = [line.workflow and line.workflow.version for line in history(office.app, "CHL")]
    assert named == ["2019", "2019", "2018"]


def test_there_is_one_before_there_is_a_case(office: Office) -> None:
    (line,) = history(office.app, "KEN")
    assert (line.entry.kind, line.workflow) == (Kind.MANDATE, None)


def test_there_is_none_of_a_country_that_nothing_is_about(office: Office) -> None:
    office.open("PER", "2020-01-10")
    with pytest.raises(NoCase):
        history(office.app, "CHL")


# The programme's history


def test_the_histories_leave_no_entry_out(office: Office) -> None:
    office.submitted()
    office.decide("granted", "2020-11-01", "PER")
    told = programme_history(office.app)
    for country in ("PER", "FRA", "KEN"):
        told += history(office.app, country)
    assert {line.entry.number for line in told} == {*range(1, size(office.app) + 1)}


def test_the_programmes_holds_no_countrys_own_entry(office: Office) -> None:
    office.submitted()
    office.decide("granted", "2020-11-01", "PER")
    kinds = {line.entry.kind for line in programme_history(office.app)}
    assert kinds == {Kind.MANDATE, Kind.WORKFLOW_PUBLISHED, Kind.DECISION}


# Rehearsals


def test_a_rehearsed_move_is_answered_and_not_recorded(office: Office) -> None:
    office.submitted()
    office.decide("granted", "2020-11-01", "PER")
    before = size(office.app)
    answer = rehearse_advance(office.app, DESK, "PER", "grant_status", effective="2020-11-01")
    assert answer.move
    assert size(office.app) == before
    assert board(office.app).standings[0].state == "designation"


def test_a_rehearsed_refusal_says_what_to_do_and_is_not_recorded(office: Office) -> None:
    office.submitted()
    before = size(office.app)
    answer = rehearse_advance(office.app, DESK, "PER", "grant_status", effective="2020-11-01")
    assert answer.move is None
    assert answer.refusals
    assert answer.plan
    assert size(office.app) == before


def test_a_rehearsal_finds_that_a_move_breaks_the_order(office: Office) -> None:
    office.open("PER", "2020-01-10", "pathfinder/2023")
    office.supply("PER", "withdrawal_letter", "2020-02-01", by=DESK)
    office.advance("PER", "withdraw", "2020-03-01")
    before = size(office.app)
    office.supply("PER", "withdrawal_letter", "2020-02-02", by=DESK)
    with pytest.raises(BreaksOrder):
        rehearse_advance(office.app, DESK, "PER", "withdraw", effective="2020-02-15")
    assert size(office.app) == before + 1


def test_a_rehearsed_import_by_somebody_without_a_mandate_is_not_recorded(office: Office) -> None:
    before = size(office.app)
    with pytest.raises(NotAuthorised):
        load(office.app, by="focal.per", dry_run=True)
    assert size(office.app) == before


# The board


def test_a_stage_that_the_workflow_lacks_is_not_implementing(office: Office) -> None:
    office.open("PER", "2020-01-10")
    found = board(office.app)
    fields = {**vars(found.standings[0]), "possible": ("nowhere",)}
    odd = Board((CountryStatus(**fields),), None, None, found.workflows)
    assert odd.implementing.possible == 0


# Days and moments


@pytest.mark.parametrize("text", ["2026W30", "20200630", "2020-W30-1", "2020-02-30", " 2020-06-30"])
def test_a_day_is_written_in_one_way(text: str) -> None:
    with pytest.raises(BadFilter):
        as_of_day(text)
    with pytest.raises(BadFilter):
        moment(text, NOW)


def test_a_day_is_read_as_that_day() -> None:
    assert as_of_day("2020-06-30") == date(2020, 6, 30)


@pytest.mark.parametrize(
    "text", ["2026-11-22T09:01", "2026-11-23", "2026-11-22T10:30+01:00", "2026-11-22T23:59"]
)
def test_a_moment_yet_to_come_is_refused(text: str) -> None:
    with pytest.raises(BadFilter):
        moment(text, NOW)


def test_today_means_now_and_another_day_its_end() -> None:
    assert moment("2026-11-22", NOW) == NOW
    assert moment("2026-11-21", NOW) == datetime(2026, 11, 21, 23, 59, 59, 999999, UTC)
