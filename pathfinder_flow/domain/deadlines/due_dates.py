"""Due dates, computed step by step so that every one can be shown and replayed.

A due date comes from a rule on a fixed first date, never from the last due date plus a year. It
moves to a working day, is put off by extensions, and grows by the days of suspensions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from pathfinder_flow.domain.cases.obligations import Extended, Pause
from pathfinder_flow.domain.dates.moments import end_of_day
from pathfinder_flow.domain.dates.working_days import Calendar
from pathfinder_flow.domain.deadlines.occurrences import Occurrence
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.workflow.model import ObligationRule


@dataclass(frozen=True, slots=True)
class Place:
    """Where a country's deadlines hold: its zone by name (None: not said), and its calendar."""

    zone_name: str | None
    zone: tzinfo | None
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Places:
    """The country's place and the Secretariat's own."""

    country: Place
    secretariat: Place

    def of(self, role: str) -> Place:
        """Give where whoever holds a role is: focal points in the country, all others with us."""
        return self.country if role == Role.FOCAL_POINT else self.secretariat

    def calendar_for(self, rule: ObligationRule) -> Calendar:
        """Give the calendar whose working days the due dates of a rule keep to."""
        place = self.secretariat if rule.roll.calendar == "secretariat" else self.country
        return place.calendar


@dataclass(frozen=True, slots=True)
class Derivation:
    """A due date with every step to it; ``at`` is the moment from which it is overdue."""

    day: date
    opens: date
    at: datetime | None
    calendar: Calendar
    steps: tuple[dict[str, Any], ...]


def derive(
    rule: ObligationRule,
    occurrence: Occurrence,
    places: Places,
    extensions: list[Extended],
    pauses: list[Pause],
) -> Derivation:
    """Compute the due date of a period.

    1. The rule's own day. 2. A working day. 3. What put it off, in the
    order of time: an extension names a day, a pause adds its days when it ends. 4. A working day
    again.
    """
    day = occurrence.day
    opens = day - timedelta(days=rule.opens_days_before)
    calendar, zone = places.calendar_for(rule), places.country.zone
    steps: list[dict[str, Any]] = [dict(occurrence.step)]
    day = _rolled(rule, calendar, day, steps)
    moved = False
    changes: list[Extended | Pause] = [*extensions, *pauses]
    for change in sorted(changes, key=_took_effect):
        before = day
        day = _changed(change, opens, day, steps)
        moved = moved or day != before
    if moved:
        day = _rolled(rule, calendar, day, steps)
    if rule.roll.to != "stay" and not calendar.knows(day):
        # What is not known cannot be kept to: whoever reads the date should know.
        steps.append({"step": "no_data", "year": f"{day:%Y}"})
    at = end_of_day(day, zone) if zone else None
    return Derivation(day, opens, at, calendar, tuple(steps))


def _took_effect(change: Extended | Pause) -> tuple[date, int]:
    """Give when a date moved: a pause adds its days at its end, also to what was put off in it."""
    if isinstance(change, Extended):
        return change.since, change.number
    return change.end or date.max, change.ended_by or change.number


def _rolled(
    rule: ObligationRule, calendar: Calendar, day: date, steps: list[dict[str, Any]]
) -> date:
    if rule.roll.to == "stay":
        return day
    rolled, skipped = calendar.roll(day, forward=rule.roll.to == "next_working_day")
    if skipped:
        passed = [[one.day.isoformat(), one.why] for one in skipped]
        steps.append({"step": "working_day", "day": rolled.isoformat(), "skipped": passed})
    return rolled


def _changed(change: Extended | Pause, opens: date, day: date, steps: list[dict[str, Any]]) -> date:
    if isinstance(change, Extended):
        step = {"step": "extension", "entry": change.number, "decision": change.decision}
        steps.append({**step, "day": change.to.isoformat()})
        return change.to
    days = paused_days(change, opens, day)
    if not days:
        return day
    later = day + timedelta(days=days)
    step = {"step": "suspension", "entry": change.number, "resumed_by": change.ended_by}
    steps.append({**step, "days": days, "day": later.isoformat()})
    return later


def paused_days(pause: Pause, opens: date, day: date) -> int:
    """Count the days by which an ended pause puts off a due date: those after the opening."""
    if pause.end is None or pause.start > day:
        return 0
    return max((pause.end - max(pause.start, opens)).days, 0)
