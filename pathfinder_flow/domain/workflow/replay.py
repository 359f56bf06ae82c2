"""Deciding every move again, by what was on record and in force when it was made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.dates.edtf import parse_when
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.ledger.entries import Entry, Kind
from pathfinder_flow.domain.roles import Actor
from pathfinder_flow.domain.workflow.answers import Refusal
from pathfinder_flow.domain.workflow.machine import AllowedMove, decide
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.domain.workflow.question import Question

if TYPE_CHECKING:
    from transitions import Machine

RulesOf = Callable[[str], "tuple[Workflow, Machine] | None"]
"""Gives a published workflow by its hash, with the machine compiled from it; None if unknown."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A move that the workflow then in force did not allow, or that does not stand, and why."""

    number: int
    said: Clause
    refusals: tuple[Refusal, ...] = ()
    workflow: Workflow | None = None


def incoherent(record: Record) -> Iterator[Breach]:
    """Name the first move that is out of order, and the first that rests on nothing."""
    broken, unsupported = record.first_break(), record.first_unsupported()
    if broken:
        said = Clause("out_of_order", "the move does not start where the one before it ended")
        yield Breach(broken[0].number, said)
    if unsupported:
        says = "the move rests on entry {support}, which does not hold on its day"
        yield Breach(unsupported[0].number, Clause("unsupported", says, support=unsupported[1]))


class Replay:
    """Follows the entries about one country, in order, and judges each move as it was made.

    ``moves`` counts those judged. Of those that only a source attests nothing was decided here,
    so there is nothing to judge.
    """

    def __init__(self, country: str, rules_of: RulesOf) -> None:
        self.moves = 0
        self._record = Record(country)
        self._rules_of = rules_of
        # Taken together when they are needed: one by one costs several times as much.
        self._waiting: list[Entry] = []

    @property
    def record(self) -> Record:
        """The record up to the last entry taken."""
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            self._record.extend(waiting)
        return self._record

    def take(self, entry: Entry) -> Breach | None:
        """Take the next entry; if it is a move that was decided, judge it before."""
        breach = None
        if entry.kind is Kind.TRANSITION and not entry.body.get("attested"):
            self.moves += 1
            breach = self._judge(entry)
        self._waiting.append(entry)
        return breach

    def end(self) -> Iterator[Breach]:
        """Judge what is left of it all after its corrections."""
        return incoherent(self.record)

    def _judge(self, entry: Entry) -> Breach | None:
        day = parse_when(entry.effective).day
        case = Case(self.record, day) if day else None
        governance = case.governance if case else None
        rules = self._rules_of(entry.body["sha256"])
        if case is None or governance is None:
            said = Clause("not_governed", "the move was made where no case was open on its day")
            return Breach(entry.number, said)
        if rules is None or governance.sha256 != entry.body["sha256"]:
            says = "the move was made under {used}, while {governing} governed the case"
            names = {"used": entry.body["workflow"], "governing": governance.workflow}
            return Breach(entry.number, Clause("other_workflow", says, **names))
        return self._decide_again(entry, case, *rules)

    def _decide_again(
        self, entry: Entry, case: Case, workflow: Workflow, machine: Machine
    ) -> Breach | None:
        event = entry.body["event"]
        if event not in workflow.transitions:
            says = "{workflow} has no event '{event}'"
            return Breach(
                entry.number, Clause("no_event", says, workflow=workflow.name, event=event)
            )
        mandates = tuple(m for m in case.mandates if m.person == entry.act.actor)
        actor = Actor(entry.act.actor, mandates)
        today = entry.recorded_at.date()
        decided = decide(machine, Question(workflow, case, event, actor, case.day, today))
        if decided.move is None:
            said = Clause(
                "not_allowed", "{workflow} did not allow the move", workflow=workflow.name
            )
            return Breach(entry.number, said, decided.refusals, workflow)
        return None if _same(entry, decided.move) else Breach(entry.number, _OTHER_MOVE)


_OTHER_MOVE = Clause(
    "other_move",
    "the workflow gives another move: from another stage, to another, or resting on other entries",
)


def _same(entry: Entry, move: AllowedMove) -> bool:
    body = entry.body
    told = (body["from"], body["to"], list(body["rests_on"]), entry.act.mandate)
    return told == (move.from_state, move.to_state, list(move.rests_on), move.mandate.number)
