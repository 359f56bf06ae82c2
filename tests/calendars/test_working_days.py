"""Days off in the calendars of countries and their parts."""

import subprocess
import sys
from datetime import date, timedelta
from importlib.metadata import version

import holidays
import pycountry
import pytest

from pathfinder_flow.calendars.working_days import calendar_named

VERSION = f"holidays {version('holidays')}"
WEEK = [date(2025, 8, 4) + timedelta(days=days) for days in range(7)]


def off_days(name: str) -> str:
    """The weekend of an August week, as the first letters of its days off."""
    calendar = calendar_named(name)
    return " ".join(f"{day:%a}" for day in WEEK if calendar.off(day) == "weekend")


@pytest.mark.parametrize(
    ("name", "weekend"),
    [
        ("PER", "Sat Sun"),
        ("EGY", "Fri Sat"),
        ("BGD", "Fri Sat"),
        ("MAR", "Sat Sun"),
        ("COD", "Sat Sun"),
        ("IRN", "Fri"),
        ("BRN", "Fri Sun"),
    ],
)
def test_a_country_rests_on_its_own_weekend(name: str, weekend: str) -> None:
    assert off_days(name) == weekend


def test_a_weekend_that_moved_is_that_of_the_time() -> None:
    off = calendar_named("ARE").off
    assert off(date(2021, 8, 6)) == "weekend"
    assert off(date(2023, 8, 4)) is None


@pytest.mark.parametrize(
    ("name", "day", "why"),
    [
        ("PER", date(2027, 7, 28), "Independence Day"),
        ("MAR", date(2025, 7, 30), "Throne Day"),
        ("CHE", date(2025, 8, 1), "National Day"),
        ("CHE-GE", date(2025, 9, 11), "Genevan Fast"),
        ("MWI", date(2025, 7, 6), "Independence Day"),
    ],
)
def test_a_holiday_has_its_english_name_even_at_a_weekend(name: str, day: date, why: str) -> None:
    assert calendar_named(name).off(day) == why


def test_a_part_of_a_country_has_days_its_country_has_not() -> None:
    day = date(2025, 9, 11)
    assert calendar_named("CHE-GE").off(day)
    assert calendar_named("CHE").off(day) is None


def test_a_day_that_is_no_public_holiday_is_worked() -> None:
    carnival = date(2025, 3, 4)
    assert carnival in holidays.country_holidays("BR", categories="optional")
    assert calendar_named("BRA").off(carnival) is None


@pytest.mark.parametrize(
    ("name", "day"),
    [("CHN", date(2024, 2, 4)), ("CHN", date(2023, 1, 28)), ("HUN", date(2024, 8, 3))],
)
def test_a_day_of_the_weekend_worked_in_exchange_is_a_working_day(name: str, day: date) -> None:
    assert day.weekday() >= 5
    assert calendar_named(name).off(day) is None


def test_every_country_has_a_calendar_that_ends_every_rest() -> None:
    for country in pycountry.countries:
        calendar = calendar_named(country.alpha_3)
        assert calendar.version.startswith(VERSION), country
        for month in range(1, 13):
            calendar.roll(date(2027, month, 1))


def test_every_part_the_library_knows_has_a_calendar() -> None:
    for country in pycountry.countries:
        for part in getattr(holidays, country.alpha_2).subdivisions:
            name = f"{country.alpha_3}-{part}"
            assert calendar_named(name).version.startswith(VERSION), name
            calendar_named(name).off(date(2027, 1, 1))


def test_a_country_without_data_rests_at_weekends_and_says_so() -> None:
    calendar = calendar_named("XKX")
    assert calendar.version == f"weekends only: {VERSION} has no data for XKX"
    assert off_days("XKX") == "Sat Sun"
    assert calendar.off(date(2025, 1, 1)) is None


def test_a_part_without_days_of_its_own_has_its_countrys_and_says_so() -> None:
    calendar = calendar_named("PER-LIM")
    assert calendar.version.startswith(f"{VERSION}, which has no days of PER-LIM")
    assert calendar.off(date(2027, 7, 28)) == "Independence Day"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("PRE", "'PRE' is not the code of a country we know"),
        ("per", "'per' is not the code of a country we know"),
        ("PE", "'PE' is not the code of a country we know"),
        ("ECB", "'ECB' is not the code of a country we know"),
        ("", "'' is not the code of a country we know"),
        ("CHE-GX", "'CHE-GX' is not a part of a country we know: did you mean 'CHE-"),
        ("CHE-", "'CHE-' is not a part of a country we know"),
    ],
)
def test_a_name_nobody_knows_is_refused_in_a_sentence(name: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        calendar_named(name)


def test_the_same_calendar_is_built_once() -> None:
    assert calendar_named("PER") is calendar_named("PER")


def test_names_of_holidays_do_not_depend_on_the_machines_language() -> None:
    script = (
        "from datetime import date;"
        "from pathfinder_flow.calendars.working_days import calendar_named as named;"
        "print(*(named(n).off(date(2025, 12, 25)) for n in ('PER', 'CIV', 'MWI', 'VNM')))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"LANGUAGE": language, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            check=True,
        ).stdout
        for language in ("uk", "th", "en")
    }
    assert len(told) == 1
