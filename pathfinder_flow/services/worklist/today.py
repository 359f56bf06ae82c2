"""The worklist of a day: what waits for oneself, for others, what goes out and what is late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from pathfinder_flow.domain.actions import Action, action
from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.domain.roles import Body, Role
from pathfinder_flow.domain.workflow.answers import Step
from pathfinder_flow.domain.workflow.deciding import events_for
from pathfinder_flow.domain.workflow.lapses import Lapse, lapses
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.domain.workflow.possibility import Answer
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.deadlines.queries import Deadline, deadlines
from pathfinder_flow.services.lifecycle.advance import why
from pathfinder_flow.services.outbox import list_mails
from pathfinder_flow.services.scheduling.forecast import Foreseen, forecast
from pathfinder_flow.services.scheduling.health import HealthProblem, status
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import agenda, ledger, people

_WEEK = timedelta(days=7)
_BANDS = ((30, "late_30"), (90, "late_90"))
"""Up to how many days late, and how that is called; what is later is ``late_more``."""


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing to do: a code with its facts, since when, where, and what can be done.

    ``code`` is ``draft`` (a letter to read), ``decision`` (taken and not carried out), ``move``
    (possible now), ``lapse``, ``no_zone`` or ``doubtful`` (an address). ``workflow`` gives the
    titles of what the facts name.
    """

    code: str
    country: str | None
    since: date | None
    facts: dict[str, Any] = field(default_factory=dict)
    todo: Action | None = None
    workflow: Workflow | None = None


@dataclass(frozen=True, slots=True)
class Awaited:
    """Something that only others can supply: which roles, what, and for which countries."""

    step: Step
    workflow: Workflow
    countries: tuple[str, ...]


@dataclass(frozen=True)
class Worklist:
    """What there is to do on a day.

    ``late`` counts by band, ``not_asked`` apart from them; ``mails`` are those of the next seven
    days; ``troubles`` is what stands in the program's own way.
    """

    day: date
    mine: tuple[WorkItem, ...]
    awaited: tuple[Awaited, ...]
    mails: tuple[Foreseen, ...]
    late: dict[str, tuple[Deadline, ...]]
    troubles: tuple[HealthProblem, ...]


def worklist(app: AppContext, notices: NotificationContext, handle: str) -> Worklist:
    """Draw the worklist of a person of the Secretariat together, as of now.

    Moves are those that this person may make; everything else is the whole office's.
    """
    app.viewer.require(Thing.PROGRAM)
    now = app.clock()
    mine = [*_mails(app), *_addresses(app)]
    steps: list[tuple[str, Answer, Step]] = []
    with app.snapshot() as conn:
        codes = ledger.countries(conn)
        cases = [
            Case(record := ledger.record_of(conn, code), app.today_in(record)) for code in codes
        ]
    for case in cases:
        if case.governance and case.state:
            _, answers = why(app, handle, case.country)
            mine += _of_case(case, answers)
            steps += _others(case.country, answers)
    return Worklist(
        day=app.today(),
        mine=tuple(mine),
        awaited=tuple(_together(steps)),
        mails=tuple(_week(app, notices, now)),
        late=_late(deadlines(app, notices, overdue=True)),
        troubles=status(app, notices.ladders.ladders).troubles,
    )


def _mails(app: AppContext) -> Iterator[WorkItem]:
    for one in list_mails(app, states=("held",)):
        since = datetime.fromisoformat(one.created_at).date()
        todo = action("mail.show", id=one.id)
        yield WorkItem("draft", one.country, since, {"subject": one.subject}, todo)


def _addresses(app: AppContext) -> Iterator[WorkItem]:
    with app.snapshot() as conn:
        zoneless, doubtful = agenda.without_zone(conn), people.doubtful(conn)
    for country in zoneless:
        yield WorkItem("no_zone", country, None, {}, action("country.zones", country=country))
    for person in doubtful:
        todo = action("mandate.set_contact_of", person=person)
        yield WorkItem("doubtful", None, None, {"person": person}, todo)


def _of_case(case: Case, answers: list[Answer]) -> Iterator[WorkItem]:
    if not answers:
        return
    workflow = answers[0].workflow
    ask = action("case.ask", country=case.country)
    for body in Body:
        decided = case.latest_decision(body, unused=True)
        if decided and events_for(workflow, case.state, body, decided.outcome):
            facts = {"body": str(body), "outcome": decided.outcome, "number": decided.number}
            yield WorkItem("decision", case.country, decided.when.order, facts, ask, workflow)
    first = answers[0]
    if first.move:
        yield WorkItem("move", case.country, None, {"event": first.event}, ask, workflow)
    for lapse in lapses(case, workflow):
        yield WorkItem("lapse", case.country, lapse.day, {"lapse": lapse}, _mend(lapse), workflow)


def _mend(lapse: Lapse) -> Action | None:
    return action("mandate.add_for_country") if lapse.rule.watch == "mandate" else None


def _others(country: str, answers: list[Answer]) -> Iterator[tuple[str, Answer, Step]]:
    """Give what the way forward of a country needs and the Secretariat cannot supply alone."""
    for step in answers[0].plan if answers else ():
        if step.act == "evidence" and {*step.by} != {Role.SECRETARIAT}:
            yield country, answers[0], step


def _together(steps: list[tuple[str, Answer, Step]]) -> Iterator[Awaited]:
    """Fold equal needs of many countries into one."""
    found: dict[tuple[str, tuple[Role, ...]], tuple[Step, Workflow, list[str]]] = {}
    for country, answer, step in steps:
        key = (step.target, step.by)
        found.setdefault(key, (step, answer.workflow, []))[2].append(country)
    for step, workflow, countries in found.values():
        yield Awaited(step, workflow, tuple(countries))


def _week(app: AppContext, notices: NotificationContext, now: datetime) -> list[Foreseen]:
    return [one for one in forecast(app, notices, now + _WEEK) if one.withheld is None]


def _late(found: list[Deadline]) -> dict[str, tuple[Deadline, ...]]:
    bands: dict[str, list[Deadline]] = {name: [] for _, name in _BANDS}
    bands |= {"late_more": [], "not_asked": []}
    for one in found:
        days = -(one.days or 0)
        band = next((name for most, name in _BANDS if days <= most), "late_more")
        bands["not_asked" if one.standing.code == "not_asked" else band].append(one)
    return {name: tuple(known) for name, known in bands.items()}
