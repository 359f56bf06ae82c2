"""Moments in a place's own time, on the odd days as well."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathfinder_flow.domain.dates.moments import at_hour, end_of_day, local_day, local_hour

SECOND = timedelta(seconds=1)
NAMES = sorted(files("tzdata").joinpath("zones").read_text(encoding="ascii").split())
# Zones whose midnights, hours or days have been missing or double.
ODD = [
    "Africa/Cairo",
    "America/Asuncion",
    "America/Havana",
    "America/Nuuk",
    "America/St_Johns",
    "America/Toronto",
    "Antarctica/Casey",
    "Antarctica/Troll",
    "Asia/Gaza",
    "Asia/Kathmandu",
    "Asia/Pyongyang",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Pacific/Kwajalein",
]


@cache
def zone(name: str) -> tzinfo:
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "day", "over"),
    [
        ("America/Lima", "2027-03-31", "2027-04-01 05:00"),
        ("Europe/Zurich", "2027-03-31", "2027-03-31 22:00"),
        ("Pacific/Kiritimati", "2027-03-31", "2027-03-31 10:00"),
        # A midnight that the clocks leap over: 00:00 is 01:00.
        ("America/Asuncion", "2023-09-30", "2023-10-01 04:00"),
        ("Africa/Cairo", "2024-04-25", "2024-04-25 22:00"),
        # The last hour is missing: 23:00 is 00:00 of the next day.
        ("America/Nuuk", "2026-03-28", "2026-03-29 01:00"),
        # The hour before midnight comes twice.
        ("America/Asuncion", "2024-03-23", "2024-03-24 04:00"),
        # The hour after midnight comes twice: the day is over at the first.
        ("America/Havana", "2024-11-02", "2024-11-03 04:00"),
        # One minute after midnight the clocks went back to 23:01: that day was not over yet.
        ("America/St_Johns", "2010-11-06", "2010-11-07 03:30"),
        # At half past eleven the clocks leapt to half past midnight.
        ("America/Toronto", "1919-03-30", "1919-03-31 04:30"),
        # Days that were leapt over end where the day before did.
        ("Pacific/Apia", "2011-12-29", "2011-12-30 10:00"),
        ("Pacific/Apia", "2011-12-30", "2011-12-30 10:00"),
        ("Pacific/Apia", "2011-12-31", "2011-12-31 10:00"),
        ("Pacific/Kwajalein", "1993-08-20", "1993-08-21 12:00"),
        ("Pacific/Kwajalein", "1993-08-21", "1993-08-21 12:00"),
    ],
)
def test_a_day_is_over_when_the_next_begins(name: str, day: str, over: str) -> None:
    assert end_of_day(date.fromisoformat(day), zone(name)) == utc(over)


@pytest.mark.parametrize(
    ("name", "day", "hour", "moment"),
    [
        ("America/Lima", "2027-03-31", 9, "2027-03-31 14:00"),
        ("Europe/Zurich", "2027-07-01", 9, "2027-07-01 07:00"),
        ("Europe/Zurich", "2027-01-01", 0, "2026-12-31 23:00"),
        # Leapt over: 02:00 is 03:00.
        ("Europe/Zurich", "2027-03-28", 2, "2027-03-28 01:00"),
        ("Europe/Zurich", "2027-03-28", 3, "2027-03-28 01:00"),
        # Shown twice.
        ("Europe/Zurich", "2027-10-31", 2, "2027-10-31 00:00"),
        ("Europe/Zurich", "2027-10-31", 3, "2027-10-31 02:00"),
        # A leap of half an hour, of two, of three.
        ("Australia/Lord_Howe", "2026-10-04", 2, "2026-10-03 15:30"),
        ("Antarctica/Troll", "2025-03-30", 2, "2025-03-30 01:00"),
        ("Antarctica/Casey", "2016-10-22", 1, "2016-10-21 16:00"),
        # Midnight is 01:00, midnight is 00:15, midnight is 00:30.
        ("Africa/Cairo", "2024-04-26", 0, "2024-04-25 22:00"),
        ("Asia/Kathmandu", "1986-01-01", 0, "1985-12-31 18:30"),
        ("America/Toronto", "1919-03-31", 0, "1919-03-31 04:30"),
        # 23:00 is midnight.
        ("America/Nuuk", "2026-03-28", 22, "2026-03-29 00:00"),
        ("America/Nuuk", "2026-03-28", 23, "2026-03-29 01:00"),
        # A day that never was: the same hour of the next.
        ("Pacific/Apia", "2011-12-30", 0, "2011-12-30 10:00"),
        ("Pacific/Apia", "2011-12-30", 9, "2011-12-30 19:00"),
        ("Pacific/Apia", "2011-12-31", 9, "2011-12-30 19:00"),
        ("Pacific/Kwajalein", "1993-08-21", 9, "1993-08-21 21:00"),
        ("Pacific/Kwajalein", "1993-08-22", 9, "1993-08-21 21:00"),
    ],
)
def test_an_hour_of_a_day_is_one_moment(name: str, day: str, hour: int, moment: str) -> None:
    assert at_hour(date.fromisoformat(day), hour, zone(name)) == utc(moment)


def test_the_wall_shows_its_own_day_and_hour() -> None:
    moment = utc("2027-03-31 23:30")
    assert (local_day(moment, zone("Pacific/Apia")), local_hour(moment, zone("Pacific/Apia"))) == (
        date(2027, 4, 1),
        12,
    )
    assert (local_day(moment, zone("America/Lima")), local_hour(moment, zone("America/Lima"))) == (
        date(2027, 3, 31),
        18,
    )


def test_moments_are_given_in_utc() -> None:
    assert end_of_day(date(2027, 1, 1), zone("America/Lima")).tzinfo is UTC
    assert at_hour(date(2027, 1, 1), 9, zone("America/Lima")).tzinfo is UTC


def test_a_zone_that_is_a_plain_offset_will_do() -> None:
    assert end_of_day(date(2027, 1, 1), timezone(timedelta(hours=-5))) == utc("2027-01-02 05:00")


ZONES = st.sampled_from(NAMES) | st.sampled_from(ODD)
DAYS = st.dates(date(1972, 1, 1), date(2037, 12, 30))
HOURS = st.integers(0, 23)


@cache
def leaps(name: str) -> list[date]:
    """The days around which a zone's clocks were moved."""
    place, start = zone(name), datetime(1972, 1, 1, tzinfo=UTC)

    def offset(day: int) -> timedelta | None:
        return (start + timedelta(days=day)).astimezone(place).utcoffset()

    return [
        local_day(start + timedelta(days=day), place)
        for week in range(0, 365 * 65, 7)
        if offset(week) != offset(week + 7)
        for day in range(week, week + 7)
        if offset(day) != offset(day + 1)
    ]


@st.composite
def places(draw: st.DrawFn) -> tuple[date, tzinfo]:
    """A day in a zone, often one on which its clocks were moved."""
    name = draw(ZONES)
    moved, odd = leaps(name), draw(st.booleans())
    if moved and odd:
        near = draw(st.sampled_from(moved)) + timedelta(days=draw(st.integers(-1, 2)))
        return near, zone(name)
    return draw(DAYS), zone(name)


def existed(day: date, place: tzinfo) -> bool:
    return local_day(at_hour(day, 12, place), place) == day


@settings(max_examples=400, deadline=None)
@given(where=places(), hour=HOURS)
def test_no_hour_of_a_day_comes_after_its_end(where: tuple[date, tzinfo], hour: int) -> None:
    day, place = where
    if existed(day, place):
        assert at_hour(day, hour, place) <= end_of_day(day, place)


@settings(max_examples=400, deadline=None)
@given(where=places())
def test_at_its_end_a_day_is_over_and_just_before_it_was_not(where: tuple[date, tzinfo]) -> None:
    day, place = where
    end = end_of_day(day, place)
    assert local_day(end, place) > day
    assert all(local_day(end + timedelta(minutes=past), place) > day for past in range(0, 180, 5))
    if existed(day, place):
        assert local_day(end - SECOND, place) == day


@settings(max_examples=400, deadline=None)
@given(where=places(), hour=HOURS)
def test_at_the_moment_of_an_hour_the_clock_first_shows_it_or_leaps_over_it(
    where: tuple[date, tzinfo], hour: int
) -> None:
    day, place = where
    wall = datetime(day.year, day.month, day.day, hour)  # noqa: DTZ001 - what a clock shows
    moment = at_hour(day, hour, place)
    shown, before = (
        one.astimezone(place).replace(tzinfo=None) for one in (moment, moment - SECOND)
    )
    if shown != wall and existed(day, place):
        assert before < wall < shown
    if shown == wall:
        # Not the second time.
        assert moment.astimezone(place).fold == 0


@settings(max_examples=400, deadline=None)
@given(where=places(), hours=st.tuples(HOURS, HOURS))
def test_later_hours_never_come_earlier(where: tuple[date, tzinfo], hours: tuple[int, int]) -> None:
    day, place = where
    first, second = sorted(hours)
    assert at_hour(day, first, place) <= at_hour(day, second, place)


@settings(max_examples=400, deadline=None)
@given(where=places())
def test_days_end_one_after_the_other(where: tuple[date, tzinfo]) -> None:
    day, place = where
    assert end_of_day(day, place) <= end_of_day(day + timedelta(days=1), place)
