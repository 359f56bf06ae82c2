"""Working days: which days are off in a calendar, and why."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKEND = "weekend"
"""Why a day is not worked on that is off every week."""

_LONGEST_REST = 60
"""No calendar rests longer than this; one that does is broken."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day that is not worked on, and why: ``weekend``, or the holiday's name in English."""

    day: date
    why: str


def _everything(_day: date) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of a place.

    ``name`` is a country's ISO alpha-3 code, with a subdivision if one is meant (``CHE-GE``);
    ``version`` says whose data it is (``holidays 0.109``). ``off`` gives why a day is not worked
    on, or None on a working day; ``knows`` says whether the data has any holiday of that year.
    """

    name: str
    version: str
    off: Callable[[date], str | None]
    knows: Callable[[date], bool] = _everything

    def with_weekend(self, days: Collection[str], whose: str) -> Calendar:
        """Give this calendar with another weekend (``fri``, ``sat``); ``whose`` says by whom."""

        def off(day: date) -> str | None:
            why = self.off(day)
            if why and why != WEEKEND:
                return why
            return WEEKEND if WEEKDAYS[day.weekday()] in days else None

        return replace(self, version=f"{self.version}, weekend by: {whose}", off=off)

    def weekend(self, day: date) -> tuple[str, ...]:
        """Give the days (``fri``, ``sat``) that are off every week in the month from ``day`` on."""
        month = [day + timedelta(days=number) for number in range(28)]
        found = {WEEKDAYS[one.weekday()] for one in month if self.off(one) == WEEKEND}
        return tuple(sorted(found, key=WEEKDAYS.index))

    def roll(self, day: date, *, forward: bool = True) -> tuple[date, tuple[Skipped, ...]]:
        """Give the first working day from ``day`` on, itself included, and the days passed over.

        Raises ValueError when the calendar has no working day within two months.
        """
        step = timedelta(days=1 if forward else -1)
        skipped: list[Skipped] = []
        while why := self.off(day):
            skipped.append(Skipped(day, why))
            if len(skipped) > _LONGEST_REST:
                raise ValueError(self.name)
            day += step
        return day, tuple(skipped)
