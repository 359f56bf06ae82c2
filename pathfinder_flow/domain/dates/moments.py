"""Moments in a place's own time: the end of a day, nine in the morning.

Time zones come in as arguments. A day can be short, long, or missing altogether (Samoa had no
30 December 2011), and so can an hour; a day can even come back for an hour after it ended
(St. John's until 2011).
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_TICK = timedelta(microseconds=1)


def end_of_day(day: date, zone: tzinfo) -> datetime:
    """Give the moment at which a day is over in a zone for good, in UTC: the next day's first."""
    midnight = datetime.combine(day + timedelta(days=1), time())
    again = midnight.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if local_day(again - _TICK, zone) == day != local_day(again, zone):
        return again
    return _reached(midnight, zone)


def at_hour(day: date, hour: int, zone: tzinfo) -> datetime:
    """Give the moment at which a clock in a zone shows an hour on a day, in UTC.

    An hour that the clocks leap over is the first moment after the leap; one they show twice is
    its first. A day that the zone leaps over has none: the same hour of the next day is given.
    """
    moment = _reached(datetime.combine(day, time(hour)), zone)
    if local_day(moment, zone) != day and local_day(moment - _TICK, zone) != day:
        return at_hour(day + timedelta(days=1), hour, zone)
    return moment


def _reached(wall: datetime, zone: tzinfo) -> datetime:
    """Give the first moment at which a clock shows a time or, if it leaps over that, a later one.

    Within a leap, Python's two readings of the time lie on its two sides, the second one first.
    """
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first <= second:
        return first

    def shown(seconds: int) -> datetime:
        return (second + timedelta(seconds=seconds)).astimezone(zone).replace(tzinfo=None)

    leap = int((first - second).total_seconds())
    return second + timedelta(seconds=bisect_left(range(leap), wall, key=shown))


def local_day(moment: datetime, zone: tzinfo) -> date:
    """Give the day that a calendar on the wall of a zone shows at a moment."""
    return moment.astimezone(zone).date()


def local_hour(moment: datetime, zone: tzinfo) -> int:
    """Give the hour that a clock in a zone shows at a moment, 0 to 23."""
    return moment.astimezone(zone).hour
