"""Which periods a country owes a report for, and how each of them stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.obligations import CLOSED, Due, Key, Pause, Result
from pathfinder_flow.domain.deadlines.due_dates import (
    Derivation,
    Places,
    derive,
)
from pathfinder_flow.domain.deadlines.occurrences import Occurrence, occurrence, occurrences
from pathfinder_flow.domain.workflow.model import ObligationRule, Workflow

AHEAD = timedelta(days=366)
"""How long before its day a due date is put on record."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A period that is owed, with its due date as the facts have it on a day."""

    key: Key
    rule: ObligationRule
    derivation: Derivation


@dataclass(frozen=True, slots=True)
class NotOwed:
    """Why a period is not owed, with the facts of it.

    ``code`` is ``no_status``, ``first_period``, ``not_due``, ``other_stage`` or ``before_record``;
    ``perhaps_held`` when it fell due before the record and nobody can say whether the country held
    the status for that period.
    """

    code: str
    facts: dict[str, Any]


def first_year(case: Case) -> int | None:
    """Give the first full calendar year after the status; None without a certain status."""
    status = case.status
    if status is None or status.certain_from == date.max:
        return None
    certain = status.certain_from
    return certain.year if (certain.month, certain.day) == (1, 1) else certain.year + 1


def expected(case: Case, workflow: Workflow, places: Places, *, until: date) -> Iterator[Expected]:
    """Give every period that is owed, oldest first: those due by ``until``, and the next to come.

    Without that one, nobody would know when to look again at a country that is new or back.
    """
    start = first_year(case)
    for name, rule in workflow.obligations.items() if start else ():
        to_come = rule.is_asked_in(case.state)
        for one in occurrences(rule, case, date(int(start or 0), 1, 1)):
            if one.day > until and not to_come:
                break
            found = _assess(case, (name, one.period), rule, places, one)
            if isinstance(found, Expected) and (to_come or found.derivation.day <= until):
                to_come = to_come and found.derivation.day < case.day
                yield found


def assess(case: Case, key: Key, rule: ObligationRule, places: Places) -> Expected | NotOwed:
    """Say whether a period is owed, and when its report is due, or why it is not."""
    start = first_year(case)
    if start is None and case.status is None:
        return NotOwed("no_status", {})
    found = occurrence(rule, case, key[1])
    if start is None:
        return (found and _perhaps(case, found, rule, places)) or NotOwed("no_status", {})
    # A year that the calendar has no day for may still lie before the first.
    if found is None and key[1].isdecimal() and int(key[1]) < start:
        return NotOwed("first_period", {"first": str(start)})
    return _assess(case, key, rule, places, found) if found else NotOwed("not_due", {})


def _assess(
    case: Case, key: Key, rule: ObligationRule, places: Places, found: Occurrence
) -> Expected | NotOwed:
    start = first_year(case)
    if start is not None and not rule.is_counted and found.first < date(start, 1, 1):
        first = NotOwed("first_period", {"first": str(start)})
        return _perhaps(case, found, rule, places) or first
    known = case.record.obligations
    derivation = derive(rule, found, places, known.of(key).extensions, known.pauses.get(key[0], []))
    if derivation.day < _kept_since(case):
        return NotOwed("before_record", _past(case, derivation))
    asked = (
        _was_asked(case, found, rule, derivation)
        if rule.while_status
        else _was_in(case, rule, derivation)
    )
    if not asked:
        return NotOwed("other_stage", {"state": case.state})
    return Expected(key, rule, derivation)


def _perhaps(case: Case, found: Occurrence, rule: ObligationRule, places: Places) -> NotOwed | None:
    """Say that a period before the record may have been owed: the status may have begun by then."""
    assert case.status is not None  # noqa: S101 - the callers looked
    derivation = derive(rule, found, places, [], [])
    if case.status.possible_from > found.first or derivation.day >= _kept_since(case):
        return None
    return NotOwed("perhaps_held", _past(case, derivation))


def _past(case: Case, derivation: Derivation) -> dict[str, Any]:
    return {"since": _kept_since(case), "due": derivation.day, "opens": derivation.opens}


def _kept_since(case: Case) -> date:
    """Since when this ledger has known of the status: what fell due before is not its affair."""
    assert case.status is not None  # noqa: S101 - first_year looked
    return min(account.recorded_on for account in case.status.accounts)


def _was_asked(
    case: Case, period: Occurrence, rule: ObligationRule, derivation: Derivation
) -> bool:
    """Whether a holder of the status was asked for a period.

    It was not if it was away on the due date, or before it, and came back after the period: the
    first period asked of who comes back is the one then running, or the next.
    """
    counts = period.last if rule.after_return == "running_period" else period.first
    return not any(
        left <= derivation.day and (back is None or counts < back)
        for left, back in _away(case, rule)
    )


def _away(case: Case, rule: ObligationRule) -> Iterator[tuple[date, date | None]]:
    """Give every time in which the country was not asked: its first day, and that of its return."""
    if not any(move.to_state in rule.except_in for move in case.record.moves):
        return
    spans = (case.record.span_of(move) for move in case.record.moves)
    days = sorted({span.certain_from for span in spans if span.certain_from <= case.day})
    left: date | None = None
    for day in days:
        asked = rule.is_asked_in(Case(case.record, day).state)
        if left is None and not asked:
            left = day
        elif left is not None and asked:
            yield left, day
            left = None
    if left is not None:
        yield left, None


def _was_in(case: Case, rule: ObligationRule, derivation: Derivation) -> bool:
    """Whether the country stood where the report is owed at any time from its opening on.

    Before the opening, what counts is where it stands.
    """
    last = min(derivation.day, case.day)
    first = min(derivation.opens, last)
    spans = (case.record.span_of(move) for move in case.record.moves)
    days = {first, last, *(s.certain_from for s in spans if first < s.certain_from <= last)}
    return any(rule.is_asked_in(Case(case.record, day).state) for day in sorted(days))


@dataclass(frozen=True, slots=True)
class ObligationStatus:
    """How an obligation stands at a moment.

    ``code`` is ``settled``, ``fallen_away``, ``suspended``, ``resting`` (the country stands where
    no report is asked for), ``no_zone``, ``upcoming``, ``open`` or ``overdue``.
    """

    code: str
    facts: dict[str, Any]


def obligation_status(
    case: Case, key: Key, rule: ObligationRule | None, due: Due, now: datetime
) -> ObligationStatus:
    """Say how an obligation stands; overdue is derived here and stored nowhere."""
    known = case.record.obligations
    result = known.of(key).result
    if result:
        return _settled(result)
    if due.day is None or rule is None:
        return ObligationStatus("fallen_away", {"entry": due.number})
    pause = pause_on(known.pauses.get(key[0], []), case.day)
    if pause:
        return ObligationStatus(
            "suspended", {"entry": pause.number, "since": pause.start.isoformat()}
        )
    if not rule.is_asked_in(case.state):
        return ObligationStatus("resting", {"state": case.state})
    return ObligationStatus(_by_time(due, case.day, now), {})


def _settled(result: Result) -> ObligationStatus:
    told = {"told_later": True} if result.attested else {}
    return ObligationStatus("settled", {"outcome": result.outcome, "entry": result.number, **told})


def told_of(case: Case, key: Key, rule: ObligationRule, places: Places) -> NotOwed | None:
    """Give what is known of a past period of which a source tells; None if none does."""
    result = case.record.obligations.of(key).result
    found = assess(case, key, rule, places) if result and result.attested else None
    return found if isinstance(found, NotOwed) else None


def _by_time(due: Due, today: date, now: datetime) -> str:
    if due.at is None:
        return "no_zone"
    if now >= due.at:
        return "overdue"
    return "upcoming" if today < due.opens else "open"


def pause_on(pauses: list[Pause], day: date) -> Pause | None:
    """Give the suspension that holds on a day, if one does."""
    for pause in pauses:
        if pause.start <= day and (pause.end is None or day < pause.end):
            return pause
    return None


PAST = ("before_record", "perhaps_held")
"""Codes of periods from before the record: what became of them can be told, by a source."""


def missed_in_a_row(
    case: Case, key: Key, now: datetime, *, asked: Callable[[Key], bool] = lambda _key: True
) -> list[str]:
    """Give the periods in a row, up to this one, that are overdue without a report.

    One that was closed without a report counts, also where a source tells so of the time before
    this ledger. A period for which the country was not ``asked``, or of which nobody has said
    anything, ends the row: it counts for nothing.
    """
    missed: list[str] = []
    if not key[1].isdecimal():
        return [key[1]]
    for year in range(int(key[1]), 0, -1):
        known = case.record.obligations.of((key[0], str(year)))
        result = known.result
        is_closed = result is not None and result.outcome == CLOSED
        # A report that was returned to be completed is none that was never sent.
        if not is_closed and (known.results or not _is_past(known.due, now)):
            break
        told = result is not None and result.attested
        if not (told or asked((key[0], str(year)))):
            break
        missed.insert(0, str(year))
    return missed


def _is_past(due: Due | None, now: datetime) -> bool:
    return due is not None and due.at is not None and due.at <= now
