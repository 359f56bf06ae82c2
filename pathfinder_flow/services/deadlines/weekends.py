"""On which days of the week a country's offices rest, and saying so where the data are wrong."""

from __future__ import annotations

from dataclasses import dataclass

from pathfinder_flow.domain.dates.working_days import WEEKDAYS
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import BadWeekend
from pathfinder_flow.domain.ledger.entries import Draft, Entry, Kind
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.deadlines.queries import case_of
from pathfinder_flow.services.lifecycle.cases import load_case
from pathfinder_flow.services.once import of_kind
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.services.validation import required

_MOST = 3
"""No public service rests on more days of a week."""


def set_weekend(app: AppContext, handle: str, country: str, days: str, reason: str) -> Entry:
    """Say which days of the week are off in a country (``fri,sat``), whatever the data say.

    The Secretariat's to say. Due dates to come are computed anew; those passed stay. A correction
    that withdraws the entry lets the data, or the entry before, hold again.
    """

    def work(uow: UnitOfWork) -> Entry:
        attempt = Clause("attempt_weekend", "say which days are off")
        act = uow.authorise((Role.SECRETARIAT,), attempt, country)
        load_case(uow, country)
        body = {"days": _days(days)}
        said = required(Clause("reason", "reason"), reason)
        return uow.append(Draft(Kind.WEEKEND, country, uow.today.isoformat(), act, said, body))

    return app.run(handle, work, again=of_kind(Kind.WEEKEND))


@dataclass(frozen=True)
class WeekendView:
    """Which days (``fri``) are off in a country, whose data say so, and the entry if one does."""

    days: tuple[str, ...]
    version: str
    entry: int | None


def weekend(app: AppContext, notices: NotificationContext, country: str) -> WeekendView:
    """Say which days are off in a country; raises what one without a case does."""
    case, _ = case_of(app, country)
    calendar = notices.places(case.record).country.calendar
    said = case.record.obligations.weekend
    return WeekendView(calendar.weekend(case.day), calendar.version, said[0] if said else None)


def _days(given: str) -> list[str]:
    """Give the days in the order of the week; raises :class:`BadWeekend`."""
    named = {day.strip().casefold() for day in given.split(",")}
    if not named <= set(WEEKDAYS) or len(named) > _MOST:
        raise BadWeekend(given=given)
    return sorted(named, key=WEEKDAYS.index)
