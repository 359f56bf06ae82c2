"""Two programs on one ledger: what one keeps in memory never hides what the other wrote."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pathfinder_flow.domain.roles import Mandate
from pathfinder_flow.domain.workflow.denials import Refused
from pathfinder_flow.services.lifecycle.corrections import NewCorrection, correct
from pathfinder_flow.services.people.mandates import end_mandate, list_mandates
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import inspection
from tests.services.conftest import DESK, Office


@pytest.fixture
def other(office: Office, url: str, desk_maker: Callable[[str], AppContext]) -> Office:
    """A second desk on the same database, with a memory of its own."""
    assert office.app
    return Office(desk_maker(url))


def test_each_sees_what_the_other_recorded(office: Office, other: Office) -> None:
    office.open("PER", "2020-01-10")
    other.supply("PER", "expression_of_interest", "2020-01-10", by=DESK)
    office.supply("PER", "candidate_presented", "2020-02-01", by=DESK)
    assert other.advance("PER", "begin_planning", "2020-02-10").body["to"] == "planning"
    with pytest.raises(Refused):
        office.advance("PER", "begin_planning", "2020-02-11")


def test_each_sees_what_the_other_corrected(office: Office, other: Office) -> None:
    office.submitted()
    decision = other.decide("granted", "2020-11-01", "PER")
    correct(office.app, DESK, NewCorrection(decision.number, "wrong meeting", withdraw=True))
    with pytest.raises(Refused):
        other.advance("PER", "grant_status", "2020-11-01")


def test_each_sees_whose_mandate_the_other_ended(office: Office, other: Office) -> None:
    office.open("PER", "2020-01-10")
    other.supply("PER", "candidate_presented", "2020-02-01", by="second.secretariat")
    second = next(
        mandate.number
        for mandate in _mandates(office)
        if mandate.number != 1 and mandate.role == "secretariat"
    )
    end_mandate(office.app, DESK, second, end="2026-11-21", reason="left")
    with pytest.raises(Refused):
        other.advance("PER", "begin_planning", "2020-02-10", by="second.secretariat")


def _mandates(office: Office) -> list[Mandate]:
    return [holder.mandate for holder in list_mandates(office.app)]


def test_the_projections_stay_the_fold(office: Office, other: Office) -> None:
    for turn, app in enumerate((office, other, office, other)):
        app.open(("PER", "KEN", "FRA", "FJI")[turn], "2020-01-10")
        for country in ("PER", "KEN", "FRA", "FJI")[: turn + 1]:
            app.supply(country, "expression_of_interest", "2020-01-10", by=DESK)
    with office.app.snapshot() as conn:
        assert inspection.inspect_projections(conn) == []
