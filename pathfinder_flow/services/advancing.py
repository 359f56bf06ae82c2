"""Advancing a case, and saying why it cannot be advanced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from pathfinder_flow.domain.asking import Question, Refusal, Step
from pathfinder_flow.domain.case import Case
from pathfinder_flow.domain.clauses import Clause
from pathfinder_flow.domain.denials import Refused
from pathfinder_flow.domain.entries import Act, Draft, Entry, Kind
from pathfinder_flow.domain.errors import BreaksOrder, UnknownEvent
from pathfinder_flow.domain.gap import gap_plan
from pathfinder_flow.domain.machine import Move, decide
from pathfinder_flow.domain.record import Record
from pathfinder_flow.domain.roles import Actor
from pathfinder_flow.domain.workflow import Workflow
from pathfinder_flow.services.checking import cleaned_reason, one_day, suggestion
from pathfinder_flow.services.desk import Desk, Rules, Session, act_under
from pathfinder_flow.services.imagining import imagine
from pathfinder_flow.services.opening import governance_of, rules_of
from pathfinder_flow.store import ledger, people
from pathfinder_flow.words.refusals import refusal_sentence


@dataclass(frozen=True)
class Answer:
    """What is to be said of one event: the move it would make, or why not and what to do."""

    event: str
    workflow: Workflow
    move: Move | None
    refusals: tuple[Refusal, ...] = ()
    plan: tuple[Step, ...] = ()


def advance(
    desk: Desk, handle: str, country: str, event: str, *, effective: str, reason: str = ""
) -> Entry:
    """Make a move.

    1. Decide, on the case as it stands on the effective day. 2. If refused, record the attempt
    with every reason and raise :class:`Refused`. 3. The move must fit the moves recorded after
    it. 4. Record it with what it rests on.
    """

    def work(session: Session) -> Entry:
        return advance_in(session, country, event, effective, cleaned_reason(reason))

    return desk.write(handle, work)


def advance_in(session: Session, country: str, event: str, effective: str, reason: str) -> Entry:
    """Make a move within a session; raises :class:`Refused`."""
    question, rules = _question(session, country, event, one_day(effective, session.today))
    decided = decide(rules.machine, question)
    if isinstance(decided, list):
        raise refused({country: (question, decided)})
    return _make(session, country, rules, decided, effective, reason)


def _make(
    session: Session, country: str, rules: Rules, move: Move, effective: str, reason: str
) -> Entry:
    entry = append_move(session, country, rules, move, effective, reason)
    refuse_break(session.record(country))
    return entry


def rehearse_advance(
    desk: Desk, handle: str, country: str, event: str, *, effective: str, reason: str = ""
) -> Answer:
    """Ask what :func:`advance` would do; it raises what the act would, but records nothing."""

    def work(session: Session) -> Answer:
        said = cleaned_reason(reason)
        question, rules = _question(session, country, event, one_day(effective, session.today))
        answer = _answer(rules, question)
        if answer.move:
            _make(session, country, rules, answer.move, effective, said)
        return answer

    return imagine(desk, handle, work)


def _question(
    session: Session, country: str, event: str, effective: date
) -> tuple[Question, Rules]:
    case, rules = rules_of(session, session.record(country), effective)
    if event not in rules.workflow.transitions:
        raise unknown_event(rules.workflow, country, event)
    actor = session.actor(country)
    return Question(rules.workflow, case, event, actor, effective, session.today), rules


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
    session: Session, country: str, rules: Rules, move: Move, effective: str, reason: str
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
    return session.append(Draft(Kind.TRANSITION, country, effective, act, reason, body))


def marks(rules: Rules, event: str) -> dict[str, object]:
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


_NO_STAGE = Clause("no_stage", "no stage, since its case was not open yet")


def refuse_break(record: Record) -> None:
    """Refuse what leaves a move that does not start where the one before it ended."""
    found = record.first_break()
    if found is None:
        return
    move, stand = found
    raise BreaksOrder(
        country=record.country,
        number=move.number,
        date=move.account.when.text,
        source=move.from_state,
        found=Clause("a_stage", "'{stage}'", stage=stand) if stand else _NO_STAGE,
    )


def why(
    desk: Desk, handle: str, country: str, event: str | None = None, *, on: date | None = None
) -> tuple[Case, list[Answer]]:
    """Say what may happen next to a country and what is missing, without recording anything.

    All events that leave the present state, or the one named, as asked by this person today.
    """
    day = on or desk.today()
    with desk.reading() as conn:
        record = Record(country, ledger.entries_of(conn, country))
        person = people.by_handle(conn, handle)
        mandates = record.mandates.values()
        mine = tuple(m for m in mandates if person and m.person == person.id)
        actor = Actor(person.id if person else "", mine)
        case = Case(record, day)
        rules = desk.rules(conn, governance_of(case).sha256)
    events = [event] if event else rules.workflow.events_from(case.state or rules.workflow.initial)
    if event and event not in rules.workflow.transitions:
        raise unknown_event(rules.workflow, country, event)
    today = desk.today()
    questions = (Question(rules.workflow, case, name, actor, day, today) for name in events)
    return case, [_answer(rules, question) for question in questions]


def _answer(rules: Rules, question: Question) -> Answer:
    event = question.event
    decided = decide(rules.machine, question)
    if isinstance(decided, Move):
        return Answer(event, rules.workflow, decided)
    plan = gap_plan(question, decided)
    return Answer(event, rules.workflow, None, tuple(decided), tuple(plan))
