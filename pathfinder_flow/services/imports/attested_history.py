"""What imported facts attest of a case: when it began, under which procedure, and its stages.

All of it follows from the facts alone, never from the order in which they came: after each import
it is worked out anew, and what a late fact shows to be otherwise is withdrawn with that reason.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from pathfinder_flow.domain.cases.facts import MAY_HAVE_BEEN, Move
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.dates.edtf import parse_when
from pathfinder_flow.domain.ledger.entries import Act, Draft, Entry, Kind
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.services.imports.attestations import (
    ImportedFact,
    attested_moves,
    imported_facts,
    last_decided,
)
from pathfinder_flow.services.lifecycle.cases import append_opening, in_force, load_case
from pathfinder_flow.services.lifecycle.corrections import CorrectionDraft, append_correction
from pathfinder_flow.services.unit_of_work import UnitOfWork
from pathfinder_flow.store.published import Published

_LATE_FACT = (
    "A fact that came later (entry {number}, {date}) shows it otherwise: what the facts attest "
    "was worked out anew."
)
_ATTESTED = "Attested by the source of the evidence; not decided here."
_MAY_HAVE_BEEN = "The fact makes it possible and none shows it; not decided here."


def begin(uow: UnitOfWork, act: Act, country: str, first: tuple[str, str]) -> Entry | None:
    """Open a case by its first known fact, if it has none; gives the opening.

    ``first`` is the kind and the date of that fact. The case began on its day, or "by then at
    the latest" where the fact is not the one that a case begins with.
    """
    if uow.record(country).governance:
        return None
    kind, effective = first
    chosen = in_force(uow, country, parse_when(effective).order)
    return _open(uow, act, country, chosen, kind, effective)


def _open(
    uow: UnitOfWork, act: Act, country: str, chosen: Published, kind: str, effective: str
) -> Entry:
    workflow = uow.app.rules(uow.conn, chosen.sha256).workflow
    reason = f"First fact on the public record: {kind}, {effective}."
    day = opening_day(workflow, kind, effective)
    return append_opening(uow, act, country, chosen, day, reason, attested=True)


def opening_day(workflow: Workflow, kind: str, effective: str) -> str:
    """Give when a case began whose first known fact is this one, in EDTF."""
    known = workflow.evidence.get(kind)
    return effective if known and known.opens_case else at_the_latest(effective)


def at_the_latest(text: str) -> str:
    """Turn a date into "by then at the latest", in EDTF."""
    start, _, end = text.partition("/")
    return f"../{start if end in ('', '..') else end}"


def settle(uow: UnitOfWork, act: Act, country: str) -> list[Entry]:
    """Bring the opening and the attested moves in line with all imported facts; gives the new.

    1. The case began with its first fact, under the procedure in force then, unless people have
    moved it since. 2. Each fact that takes the country further attests a move; what lies before
    the last move that people decided stays as it is. 3. What is on
    record and does not follow any more is withdrawn, and what is missing is recorded.
    """
    record = uow.record(country)
    facts = imported_facts(record)
    if not facts or not record.governance:
        return []
    first = _first_of_candidature(uow, record, facts)
    newest = max(facts, key=lambda fact: fact.number)
    reason = _LATE_FACT.format(number=newest.number, date=newest.effective)
    made = _settle_opening(uow, act, country, first, reason) if first else []
    _, rules = load_case(uow, country, date.max)
    wanted = {
        _mark(body): (fact, body)
        for fact, body in attested_moves(uow.record(country), rules, facts)
    }
    record = uow.record(country)
    last = last_decided(record)
    known = {
        _mark_of(move): move
        for move in record.moves
        if move.attested and move.rests_on and (last is None or move.order > last.order)
    }
    for mark, move in known.items():
        if mark not in wanted:
            _withdraw(uow, act, reason, country, move.number)
    for mark, (fact, body) in wanted.items():
        if mark not in known:
            made.append(_append_move(uow, act, country, fact, body))
    return made


def _first_of_candidature(
    uow: UnitOfWork, record: Record, facts: list[ImportedFact]
) -> ImportedFact | None:
    """Give the first fact that speaks of the candidature; None if none does."""
    _, rules = load_case(uow, record.country, date.max)
    known = rules.workflow.evidence
    speaking = [one for one in facts if one.kind in known and not known[one.kind].outside_case]
    return min(speaking, key=lambda one: (one.day, one.kind, one.effective), default=None)


def _settle_opening(
    uow: UnitOfWork, act: Act, country: str, first: ImportedFact, reason: str
) -> list[Entry]:
    record = uow.record(country)
    opening = next(move for move in record.moves if move.from_state is None)
    if not opening.attested or parse_when(first.effective).order > opening.order[0]:
        return []
    chosen = in_force(uow, country, first.day)
    workflow = uow.app.rules(uow.conn, chosen.sha256).workflow
    day = opening_day(workflow, first.kind, first.effective)
    if chosen.sha256 == record.governance[0].sha256 or _people_acted(record):
        moved = CorrectionDraft(effective=day, worked_out=True)
        if day != opening.account.when.text:
            append_correction(uow, act, reason, country, opening.number, moved)
        return []
    _withdraw(uow, act, reason, country, opening.number)
    return [_open(uow, act, country, chosen, first.kind, first.effective)]


def _withdraw(uow: UnitOfWork, act: Act, reason: str, country: str, number: int) -> None:
    gone = CorrectionDraft(withdraw=True, worked_out=True)
    append_correction(uow, act, reason, country, number, gone)


def _people_acted(record: Record) -> bool:
    """Whether somebody decided a move here, or chose the procedure."""
    decided = any(not move.attested for move in record.moves)
    return decided or len(record.governance) > 1


def _append_move(
    uow: UnitOfWork, act: Act, country: str, fact: ImportedFact, body: dict[str, Any]
) -> Entry:
    reason = _MAY_HAVE_BEEN if body["certainty"] == MAY_HAVE_BEEN else _ATTESTED
    return uow.append(Draft(Kind.TRANSITION, country, fact.effective, act, reason, body))


Mark = tuple[str, str | None, str, str, tuple[int, ...], bool]


def _mark(body: dict[str, Any]) -> Mark:
    """Give what makes an attested move the same move."""
    return (
        body["event"],
        body["from"],
        body["to"],
        body["workflow"],
        tuple(body["rests_on"]),
        (body["certainty"] == MAY_HAVE_BEEN),
    )


def _mark_of(move: Move) -> Mark:
    return (
        move.event,
        move.from_state,
        move.to_state,
        move.workflow,
        move.rests_on,
        move.may_have_been,
    )
