"""Which day it is in a country."""

from __future__ import annotations

from datetime import date, datetime

from pathfinder_flow.calendars.zones import zone, zones_of


def day_begun(country: str, now: datetime, said: str | None = None) -> date:
    """Give the newest day that has begun in a country (alpha-3) or in UTC.

    ``said`` is the zone that somebody has said holds; without one, the day has begun where it
    begins first. In UTC, too, because the record is kept by that day: what was recorded in the
    programme's office on a day is not in the future where that day comes later. A country that
    nobody knows, and the whole programme (""), have the day of UTC.
    """
    try:
        names = (said,) if said else zones_of(country)
    except ValueError:
        names = ()
    return max([now.date(), *(now.astimezone(zone(name)).date() for name in names)])
