"""Opening a country's case, and moving it to a newer workflow."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.facts import Governance
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.dates.edtf import parse_when
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.conflict import BadMigration, CaseExists
from pathfinder_flow.domain.errors.invalid import SeveralInForce
from pathfinder_flow.domain.errors.not_found import NoCase, NoCaseYet
from pathfinder_flow.domain.ledger.entries import Act, Draft, Entry, Kind
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.workflow.model import InForce, Workflow
from pathfinder_flow.services.compiled_workflows import CompiledWorkflow
from pathfinder_flow.services.lifecycle.consistency import refuse_break
from pathfinder_flow.services.lifecycle.workflows import find_published
from pathfinder_flow.services.once import of_kind
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.services.validation import cleaned_reason, happened, required
from pathfinder_flow.store import ledger
from pathfinder_flow.store.published import Published, all_published


def open_case(
    app: AppContext, handle: str, country: str, *, effective: str, workflow: str | None, reason: str
) -> Entry:
    """Open a country's case.

    1. The actor must be the Secretariat. 2. The country must have no case. 3. The workflow is the
    one named, else the newest published that is in force on the day. 4. Record the first state;
    it must fit the moves that are left of a case whose opening was withdrawn.
    """

    def work(uow: UnitOfWork) -> Entry:
        attempt = Clause("attempt_open", "open a case")
        act = uow.authorise((Role.SECRETARIAT,), attempt, country)
        when = happened(effective, uow.today_in(country))
        _refuse_second(uow.record(country))
        chosen = find_published(uow, workflow) if workflow else in_force(uow, country, when.order)
        said = cleaned_reason(reason)
        entry = append_opening(uow, act, country, chosen, effective, said)
        # Where an earlier opening was withdrawn, moves that a source attests may be left.
        refuse_break(uow.record(country))
        return entry

    return app.run(handle, work, again=of_kind(Kind.CASE_OPENED))


def _refuse_second(record: Record) -> None:
    if record.governance:
        governance = record.governance[-1]
        raise CaseExists(
            country=record.country, number=governance.number, workflow=governance.workflow
        )


def in_force(uow: UnitOfWork, country: str, day: date) -> Published:
    """Give the newest published workflow in force on a day; if none is, the earliest to start.

    Raises :class:`SeveralInForce` when that leaves more than one procedure to choose from.
    """
    known = [(uow.app.rules(uow.conn, row.sha256).workflow, row) for row in all_published(uow.conn)]
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
    uow: UnitOfWork, act: Act, country: str, chosen: Published, effective: str, reason: str,
    *, attested: bool = False,
) -> Entry:  # fmt: skip
    """Record the first state of a case."""
    workflow = uow.app.rules(uow.conn, chosen.sha256).workflow
    state = workflow.states[workflow.initial]
    body = {
        "workflow": workflow.name,
        "sha256": chosen.sha256,
        "to": workflow.initial,
        "implementing": state.implementing,
        "attested": attested,
    }
    return uow.append(Draft(Kind.CASE_OPENED, country, effective, act, reason, body))


def load_case(
    uow: UnitOfWork, country: str, day: date | None = None
) -> tuple[Case, CompiledWorkflow]:
    """Give a country's case, as an act finds it, and what governs it; or raise.

    On a ``day``, or on the present one in the country.
    """
    case = Case(uow.record(country), day or uow.today_in(country))
    return case, rules_of(uow.app, uow.conn, case)


def read_case(
    app: AppContext, conn: Connection, country: str, day: date | None = None
) -> tuple[Case, CompiledWorkflow]:
    """Read a country's case and what governs it, as a query does; days as for an act."""
    record = ledger.record_of(conn, country)
    case = Case(record, day or app.today_in(record))
    return case, rules_of(app, conn, case)


def rules_of(app: AppContext, conn: Connection, case: Case) -> CompiledWorkflow:
    """Give the rules that govern a case on its day; raises what :func:`governance_of` raises."""
    return app.rules(conn, governance_of(case).sha256)


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


def migrate_case(
    app: AppContext, handle: str, country: str, *, workflow: str, reason: str
) -> Entry:
    """Move a case to another published workflow.

    1. The actor must be the Secretariat. 2. The new workflow must know the state the country
    stands at, and every later one it may have reached. 3. Record the change with the hashes of
    both; the state stays.
    """

    def work(uow: UnitOfWork) -> Entry:
        return migrate_in(uow, country, workflow, reason)

    return app.run(handle, work, again=of_kind(Kind.MIGRATION))


def migrate_in(uow: UnitOfWork, country: str, workflow: str, reason: str) -> Entry:
    """Move a case within a unit of work (:func:`migrate_case`)."""
    attempt = Clause("attempt_migrate", "move a case to another workflow")
    act = uow.authorise((Role.SECRETARIAT,), attempt, country)
    case, rules = load_case(uow, country)
    chosen = find_published(uow, workflow)
    target = uow.app.rules(uow.conn, chosen.sha256).workflow
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
    return uow.append(Draft(Kind.MIGRATION, country, uow.today.isoformat(), act, said, body))


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
