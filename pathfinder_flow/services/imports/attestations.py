"""What imported facts attest of the stages of a case, worked out from them alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pathfinder_flow.domain.cases.facts import MAY_HAVE_BEEN, Move
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.dates.edtf import parse_when
from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.services.compiled_workflows import CompiledWorkflow
from pathfinder_flow.services.lifecycle.advance import marks


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


def withdrawn_by_people(record: Record) -> set[int]:
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


def attested_moves(
    record: Record, rules: CompiledWorkflow, facts: list[ImportedFact]
) -> Iterator[tuple[ImportedFact, dict[str, Any]]]:
    """Give the moves that facts attest, oldest first, after the last one that people decided.

    A fact attests a move when it takes the country further than what is certain by then. What is
    disputed, or what only may have been, takes nothing away: what is certain goes on beside it.
    """
    workflow, last = rules.workflow, last_decided(record)
    left_out = withdrawn_by_people(record)
    certain = possible = last.to_state if last else workflow.initial
    for one in _in_order(workflow, facts):
        to_state = workflow.transitions[one.event].to_state
        before = last is not None and (one.fact.day, one.fact.number) < last.order
        stands = possible if one.doubtful else certain
        out = before or one.fact.number in left_out
        if out or workflow.rank(stands) >= workflow.rank(to_state):
            continue
        yield one.fact, _body(rules, one, certain)
        possible = to_state
        certain = certain if one.doubtful else to_state


def last_decided(record: Record) -> Move | None:
    """Give the last move, or opening, that people decided: what lies before it is settled."""
    decided = [move for move in record.moves if not move.attested]
    return decided[-1] if decided else None


@dataclass(frozen=True, slots=True)
class Attesting:
    """A fact with an event that it attests, and how certain that is."""

    fact: ImportedFact
    event: str
    certainty: str

    @property
    def doubtful(self) -> bool:
        """Whether it takes nothing away from what is certain."""
        return self.certainty in ("disputed", MAY_HAVE_BEEN)


def _in_order(workflow: Workflow, facts: list[ImportedFact]) -> list[Attesting]:
    holds = [one for one in facts if _gives_status(workflow, one)]
    found = [attesting for fact in facts for attesting in _events_of(workflow, fact, holds)]

    def place(one: Attesting) -> tuple[date, bool, int, str]:
        rank = workflow.rank(workflow.transitions[one.event].to_state)
        return one.fact.day, one.certainty == MAY_HAVE_BEEN, rank, one.fact.key

    return sorted(found, key=place)


def _gives_status(workflow: Workflow, fact: ImportedFact) -> bool:
    kind = workflow.evidence.get(fact.kind)
    event = kind.attests if kind else None
    return event is not None and workflow.transitions[event].grants_status


def _events_of(
    workflow: Workflow, fact: ImportedFact, holds: list[ImportedFact]
) -> Iterator[Attesting]:
    """Give what a fact attests: more of a country that holds the status, or that may hold it."""
    kind = workflow.evidence.get(fact.kind)
    if kind is None:
        return
    if kind.attests:
        yield Attesting(fact, kind.attests, fact.certainty)
    if kind.attests_of_holder:
        yield from _of_holder(fact, kind.attests_of_holder, holds)
    for event in kind.suggests:
        yield Attesting(fact, event, MAY_HAVE_BEEN)


def _of_holder(fact: ImportedFact, event: str, holds: list[ImportedFact]) -> Iterator[Attesting]:
    """Give what a fact attests of a holder: from the day on which both are certain."""
    sure = [one for one in holds if one.certainty != "disputed"]
    first = min(sure, key=lambda one: (one.day, one.key), default=None)
    if first and first.day <= fact.day:
        yield Attesting(fact, event, fact.certainty)
        return
    if any(_possible_from(one) <= fact.day for one in holds):
        yield Attesting(fact, event, MAY_HAVE_BEEN)
    if first:
        yield Attesting(first, event, first.certainty)


def _possible_from(fact: ImportedFact) -> date:
    return parse_when(fact.effective).earliest or date.min


def _body(rules: CompiledWorkflow, one: Attesting, from_state: str) -> dict[str, Any]:
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
