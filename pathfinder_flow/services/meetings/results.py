"""Recording what a meeting decided: an outcome for each country, and the moves that are ready."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.meetings import (
    NEEDS_GROUNDS,
    NO_DECISION,
    Meeting,
    find_meeting,
    meetings,
)
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.errors.clauses import Clause, Term
from pathfinder_flow.domain.errors.invalid import BadDecision
from pathfinder_flow.domain.errors.not_found import UnknownMeeting
from pathfinder_flow.domain.ledger.entries import Entry, Kind
from pathfinder_flow.domain.roles import Actor, Body
from pathfinder_flow.domain.workflow.deciding import events_for
from pathfinder_flow.domain.workflow.possibility import Answer, answer
from pathfinder_flow.domain.workflow.question import Question
from pathfinder_flow.services.compiled_workflows import CompiledWorkflow
from pathfinder_flow.services.lifecycle.advance import append_move, why
from pathfinder_flow.services.lifecycle.cases import load_case, read_case
from pathfinder_flow.services.lifecycle.consistency import refuse_break
from pathfinder_flow.services.lifecycle.decisions import (
    NewDecision,
    append_decision,
    outcome_named,
)
from pathfinder_flow.services.unit_of_work import PROGRAMME, AppContext, UnitOfWork
from pathfinder_flow.services.validation import listed, one_day


@dataclass(frozen=True)
class NewResults:
    """What a meeting decided: an outcome a country, with the grounds where there are any.

    ``effective`` is the day of the decision (ISO); None means the last day of the meeting.
    ``outcomes`` may hold :data:`~pathfinder_flow.domain.cases.meetings.NO_DECISION`.
    """

    body: Body
    meeting: str
    outcomes: Mapping[str, str]
    grounds: Mapping[str, str] = field(default_factory=dict)
    effective: str | None = None
    recused: tuple[str, ...] = ()
    source: str | None = None
    note: str = ""


@dataclass(frozen=True)
class MeetingResults:
    """What came of it: the decision on record, the moves made, and what the others wait for.

    ``waiting`` gives by country every move that its outcome allows, each with what is missing;
    none where the outcome allows no move from where the country stands.
    """

    decision: Entry
    moves: tuple[Entry, ...]
    waiting: Mapping[str, tuple[Answer, ...]]


def record_results(
    app: AppContext, handle: str, new: NewResults, *, dry_run: bool = False
) -> MeetingResults:
    """Record what a meeting decided for each country, in one act.

    1. The meeting must be on record, and the actor the Secretariat. 2. An outcome that a country
    is told the grounds of needs grounds. 3. Record one decision: it is a fact, whatever the
    countries still lack. 4. Make the move of each country that is ready for it and has but one;
    the others wait. With ``dry_run`` nothing is kept.
    """

    def work(uow: UnitOfWork) -> MeetingResults:
        decided = _decision(uow, new)
        decision = append_decision(uow, decided)
        moves, waiting = [], {}
        for country, outcome in decided.outcomes.items():
            made, answers = _carry_out(uow, country, new.body, outcome, decided.effective)
            if made:
                moves.append(made)
            else:
                waiting[country] = answers
        return MeetingResults(decision, tuple(moves), waiting)

    def again(done: list[Entry]) -> MeetingResults:
        decision = next(entry for entry in done if entry.kind is Kind.DECISION)
        moves = tuple(entry for entry in done if entry.kind is Kind.TRANSITION)
        moved = {entry.country for entry in moves}
        left = [code for code in decision.body["outcomes"] if code not in moved]
        with app.snapshot() as conn:
            waiting = {code: _still(app, conn, handle, code, decision) for code in left}
        return MeetingResults(decision, moves, waiting)

    return app.dry_run(handle, work) if dry_run else app.run(handle, work, again=again)


def require_meeting(programme: Record, body: Body, name: str) -> Meeting:
    """Find a meeting on record; raises :class:`UnknownMeeting`."""
    found = find_meeting(programme, body, name)
    if found is None:
        known = ", ".join(one.name for one in meetings(programme) if one.body == body)
        none, whose = Clause("no_meeting", "none"), Term(f"role.{body}", str(body))
        raise UnknownMeeting(given=name, body=whose, known=known or none)
    return found


def _decision(uow: UnitOfWork, new: NewResults) -> NewDecision:
    meeting = require_meeting(uow.record(PROGRAMME), new.body, new.meeting)
    outcomes = {
        code: outcome_named(uow, code, one)
        for code, one in new.outcomes.items()
        if one != NO_DECISION
    }
    for country, outcome in outcomes.items():
        if outcome in NEEDS_GROUNDS and not new.grounds.get(country, "").strip():
            said = "the outcome '{outcome}' for {country} needs its grounds"
            raise BadDecision(why=Clause("grounds_missing", said, outcome=outcome, country=country))
    unknown = [code for code in new.grounds if code not in new.outcomes]
    if unknown:
        said = "there are grounds for {countries}, but no outcome"
        raise BadDecision(why=Clause("grounds_alone", said, countries=listed(unknown)))
    considered = tuple(code for code, one in new.outcomes.items() if one == NO_DECISION)
    return NewDecision(
        new.body, meeting.name, new.effective or meeting.end.isoformat(), outcomes, new.recused,
        None, new.source, new.note, {k: v for k, v in new.grounds.items() if v.strip()}, considered,
    )  # fmt: skip


def _carry_out(
    uow: UnitOfWork, country: str, body: Body, outcome: str, effective: str
) -> tuple[Entry | None, tuple[Answer, ...]]:
    """Make the one move that an outcome allows; or give those there are, and what they lack."""
    today = uow.today_in(country)
    case, rules = load_case(uow, country, one_day(effective, today))
    answers = _answers(case, rules, uow.actor(country), body, outcome, today)
    ready = [one for one in answers if one.move]
    if len(ready) != 1 or ready[0].move is None:
        return None, answers
    made = append_move(uow, country, rules, ready[0].move, effective, "")
    refuse_break(uow.record(country))
    return made, answers


def _answers(
    case: Case, rules: CompiledWorkflow, actor: Actor, body: Body, outcome: str, today: date
) -> tuple[Answer, ...]:
    events = events_for(rules.workflow, case.state, body, outcome)
    return tuple(
        answer(rules.machine, Question(rules.workflow, case, event, actor, case.day, today))
        for event in events
    )


def _still(
    app: AppContext, conn: Connection, handle: str, country: str, decision: Entry
) -> tuple[Answer, ...]:
    """Give what a country that did not move waits for now."""
    case, rules = read_case(app, conn, country)
    body, outcome = Body(decision.body["body"]), decision.body["outcomes"][country]
    events = events_for(rules.workflow, case.state, body, outcome)
    return tuple(why(app, handle, country, event)[1][0] for event in events)
