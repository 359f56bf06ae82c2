"""A day has begun when it has begun in the country concerned."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pathfinder_flow.calendars.local_days import day_begun
from pathfinder_flow.domain.errors.invalid import FutureDate
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.services.history.queries import country_sheet
from pathfinder_flow.services.lifecycle.corrections import NewCorrection, correct
from pathfinder_flow.services.people.mandates import NewMandate, add_mandate
from pathfinder_flow.services.unit_of_work import AppContext
from tests.conftest import Clock
from tests.services.conftest import DESK, Office

EIGHT_IN_SUVA = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)
TODAY, TOMORROW = "2026-11-27", "2026-11-28"


@pytest.mark.parametrize(
    ("country", "said", "day"),
    [
        ("FJI", None, TODAY),
        ("PER", None, "2026-11-26"),
        ("KIR", None, TODAY),
        ("KIR", "Pacific/Kanton", TODAY),
        ("USA", "America/New_York", "2026-11-26"),
        ("XKX", None, "2026-11-26"),
        ("", None, "2026-11-26"),
    ],
)
def test_a_day_has_begun_where_it_begins_first(country: str, said: str | None, day: str) -> None:
    assert day_begun(country, EIGHT_IN_SUVA, said) == date.fromisoformat(day)


def test_a_zone_that_was_said_holds() -> None:
    noon = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
    assert day_begun("RUS", noon) == date(2026, 11, 27)
    assert day_begun("RUS", noon, "Europe/Moscow") == date(2026, 11, 26)


def test_what_happened_this_morning_in_suva_is_not_in_the_future(
    app: AppContext, office: Office, clock: Clock
) -> None:
    clock.now = EIGHT_IN_SUVA
    office.open("FJI", TODAY, workflow="pathfinder/2023")
    office.supply("FJI", "expression_of_interest", TODAY, by=DESK)
    assert country_sheet(app, "FJI").case.state == "interest"
    with pytest.raises(FutureDate):
        office.supply("FJI", "expression_of_interest", TOMORROW, by=DESK)
    with pytest.raises(FutureDate):
        office.open("PER", TODAY)


def test_a_mandate_that_begins_this_morning_in_suva_is_in_force(
    app: AppContext, office: Office, clock: Clock
) -> None:
    clock.now = EIGHT_IN_SUVA
    office.open("FJI", TODAY, workflow="pathfinder/2023")
    add_mandate(app, DESK, NewMandate("focal.fji", Role.FOCAL_POINT, "FJI", TODAY, None, "Letter"))
    entry = office.supply("FJI", "roadmap", TODAY, by="focal.fji")
    assert entry.act.role == "focal_point"


def test_the_date_of_a_decision_is_corrected_by_the_day_of_its_countries(
    app: AppContext, office: Office, clock: Clock
) -> None:
    clock.now = EIGHT_IN_SUVA
    office.open("FJI", "2026-01-05")
    decision = office.decide("granted", TODAY, "FJI")
    [entry] = correct(app, DESK, NewCorrection(decision.number, "A slip", effective=TODAY))
    assert entry.body["effective"] == TODAY
    with pytest.raises(FutureDate):
        correct(app, DESK, NewCorrection(decision.number, "A slip", effective=TOMORROW))
