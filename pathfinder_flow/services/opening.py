"""Opening a country's case, and moving it to a newer workflow."""

from __future__ import annotations

from datetime import date

from pathfinder_flow.domain.case import Case
from pathfinder_flow.domain.clauses import Clause
from pathfinder_flow.domain.edtf import parse_when
from pathfinder_flow.domain.entries import Act, Draft, Entry, Kind
from pathfinder_flow.domain.errors import (
    BadMigration,
    CaseExists,
    NoCase,
    NoCaseYet,
    SeveralInForce,
)
from pathfinder_flow.domain.facts import Governance
from pathfinder_flow.domain.record import Record
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.workflow import InForce, Workflow
from pathfinder_flow.services.checking import cleaned_reason, happened, required
from pathfinder_flow.services.coherence import refuse_break
from pathfinder_flow.services.desk import Desk, Rules, Session
from pathfinder_flow.services.publishing import find_published
from pathfinder_flow.store.published import Published, all_published


def open_case(
    desk: Desk, handle: str, country: str, *, effective: str, workflow: str | None, reason: str
) -> Entry:
    """Open a country's case.

    1. The actor must be the Secretariat. 2. The country must have no case. 3. The workflow is the
    one named, else the newest published that is in force on the day. 4. Record the first state;
    it must fit the moves that are left of a case whose opening was withdrawn.
    """

    def work(session: Session) -> Entry:
        attempt = Clause("attempt_open", "open a case")
        act = session.authorise((Role.SECRETARIAT,), attempt, country)
        when = happened(effective, session.today)
        _refuse_second(session.record(country))
        chosen = (
            find_published(session, workflow)
            if workflow
            else in_force(session, country, when.order)
        )
        said = cleaned_reason(reason)
        entry = append_opening(session, act, country, chosen, effective, said)
        # Where an earlier opening was withdrawn, moves that a source attests may be left.
        refuse_break(session.record(country))
        return entry

    return desk.write(handle, work)


def _refuse_second(record: Record) -> None:
    if record.governance:
        governance = record.governance[-1]
        raise CaseExists(
            country=record.country, number=governance.number, workflow=governance.workflow
        )


def in_force(session: Session, country: str, day: date) -> Published:
    """Give the newest published workflow in force on a day; if none is, the earliest to start.

    Raises :class:`SeveralInForce` when that leaves more than one procedure to choose from.
    """
    known = [
        (session.desk.rules(session.conn, row.sha256).workflow, row)
        for row in all_published(session.conn)
    ]
    known.sort(key=lambda pair: (parse_when(pair[0].in_force.start).order, pair[1].number))
    holding = [pair for pair in known if _holds(pair[0].in_force, day)]
    if len({workflow.workflow for workflow, _ in holding}) > 1:
        names = ", ".join(workflow.name for workflow, _ in holding)
        raise SeveralInForce(country=country, day=day.isoformat(), known=names)
    return holding[-1][1] if holding else known[0][1]


def _holds(span: InForce, day: date) -> bool:
    """Whether a day lies in a span; its end no longer does."""
    ended = span.until is not None and parse_when(span.until).order <= day
    return parse_when(span.start).order <= day and not ended


def append_opening(
    session: Session, act: Act, country: str, chosen: Published, effective: str, reason: str,
    *, attested: bool = False,
) -> Entry:  # fmt: skip
    """Record the first state of a case."""
    workflow = session.desk.rules(session.conn, chosen.sha256).workflow
    state = workflow.states[workflow.initial]
    body = {
        "workflow": workflow.name,
        "sha256": chosen.sha256,
        "to": workflow.initial,
        "implementing": state.implementing,
        "attested": attested,
    }
    return session.append(Draft(Kind.CASE_OPENED, country, effective, act, reason, body))


def rules_of(session: Session, record: Record, day: date) -> tuple[Case, Rules]:
    """Give a country's case on a day and the rules that govern it; or raise."""
    case = Case(record, day)
    return case, session.desk.rules(session.conn, governance_of(case).sha256)


def governance_of(case: Case) -> Governance:
    """Give what governs a case on its day; raises :class:`NoCase` or :class:`NoCaseYet`."""
    if case.governance:
        return case.governance
    if not case.record.governance:
        raise NoCase(country=case.country)
    first = case.record.governance[0]
    opened = first.account.when.text
    raise NoCaseYet(
        country=case.country, day=case.day.isoformat(), opened=opened, number=first.number
    )


def migrate_case(desk: Desk, handle: str, country: str, *, workflow: str, reason: str) -> Entry:
    """Move a case to another published workflow.

    1. The actor must be the Secretariat. 2. The new workflow must know the state the country
    stands at, and every later one it may have reached. 3. Record the change with the hashes of
    both; the state stays.
    """

    def work(session: Session) -> Entry:
        attempt = Clause("attempt_migrate", "move a case to another workflow")
        act = session.authorise((Role.SECRETARIAT,), attempt, country)
        case, rules = rules_of(session, session.record(country), session.today)
        chosen = find_published(session, workflow)
        target = session.desk.rules(session.conn, chosen.sha256).workflow
        if chosen.sha256 == rules.sha256:
            why = Clause("governed_already", "that workflow governs it already")
            raise BadMigration(country=country, workflow=target.name, why=why)
        _refuse_unknown_stage(case, target)
        body = {
            "workflow": target.name,
            "sha256": chosen.sha256,
            "from_workflow": rules.workflow.name,
            "from_sha256": rules.sha256,
        }
        said = required(Clause("reason", "reason"), reason)
        today = session.today.isoformat()
        return session.append(Draft(Kind.MIGRATION, country, today, act, said, body))

    return desk.write(handle, work)


def _refuse_unknown_stage(case: Case, target: Workflow) -> None:
    why = None
    if case.state and case.state not in target.states:
        why = Clause(
            "unknown_stage",
            "it stands at '{state}', which that workflow does not have",
            state=case.state,
        )
    for move in case.possible_moves if why is None else ():
        if move.to_state not in target.states:
            why = Clause(
                "unknown_possible_stage",
                "it may stand at '{state}', which that workflow does not have",
                state=move.to_state,
            )
    if why:
        raise BadMigration(country=case.country, workflow=target.name, why=why)
