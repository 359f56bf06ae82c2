"""Recording how a period ended, and what the report then moves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from pathfinder_flow.domain.case import Case
from pathfinder_flow.domain.clauses import Clause
from pathfinder_flow.domain.edtf import parse_when
from pathfinder_flow.domain.entries import Act, Draft, Entry, Kind
from pathfinder_flow.domain.guards import EvidencePresent
from pathfinder_flow.domain.obligation_errors import BadOutcome
from pathfinder_flow.domain.obligations import EXCUSES
from pathfinder_flow.domain.periods import NotOwed
from pathfinder_flow.domain.record import Record
from pathfinder_flow.domain.workflow import Workflow
from pathfinder_flow.services.checking import happened, listed, required, suggestion
from pathfinder_flow.services.desk import Desk, Session
from pathfinder_flow.services.evidence import NewEvidence, add_evidence_in
from pathfinder_flow.services.obligations import Meant, meant, owed
from pathfinder_flow.services.opening import governance_of
from pathfinder_flow.services.post import Post
from pathfinder_flow.store import ledger

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


def record_report(desk: Desk, post: Post, handle: str, country: str, new: NewReport) -> list[Entry]:
    """Record the outcome of a period, and with it the report.

    1. The period must be owed, or have fallen due before the record began. 2. The actor must hold
    a role that may give this outcome. 3. A report is recorded as evidence, or is on file already.
    4. Record the outcome. It settles the period from the date of the report on.
    """

    def work(session: Session) -> list[Entry]:
        asked = meant(session, post, country, new.period, new.obligation)
        _check_outcome(asked, new)
        roles = asked.rule.outcomes[new.outcome]  # type: ignore[index]
        attempt = Clause("attempt_outcome", "record the outcome '{outcome}'", outcome=new.outcome)
        act = session.authorise(roles, attempt, country)
        _check_period(session, asked, new)
        made: list[Entry] = []
        number = new.number
        if new.evidence:
            evidence = _with_year(asked, new)
            made.append(add_evidence_in(session, country, evidence))
            number = made[0].number
        _check_evidence(asked, new, number)
        made.append(_append(session, act, country, asked, new, number))
        return made

    return desk.write(handle, work)


def _refuse(asked: Meant, why: Clause) -> BadOutcome:
    return BadOutcome(country=asked.case.country, period=asked.key[1], why=why)


def _check_outcome(asked: Meant, new: NewReport) -> None:
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
        said = "entry {number} says so already; correct it with 'correct {number}' if it is wrong"
        raise _refuse(asked, Clause("same_outcome", said, number=result.number))


def _check_period(session: Session, asked: Meant, new: NewReport) -> None:
    found = asked.found
    if isinstance(found, NotOwed) and found.code not in ("before_record", "other_stage"):
        owed(asked)
    if int(asked.key[1]) > session.today.year:
        said = "that year has not begun yet"
        raise _refuse(asked, Clause("year_to_come", said))
    when = happened(new.effective, session.today)
    over = when.latest or when.earliest or session.today
    if new.outcome not in EXCUSES and over.year <= int(asked.key[1]):
        said = "that year was not over yet on {day}; give the date of the report with --effective"
        raise _refuse(asked, Clause("year_not_over", said, day=new.effective))
    if new.outcome not in WITH_REPORT:
        required(Clause("reason", "reason"), new.reason)


def _with_year(asked: Meant, new: NewReport) -> NewEvidence:
    """Fill the year reported on into the report, where its kind has such a field."""
    assert new.evidence is not None  # noqa: S101 - the caller looked
    evidence = replace(new.evidence, kind=asked.rule.evidence, effective=new.effective)
    kind = asked.rules.workflow.evidence[asked.rule.evidence]
    if "year" in kind.fields and "year" not in evidence.fields:
        evidence = replace(evidence, fields={**evidence.fields, "year": [asked.key[1]]})
    return evidence


def _check_evidence(asked: Meant, new: NewReport, number: int | None) -> None:
    record, kind = asked.case.record, asked.rule.evidence
    if number is None:
        if new.outcome in WITH_REPORT:
            said = (
                "it rests on the report: attach it with --file or --url, or name it with --evidence"
            )
            raise _refuse(asked, Clause("report_missing", said))
        return
    found = next((one for one in record.evidence[kind] if one.number == number), None)
    if found is None:
        said = "entry {number} is no evidence of kind '{kind}' of this country"
        raise _refuse(asked, Clause("no_such_report", said, number=number, kind=kind))
    year = found.fields.get("year")
    if year and year != asked.key[1]:
        said = "entry {number} reports on {year}"
        raise _refuse(asked, Clause("other_year", said, number=number, year=year))


def _append(
    session: Session, act: Act, country: str, asked: Meant, new: NewReport, number: int | None
) -> Entry:
    name, period = asked.key
    body = {
        "obligation": name,
        "period": period,
        "outcome": new.outcome,
        "evidence": number,
        "due": None if isinstance(asked.found, NotOwed) else str(asked.found.derivation.day),
    }
    reason = required(Clause("reason", "reason"), new.reason) if new.reason else ""
    return session.append(Draft(Kind.OUTCOME, country, new.effective, act, reason, body))


def move_after_report(workflow: Workflow, case: Case, kind: str) -> str | None:
    """Name the event by which a report of this kind moves the case on; None where it stays."""
    for event in workflow.events_from(case.state) if case.state else ():
        for guard in workflow.transitions[event].guards:
            if isinstance(guard, EvidencePresent) and guard.kind == kind and guard.unused:
                return event
    return None


def day_of_move(effective: str, today: date) -> str:
    """Give the day a report moves the case: its own date if that is one certain day, else today."""
    day = parse_when(effective).day
    return (day or today).isoformat()


def next_move(desk: Desk, country: str, entry: Entry) -> tuple[str, str] | None:
    """Give the event that a report just recorded makes possible, and on which day; or None.

    ``entry`` is that of the outcome. Where the country stood on that day decides; whether the
    move is allowed, and fits the moves recorded since, is for the guards to say.
    """
    day = day_of_move(entry.effective, desk.today())
    with desk.reading() as conn:
        case = Case(Record(country, ledger.entries_of(conn, country)), date.fromisoformat(day))
        workflow = desk.rules(conn, governance_of(case).sha256).workflow
    rule = workflow.obligations.get(entry.body["obligation"])
    event = move_after_report(workflow, case, rule.evidence) if rule else None
    return (event, day) if event else None
