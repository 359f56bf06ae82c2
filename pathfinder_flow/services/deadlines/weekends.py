"""Saying on which days of the week a country's offices rest, where the data are wrong."""

from __future__ import annotations

from pathfinder_flow.domain.dates.working_days import WEEKDAYS
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import BadWeekend
from pathfinder_flow.domain.ledger.entries import Draft, Entry, Kind
from pathfinder_flow.domain.roles import Role
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


def _days(given: str) -> list[str]:
    """Give the days in the order of the week; raises :class:`BadWeekend`."""
    named = {day.strip().casefold() for day in given.split(",")}
    if not named <= set(WEEKDAYS) or len(named) > _MOST:
        raise BadWeekend(given=given)
    return sorted(named, key=WEEKDAYS.index)
