"""When a rule falls due: each time with the period it covers, before working days are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.facts import Account
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
    if rule.period == "occasion":
        yield from _occasions(rule.due, case)
        return
    day = since - timedelta(days=1)
    while (found := _next(rule.due, day)) is not None:
        made = _of_calendar(rule, found)
        if made.first >= since:
            yield made
        day = found


def occurrence(rule: ObligationRule, case: Case, period: str) -> Occurrence | None:
    """Find the time a rule falls due for a period by its name; None if it never does."""
    if rule.period == "occasion":
        return next((one for one in _occasions(rule.due, case) if one.period == period), None)
    if rule.period == "previous_calendar_year":
        day = _next(rule.due, date(int(period), 12, 31))
        return _of_calendar(rule, day) if day and day.year == int(period) + 1 else None
    day = parse_when(period).day
    known = day and _next(rule.due, day - timedelta(days=1)) == day
    return _of_calendar(rule, day) if day and known else None


def _of_calendar(rule: ObligationRule, day: date) -> Occurrence:
    step = {"step": "rule", "rrule": rule.due.rrule, "anchor": rule.due.anchor}
    step["day"] = day.isoformat()
    if rule.period == "previous_calendar_year":
        year = day.year - 1
        return Occurrence(str(year), date(year, 1, 1), date(year, 12, 31), day, step)
    before = _parsed(rule.due).before(datetime.combine(day, time()))
    # Before the first there was none: its period is as good as empty.
    first = before.date() + timedelta(days=1) if before else day
    return Occurrence(day.isoformat(), first, day, day, step)


def _occasions(due: DueRule, case: Case) -> Iterator[Occurrence]:
    """Give a due date for each time the event, evidence or decision it is counted from happened."""
    for account in _triggers(due, case):
        start = account.when.order
        day = _later(start, due.months) + timedelta(days=due.days)
        step = {"step": "after", "entry": account.number, "from": start.isoformat()}
        step |= {"months": due.months, "days": due.days, "day": day.isoformat()}
        yield Occurrence(start.isoformat(), start, day, day, step)


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
