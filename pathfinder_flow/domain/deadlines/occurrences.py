"""When a rule falls due: each time with the period it covers, before working days are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.facts import Account
from pathfinder_flow.domain.cases.meetings import meetings
from pathfinder_flow.domain.dates.edtf import parse_when
from pathfinder_flow.domain.workflow.model import DueRule, ObligationRule

if TYPE_CHECKING:
    from dateutil.rrule import rrule, rruleset


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time a rule falls due: the name, first and last day of the period, and the day.

    ``step`` tells how the day was found, for the derivation.
    """

    period: str
    first: date
    last: date
    day: date
    step: dict[str, Any]


def occurrences(rule: ObligationRule, case: Case, since: date) -> Iterator[Occurrence]:
    """Give every time a rule falls due for periods that begin on or after a day, oldest first.

    Endless for a rule of the calendar.
    """
    if rule.is_counted:
        yield from _occasions(rule, case)
        return
    day = since - timedelta(days=1)
    while (found := _next(rule.due, day)) is not None:
        made = _of_calendar(rule, found)
        if made.first >= since:
            yield made
        day = found


def occurrence(rule: ObligationRule, case: Case, period: str) -> Occurrence | None:
    """Find the time a rule falls due for a period by its name; None if it never does."""
    if rule.is_counted:
        return next((one for one in _occasions(rule, case) if one.period == period), None)
    last = parse_when(period).latest
    if last is None:
        return None
    # A due date names itself; a year or a month is due after its end.
    if rule.period == "since_last_due_date":
        last -= timedelta(days=1)
    elif rule.period in UNITS:
        after = _later(last + timedelta(days=1), rule.lag * UNITS[rule.period])
        last = after - timedelta(days=1)
    day = _next(rule.due, last)
    found = _of_calendar(rule, day) if day else None
    return found if found and found.period == period else None


def _of_calendar(rule: ObligationRule, day: date) -> Occurrence:
    step = {"step": "rule", "rrule": rule.due.rrule, "anchor": rule.due.anchor}
    step["day"] = day.isoformat()
    if rule.period == "previous_calendar_year":
        return _whole_units(_MONTHS, 1, 0, day, step)
    if rule.period in UNITS:
        return _whole_units(UNITS[rule.period], rule.span, rule.lag, day, step)
    before = _parsed(rule.due).before(datetime.combine(day, time()))
    # Before the first there was none: its period is as good as empty.
    first = before.date() + timedelta(days=1) if before else day
    return Occurrence(day.isoformat(), first, day, day, step)


_MONTHS = 12
"""The months of a year."""

UNITS = {"calendar_years": _MONTHS, "calendar_months": 1}
"""Periods of whole units of the calendar, each with its months."""


def _whole_units(unit: int, span: int, lag: int, day: date, step: dict[str, Any]) -> Occurrence:
    """Give the last ``span`` whole years or months (``unit`` months) before a due date.

    The period is named by the last of them, so that no two bear one name.
    """
    begun = date(day.year, 1, 1) if unit == _MONTHS else date(day.year, day.month, 1)
    after = _later(begun, -lag * unit)
    last = after - timedelta(days=1)
    name = str(last.year) if unit == _MONTHS else f"{last.year:04}-{last.month:02}"
    return Occurrence(name, _later(after, -span * unit), last, day, step)


def _occasions(rule: ObligationRule, case: Case) -> Iterator[Occurrence]:
    """Give a due date for each time what it is counted from happened, or for the field it names."""
    due = rule.due
    if due.field:
        yield from _of_field(rule, case)
        return
    for meeting in meetings(case.record) if due.before_meeting else ():
        if meeting.body == due.before_meeting:
            back = replace(due, months=-due.months, days=-due.days)
            yield _counted(back, meeting.number, meeting.start)
    for account in _triggers(due, case):
        start = account.when.order
        yield _counted(due, account.number, start)


def _of_field(rule: ObligationRule, case: Case) -> Iterator[Occurrence]:
    """Give the due date counted from a field of the latest evidence: an older one is replaced."""
    due = rule.due
    found = case.latest_evidence(str(due.after_evidence))
    text = found.fields.get(str(due.field)) if found else None
    if found is None or not text:
        return
    when = parse_when(text)
    base = when.latest if due.edge == "end" else when.earliest
    if base and when.earliest and when.latest:
        made = _counted(due, found.number, base)
        if rule.period == "of_field":
            made = replace(made, first=when.earliest, last=when.latest)
        yield made


def _counted(due: DueRule, entry: int, base: date) -> Occurrence:
    day = _later(base, due.months) + timedelta(days=due.days)
    step = {"step": "after", "entry": entry, "from": base.isoformat()}
    step |= {"months": due.months, "days": due.days, "day": day.isoformat()}
    return Occurrence(base.isoformat(), min(base, day), day, day, step)


def _triggers(due: DueRule, case: Case) -> list[Account]:
    record = case.record
    known = {
        account.when.order: account
        for account in [
            *(move.account for move in record.moves if move.event == due.after_event),
            *(one.account for one in record.evidence.get(due.after_evidence or "", ())),
            *(one.account for one in record.decisions if one.outcome == due.after_decision),
        ]
        if account.span.certain_from <= case.day and not account.disputed
    }
    return [known[day] for day in sorted(known)]


def _later(day: date, months: int) -> date:
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(months=months)


@lru_cache(maxsize=64)
def _parsed(due: DueRule) -> rrule | rruleset:
    from dateutil.rrule import rrulestr

    start = datetime.combine(date.fromisoformat(str(due.anchor)), time())
    return rrulestr(str(due.rrule), dtstart=start)


@lru_cache(maxsize=4096)
def _next(due: DueRule, day: date) -> date | None:
    """Give the first day of a rule after a day, counted from its fixed first date."""
    found = _parsed(due).after(datetime.combine(day, time()))
    return found.date() if found is not None else None
