"""Advancing a case, and saying why it cannot be advanced."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.errors.not_found import UnknownEvent
from pathfinder_flow.domain.ledger.entries import Act, Draft, Entry, Kind
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.domain.roles import Actor
from pathfinder_flow.domain.workflow.ahead import look_ahead
from pathfinder_flow.domain.workflow.denials import Refused
from pathfinder_flow.domain.workflow.machine import AllowedMove
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.domain.workflow.naming import by_title
from pathfinder_flow.domain.workflow.possibility import Answer, answer
from pathfinder_flow.domain.workflow.question import Question
from pathfinder_flow.services.compiled_workflows import CompiledWorkflow
from pathfinder_flow.services.lifecycle.cases import load_case, read_case
from pathfinder_flow.services.lifecycle.consistency import refuse_break
from pathfinder_flow.services.once import of_kind
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork, act_under
from pathfinder_flow.services.validation import cleaned_reason, one_day, suggestion
from pathfinder_flow.store import people
from pathfinder_flow.words.refusals import refusal_sentence


def advance(
    app: AppContext, handle: str, country: str, event: str, *, effective: str, reason: str = ""
) -> Entry:
    """Make a move, named as in the workflow or by its title.

    1. Decide, on the case as it stands on the effective day. 2. If refused, record the attempt
    with every reason and raise :class:`Refused`. 3. The move must fit the moves recorded after
    it. 4. Record it with what it rests on.
    """

    def work(uow: UnitOfWork) -> Entry:
        return advance_in(uow, country, event, effective, cleaned_reason(reason))

    return app.run(handle, work, again=of_kind(Kind.TRANSITION))


def advance_in(uow: UnitOfWork, country: str, event: str, effective: str, reason: str) -> Entry:
    """Make a move within a unit of work; raises :class:`Refused`."""
    question, rules = _question(uow, country, event, one_day(effective, uow.today_in(country)))
    decided = answer(rules.machine, question)
    if decided.move is None:
        raise _refused(question, decided)
    return _make(uow, country, rules, decided.move, effective, reason)


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
        question, rules = _question(uow, country, event, one_day(effective, uow.today_in(country)))
        decided = answer(rules.machine, question)
        if decided.move:
            _make(uow, country, rules, decided.move, effective, said)
        return decided

    return app.dry_run(handle, work)


def _question(
    uow: UnitOfWork, country: str, event: str, effective: date
) -> tuple[Question, CompiledWorkflow]:
    case, rules = load_case(uow, country, effective)
    event = by_title(rules.workflow.transitions, event)
    if event not in rules.workflow.transitions:
        raise unknown_event(rules.workflow, country, event)
    actor = uow.actor(country)
    return Question(rules.workflow, case, event, actor, effective, uow.today_in(country)), rules


def unknown_event(workflow: Workflow, country: str, event: str) -> UnknownEvent:
    """Give the error for an event that a workflow does not have."""
    near = suggestion(event, list(workflow.transitions))
    return UnknownEvent(workflow=workflow.name, given=event, suggestion=near, country=country)


def _refused(question: Question, decided: Answer) -> Refused:
    """Give the error for a move that is not possible, ready to be put on record."""
    country = question.case.country
    body: dict[str, Any] = {
        "attempt": "advance",
        "event": question.event,
        "workflow": question.workflow.name,
        "asked_for": question.effective.isoformat(),
        **explanation(decided),
    }
    mandate = question.actor.mandate_for(question.transition.by, country, question.today)
    return Refused(
        answers={country: decided},
        on_record=[(country, body)],
        act=act_under(mandate) if mandate else Act(question.actor.person),
        event=question.event,
    )


def explanation(decided: Answer) -> dict[str, Any]:
    """Give what goes on record of why a move was refused: codes, facts and English sentences."""
    return {
        "reasons": [
            {"code": one.code, "question": one.question, "facts": dict(one.facts)}
            for one in decided.refusals
        ],
        "said": [refusal_sentence(one, decided.workflow, "en") for one in decided.refusals],
    }


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
    app.viewer.require(Thing.NEXT_MOVES, country)
    with app.snapshot() as conn:
        case, rules = read_case(app, conn, country, on)
        person = people.by_handle(conn, handle)
        mandates = case.record.mandates.values()
        mine = tuple(m for m in mandates if person and m.person == person.id)
        actor = Actor(person.id if person else "", mine)
    today = app.today_in(case.record)
    event = by_title(rules.workflow.transitions, event) if event else None
    events = [event] if event else rules.workflow.events_from(case.state or rules.workflow.initial)
    if event and event not in rules.workflow.transitions:
        raise unknown_event(rules.workflow, country, event)
    found: list[Answer] = []
    for name in events:
        question = Question(rules.workflow, case, name, actor, case.day, today)
        # The way forward is the first event of the file: what comes after it is told with it.
        ahead = look_ahead(question) if not found or event else ()
        found.append(replace(answer(rules.machine, question), ahead=ahead))
    return case, found
