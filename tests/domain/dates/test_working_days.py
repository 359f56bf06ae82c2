"""Rolling to a working day, and telling what was passed over."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.domain.dates.working_days import Calendar, Skipped

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def resting_on(days: dict[date, str]) -> Calendar:
    return Calendar("TST", "made up", days.get)


SATURDAY, SUNDAY, MONDAY = (date(2027, 3, day) for day in (27, 28, 29))
EASTER = resting_on({SATURDAY: "weekend", SUNDAY: "Easter Sunday", MONDAY: "Easter Monday"})


def test_a_working_day_stays() -> None:
    assert EASTER.roll(date(2027, 3, 24)) == (date(2027, 3, 24), ())


def test_a_day_off_moves_on_past_every_day_off_with_its_reason() -> None:
    assert EASTER.roll(SATURDAY) == (
        date(2027, 3, 30),
        (
            Skipped(SATURDAY, "weekend"),
            Skipped(SUNDAY, "Easter Sunday"),
            Skipped(MONDAY, "Easter Monday"),
        ),
    )


def test_a_day_off_moves_back_when_asked() -> None:
    day, skipped = EASTER.roll(SUNDAY, forward=False)
    assert day == date(2027, 3, 26)
    assert [one.day for one in skipped] == [SUNDAY, SATURDAY]


@pytest.mark.parametrize("forward", [True, False])
def test_a_calendar_without_working_days_is_an_error_and_no_endless_search(forward: bool) -> None:
    with pytest.raises(ValueError, match="TST"):
        Calendar("TST", "made up", lambda _: "holiday").roll(MONDAY, forward=forward)


@given(day=DAYS, rests=st.integers(0, 60), forward=st.booleans())
def test_up_to_sixty_days_of_rest_are_passed_over(day: date, rests: int, forward: bool) -> None:
    step = timedelta(days=1 if forward else -1)
    calendar = resting_on({day + step * number: "rest" for number in range(rests)})
    found, skipped = calendar.roll(day, forward=forward)
    assert found == day + step * rests
    assert [one.day for one in skipped] == [day + step * number for number in range(rests)]


@given(day=DAYS, off=st.sets(st.integers(-30, 30)), forward=st.booleans())
def test_rolling_ends_on_a_working_day_and_once_there_stays(
    day: date,
    off: set[int],
    forward: bool,
) -> None:
    calendar = resting_on({day + timedelta(days=number): "rest" for number in off})
    found, skipped = calendar.roll(day, forward=forward)
    assert calendar.off(found) is None
    assert all(calendar.off(one.day) == one.why for one in skipped)
    assert calendar.roll(found, forward=forward) == (found, ())


def test_a_calendar_knows_every_year_unless_it_says_otherwise() -> None:
    assert EASTER.knows(date(1900, 1, 1))
