"""Small values for the tests of the rules: a workflow, a ledger in the making, people who ask."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.facts import Span
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.ledger.entries import Act, Draft, Entry, Kind
from pathfinder_flow.domain.roles import Actor, Mandate, Role
from pathfinder_flow.domain.workflow.guards import AnyGuard, StatusHeld
from pathfinder_flow.domain.workflow.model import (
    EvidenceKind,
    Field,
    InForce,
    State,
    Transition,
    Workflow,
)
from pathfinder_flow.domain.workflow.question import Question

TITLE = {"en": "Title", "fr": "Titre", "es": "Título"}
WORDS: dict[str, Any] = {
    "title": TITLE,
    "explanation": {"en": "It is.", "fr": "Cela est.", "es": "Es."},
    "source": "https://example.org",
}
ROADMAP = EvidenceKind(
    **WORDS,
    suppliers=(Role.FOCAL_POINT,),
    fields={
        "actions": Field(title=TITLE, type="list"),
        "budget": Field(title=TITLE),
        "period": Field(title=TITLE, type="period"),
        "groups": Field(title=TITLE, type="choices", options={"workers": TITLE, "youth": TITLE}),
        "edition": Field(title=TITLE),
    },
)
LETTER = EvidenceKind(**WORDS, suppliers=(Role.SECRETARIAT, Role.FOCAL_POINT))


def move(from_states: str, to_state: str, by: Role, *guards: AnyGuard, grants: bool = False) -> Any:
    """A transition; the states it may start from are parted by spaces."""
    return Transition(
        **WORDS,
        from_states=tuple(from_states.split()),
        to_state=to_state,
        by=(by,),
        guards=guards,
        grants_status=grants,
    )


WORKFLOW = Workflow(
    **WORDS,
    workflow="example",
    version="1",
    in_force=InForce(start="2018"),
    states={
        "interest": State(**WORDS, initial=True),
        "planning": State(**WORDS),
        "running": State(**WORDS, implementing=True),
        "review": State(**WORDS, implementing=True),
        "resting": State(**WORDS, ends_status=True),
        "refused": State(**WORDS, final=True, ends_status=True),
    },
    evidence={"roadmap": ROADMAP, "letter": LETTER},
    transitions={
        "plan": move("interest", "planning", Role.SECRETARIAT),
        "grant": move("planning", "running", Role.SECRETARIAT, grants=True),
        "report": move("running", "review", Role.FOCAL_POINT, StatusHeld(guard="status_held")),
        "note": move("review", "running", Role.GCG),
        "rest": move("running review", "resting", Role.GCG),
        "resume": move("resting", "running", Role.SECRETARIAT, grants=True),
        "refuse": move("interest planning", "refused", Role.GCG),
    },
)
"""Interest, planning, running and review in a circle; rest and refusal end the status."""


def guarded(*guards: AnyGuard, event: str = "plan", **changes: Any) -> Workflow:
    """The workflow with these guards on an event."""
    changed = replace(WORKFLOW.transitions[event], guards=guards, **changes)
    return replace(WORKFLOW, transitions={**WORKFLOW.transitions, event: changed})


@dataclass(frozen=True)
class Ledger:
    """Entries numbered from 1; every method gives the ledger with one entry more."""

    entries: tuple[Entry, ...] = ()

    def add(
        self, kind: Kind, effective: str, body: dict[str, Any], *,
        recorded: str = "2026-01-01", country: str | None = "PER", by: str = "desk",
    ) -> Ledger:  # fmt: skip
        moment = datetime.fromisoformat(recorded).replace(hour=12, tzinfo=UTC)
        draft = Draft(kind, country, effective, Act(by), "", body)
        return Ledger((*self.entries, Entry(len(self.entries) + 1, moment, draft)))

    def opened(self, effective: str, **more: Any) -> Ledger:
        body = {"to": "interest", "workflow": "example/1", "sha256": "aa"}
        return self.add(Kind.CASE_OPENED, effective, body, **more)

    def migrated(self, effective: str, workflow: str = "example/2") -> Ledger:
        return self.add(Kind.MIGRATION, effective, {"workflow": workflow, "sha256": "bb"})

    def moved(
        self, event: str, from_state: str, effective: str, *,
        rests_on: tuple[int, ...] = (), attested: bool = False, disputed: bool = False,
        certainty: str = "stated", rank: int | None = None, **more: Any,
    ) -> Ledger:  # fmt: skip
        """Make a move of the workflow from a state."""
        transition = WORKFLOW.transitions[event]
        state = WORKFLOW.states[transition.to_state]
        body = {
            "event": event,
            "from": from_state,
            "to": transition.to_state,
            "rests_on": list(rests_on),
            "attested": attested,
            "grants_status": transition.grants_status,
            "ends_status": state.ends_status,
            "implementing": state.implementing,
            "workflow": "example/1",
            "sha256": "aa",
            "certainty": "disputed" if disputed else certainty,
            "rank": rank,
        }
        return self.add(Kind.TRANSITION, effective, body, **more)

    def filed(
        self, kind: str, effective: str, fields: dict[str, Any] | None = None, *,
        disputed: bool = False, status: bool = False, **more: Any,
    ) -> Ledger:  # fmt: skip
        """File evidence; ``status`` says that it attests the pathfinder status."""
        body = {
            "kind": kind,
            "fields": fields or {},
            "source": {"url": "https://example.org"},
            "certainty": "disputed" if disputed else "stated",
            "attests_status": status,
        }
        return self.add(Kind.EVIDENCE, effective, body, **more)

    def decided(
        self, outcome: str, effective: str, *, body: str = "gcg", recused: tuple[str, ...] = (),
        about: tuple[str, ...] = ("PER",),
    ) -> Ledger:  # fmt: skip
        outcomes = dict.fromkeys(about, outcome)
        minutes = {"body": body, "meeting": "9", "outcomes": outcomes, "recused": list(recused)}
        return self.add(Kind.DECISION, effective, minutes, country=None)

    def mandated(
        self, role: str, country: str | None = None, start: str = "2018-01-01",
        end: str | None = None,
    ) -> Ledger:  # fmt: skip
        body = {
            "person": "ana", "role": role, "country": country,
            "start": start, "end": end, "letter": "letter",
        }  # fmt: skip
        return self.add(Kind.MANDATE, start, body, country=country)

    def mandate_ended(self, number: int, end: str) -> Ledger:
        return self.add(Kind.MANDATE_ENDED, end, {"mandate": number, "end": end})

    def corrected(
        self, number: int, *, effective: str | None = None, fields: dict[str, Any] | None = None,
        recorded: str = "2026-01-01", withdraw: bool = False,
    ) -> Ledger:  # fmt: skip
        body = {
            "corrects": number, "withdraw": withdraw,
            "effective": effective, "fields": fields or {},
        }  # fmt: skip
        return self.add(Kind.CORRECTION, recorded, body, recorded=recorded)

    def withdrawn(self, number: int) -> Ledger:
        return self.corrected(number, withdraw=True)

    def record(self, country: str = "PER") -> Record:
        return Record(country, self.entries)

    def as_of(self, day: str, country: str = "PER") -> Case:
        return Case(self.record(country), date.fromisoformat(day))


OPENED = Ledger().opened("2019-01-01")
"""A case that was opened on the first day of 2019."""


def mandate(
    role: Role, country: str | None = None, *,
    start: str = "2018-01-01", end: str | None = None, number: int = 90,
) -> Mandate:  # fmt: skip
    """A mandate of Ana's."""
    last = date.fromisoformat(end) if end else None
    return Mandate(number, "ana", role, country, date.fromisoformat(start), last, "letter")


ANA = Actor("ana", (mandate(Role.SECRETARIAT),))
"""Works for the Secretariat since 2018."""


def ask(
    ledger: Ledger, event: str, *, workflow: Workflow = WORKFLOW, actor: Actor = ANA,
    on: str = "2024-05-01", country: str = "PER",
) -> Question:  # fmt: skip
    """Ask whether a move may be made on a day; the day of asking is the same."""
    day = date.fromisoformat(on)
    return Question(workflow, ledger.as_of(on, country), event, actor, day, day)


def span(possible_from: str, certain_from: str) -> Span:
    """From when something is possible, and from when certain."""
    return Span(date.fromisoformat(possible_from), date.fromisoformat(certain_from))
