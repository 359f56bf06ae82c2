"""Recording how a period ended, and what the report then moves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from pathfinder_flow.domain.actions import Action, action
from pathfinder_flow.domain.cases.obligations import EXCUSES, RETURNED
from pathfinder_flow.domain.deadlines.occurrences import occurrence
from pathfinder_flow.domain.deadlines.periods import PAST, NotOwed
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import BadOutcome
from pathfinder_flow.domain.ledger.entries import Act, Draft, Entry, Kind
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.deadlines.lookup import ObligationRef, owed, resolve
from pathfinder_flow.services.lifecycle.evidence import NewEvidence, add_evidence_in
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.services.validation import happened, listed, required, suggestion

WITH_REPORT = ("reported", "partly_reported")
"""Outcomes that rest on the report itself."""


@dataclass(frozen=True)
class NewReport:
    """How a period ended: the outcome, and the report as new evidence or by its entry's number.

    ``effective`` is the date of the report (EDTF), or of the outcome when there is no report.
    """

    period: str
    outcome: str
    effective: str
    evidence: NewEvidence | None = None
    number: int | None = None
    obligation: str | None = None
    reason: str = ""


def record_report(
    app: AppContext, notices: NotificationContext, handle: str, country: str, new: NewReport
) -> list[Entry]:
    """Record the outcome of a period, and with it the report.

    1. The period must be owed, or have fallen due before the record began. 2. The actor must hold
    a role that may give this outcome. 3. A report is recorded as evidence, or is on file already.
    4. Record the outcome. It settles the period from the date of the report on.
    """
    return app.run(handle, lambda uow: record_report_in(uow, notices, country, new), again=list)


def record_report_in(
    uow: UnitOfWork, notices: NotificationContext, country: str, new: NewReport
) -> list[Entry]:
    """Record an outcome within a unit of work, as :func:`record_report` does."""
    asked = resolve(uow, notices, country, new.period, new.obligation)
    _check_outcome(asked, new)
    roles = asked.rule.outcomes[new.outcome]  # type: ignore[index]
    attempt = Clause("attempt_outcome", "record the outcome '{outcome}'", outcome=new.outcome)
    act = uow.authorise(roles, attempt, country)
    _check_period(uow, asked, new)
    made: list[Entry] = []
    number = new.number
    if new.evidence:
        evidence = _with_year(asked, new)
        made.append(add_evidence_in(uow, country, evidence))
        number = made[0].number
    _check_evidence(asked, new, number)
    made.append(_append(uow, act, country, asked, new, number))
    return made


def _refuse(asked: ObligationRef, why: Clause) -> BadOutcome:
    return BadOutcome(country=asked.case.country, period=asked.key[1], why=why)


def _check_outcome(asked: ObligationRef, new: NewReport) -> None:
    known: list[str] = list(asked.rule.outcomes)
    if new.outcome not in known:
        said = "there is no outcome '{given}'{near}; there are: {known}"
        near = suggestion(new.outcome, known)
        raise _refuse(
            asked,
            Clause("no_outcome", said, given=new.outcome, near=near, known=listed(known)),
        )
    result = asked.case.record.obligations.of(asked.key).result
    if result and result.outcome == new.outcome:
        said = "entry {number} says so already; correct it if it is wrong"
        correct = action("entry.redate", number=result.number)
        raise _refuse(asked, Clause("same_outcome", said, correct, number=result.number))
    if new.outcome == RETURNED and (result is None or result.outcome not in WITH_REPORT):
        said = "there is no report on it that could be returned"
        raise _refuse(asked, Clause("nothing_to_return", said))


def _check_period(uow: UnitOfWork, asked: ObligationRef, new: NewReport) -> None:
    found = asked.found
    if isinstance(found, NotOwed) and found.code not in (*PAST, "other_stage"):
        owed(asked)
    period = occurrence(asked.rule, asked.case, asked.key[1])
    if period and period.first > uow.today_in(asked.case.country):
        said = "that year has not begun yet"
        raise _refuse(asked, Clause("year_to_come", said))
    when = happened(new.effective, uow.today_in(asked.case.country))
    over = when.latest or when.earliest or uow.today_in(asked.case.country)
    covers_time = not asked.rule.is_counted
    if new.outcome not in EXCUSES and covers_time and period and over <= period.last:
        said = "that year was not over yet on {day}; give the date of the report"
        dated = _action("report.date", asked)
        raise _refuse(asked, Clause("year_not_over", said, dated, day=new.effective))
    if new.outcome not in WITH_REPORT:
        required(Clause("reason", "reason"), new.reason)


def _with_year(asked: ObligationRef, new: NewReport) -> NewEvidence:
    """Fill the year reported on into the report, where its kind has such a field."""
    assert new.evidence is not None  # noqa: S101 - the caller looked
    evidence = replace(new.evidence, kind=asked.rule.evidence, effective=new.effective)
    kind = asked.rules.workflow.evidence[asked.rule.evidence]
    of_year = asked.rule.period == "previous_calendar_year"
    if of_year and "year" in kind.fields and "year" not in evidence.fields:
        evidence = replace(evidence, fields={**evidence.fields, "year": [asked.key[1]]})
    return evidence


def _check_evidence(asked: ObligationRef, new: NewReport, number: int | None) -> None:
    record, kind = asked.case.record, asked.rule.evidence
    if number is None:
        if new.outcome in WITH_REPORT:
            said = "it rests on the report: attach it, say where it is, or name its entry"
            attach = _action("report.attach", asked)
            raise _refuse(asked, Clause("report_missing", said, attach))
        return
    found = next((one for one in record.evidence[kind] if one.number == number), None)
    if found is None:
        said = "entry {number} is no evidence of kind '{kind}' of this country"
        raise _refuse(asked, Clause("no_such_report", said, number=number, kind=kind))
    year = found.fields.get("year")
    if year and year != asked.key[1]:
        said = "entry {number} reports on {year}"
        raise _refuse(asked, Clause("other_year", said, number=number, year=year))


def _action(name: str, asked: ObligationRef) -> Action:
    return action(name, country=asked.case.country, period=asked.key[1])


def _append(
    uow: UnitOfWork,
    act: Act,
    country: str,
    asked: ObligationRef,
    new: NewReport,
    number: int | None,
) -> Entry:
    name, period = asked.key
    body: dict[str, Any] = {
        "obligation": name,
        "period": period,
        "outcome": new.outcome,
        "evidence": number,
        "due": None if isinstance(asked.found, NotOwed) else str(asked.found.derivation.day),
    }
    if isinstance(asked.found, NotOwed) and asked.found.code in PAST:
        # Told of a time that this ledger does not know of itself: by its source, not by an act.
        body["attested"] = True
    reason = required(Clause("reason", "reason"), new.reason) if new.reason else ""
    return uow.append(Draft(Kind.OUTCOME, country, new.effective, act, reason, body))
