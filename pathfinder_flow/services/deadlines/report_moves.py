"""Recording how a period ended together with the move that the report makes possible."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.dates.edtf import parse_when
from pathfinder_flow.domain.errors.conflict import BreaksOrder
from pathfinder_flow.domain.ledger.entries import Entry, Kind
from pathfinder_flow.domain.workflow.denials import Denied, Refused
from pathfinder_flow.domain.workflow.guards import EvidencePresent
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.deadlines.outcomes import WITH_REPORT, NewReport, record_report_in
from pathfinder_flow.services.lifecycle.advance import advance_in
from pathfinder_flow.services.lifecycle.cases import load_case
from pathfinder_flow.services.once import refused_before
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.store import published


@dataclass(frozen=True)
class Reported:
    """What a report came to: the entries of the report, and the move or why there was none.

    ``report`` ends with the outcome. Without ``moved`` and ``stays`` there was nothing to move.
    """

    report: tuple[Entry, ...]
    moved: Entry | None = None
    stays: Denied | BreaksOrder | None = None
    event: str = ""


def record_report_and_move(
    app: AppContext, notices: NotificationContext, handle: str, country: str, new: NewReport
) -> Reported:
    """Record the outcome of a period and make the move that its report makes possible, in one.

    1. Record the outcome, as ``record_report`` does. 2. Where the country stood on the day of the
    report decides which move follows. 3. Make it. If the guards refuse it, the refusal is recorded
    beside the report; if it does not fit the moves made since, the report is recorded alone.
    What is told of a time before this ledger moves nothing.
    """

    def with_move(uow: UnitOfWork) -> Reported:
        report = record_report_in(uow, notices, country, new)
        return _move_on(uow, country, report)

    def alone(uow: UnitOfWork) -> Reported:
        report = record_report_in(uow, notices, country, new)
        event, _ = _next_move(uow, country, report[-1])
        return Reported(tuple(report), event=event)

    again = partial(_told_again, app, handle)
    try:
        return app.run(handle, with_move, again=again)
    except BreaksOrder as breaks:
        # Nothing of the attempt was kept.
        return replace(app.run(handle, alone, again=again), stays=breaks)


def _move_on(uow: UnitOfWork, country: str, report: list[Entry]) -> Reported:
    event, day = _next_move(uow, country, report[-1])
    if not event:
        return Reported(tuple(report))
    try:
        return Reported(tuple(report), advance_in(uow, country, event, day, ""), event=event)
    except Refused as refused:
        uow.record_refusal(refused)
        return Reported(tuple(report), stays=refused, event=event)


def _next_move(uow: UnitOfWork, country: str, outcome: Entry) -> tuple[str, str]:
    """Give the event that a report makes possible, empty for none, and its day.

    Whether the move is allowed, and fits the moves made since, is for the guards to say.
    """
    day = day_of_move(outcome.effective, uow.today_in(country))
    if outcome.body["outcome"] not in WITH_REPORT or outcome.body.get("attested"):
        return "", day
    case, rules = load_case(uow, country, date.fromisoformat(day))
    rule = rules.workflow.obligations.get(outcome.body["obligation"])
    event = move_after_report(rules.workflow, case, rule.evidence) if rule else None
    return event or "", day


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


def _told_again(app: AppContext, handle: str, entries: list[Entry]) -> Reported:
    """Give what was answered when these entries were recorded under a once-only number."""

    def workflow(name: str) -> Workflow:
        with app.snapshot() as conn:
            known = published.by_name(conn, name)
            assert known  # noqa: S101 - what an entry names was published before it
            return app.rules(conn, known.sha256).workflow

    refusals = [entry for entry in entries if entry.kind is Kind.REFUSAL]
    moved = next((entry for entry in entries if entry.kind is Kind.TRANSITION), None)
    report = [entry for entry in entries if entry is not moved and entry not in refusals]
    event = str((refusals or [moved or report[-1]])[0].body.get("event", ""))
    return Reported(tuple(report), moved, refused_before(refusals, handle, workflow), event)
