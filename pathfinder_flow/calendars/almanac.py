"""Days off and time zones as one thing to hand over."""

from __future__ import annotations

from datetime import tzinfo

from pathfinder_flow.calendars import weekends, working_days, zones
from pathfinder_flow.domain.dates.working_days import Calendar


class Almanac:
    """The calendars and clocks of countries; nothing is read before it is asked for."""

    @property
    def version(self) -> str:
        """Whose data it is: ``holidays 0.109, weekends 1a2b3c4d, tzdata 2026.1``."""
        return f"{working_days.version()}, {weekends.version()}, {zones.version()}"

    def calendar(self, name: str) -> Calendar:
        """Give the working days of a country (``PER``) or a part of one (``CHE-GE``).

        Raises ValueError when nobody knows it.
        """
        return working_days.calendar_named(name)

    def zones(self, country: str) -> tuple[str, ...]:
        """Give the names of a country's time zones, the one most people live in first.

        Raises ValueError when nobody knows the country (alpha-3).
        """
        return zones.zones_of(country)

    def only_zone(self, country: str) -> str | None:
        """Give the one zone whose time a country (alpha-3) keeps from now on, None if it has more.

        Raises ValueError when nobody knows the country.
        """
        return zones.only_zone(country)

    def zone(self, name: str) -> tzinfo:
        """Give the time zone of a name such as ``America/Lima``; ValueError when there is none."""
        return zones.zone(name)
