"""How one country fares in one reporting year, in one word each: what figures are counted from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.obligations import Key, Result
from pathfinder_flow.domain.deadlines.due_dates import Places
from pathfinder_flow.domain.deadlines.periods import (
    Expected,
    NotOwed,
    assess,
    obligation_status,
)
from pathfinder_flow.domain.workflow.model import ObligationRule

ANSWERED = ("in_time", "late", "undated", "partly", "nil", "exempt", "waived", "closed")
UNANSWERED = ("missing", "returned", "awaited", "suspended")
"""Countries that were to report: together they are those asked."""

ASKED = ANSWERED + UNANSWERED
NOT_ASKED = ("unreached", "not_owed", "unknown")
CODES = ASKED + NOT_ASKED
"""Every code that a country can have; each has exactly one."""

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
    ``unreached`` says that nobody there could be asked, ``not_owed`` that nothing is owed (``why``
    is the code of it), ``unknown`` that it fell due before this ledger knew the country and nobody
    has said what became of it. ``entry`` is the outcome's.
    """

    code: str
    due: date | None
    on: str | None = None
    entry: int | None = None
    why: str | None = None


def year_answer(
    case: Case, key: Key, rule: ObligationRule, places: Places, now: datetime, *, reached: bool
) -> YearAnswer:
    """Say what became of the report of one period at a moment.

    ``reached`` says whether somebody in the country was asked or could be.
    """
    kept = case.record.obligations.of(key)
    found = assess(case, key, rule, places)
    computed = found.derivation.day if isinstance(found, Expected) else found.facts.get("due")
    due = kept.last_day or computed
    if kept.result:
        return _by_result(kept.result, due)
    if isinstance(found, NotOwed):
        code = "unknown" if found.code == "before_record" else "not_owed"
        return YearAnswer(code, due, why=found.code)
    code = _open(case, key, rule, now, due or computed)
    if code in ("missing", "awaited") and not reached:
        code = "unreached"
    return YearAnswer(code, due)


def _by_result(result: Result, due: date | None) -> YearAnswer:
    code = _BY_OUTCOME.get(result.outcome) or _in_time(result, due)
    return YearAnswer(code, due, result.when.text, result.number)


def _in_time(result: Result, due: date | None) -> str:
    first, last = result.when.earliest, result.when.latest
    if due and last and last <= due:
        return "in_time"
    return "late" if due and first and first > due else "undated"


def _open(case: Case, key: Key, rule: ObligationRule, now: datetime, due: date | None) -> str:
    kept = case.record.obligations.of(key)
    if kept.results:
        return "returned"
    if kept.due and obligation_status(case, key, rule, kept.due, now).code == "suspended":
        return "suspended"
    return "missing" if due and due < case.day else "awaited"
