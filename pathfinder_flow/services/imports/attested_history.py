"""What imported facts attest of a case: when it began, under which procedure, and its stages.

All of it follows from the facts alone, never from the order in which they came: after each import
it is worked out anew, and what a late fact shows to be otherwise is withdrawn with that reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pathfinder_flow.domain.cases.facts import MAY_HAVE_BEEN, Move
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
_ATTESTED = "Attested by the source of the evidence; not decided here."
_MAY_HAVE_BEEN = "The fact makes it possible and none shows it; not decided here."


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
    first = _first_of_candidature(uow, record, facts)
    newest = max(facts, key=lambda fact: fact.number)
    reason = _LATE_FACT.format(number=newest.number, date=newest.effective)
    made = _settle_opening(uow, act, country, first, reason) if first else []
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


def _first_of_candidature(
    uow: UnitOfWork, record: Record, facts: list[ImportedFact]
) -> ImportedFact | None:
    """Give the first fact that speaks of the candidature; None if none does."""
    _, rules = rules_of(uow, record, date.max)
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
    disputed, or what only may have been, takes nothing away: what is certain goes on beside it.
    """
    workflow = rules.workflow
    decided = [move for move in record.moves if not move.attested]
    left_out = _withdrawn_by_people(record)
    certain = possible = workflow.initial
    for one in _in_order(workflow, facts):
        to_state = workflow.transitions[one.event].to_state
        before, after = _around(decided, one.fact)
        if before and workflow.rank(before.to_state) > workflow.rank(certain):
            certain = possible = before.to_state
        stands = possible if one.doubtful else certain
        out = after or one.fact.number in left_out
        if out or workflow.rank(stands) >= workflow.rank(to_state):
            continue
        yield one.fact, _body(rules, one, certain)
        possible = to_state
        certain = certain if one.doubtful else to_state


@dataclass(frozen=True, slots=True)
class _Attesting:
    """A fact with an event that it attests, and how certain that is."""

    fact: ImportedFact
    event: str
    certainty: str

    @property
    def doubtful(self) -> bool:
        return self.certainty in ("disputed", MAY_HAVE_BEEN)


def _in_order(workflow: Workflow, facts: list[ImportedFact]) -> list[_Attesting]:
    holds = [one for one in facts if _gives_status(workflow, one)]
    found = [attesting for fact in facts for attesting in _events_of(workflow, fact, holds)]

    def place(one: _Attesting) -> tuple[date, bool, int, str]:
        rank = workflow.rank(workflow.transitions[one.event].to_state)
        return one.fact.day, one.certainty == MAY_HAVE_BEEN, rank, one.fact.key

    return sorted(found, key=place)


def _gives_status(workflow: Workflow, fact: ImportedFact) -> bool:
    kind = workflow.evidence.get(fact.kind)
    event = kind.attests if kind else None
    return event is not None and workflow.transitions[event].grants_status


def _events_of(
    workflow: Workflow, fact: ImportedFact, holds: list[ImportedFact]
) -> Iterator[_Attesting]:
    """Give what a fact attests: more of a country that holds the status, or that may hold it."""
    kind = workflow.evidence.get(fact.kind)
    if kind is None:
        return
    if kind.attests:
        yield _Attesting(fact, kind.attests, fact.certainty)
    if kind.attests_of_holder:
        yield from _of_holder(fact, kind.attests_of_holder, holds)
    for event in kind.suggests:
        yield _Attesting(fact, event, MAY_HAVE_BEEN)


def _of_holder(fact: ImportedFact, event: str, holds: list[ImportedFact]) -> Iterator[_Attesting]:
    """Give what a fact attests of a holder: from the day on which both are certain."""
    sure = [one for one in holds if one.certainty != "disputed"]
    first = min(sure, key=lambda one: (one.day, one.key), default=None)
    if first and first.day <= fact.day:
        yield _Attesting(fact, event, fact.certainty)
        return
    if any(_possible_from(one) <= fact.day for one in holds):
        yield _Attesting(fact, event, MAY_HAVE_BEEN)
    if first:
        yield _Attesting(first, event, first.certainty)


def _possible_from(fact: ImportedFact) -> date:
    return parse_when(fact.effective).earliest or date.min


def _around(decided: list[Move], fact: ImportedFact) -> tuple[Move | None, Move | None]:
    """Give the decided moves just before and just after a fact."""
    before = [move for move in decided if move.order <= (fact.day, fact.number)]
    after = [move for move in decided if move.order > (fact.day, fact.number)]
    return (before[-1] if before else None), (after[0] if after else None)


def _body(rules: CompiledWorkflow, one: _Attesting, from_state: str) -> dict[str, Any]:
    to_state = rules.workflow.transitions[one.event].to_state
    return {
        "event": one.event,
        "from": from_state,
        "to": to_state,
        "rank": rules.workflow.rank(to_state),
        "rests_on": [one.fact.number],
        "attested": True,
        "certainty": one.certainty,
        **marks(rules, one.event),
    }


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
