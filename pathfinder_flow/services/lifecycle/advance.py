"""Advancing a case, and saying why it cannot be advanced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.errors.not_found import UnknownEvent
from pathfinder_flow.domain.ledger.entries import Act, Draft, Entry, Kind
from pathfinder_flow.domain.roles import Actor
from pathfinder_flow.domain.workflow.answers import Refusal, Step
from pathfinder_flow.domain.workflow.denials import Refused
from pathfinder_flow.domain.workflow.gap_plan import gap_plan
from pathfinder_flow.domain.workflow.machine import AllowedMove, decide
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.domain.workflow.question import Question
from pathfinder_flow.services.lifecycle.cases import governance_of, rules_of
from pathfinder_flow.services.lifecycle.consistency import refuse_break
from pathfinder_flow.services.unit_of_work import (
    AppContext,
    CompiledWorkflow,
    UnitOfWork,
    act_under,
)
from pathfinder_flow.services.validation import cleaned_reason, one_day, suggestion
from pathfinder_flow.store import ledger, people
from pathfinder_flow.words.refusals import refusal_sentence


@dataclass(frozen=True)
class Answer:
    """What is to be said of one event: the move it would make, or why not and what to do."""

    event: str
    workflow: Workflow
    move: AllowedMove | None
    refusals: tuple[Refusal, ...] = ()
    plan: tuple[Step, ...] = ()


def advance(
    app: AppContext, handle: str, country: str, event: str, *, effective: str, reason: str = ""
) -> Entry:
    """Make a move.

    1. Decide, on the case as it stands on the effective day. 2. If refused, record the attempt
    with every reason and raise :class:`Refused`. 3. The move must fit the moves recorded after
    it. 4. Record it with what it rests on.
    """

    def work(uow: UnitOfWork) -> Entry:
        return advance_in(uow, country, event, effective, cleaned_reason(reason))

    return app.run(handle, work)


def advance_in(uow: UnitOfWork, country: str, event: str, effective: str, reason: str) -> Entry:
    """Make a move within a unit of work; raises :class:`Refused`."""
    question, rules = _question(uow, country, event, one_day(effective, uow.today))
    decided = decide(rules.machine, question)
    if isinstance(decided, list):
        raise refused({country: (question, decided)})
    return _make(uow, country, rules, decided, effective, reason)


def _make(
    uow: UnitOfWork,
    country: str,
    rules: CompiledWorkflow,
    move: AllowedMove,
    effective: str,
    reason: str,
) -> Entry:
    entry = append_move(uow, country, rules, move, effective, reason)
    refuse_break(uow.record(country))
    return entry


def rehearse_advance(
    app: AppContext, handle: str, country: str, event: str, *, effective: str, reason: str = ""
) -> Answer:
    """Ask what :func:`advance` would do; it raises what the act would, but records nothing."""

    def work(uow: UnitOfWork) -> Answer:
        said = cleaned_reason(reason)
        question, rules = _question(uow, country, event, one_day(effective, uow.today))
        answer = _answer(rules, question)
        if answer.move:
            _make(uow, country, rules, answer.move, effective, said)
        return answer

    return app.dry_run(handle, work)


def _question(
    uow: UnitOfWork, country: str, event: str, effective: date
) -> tuple[Question, CompiledWorkflow]:
    case, rules = rules_of(uow, uow.record(country), effective)
    if event not in rules.workflow.transitions:
        raise unknown_event(rules.workflow, country, event)
    actor = uow.actor(country)
    return Question(rules.workflow, case, event, actor, effective, uow.today), rules


def unknown_event(workflow: Workflow, country: str, event: str) -> UnknownEvent:
    """Give the error for an event that a workflow does not have."""
    near = suggestion(event, list(workflow.transitions))
    return UnknownEvent(workflow=workflow.name, given=event, suggestion=near, country=country)


def refused(asked: dict[str, tuple[Question, list[Refusal]]]) -> Refused:
    """Give the error for moves that are not possible, ready to be put on record."""
    on_record: list[tuple[str | None, dict[str, Any]]] = []
    for country, (question, refusals) in asked.items():
        said = [refusal_sentence(refusal, question.workflow, "en") for refusal in refusals]
        reasons = [
            {"code": r.code, "question": r.question, "facts": dict(r.facts)} for r in refusals
        ]
        body: dict[str, Any] = {
            "attempt": "advance",
            "event": question.event,
            "workflow": question.workflow.name,
            "asked_for": question.effective.isoformat(),
            "reasons": reasons,
            "said": said,
        }
        on_record.append((country, body))
    first, _ = next(iter(asked.values()))
    mandate = first.actor.mandate_for(first.transition.by, first.case.country, first.today)
    return Refused(
        refused={country: refusals for country, (_, refusals) in asked.items()},
        on_record=on_record,
        act=act_under(mandate) if mandate else Act(first.actor.person),
        event=first.event,
    )


def append_move(
    uow: UnitOfWork,
    country: str,
    rules: CompiledWorkflow,
    move: AllowedMove,
    effective: str,
    reason: str,
) -> Entry:
    """Record a move that was decided."""
    body = {
        "event": move.event,
        "from": move.from_state,
        "to": move.to_state,
        "rests_on": list(move.rests_on),
        "attested": False,
        **marks(rules, move.event),
    }
    act = act_under(move.mandate)
    return uow.append(Draft(Kind.TRANSITION, country, effective, act, reason, body))


def marks(rules: CompiledWorkflow, event: str) -> dict[str, object]:
    """Give what an entry must say of a transition so that history reads without its workflow."""
    transition = rules.workflow.transitions[event]
    state = rules.workflow.states[transition.to_state]
    return {
        "workflow": rules.workflow.name,
        "sha256": rules.sha256,
        "grants_status": transition.grants_status,
        "ends_status": state.ends_status,
        "implementing": state.implementing,
    }


def why(
    app: AppContext, handle: str, country: str, event: str | None = None, *, on: date | None = None
) -> tuple[Case, list[Answer]]:
    """Say what may happen next to a country and what is missing, without recording anything.

    All events that leave the present state, or the one named, as asked by this person today.
    """
    day = on or app.today()
    with app.snapshot() as conn:
        record = Record(country, ledger.entries_of(conn, country))
        person = people.by_handle(conn, handle)
        mandates = record.mandates.values()
        mine = tuple(m for m in mandates if person and m.person == person.id)
        actor = Actor(person.id if person else "", mine)
        case = Case(record, day)
        rules = app.rules(conn, governance_of(case).sha256)
    events = [event] if event else rules.workflow.events_from(case.state or rules.workflow.initial)
    if event and event not in rules.workflow.transitions:
        raise unknown_event(rules.workflow, country, event)
    today = app.today()
    questions = (Question(rules.workflow, case, name, actor, day, today) for name in events)
    return case, [_answer(rules, question) for question in questions]


def _answer(rules: CompiledWorkflow, question: Question) -> Answer:
    event = question.event
    decided = decide(rules.machine, question)
    if isinstance(decided, AllowedMove):
        return Answer(event, rules.workflow, decided)
    plan = gap_plan(question, decided)
    return Answer(event, rules.workflow, None, tuple(decided), tuple(plan))
