"""What use cases share about obligations: which is meant, and whether it is owed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.obligations import Key
from pathfinder_flow.domain.deadlines.due_dates import Places
from pathfinder_flow.domain.deadlines.periods import Expected, NotOwed, assess
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import UnknownPeriod
from pathfinder_flow.domain.errors.not_found import NotOwedYet, UnknownObligation
from pathfinder_flow.domain.workflow.model import ObligationRule, Workflow
from pathfinder_flow.services.compiled_workflows import CompiledWorkflow
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.lifecycle.cases import load_case
from pathfinder_flow.services.unit_of_work import UnitOfWork
from pathfinder_flow.services.validation import listed, suggestion

_YEAR = re.compile(r"[12][0-9]{3}", re.ASCII)
_MONTH = re.compile(r"[12][0-9]{3}-[01][0-9]", re.ASCII)
_FORMS = {"previous_calendar_year": _YEAR, "calendar_years": _YEAR, "calendar_months": _MONTH}
"""How a period is written, by its kind; of every other kind as a day."""


@dataclass(frozen=True, slots=True)
class ObligationRef:
    """The obligation that is meant: its case, rules, key, and whether its period is owed."""

    case: Case
    rules: CompiledWorkflow
    key: Key
    rule: ObligationRule
    found: Expected | NotOwed


def resolve(
    uow: UnitOfWork,
    notices: NotificationContext,
    country: str,
    period: str,
    name: str | None = None,
) -> ObligationRef:
    """Find the obligation meant by a country, a period and, where there are several, a name.

    Raises :class:`UnknownObligation`, :class:`UnknownPeriod`, or what a country without a case
    raises.
    """
    case, rules = load_case(uow, country)
    return find(case, rules, notices.places(case.record), period, name)


def find(
    case: Case, rules: CompiledWorkflow, places: Places, period: str, name: str | None
) -> ObligationRef:
    """Find an obligation of a case (:func:`resolve`)."""
    chosen = rule_name(rules.workflow, name or _only_fitting(rules.workflow, period))
    rule = rules.workflow.obligations[chosen]
    if rule.period == "previous_calendar_year" and not _YEAR.fullmatch(period):
        raise UnknownPeriod(given=period)
    found = assess(case, (chosen, period), rule, places)
    return ObligationRef(case, rules, (chosen, period), rule, found)


def _only_fitting(workflow: Workflow, period: str) -> str | None:
    """Give the only obligation whose periods are written so; None where there are more, or none."""
    rules = workflow.obligations.items()
    fitting = [name for name, rule in rules if _is_written_so(rule, period)]
    return fitting[0] if len(fitting) == 1 else None


def _is_written_so(rule: ObligationRule, period: str) -> bool:
    form = _FORMS.get(rule.period)
    if form is not None:
        return form.fullmatch(period) is not None
    return not (_YEAR.fullmatch(period) or _MONTH.fullmatch(period))


def rule_name(workflow: Workflow, name: str | None) -> str:
    """Give the name of the rule meant: the only one, if none is named."""
    known: list[str] = list(workflow.obligations)
    if name is None and len(known) == 1:
        return known[0]
    if name not in known:
        given = name or ""
        raise UnknownObligation(
            workflow=workflow.name, given=given, suggestion=suggestion(given, known),
            known=listed(known),
        )  # fmt: skip
    return str(name)


def owed(asked: ObligationRef) -> Expected:
    """Give the period as it is owed; raises :class:`NotOwedYet` with the reason."""
    if isinstance(asked.found, NotOwed):
        why = not_owed(asked.found)
        raise NotOwedYet(country=asked.case.country, period=asked.key[1], why=why)
    return asked.found


def not_owed(found: NotOwed) -> Clause:
    """Say why a period is not owed."""
    facts = found.facts
    match found.code:
        case "no_status":
            return Clause("no_status", "it does not hold the pathfinder status with certainty")
        case "first_period":
            said = "the first full calendar year after its status is {first}"
            return Clause("first_period", said, first=facts["first"])
        case "before_record":
            said = "that report fell due on {due}, before this ledger knew of the country ({since})"
            return Clause("before_record", said, due=facts["due"], since=facts["since"])
        case "perhaps_held":
            said = (
                "nobody can say whether it held the status then, and that report fell due on {due},"
                " before this ledger knew of the country ({since})"
            )
            return Clause("perhaps_held", said, due=facts["due"], since=facts["since"])
        case "other_stage":
            said = "it stands at '{state}', where no report is asked for"
            return Clause("no_report_asked", said, state=facts["state"] or "—")
    return Clause("rule_has_no_day", "the rule of its workflow has no day for that period")
