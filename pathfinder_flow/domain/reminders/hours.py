"""Between which hours mail may go out, on the recipient's own clock and working days."""

from __future__ import annotations

from datetime import datetime, timedelta

from pathfinder_flow.domain.dates.moments import at_hour, local_day, local_hour
from pathfinder_flow.domain.deadlines.due_dates import Place
from pathfinder_flow.domain.reminders.ladder import Ladder


def in_hours(ladder: Ladder, place: Place, now: datetime) -> bool:
    """Whether mail may go out now: on a working day, within the hours."""
    if place.zone is None or place.calendar.off(local_day(now, place.zone)):
        return False
    return ladder.hours.start <= local_hour(now, place.zone) < ladder.hours.end


def first_hour(ladder: Ladder | None, place: Place, moment: datetime) -> datetime:
    """Give when mail may leave that must not do so before a moment: then, or the next hours.

    Where nobody knows the hours, then.
    """
    if ladder is None or in_hours(ladder, place, moment):
        return moment
    return next_hours(ladder, place, moment) or moment


def next_hours(ladder: Ladder, place: Place, now: datetime) -> datetime | None:
    """Give when mail may go out next after now: the first hour of a working day."""
    if place.zone is None:
        return None
    today = local_day(now, place.zone)
    late = local_hour(now, place.zone) >= ladder.hours.start
    day, _ = place.calendar.roll(today + timedelta(days=1 if late else 0))
    return at_hour(day, ladder.hours.start, place.zone)
