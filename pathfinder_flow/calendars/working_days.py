"""Working days of countries and their parts, from the library ``holidays``.

Where our own file of weekends knows a country, it is right and the library is not asked.

Only public holidays count. The library is asked by alpha-2 codes: some of its alpha-3 codes are
not those of ISO, and Morocco (MAR) would be a country without data.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pathfinder_flow.calendars.codes import UnknownPart, alpha_2, subdivisions
from pathfinder_flow.calendars.weekends import Weekend, weekends_of
from pathfinder_flow.domain.dates.working_days import WEEKEND, Calendar

if TYPE_CHECKING:
    from holidays import HolidayBase

_SATURDAY = 5


@cache
def calendar_named(name: str) -> Calendar:
    """Give the calendar of a country (``PER``) or of a part of one (``CHE-GE``).

    Its ``version`` says whose data it is, and what that data does not have. Raises ValueError for
    a country or a part of one that nobody knows.
    """
    country, _, part = name.partition("-")
    code = alpha_2(country)
    known = _parts(code)
    if known is None:
        return Calendar(name, f"weekends only: {version()} has no data for {country}", _weekend)
    if code is None or part in known or not (part or name.endswith("-")):
        return _calendar(name, version(), _table(code or country, part))
    if part in subdivisions(code):
        lacking = f"{version()}, which has no days of {name} beyond its country's"
        return _calendar(name, lacking, _table(code, ""))
    raise UnknownPart(name, (f"{country}-{one}" for one in known))


def _calendar(name: str, whose: str, table: HolidayBase) -> Calendar:
    @cache
    def has_year(year: int) -> bool:
        table.get(date(year, 1, 1))  # computes the year
        return any(day.year == year for day in table)

    own = weekends_of(name.partition("-")[0])
    whose += f", weekend by: {own[0].source}" if own else ""
    return Calendar(name, whose, _days_off(table, own), lambda day: has_year(day.year))


@cache
def version() -> str:
    """Give name and version of the data: ``holidays 0.109``."""
    from importlib.metadata import version as installed

    return f"holidays {installed('holidays')}"


def _parts(code: str | None) -> tuple[str, ...] | None:
    """Give the parts of a country the library knows; None when it does not know the country."""
    import holidays

    kind = getattr(holidays, code, None) if code else None
    return None if kind is None else tuple(kind.subdivisions)


def _table(code: str, part: str) -> HolidayBase:
    """Give the library's table; always in a language that we chose, never the machine's."""
    import holidays

    kind = getattr(holidays, code)
    english = "en_US" in kind.supported_languages
    return holidays.country_holidays(
        code,
        subdiv=part or None,
        language="en_US" if english else kind.default_language,
        categories=holidays.PUBLIC,
    )


def _days_off(table: HolidayBase, own: tuple[Weekend, ...]) -> Callable[[date], str | None]:
    def off(day: date) -> str | None:
        # Asked first: only this computes the year, with the Saturdays worked in exchange.
        name: str | None = table.get(day)
        if name:
            return name
        ours = next((one for one in own if one.since <= day), None)
        if ours:
            return WEEKEND if day.weekday() in ours.days else None
        return None if table.is_working_day(day) else WEEKEND

    # The same days are asked for again and again.
    return lru_cache(maxsize=4096)(off)


def _weekend(day: date) -> str | None:
    return WEEKEND if day.weekday() >= _SATURDAY else None
