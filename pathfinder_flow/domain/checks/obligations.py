"""Checks of the obligations of a workflow: what is owed where, and by which rule it falls due."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from dateutil.rrule import rrulestr

from pathfinder_flow.domain.checks.problems import Path, Problem, check_list, shown, unknown
from pathfinder_flow.domain.deadlines.occurrences import UNITS
from pathfinder_flow.domain.workflow.model import DueRule, Extension, ObligationRule, Workflow

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONTH, _MONTH_DAY = "(1[0-2]|[1-9])", "(3[01]|[12][0-9]|[1-9])"
# A closed list: the library also takes rules that never end, never begin, or tick by the second.
_RULE_PART = re.compile(
    rf"FREQ=(YEARLY|MONTHLY)|INTERVAL=[1-9]\d?|BYMONTH={_MONTH}(,{_MONTH})*"
    rf"|BYMONTHDAY=-?{_MONTH_DAY}(,-?{_MONTH_DAY})*"
    r"|BYDAY=[+-]?[1-5]?(MO|TU|WE|TH|FR|SA|SU)",
    re.ASCII,
)
_LAST_DAY_OF_EVERY_MONTH = 28
_LONGEST_NOTICE = 366
_LONGEST_EXTENSION = 366
_OUTCOME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


def check_obligations(workflow: Workflow) -> Iterator[Problem]:
    """Find unknown states and evidence, and due dates that cannot be computed."""
    for name, obligation in workflow.obligations.items():
        path = ("obligations", name)
        yield from _references(workflow, obligation, path)
        yield from _due(workflow, obligation, (*path, "due"))
        if not 0 <= obligation.opens_days_before <= _LONGEST_NOTICE:
            yield Problem(
                (*path, "opens_days_before"), f"the number of days lies from 0 to {_LONGEST_NOTICE}"
            )


def _references(workflow: Workflow, obligation: ObligationRule, path: Path) -> Iterator[Problem]:
    if obligation.evidence not in workflow.evidence:
        where = (*path, "evidence")
        yield unknown(where, "kind of evidence", obligation.evidence, workflow.evidence)
    yield from _states(workflow, obligation, path)
    for outcome, roles in obligation.outcomes.items():
        yield from check_list((*path, "outcomes", outcome), roles, "role")
    if obligation.extension:
        yield from _extension(obligation.extension, (*path, "extension"))


def _states(workflow: Workflow, obligation: ObligationRule, path: Path) -> Iterator[Problem]:
    if obligation.while_status and obligation.while_in:
        said = "every holder of the status owes it already: leave 'while_in' or 'while_status' out"
        yield Problem((*path, "while_in"), said)
    elif not obligation.while_status:
        yield from check_list((*path, "while_in"), obligation.while_in, "state")
    for key in ("while_in", "except_in"):
        for index, state in enumerate(getattr(obligation, key)):
            if state not in workflow.states:
                yield unknown((*path, key, index), "state", state, workflow.states)


def _extension(extension: Extension, path: Path) -> Iterator[Problem]:
    yield from check_list((*path, "by"), extension.by, "role")
    if not 1 <= extension.most_days <= _LONGEST_EXTENSION:
        yield Problem((*path, "most_days"), f"the days lie from 1 to {_LONGEST_EXTENSION}")
    if not _OUTCOME.fullmatch(extension.outcome):
        yield Problem((*path, "outcome"), f"{shown(extension.outcome)} is not a name in a_z")


def _due(workflow: Workflow, obligation: ObligationRule, path: Path) -> Iterator[Problem]:
    """Find a due date that cannot be computed, or whose periods are not told apart."""
    due = obligation.due
    named = [key for key in ("rrule", *_AFTER) if getattr(due, key) is not None]
    if len(named) != 1:
        said = "say one of rrule (with anchor), after_event, after_evidence, after_decision and "
        said += "before_meeting"
        yield Problem(path, said)
    elif named == ["rrule"]:
        wrong = [*_calendar(due, path)]
        yield from wrong
        if wrong:
            return
        if obligation.is_counted:
            yield Problem(path, "a rule of the calendar has no occasions: give another 'period'")
        elif obligation.period in UNITS:
            yield from _gapless(obligation, path)
        elif obligation.period == "previous_calendar_year" and _several_a_year(due):
            said = "it gives several days a year: use 'period: since_last_due_date'"
            yield Problem((*path, "rrule"), said)
    else:
        yield from _after(workflow, due, path)
        yield from _field(workflow, obligation, path)
        if not obligation.is_counted:
            yield Problem(path, f"what is counted from '{named[0]}' has 'period: occasion'")


def _gapless(obligation: ObligationRule, path: Path) -> Iterator[Problem]:
    """Find periods of whole years or months between which something is left out, or told twice."""
    for key, least in (("span", 1), ("lag", 0)):
        if not least <= getattr(obligation, key) <= _LONGEST_SPAN:
            where = (*path[:-1], key)
            yield Problem(where, f"the number lies from {least} to {_LONGEST_SPAN}")
            return
    months = obligation.span * UNITS[obligation.period]
    days = _days_of(obligation.due, timedelta(days=_LOOKED_AT.days + 31 * 2 * months))
    begun = [day.year * 12 + (day.month if obligation.period == "calendar_months" else 0)
             for day in days]  # fmt: skip
    if any(later - day != months for day, later in pairwise(begun)):
        said = f"its due dates do not lie {months} months apart, as the periods they cover do"
        yield Problem((*path, "rrule"), said)


def _field(workflow: Workflow, obligation: ObligationRule, path: Path) -> Iterator[Problem]:
    """Find a field that is not there, or names no day."""
    due = obligation.due
    kind = workflow.evidence.get(due.after_evidence or "")
    if due.field is None:
        if obligation.period == "of_field":
            yield Problem((*path, "field"), "'period: of_field' is counted from a 'field'")
        return
    if kind is None:
        yield Problem((*path, "field"), "a field is one of the evidence of 'after_evidence'")
    elif due.field not in kind.fields:
        where = (*path, "field")
        yield unknown(where, f"field of '{due.after_evidence}'", due.field, kind.fields)
    elif kind.fields[due.field].type not in ("period", "date"):
        said = f"the field '{due.field}' is of type '{kind.fields[due.field].type}', not a day"
        yield Problem((*path, "field"), said)


_LONGEST_SPAN = 60
"""No period of whole units is longer, in years or months."""


_AFTER = ("after_event", "after_evidence", "after_decision", "before_meeting")


def _after(workflow: Workflow, due: DueRule, path: Path) -> Iterator[Problem]:
    if due.after_event is not None and due.after_event not in workflow.transitions:
        where = (*path, "after_event")
        yield unknown(where, "event", due.after_event, workflow.transitions)
    if due.after_evidence is not None and due.after_evidence not in workflow.evidence:
        where = (*path, "after_evidence")
        yield unknown(where, "kind of evidence", due.after_evidence, workflow.evidence)
    if due.after_decision is not None and not _OUTCOME.fullmatch(due.after_decision):
        where = (*path, "after_decision")
        yield Problem(where, f"{shown(due.after_decision)} is not a name in a_z")
    # Only from what a field names can it be counted backwards: what happened lies behind.
    least = -_LONGEST_NOTICE if due.field else 0
    for key in ("months", "days"):
        if not least <= getattr(due, key) <= _LONGEST_NOTICE:
            yield Problem((*path, key), f"the number lies from {least} to {_LONGEST_NOTICE}")


def _several_a_year(due: DueRule) -> bool:
    """Whether some year has several days; looked at in the eight years after the first."""
    years = [found.year for found in _days_of(due, _LOOKED_AT)]
    return len(years) > len(set(years))


def _days_of(due: DueRule, within: timedelta) -> list[datetime]:
    """Give the days of a rule from its first on."""
    start = datetime.combine(date.fromisoformat(str(due.anchor)), time())
    # With an end: a rule that never has another day would be looked through for ever.
    return list(rrulestr(f"{due.rrule};UNTIL={start + within:%Y%m%d}", dtstart=start))


_LOOKED_AT = timedelta(days=8 * 366)


def _calendar(due: DueRule, path: Path) -> Iterator[Problem]:
    rrule, anchor = str(due.rrule), _day(due.anchor or "")
    if anchor is None:
        yield Problem(
            (*path, "anchor"), f"{shown(due.anchor)} is not one certain day, such as 2024-03-31"
        )
    elif not _is_rule(rrule):
        yield Problem(
            (*path, "rrule"),
            f"{shown(rrule)} is not a rule such as FREQ=YEARLY or FREQ=MONTHLY;INTERVAL=3 "
            "(also BYMONTH, BYMONTHDAY and BYDAY, each once)",
        )
    elif _skips(rrule, anchor):
        yield Problem(
            (*path, "anchor"),
            f"a rule on day {anchor.day} skips the months that have none: use BYMONTHDAY=-1",
        )
    elif not _begins(rrule, anchor):
        yield Problem((*path, "anchor"), f"{due.anchor} is not a day of the rule {rrule}")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _is_rule(text: str) -> bool:
    parts = text.split(";")
    names = [part.partition("=")[0] for part in parts]
    return (
        all(_RULE_PART.fullmatch(part) for part in parts)
        and "FREQ" in names
        and len(set(names)) == len(names)
    )


def _skips(rule: str, anchor: date) -> bool:
    if anchor.day <= _LAST_DAY_OF_EVERY_MONTH or "BYMONTHDAY=-" in rule or "BYDAY" in rule:
        return False
    return "MONTHLY" in rule or anchor.month == 2  # noqa: PLR2004 - February


def _begins(rule: str, anchor: date) -> bool:
    """Whether the anchor is itself the first day of the rule, looking only at that first year."""
    start = datetime.combine(anchor, time())
    try:
        return bool(rrulestr(f"{rule};UNTIL={anchor:%Y%m%d}", dtstart=start).count())
    except (ValueError, IndexError):
        return False
