"""What has lapsed, soon will, or was never there: seen before a step needs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.dates.edtf import parse_when
from pathfinder_flow.domain.roles import Mandate
from pathfinder_flow.domain.workflow.model import LapseRule, Workflow


@dataclass(frozen=True, slots=True)
class Lapse:
    """One thing that a rule of the workflow watches, as it stands on a day.

    ``code`` is ``missing`` (it is not there), ``undated`` (it does not say when it ends), ``ended``
    or ``ends`` (on ``day``), ``several`` (of what there should be one) or ``rests`` (since
    ``day``). ``entries`` are those that say so.
    """

    name: str
    rule: LapseRule
    code: Literal["missing", "undated", "ended", "ends", "several", "rests"]
    day: date | None = None
    entries: tuple[int, ...] = ()


def lapses(case: Case, workflow: Workflow) -> list[Lapse]:
    """Give what has lapsed or soon will in a case on its day, in the order of the file."""
    watched = ((name, rule) for name, rule in workflow.lapses.items() if _is_watched(case, rule))
    return [found for name, rule in watched for found in _LOOKS[rule.watch](case, name, rule)]


def _is_watched(case: Case, rule: LapseRule) -> bool:
    if case.state is None or case.state in rule.except_in:
        return False
    if rule.while_status:
        return case.status is not None and case.status.certain_from <= case.day
    return case.state in rule.states


def _evidence(case: Case, name: str, rule: LapseRule) -> Iterator[Lapse]:
    found = case.latest_evidence(str(rule.kind))
    if found is None:
        yield Lapse(name, rule, "missing")
        return
    if rule.field is None:
        return
    period = found.fields.get(rule.field)
    end = parse_when(period).latest if period else None
    if end is None:
        yield Lapse(name, rule, "undated", entries=(found.number,))
    else:
        yield from _by_end(case, name, rule, end, found.number)


def _mandate(case: Case, name: str, rule: LapseRule) -> Iterator[Lapse]:
    held = [
        one
        for one in case.mandates
        if one.role is rule.role and one.country == case.country and one.in_force(case.day)
    ]
    if not held:
        yield Lapse(name, rule, "missing")
    if len(held) > 1:
        yield Lapse(name, rule, "several", entries=tuple(one.number for one in held))
    last = max(held, key=_end_of, default=None)
    if last and last.end:
        yield from _by_end(case, name, rule, last.end, last.number)


def _end_of(mandate: Mandate) -> date:
    return mandate.end or date.max


def _by_end(case: Case, name: str, rule: LapseRule, end: date, number: int) -> Iterator[Lapse]:
    if end < case.day:
        yield Lapse(name, rule, "ended", end, (number,))
    elif any(_later(case.day, months) >= end for months in rule.months):
        yield Lapse(name, rule, "ends", end, (number,))


def _rest(case: Case, name: str, rule: LapseRule) -> Iterator[Lapse]:
    moved = (case.record.span_of(move).certain_from for move in case.record.moves)
    since = max(day for day in moved if day <= case.day)
    if any(_later(since, months) <= case.day for months in rule.months):
        yield Lapse(name, rule, "rests", since)


def _later(day: date, months: int) -> date:
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(months=months)


_LOOKS = {"evidence": _evidence, "mandate": _mandate, "rest": _rest}
