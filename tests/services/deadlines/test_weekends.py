"""The Secretariat corrects a weekend on record, and due dates follow."""

from __future__ import annotations

from datetime import date

import pytest

from pathfinder_flow.domain.errors.invalid import BadWeekend
from pathfinder_flow.domain.workflow.denials import NotAuthorised
from pathfinder_flow.services.deadlines.weekends import set_weekend, weekend
from pathfinder_flow.services.lifecycle.corrections import NewCorrection, correct
from tests.services.conftest import DESK
from tests.services.simulation import Reminders


def due(notices: Reminders) -> tuple[date | None, str, str]:
    found = notices.obligation("FRA").due
    assert found is not None
    return found.day, found.because, found.calendar_version


def test_a_weekend_on_record_moves_the_due_date_and_its_withdrawal_moves_it_back(
    notices: Reminders,
) -> None:
    notices.country("FRA")
    notices.tick()
    assert due(notices)[:2] == (date(2027, 3, 31), "first")
    entry = set_weekend(notices.app, DESK, "FRA", "thu, WED", "By decree")
    assert entry.body == {"days": ["wed", "thu"]}
    notices.tick()
    day, because, version = due(notices)
    assert (day, because) == (date(2027, 4, 2), "calendar")
    assert version.endswith(f"weekend by: entry {entry.number}")
    correct(notices.app, DESK, NewCorrection(entry.number, "Not so", withdraw=True))
    notices.tick()
    assert due(notices)[:2] == (date(2027, 3, 31), "calendar")


@pytest.mark.parametrize("days", ["", "fri,sat,friday", "mon,tue,wed,thu", "vendredi"])
def test_what_is_no_weekend_is_refused(notices: Reminders, days: str) -> None:
    notices.country("FRA")
    with pytest.raises(BadWeekend):
        set_weekend(notices.app, DESK, "FRA", days, "x")


def test_only_the_secretariat_says_which_days_are_off(notices: Reminders) -> None:
    notices.country("FRA")
    notices.appoint("focal.fra", country="FRA")
    with pytest.raises(NotAuthorised):
        set_weekend(notices.app, "focal.fra", "FRA", "fri,sat", "x")


def test_a_weekend_is_told_with_whose_data_say_so(notices: Reminders) -> None:
    notices.country("MRT")
    notices.country("FRA")
    found = weekend(notices.app, notices.notices, "MRT")
    assert (found.days, found.entry) == (("sat", "sun"), None)
    assert "weekend by: " in found.version
    entry = set_weekend(notices.app, DESK, "FRA", "thu, WED", "By decree")
    found = weekend(notices.app, notices.notices, "FRA")
    assert (found.days, found.entry) == (("wed", "thu"), entry.number)
