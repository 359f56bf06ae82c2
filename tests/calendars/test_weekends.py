"""Our own file of weekends: it comes before the library, with a source for each."""

from datetime import date, timedelta

import pycountry
import pytest
from babel import Locale, localedata

from pathfinder_flow.calendars.weekends import weekends_of
from pathfinder_flow.calendars.working_days import calendar_named

KEPT = "nothing was found against the library, which has another weekend"
DIFFERENCES = {
    "AFG": KEPT,
    "BGD": KEPT,
    "BRN": KEPT,
    "DJI": "not certain, as the file says",
    "IND": KEPT,
    "MDV": KEPT,
    "PSE": "the locale data have no weekend of its own and fall back on the world's",
    "UGA": KEPT,
}
"""Where our calendars differ from the locale data, with the reason."""


def cldr() -> dict[str, set[int]]:
    """The weekend of each territory that some locale names, from the locale data."""
    found = {}
    for name in localedata.locale_identifiers():
        locale = Locale.parse(name)
        if locale.territory:
            found[locale.territory] = {locale.weekend_start, locale.weekend_end}
    return found


def weekend(code: str) -> set[int]:
    year = (date(2027, 1, 1) + timedelta(days=days) for days in range(365))
    off = calendar_named(code).off
    return {day.weekday() for day in year if off(day) == "weekend"}


def test_weekends_that_differ_from_the_locale_data_have_a_reason() -> None:
    known = cldr()
    differ = {
        one.alpha_3
        for one in pycountry.countries
        if weekend(one.alpha_3) != known.get(one.alpha_2, {5, 6})
    }
    assert differ == set(DIFFERENCES)


@pytest.mark.parametrize("code", ["AIA", "COD", "HKG", "KNA", "NER", "PRY", "TKL", "VEN", "MRT"])
def test_offices_rest_on_saturday_and_sunday(code: str) -> None:
    assert weekend(code) == {5, 6}


@pytest.mark.parametrize("code", ["LBY", "PSE"])
def test_offices_rest_on_friday_and_saturday(code: str) -> None:
    assert weekend(code) == {4, 5}


def test_a_weekend_holds_from_its_first_day() -> None:
    off = calendar_named("MRT").off
    assert (off(date(2014, 9, 26)), off(date(2014, 10, 3))) == ("weekend", None)


def test_every_weekend_names_its_source_and_what_is_not_certain_says_so() -> None:
    for country in pycountry.countries:
        for one in weekends_of(country.alpha_3):
            assert len(one.source) > 40, country
            assert one.certain != one.source.startswith("not certain"), country


def test_a_calendar_says_who_knows_its_weekend() -> None:
    assert ", weekend by: Council of Ministers" in calendar_named("MRT").version
    assert "weekend by" not in calendar_named("PER").version
