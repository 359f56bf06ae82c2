"""A calendar with another weekend than its own."""

from datetime import date

import pytest

from pathfinder_flow.domain.dates.working_days import WEEKEND, Calendar

SATURDAY, SUNDAY = "2027-04-03", "2027-04-04"


def own(day: date) -> str | None:
    if day == date(2027, 4, 2):
        return "Good Friday"
    return WEEKEND if day.isoweekday() > 5 else None


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2027-04-02", "Good Friday"),
        (SATURDAY, WEEKEND),
        (SUNDAY, None),
        ("2027-04-09", WEEKEND),
        ("2027-04-05", None),
    ],
)
def test_another_weekend_takes_the_place_of_its_own_and_leaves_the_holidays(
    day: str, why: str | None
) -> None:
    found = Calendar("LBY", "1", own).with_weekend(("fri", "sat"), "entry 7")
    assert found.off(date.fromisoformat(day)) == why
    assert found.version == "1, weekend by: entry 7"


def test_the_weekend_is_what_is_off_every_week_and_no_holiday() -> None:
    off = {date(2027, 3, 28): "Easter Sunday", date(2027, 3, 29): "Easter Monday"}
    calendar = Calendar("TST", "1", off.get)
    assert calendar.weekend(date(2027, 3, 22)) == ()
    assert calendar.with_weekend(("sun", "fri"), "x").weekend(date(2027, 3, 22)) == ("fri", "sun")
