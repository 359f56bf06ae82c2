"""Correcting what was recorded wrongly, without changing what was recorded."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from pathfinder_flow.domain.actions import action
from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.facts import Move
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.errors.clauses import Clause, Joined, Term
from pathfinder_flow.domain.errors.conflict import NotCorrectable, StillNeeded
from pathfinder_flow.domain.ledger.entries import Act, Draft, Entry, Kind
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.services.lifecycle.cases import load_case
from pathfinder_flow.services.lifecycle.consistency import refuse_incoherent, refuse_lockout
from pathfinder_flow.services.lifecycle.evidence import kind_of
from pathfinder_flow.services.unit_of_work import PROGRAMME, AppContext, UnitOfWork
from pathfinder_flow.services.validation import fields_of, happened, listed, one_day, required
from pathfinder_flow.store import ledger

_REFERENCES = {Kind.MANDATE: ("letter",), Kind.DECISION: ("meeting", "note")}
"""What of an entry other than evidence can be put right in place: words that name something."""

_DATED = (Kind.CASE_OPENED, Kind.TRANSITION, Kind.EVIDENCE, Kind.DECISION, Kind.OUTCOME)
_WITHDRAWABLE = (
    Kind.CASE_OPENED,
    Kind.MIGRATION,
    Kind.TRANSITION,
    Kind.EVIDENCE,
    Kind.DECISION,
    Kind.MEETING,
    Kind.MANDATE,
    Kind.MANDATE_ENDED,
    Kind.CORRECTION,
    Kind.OUTCOME,
    Kind.EXTENSION,
    Kind.SUSPENSION,
    Kind.RESUMPTION,
    Kind.ZONE,
    Kind.WEEKEND,
)


@dataclass(frozen=True)
class NewCorrection:
    """What is wrong with entry ``number``: it should not be there, or its date or fields differ."""

    number: int
    reason: str
    withdraw: bool = False
    effective: str | None = None
    fields: dict[str, list[str]] = field(default_factory=dict)
    with_dependents: bool = False


def correct(app: AppContext, handle: str, new: NewCorrection) -> list[Entry]:
    """Record a correction.

    1. The actor must be the Secretariat; to fill fields, one who may supply that evidence.
    2. The entry must be of a kind that can be corrected so, and not withdrawn already: of a mandate
    its letter, of a decision its meeting and note can be put right in place. 3. Moves that rest on
    a withdrawn entry are withdrawn with it, newest first, or the withdrawal is refused. 4. What
    remains must still fit together, every move resting on what holds that day.
    """
    return app.run(handle, lambda uow: _correct(uow, new), again=list)


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a correction would change of how a country stands: state and status, before and after.

    ``workflow`` gives the titles of the states.
    """

    country: str
    workflow: Workflow
    before: tuple[str | None, bool]
    after: tuple[str | None, bool]


def rehearse_correction(app: AppContext, handle: str, new: NewCorrection) -> list[Consequence]:
    """Say what :func:`correct` would change of how countries stand; nothing is recorded."""

    def work(uow: UnitOfWork) -> list[Consequence]:
        codes = [code for code in _concerned(uow, ledger.entry(uow.conn, new.number)) if code]
        before = {code: _stands(uow, code) for code in codes}
        workflows = {code: load_case(uow, code)[1].workflow for code in codes if before[code][0]}
        _correct(uow, new)
        after = {code: _stands(uow, code) for code in codes}
        return [
            Consequence(code, workflows[code], before[code], after[code])
            for code in workflows
            if before[code] != after[code]
        ]

    return app.dry_run(handle, work)


def _stands(uow: UnitOfWork, country: str) -> tuple[str | None, bool]:
    case = Case(uow.record(country), uow.today_in(country))
    return case.state, case.status is not None and case.status.certain_from <= case.day


def _correct(uow: UnitOfWork, new: NewCorrection) -> list[Entry]:
    entry = ledger.entry(uow.conn, new.number)
    records = [uow.record(code) for code in _concerned(uow, entry)]
    attempt = Clause("attempt_correct", "correct the record")
    roles = _who_may(uow, entry, records[0], new)
    act = uow.authorise(roles, attempt, entry.country)
    _check(uow, entry, records, new)
    reason = required(Clause("reason", "reason"), new.reason)
    made = []
    if new.withdraw:
        for move in _dependents(entry, records, allowed=new.with_dependents):
            code = _country_of(records, move)
            made.append(
                append_correction(
                    uow, act, reason, code, move.number, CorrectionDraft(withdraw=True)
                )
            )
    fields = _fields(uow, entry, records, new)
    change = CorrectionDraft(new.withdraw, new.effective, fields)
    made.append(append_correction(uow, act, reason, entry.country, entry.number, change))
    for record in records:
        refuse_incoherent(record)
    refuse_lockout(uow.record(PROGRAMME), uow.today)
    return made


def _concerned(uow: UnitOfWork, entry: Entry) -> list[str]:
    """Which records a correction of this entry may change: of the whole programme, all."""
    if entry.country:
        return [entry.country]
    return [PROGRAMME, *ledger.countries(uow.conn)]


def _who_may(uow: UnitOfWork, entry: Entry, record: Record, new: NewCorrection) -> tuple[Role, ...]:
    """Fields are for those who may supply the evidence: amending is recording."""
    if not new.fields or entry.kind is not Kind.EVIDENCE:
        return (Role.SECRETARIAT,)
    _, rules = load_case(uow, record.country)
    return kind_of(rules.workflow, entry.body["kind"]).suppliers


def _check(uow: UnitOfWork, entry: Entry, records: list[Record], new: NewCorrection) -> None:
    why = _why_not(entry, records, new)
    if why:
        raise NotCorrectable(number=entry.number, kind=_kind(entry.kind), why=why)
    if new.effective and entry.kind is Kind.TRANSITION and not entry.body["attested"]:
        one_day(new.effective, _day_begun(uow, entry))
    elif new.effective:
        happened(new.effective, _day_begun(uow, entry))


def _day_begun(uow: UnitOfWork, entry: Entry) -> date:
    """Give the newest day that has begun in a country that an entry concerns."""
    concerned = entry.body["outcomes"] if entry.kind is Kind.DECISION else [entry.country]
    return max([uow.today, *map(uow.today_in, concerned)])


def _why_not(entry: Entry, records: list[Record], new: NewCorrection) -> Clause | None:
    allowed: tuple[Kind, ...] = _WITHDRAWABLE if new.withdraw else _DATED
    if new.fields and not new.effective:
        allowed = (Kind.EVIDENCE, *_REFERENCES)
    if entry.number in records[0].withdrawn:
        return Clause("withdrawn_already", "a correction has withdrawn it already")
    if entry.kind not in allowed:
        kinds = Joined("list", [_kind(kind) for kind in allowed])
        return Clause("only_kinds", "only {kinds} entries can be", kinds=kinds)
    unknown = [name for name in new.fields if name not in _REFERENCES.get(entry.kind, ())]
    if unknown and entry.kind is not Kind.EVIDENCE:
        known = listed(list(_REFERENCES.get(entry.kind, ())))
        said = "what can be put right in it besides is: {known}"
        return Clause("only_evidence", said, known=known)
    if not (new.withdraw or new.effective or new.fields):
        said = "say what is wrong: all of it, its date or a field"
        ways = ("entry.withdraw", "entry.redate", "entry.change_field")
        return Clause("say_wrong", said, *(action(way, number=entry.number) for way in ways))
    if new.withdraw and (new.effective or new.fields):
        return Clause("not_both", "it is either withdrawn or given another date or fields")
    return None


def _kind(kind: Kind) -> Term:
    return Term(f"kind.{kind}", str(kind))


def _dependents(entry: Entry, records: list[Record], *, allowed: bool) -> list[Move]:
    """Give the live moves that cannot stand without an entry, newest first."""
    found: list[Move] = []
    for record in records:
        following = False
        for move in record.moves:
            if move.attested:
                following = False
            if entry.number in move.rests_on or following:
                found.append(move)
                following = True
            following = following or move.number == entry.number
    if found and not allowed:
        named = [
            Clause(
                "entry",
                "entry {number} ({country}, {event})",
                number=move.number,
                event=move.event,
                country=_country_of(records, move),
            )
            for move in found
        ]
        raise StillNeeded(number=entry.number, dependents=Joined("list", named))
    return found[::-1]


def _country_of(records: list[Record], move: Move) -> str:
    return next(record.country for record in records if move in record.moves)


def _fields(
    uow: UnitOfWork, entry: Entry, records: list[Record], new: NewCorrection
) -> dict[str, object]:
    if not new.fields:
        return {}
    if entry.kind in _REFERENCES:
        said = {name: Clause(name, name) for name in new.fields}
        return {name: required(said[name], values[-1]) for name, values in new.fields.items()}
    _, rules = load_case(uow, records[0].country)
    kind = entry.body["kind"]
    return fields_of(kind, kind_of(rules.workflow, kind), new.fields, keep_empty=True)


@dataclass(frozen=True, slots=True)
class CorrectionDraft:
    """What a correction changes; ``worked_out``: it follows from other facts, nobody chose it."""

    withdraw: bool = False
    effective: str | None = None
    fields: dict[str, object] = field(default_factory=dict)
    worked_out: bool = False


def append_correction(
    uow: UnitOfWork,
    act: Act,
    reason: str,
    country: str | None,
    number: int,
    change: CorrectionDraft,
) -> Entry:
    """Record a correction of an entry."""
    body: dict[str, object] = {
        "corrects": number,
        "withdraw": change.withdraw,
        "effective": change.effective,
        "fields": change.fields,
    }
    if change.worked_out:
        body["worked_out"] = True
    today = uow.today.isoformat()
    return uow.append(Draft(Kind.CORRECTION, country, today, act, reason, body))
