"""What imported facts attest of a case: when it began, under which procedure, and its stages.

All of it follows from the facts alone, never from the order in which they came: after each import
it is worked out anew, and what a late fact shows to be otherwise is withdrawn with that reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pathfinder_flow.domain.cases.facts import Move
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.dates.edtf import parse_when
from pathfinder_flow.domain.ledger.entries import Act, Draft, Entry, Kind
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.services.compiled_workflows import CompiledWorkflow
from pathfinder_flow.services.lifecycle.advance import marks
from pathfinder_flow.services.lifecycle.cases import append_opening, in_force, rules_of
from pathfinder_flow.services.lifecycle.corrections import Change, append_correction
from pathfinder_flow.services.unit_of_work import UnitOfWork
from pathfinder_flow.store.published import Published

_LATE_FACT = (
    "A fact that came later (entry {number}, {date}) shows it otherwise: what the facts attest "
    "was worked out anew."
)


@dataclass(frozen=True, slots=True)
class ImportedFact:
    """A fact on record that was imported; ``key`` is what makes it the same fact anywhere."""

    number: int
    kind: str
    effective: str
    certainty: str
    key: str

    @property
    def day(self) -> date:
        """Where it stands in a history."""
        return parse_when(self.effective).order


def imported_facts(record: Record) -> list[ImportedFact]:
    """Give the facts of a country that were imported and still stand."""
    standing = (
        record.amend(entry)
        for entry in record.entries
        if entry.kind is Kind.EVIDENCE
        and entry.body.get("import_key")
        and entry.number not in record.withdrawn
    )
    return [
        ImportedFact(
            entry.number, entry.body["kind"], entry.effective,
            entry.body["certainty"], entry.body["import_key"],
        )
        for entry in standing
    ]  # fmt: skip


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
    moved it since. 2. Each fact that takes the country further attests a move. 3. What is on
    record and does not follow any more is withdrawn, and what is missing is recorded.
    """
    record = uow.record(country)
    facts = imported_facts(record)
    if not facts or not record.governance:
        return []
    first = min(facts, key=lambda fact: (fact.day, fact.kind, fact.effective))
    newest = max(facts, key=lambda fact: fact.number)
    reason = _LATE_FACT.format(number=newest.number, date=newest.effective)
    made = _settle_opening(uow, act, country, first, reason)
    _, rules = rules_of(uow, uow.record(country), date.max)
    wanted = {
        _mark(body): (fact, body) for fact, body in _attested(uow.record(country), rules, facts)
    }
    record = uow.record(country)
    known = {_mark_of(move): move for move in record.moves if move.attested and move.rests_on}
    for mark, move in known.items():
        if mark not in wanted:
            _withdraw(uow, act, reason, country, move.number)
    for mark, (fact, body) in wanted.items():
        if mark not in known:
            made.append(_append_move(uow, act, country, fact, body))
    return made


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
        moved = Change(effective=day, worked_out=True)
        if day != opening.account.when.text:
            append_correction(uow, act, reason, country, opening.number, moved)
        return []
    _withdraw(uow, act, reason, country, opening.number)
    return [_open(uow, act, country, chosen, first.kind, first.effective)]


def _withdraw(uow: UnitOfWork, act: Act, reason: str, country: str, number: int) -> None:
    gone = Change(withdraw=True, worked_out=True)
    append_correction(uow, act, reason, country, number, gone)


def _people_acted(record: Record) -> bool:
    """Whether somebody decided a move here, or chose the procedure."""
    decided = any(not move.attested for move in record.moves)
    return decided or len(record.governance) > 1


def _withdrawn_by_people(record: Record) -> set[int]:
    """Give the facts whose attested move somebody withdrew on purpose: it does not come back."""
    on_purpose = {
        entry.body["corrects"]
        for entry in record.entries
        if entry.kind is Kind.CORRECTION and not entry.body.get("worked_out")
    }
    gone = (
        entry
        for entry in record.entries
        if entry.kind is Kind.TRANSITION and entry.number in record.withdrawn & on_purpose
    )
    return {number for entry in gone if entry.body["attested"] for number in entry.body["rests_on"]}


def _attested(
    record: Record, rules: CompiledWorkflow, facts: list[ImportedFact]
) -> Iterator[tuple[ImportedFact, dict[str, Any]]]:
    """Give the moves that facts attest, oldest first.

    A fact attests a move when it takes the country further than what is certain by then. What is
    disputed takes nothing away: it may have happened, and what is certain goes on beside it.
    """
    workflow = rules.workflow
    decided = [move for move in record.moves if not move.attested]
    left_out = _withdrawn_by_people(record)
    certain = possible = workflow.initial
    for fact, event in _in_order(workflow, facts):
        to_state = workflow.transitions[event].to_state
        before, after = _around(decided, fact)
        if before and workflow.rank(before.to_state) > workflow.rank(certain):
            certain = possible = before.to_state
        disputed = fact.certainty == "disputed"
        stands = possible if disputed else certain
        if after or fact.number in left_out or workflow.rank(stands) >= workflow.rank(to_state):
            continue
        yield fact, _body(rules, fact, event, certain)
        possible = to_state
        certain = certain if disputed else to_state


def _in_order(workflow: Workflow, facts: list[ImportedFact]) -> list[tuple[ImportedFact, str]]:
    attesting = [
        (fact, event)
        for fact in facts
        if (kind := workflow.evidence.get(fact.kind)) and (event := kind.attests)
    ]
    return sorted(attesting, key=lambda pair: (
        pair[0].day, workflow.rank(workflow.transitions[pair[1]].to_state), pair[0].key,
    ))  # fmt: skip


def _around(decided: list[Move], fact: ImportedFact) -> tuple[Move | None, Move | None]:
    """Give the decided moves just before and just after a fact."""
    before = [move for move in decided if move.order <= (fact.day, fact.number)]
    after = [move for move in decided if move.order > (fact.day, fact.number)]
    return (before[-1] if before else None), (after[0] if after else None)


def _body(
    rules: CompiledWorkflow, fact: ImportedFact, event: str, from_state: str
) -> dict[str, Any]:
    to_state = rules.workflow.transitions[event].to_state
    return {
        "event": event,
        "from": from_state,
        "to": to_state,
        "rank": rules.workflow.rank(to_state),
        "rests_on": [fact.number],
        "attested": True,
        "certainty": fact.certainty,
        **marks(rules, event),
    }


def _append_move(
    uow: UnitOfWork, act: Act, country: str, fact: ImportedFact, body: dict[str, Any]
) -> Entry:
    reason = "Attested by the source of the evidence; not decided here."
    return uow.append(Draft(Kind.TRANSITION, country, fact.effective, act, reason, body))


Mark = tuple[str, str | None, str, str, tuple[int, ...]]


def _mark(body: dict[str, Any]) -> Mark:
    """Give what makes an attested move the same move."""
    return body["event"], body["from"], body["to"], body["workflow"], tuple(body["rests_on"])


def _mark_of(move: Move) -> Mark:
    return move.event, move.from_state, move.to_state, move.workflow, move.rests_on
