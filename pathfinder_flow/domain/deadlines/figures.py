"""How one country fares in one reporting year, in one word each: what figures are counted from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.facts import Span
from pathfinder_flow.domain.cases.obligations import RETURNED, Key, Result
from pathfinder_flow.domain.deadlines.due_dates import Places
from pathfinder_flow.domain.deadlines.periods import (
    Expected,
    NotOwed,
    assess,
    pause_on,
)
from pathfinder_flow.domain.workflow.model import ObligationRule

ANSWERED = ("in_time", "late", "undated", "partly", "nil", "exempt", "waived", "closed")
UNANSWERED = ("missing", "returned", "awaited", "suspended")
"""Countries that were to report: together they are those asked."""

ASKED = ANSWERED + UNANSWERED
NOT_ASKED = ("to_come", "unreached", "not_owed", "unknown")
CODES = ASKED + NOT_ASKED
"""Every code that a country can have; each has exactly one."""

WHY_NOT = ("no_status", "perhaps_held", "first_period", "other_stage", "not_due")
"""Why a report is not owed."""

CONCLUDED = "conclude_review"
"""The event by which a review ends and the work goes on."""

_BY_OUTCOME = {
    "partly_reported": "partly", "nil_confirmed": "nil", "exempt": "exempt", "waived": "waived",
    "closed": "closed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class YearAnswer:
    """What became of the report of one year: a code, the due date, and what says so.

    ``in_time``, ``late`` and ``undated`` (its date is too imprecise to tell) are reports;
    ``partly``, ``nil``, ``exempt``, ``waived`` and ``closed`` other outcomes. ``missing`` is
    overdue, ``returned`` sent back to be completed, ``awaited`` not due yet, ``suspended`` at rest.
    ``to_come`` says that the time to report has not begun, ``unreached`` that nobody there could be
    asked, ``not_owed`` that nothing is owed (``why`` is one of ``WHY_NOT``), ``unknown`` that it
    fell due before this ledger knew the country and nobody has said what became of it. ``entry`` is
    the outcome's.
    """

    code: str
    due: date | None
    on: str | None = None
    entry: int | None = None
    why: str | None = None


def year_answer(
    case: Case, key: Key, rule: ObligationRule, places: Places, *, reached: bool
) -> YearAnswer:
    """Say what became of the report of one period by the day of the case.

    ``reached`` says whether somebody in the country was asked or could be.
    """
    kept = case.record.obligations.of(key)
    found = assess(case, key, rule, places)
    computed = found.derivation.day if isinstance(found, Expected) else found.facts.get("due")
    due = kept.last_day or computed
    results = _by_then(case, key)
    if results and results[-1].outcome != RETURNED:
        return _by_result(results[-1], due)
    if isinstance(found, NotOwed):
        code = "unknown" if found.code == "before_record" else "not_owed"
        return YearAnswer(code, due, why=found.code if code == "not_owed" else None)
    opens = kept.due.opens if kept.due else found.derivation.opens
    code = "returned" if results else _open(case, key, opens, due)
    if code in ("missing", "awaited") and not reached:
        code = "unreached"
    return YearAnswer(code, due)


def _by_then(case: Case, key: Key) -> list[Result]:
    """Give what was said of a period by the day of the case, as the dates of it have it."""
    return [
        one
        for one in case.record.obligations.of(key).results
        if one.when.earliest is None or one.when.earliest <= case.day
    ]


def _by_result(result: Result, due: date | None) -> YearAnswer:
    code = _BY_OUTCOME.get(result.outcome) or _in_time(result, due)
    return YearAnswer(code, due, result.when.text, result.number)


def _in_time(result: Result, due: date | None) -> str:
    first, last = result.when.earliest, result.when.latest
    if due and last and last <= due:
        return "in_time"
    return "late" if due and first and first > due else "undated"


def _open(case: Case, key: Key, opens: date, due: date | None) -> str:
    if case.day < opens:
        return "to_come"
    if pause_on(case.record.obligations.pauses.get(key[0], []), case.day):
        return "suspended"
    return "missing" if due and due < case.day else "awaited"


def happened_within(span: Span, first: date, last: date) -> Literal["certain", "possible"] | None:
    """Say whether something happened within some days; None if it certainly did not."""
    if span.possible_from > last or span.certain_from < first:
        return None
    inside = first <= span.possible_from and span.certain_from <= last
    return "certain" if inside else "possible"
