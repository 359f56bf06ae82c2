"""Moments in a place's own time: the end of a day, nine in the morning.

Time zones come in as arguments. A day can be short, long, or missing altogether (Samoa had no
30 December 2011), and so can an hour.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo


def end_of_day(day: date, zone: tzinfo) -> datetime:
    """Give the moment at which a day is over in a zone, in UTC: the next day's first."""
    return _first_moment(day + timedelta(days=1), zone)


def _first_moment(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def at_hour(day: date, hour: int, zone: tzinfo) -> datetime:
    """Give the moment at which a clock in a zone shows an hour on a day, in UTC.

    An hour that the clocks leap over is the first moment after the leap; one they show twice is
    its first. A day that the zone leaps over has none: the same hour of the next day is given.
    """
    moment = datetime.combine(day, time(hour), zone).astimezone(UTC)
    if local_day(moment, zone) != day:
        return at_hour(day + timedelta(days=1), hour, zone)
    return moment


def local_day(moment: datetime, zone: tzinfo) -> date:
    """Give the day that a calendar on the wall of a zone shows at a moment."""
    return moment.astimezone(zone).date()


def local_hour(moment: datetime, zone: tzinfo) -> int:
    """Give the hour that a clock in a zone shows at a moment, 0 to 23."""
    return moment.astimezone(zone).hour
