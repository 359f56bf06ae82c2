"""Reading deadlines: which are owed, how each stands, and how each date was computed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.obligations import Due, Key, Obligation
from pathfinder_flow.domain.dates.moments import local_day
from pathfinder_flow.domain.deadlines.due_dates import Derivation
from pathfinder_flow.domain.deadlines.periods import (
    AHEAD,
    Expected,
    NotOwed,
    ObligationStatus,
    expected,
    obligation_status,
)
from pathfinder_flow.domain.ledger.entries import PROGRAM
from pathfinder_flow.domain.reminders.reached import as_asked
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.services.compiled_workflows import CompiledWorkflow
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.deadlines.lookup import ObligationRef, find
from pathfinder_flow.services.deadlines.reconcile import reconcile_due_dates
from pathfinder_flow.services.lifecycle.cases import read_case, rules_of
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.store import ledger

DONE = ("settled", "fallen_away")
"""Standings of which nothing more is expected."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One report owed, as it stands now.

    ``workflow`` is the one that asks for it; ``due`` is what is on record, or what will be put
    there by the next run (``number`` None). ``days`` is how many days of the country's own
    calendar are left; negative when it is late, None when it fell away.
    """

    country: str
    key: Key
    workflow: Workflow
    due: Due
    standing: ObligationStatus
    number: int | None
    days: int | None


def deadlines(
    app: AppContext,
    notices: NotificationContext,
    *,
    country: str | None = None,
    within: timedelta | None = None,
    overdue: bool = False,
    everything: bool = False,
) -> list[Deadline]:
    """List what is owed, the earliest first.

    Of one country or of all; due ``within`` some days from today, or ``overdue`` only; what is
    settled or fell away only with ``everything``. Raises what a named country without a case
    raises.
    """
    found: list[Deadline] = []
    if country:
        app.viewer.require(Thing.DEADLINES, country)
    with app.snapshot() as conn:
        for code in [country] if country else ledger.countries(conn):
            if not app.viewer.sees(Thing.DEADLINES, code):
                continue
            record = ledger.record_of(conn, code)
            case = Case(record, app.today_in(record))
            if country or case.governance:
                found += _of_case(app, notices, conn, case)
    last = app.today() + within if within is not None else date.max
    chosen = [
        one
        for one in found
        if (everything or one.standing.code not in DONE)
        and (one.due.day or date.max) <= last
        and (not overdue or _is_overdue(one.standing))
    ]
    return sorted(chosen, key=lambda one: (one.due.day or date.max, one.country, one.key))


def _is_overdue(standing: ObligationStatus) -> bool:
    return "overdue" in (standing.code, standing.facts.get("would_be"))


def _of_case(
    app: AppContext, notices: NotificationContext, conn: Connection, case: Case
) -> list[Deadline]:
    record = case.record
    workflow = rules_of(app, conn, case).workflow
    now, known = app.clock(), record.obligations.known
    places = notices.places(record)
    zone = places.country.zone
    today = local_day(now, zone) if zone else case.day
    dues = {key: kept.due for key, kept in known.items() if kept.due}
    for one in expected(case, workflow, places, until=case.day + AHEAD):
        dues.setdefault(one.key, not_recorded(one, places.country.zone_name, now))
    return [
        Deadline(
            country=case.country,
            key=key,
            workflow=workflow,
            due=due,
            standing=as_asked(
                case, key, obligation_status(case, key, workflow.obligations.get(key[0]), due, now)
            ),
            number=due.number or None,
            days=(due.day - today).days if due.day else None,
        )
        for key, due in dues.items()
    ]


def not_recorded(found: Expected, zone: str | None, now: datetime) -> Due:
    """Give a due date as the next run will put it on record."""
    derivation = found.derivation
    calendar = derivation.calendar
    return Due(
        number=0, recorded_at=now, day=derivation.day, opens=derivation.opens, zone=zone,
        at=derivation.at, calendar=calendar.name, calendar_version=calendar.version,
        steps=derivation.steps, because="first",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Explanation:
    """A due date with its derivation: as on record, and as it comes out now.

    ``due`` is None while nothing is on record; ``derivation`` is None when nothing is owed, and
    ``not_owed`` says why. ``zones`` are the country's, ``zone`` the one that holds. ``days`` are
    those left, negative when it is late. ``will_change`` says whether the next run records another
    date: one that is settled or has passed may be left alone although it comes out differently
    now.
    """

    meant: ObligationRef
    kept: Obligation
    due: Due | None
    derivation: Derivation | None
    not_owed: NotOwed | None
    standing: ObligationStatus | None
    zones: tuple[str, ...]
    zone: str | None
    days: int | None
    will_change: bool

    @property
    def agrees(self) -> bool:
        """Whether the date on record comes out again."""
        if self.due is None:
            return True
        return self.due.day == (self.derivation.day if self.derivation else None)


def explain(
    app: AppContext,
    notices: NotificationContext,
    country: str,
    period: str,
    obligation: str | None = None,
) -> Explanation:
    """Say how a due date was computed, and compute it again."""
    case, rules = case_of(app, country)
    places = notices.places(case.record)
    asked = find(case, rules, places, period, obligation)
    kept = case.record.obligations.of(asked.key)
    found, now = asked.found, app.clock()
    due = kept.due
    shown = due or (
        not_recorded(found, places.country.zone_name, now) if isinstance(found, Expected) else None
    )
    zone = places.country.zone
    today = local_day(now, zone) if zone else case.day
    explanation = Explanation(
        meant=asked,
        kept=kept,
        due=due,
        derivation=found.derivation if isinstance(found, Expected) else None,
        not_owed=found if isinstance(found, NotOwed) else None,
        standing=obligation_status(case, asked.key, asked.rule, shown, now) if shown else None,
        zones=notices.almanac.zones(country),
        zone=places.country.zone_name,
        days=(shown.day - today).days if shown and shown.day else None,
        will_change=False,
    )
    if explanation.agrees:
        return explanation
    return replace(explanation, will_change=_will_change(app, notices, asked))


def _will_change(app: AppContext, notices: NotificationContext, asked: ObligationRef) -> bool:
    """Ask what the next run would do, without doing it."""

    def work(uow: UnitOfWork) -> bool:
        made = reconcile_due_dates(uow, notices, asked.case, asked.rules.workflow)
        return any((one.body["obligation"], one.body["period"]) == asked.key for one in made)

    return app.dry_run(PROGRAM, work)


def case_of(app: AppContext, country: str) -> tuple[Case, CompiledWorkflow]:
    """Read a country's case as it stands today, and the rules that govern it; or raise."""
    app.viewer.require(Thing.DEADLINES, country)
    with app.snapshot() as conn:
        return read_case(app, conn, country)
