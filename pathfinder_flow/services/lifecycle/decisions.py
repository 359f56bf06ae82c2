"""Decisions of a body: one act, one or many countries, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pathfinder_flow.domain.cases.meetings import DEFERRED
from pathfinder_flow.domain.errors.clauses import Clause, Term
from pathfinder_flow.domain.errors.invalid import BadDecision
from pathfinder_flow.domain.errors.not_found import NoCase
from pathfinder_flow.domain.ledger.entries import Draft, Entry, Kind
from pathfinder_flow.domain.roles import Body, Role
from pathfinder_flow.domain.workflow.denials import DecisionRefused, Refused
from pathfinder_flow.domain.workflow.guards import DecisionTaken
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.domain.workflow.naming import find_title
from pathfinder_flow.domain.workflow.possibility import Answer
from pathfinder_flow.services.lifecycle.advance import advance_in, explanation
from pathfinder_flow.services.lifecycle.cases import load_case
from pathfinder_flow.services.lifecycle.evidence import checked_url
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.services.validation import clean, happened, listed, suggestion


@dataclass(frozen=True)
class NewDecision:
    """What a body decided: at which meeting, on which day (EDTF), for each country.

    ``grounds`` say why, by country; ``recused`` are the countries that hold a seat and stood
    aside, ``considered`` those that were spoken of without a decision. With ``event`` every
    country is advanced by it in the same transaction.
    """

    body: Body
    meeting: str
    effective: str
    outcomes: Mapping[str, str]
    recused: tuple[str, ...] = ()
    event: str | None = None
    source: str | None = None
    note: str = ""
    grounds: Mapping[str, str] = field(default_factory=dict)
    considered: tuple[str, ...] = ()


def record_decision(app: AppContext, handle: str, new: NewDecision) -> list[Entry]:
    """Record a decision and, if asked, make the move it allows for every country in it.

    1. The actor must be the Secretariat. 2. Every country must have a case whose workflow knows
    its outcome. 3. Record one entry for the decision. 4. Make the moves; if one is refused,
    nothing is kept but the refusals, each country's with its reasons.
    """

    def work(uow: UnitOfWork) -> list[Entry]:
        entry = append_decision(uow, new)
        return [entry, *_moves(uow, new, entry)]

    return app.run(handle, work, again=list)


def append_decision(uow: UnitOfWork, new: NewDecision) -> Entry:
    """Record a decision within a unit of work, and make no move."""
    attempt = Clause("attempt_decision", "record a decision")
    act = uow.authorise((Role.SECRETARIAT,), attempt, None)
    happened(new.effective, _day_begun(uow, new))
    new = replace(
        new, outcomes={code: outcome_named(uow, code, one) for code, one in new.outcomes.items()}
    )
    _check_countries(uow, new)
    body: dict[str, Any] = {
        "body": str(new.body),
        "meeting": clean(Clause("meeting", "meeting"), new.meeting),
        "outcomes": dict(new.outcomes),
        "recused": sorted(new.recused),
        "source": {"url": checked_url("decision", new.source)} if new.source else {},
        "note": clean(Clause("note", "note"), new.note),
    }
    if new.grounds:
        said = Clause("grounds", "grounds")
        body["grounds"] = {code: clean(said, text) for code, text in new.grounds.items()}
    if new.considered:
        body["considered"] = sorted(new.considered)
    return uow.append(Draft(Kind.DECISION, None, new.effective, act, "", body))


def outcome_named(uow: UnitOfWork, country: str, given: str) -> str:
    """Give an outcome as the workflow of a country names it, by its name or its title there."""
    if not uow.record(country).governance:
        return given
    return find_title(load_case(uow, country)[1].workflow.outcomes, given)


def _day_begun(uow: UnitOfWork, new: NewDecision) -> date:
    """Give the newest day that has begun in one of the countries: a body may meet in any."""
    return max([uow.today, *map(uow.today_in, (*new.outcomes, *new.considered))])


def _check_countries(uow: UnitOfWork, new: NewDecision) -> None:
    if not new.outcomes and not new.considered:
        raise BadDecision(why=Clause("no_country", "it names no country; give at least one"))
    for country in (*new.outcomes, *new.considered):
        if not uow.record(country).governance:
            raise NoCase(country=country)
    for country, outcome in new.outcomes.items():
        _, rules = load_case(uow, country)
        known = outcomes_known(rules.workflow, new.body)
        if outcome not in known:
            raise BadDecision(why=_unknown_outcome(rules.workflow.name, country, new, known))


def _unknown_outcome(workflow: str, country: str, new: NewDecision, known: list[str]) -> Clause:
    return Clause(
        "unknown_outcome",
        "{workflow}, which governs {country}, knows no outcome '{given}' of the {body}{near}; it "
        "knows: {known}",
        workflow=workflow,
        country=country,
        given=new.outcomes[country],
        body=Term(f"role.{new.body}", str(new.body)),
        near=suggestion(new.outcomes[country], known),
        known=listed(known),
    )


def outcomes_known(workflow: Workflow, body: Body) -> list[str]:
    """Give the outcomes of a body that some guard of a workflow asks for.

    And those of any body by which a due date is put off, or from which one is counted, and that
    it put the matter off.
    """
    guards = (guard for one in workflow.transitions.values() for guard in one.guards)
    found = {DEFERRED} | {
        one.outcome for one in guards if isinstance(one, DecisionTaken) and one.body == body
    }
    for rule in workflow.obligations.values():
        found |= {rule.extension.outcome} if rule.extension else set()
        found |= {rule.due.after_decision} if rule.due.after_decision else set()
    return sorted(found)


def _moves(uow: UnitOfWork, new: NewDecision, decision: Entry) -> list[Entry]:
    if new.event is None:
        return []
    made: list[Entry] = []
    refused: list[Refused] = []
    for country in new.outcomes:
        try:
            made.append(advance_in(uow, country, new.event, new.effective, ""))
        except Refused as error:
            refused.append(error)
    if refused:
        raise _together(refused, new, decision)
    return made


def _together(refused: list[Refused], new: NewDecision, decision: Entry) -> Refused:
    answers = {
        country: _unnumbered(answer, decision.number)
        for error in refused
        for country, answer in error.answers.items()
    }
    # With each refusal goes on record what was to be decided.
    on_record = [
        (country, {**body, **explanation(answers[str(country)]), "decision": decision.body})
        for error in refused
        for country, body in error.on_record
    ]
    return DecisionRefused(
        answers=answers, on_record=on_record, act=refused[0].act, event=str(new.event),
        count=len(new.outcomes),
    )  # fmt: skip


def _unnumbered(answer: Answer, number: int) -> Answer:
    """Take the number of the decision out of refusals: nothing on record will ever bear it."""
    refusals = [
        replace(one, facts={**one.facts, "number": "—"})
        if one.facts.get("number") == number else one
        for one in answer.refusals
    ]  # fmt: skip
    return replace(answer, refusals=tuple(refusals))
