"""What the ledger says of the goals that the Alliance has set itself, year by year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from pathfinder_flow.definitions.targets import Target
from pathfinder_flow.domain.cases.case import Case, Status
from pathfinder_flow.domain.cases.facts import Count, Span
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.deadlines.figures import happened_within
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.services.history.queries import Board, standing_of
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger


@dataclass(frozen=True, slots=True)
class YearCount:
    """How many there were in a year, certain and possibly more."""

    year: int
    count: Count


@dataclass(frozen=True, slots=True)
class Progress:
    """A goal, and what the ledger says of it by year; none where it keeps nothing of the kind."""

    target: Target
    years: tuple[YearCount, ...]


def progress(app: AppContext, targets: Iterable[Target]) -> list[Progress]:
    """Say of every goal what the ledger knows, from the first year it knows of to this one."""
    app.viewer.require(Thing.STANDING)
    today = app.today()
    with app.snapshot() as conn:
        records = [ledger.record_of(conn, country) for country in ledger.countries(conn)]
        begun = [move.account.when.order.year for one in records for move in one.moves[:1]]
        years = range(min(begun, default=today.year), today.year + 1)
        ends = [min(date(year, 12, 31), today) for year in years]
        counts = {
            "new_holders": [_new_holders(records, year, today) for year in years],
            "implementing": [_board(app, conn, records, day).implementing for day in ends],
        }
    return [
        Progress(target, tuple(map(YearCount, years, counts.get(target.measure, ()))))
        for target in targets
    ]


def _new_holders(records: list[Record], year: int, today: date) -> Count:
    """Count the countries whose status began within a year, and those where it may have."""
    certain = possible = 0
    first, last = date(year, 1, 1), date(year, 12, 31)
    for record in records:
        status = Case(record, today).status
        found = _within(status, first, min(last, today)) if status else None
        certain += found == "certain"
        possible += found == "possible"
    return Count(certain, possible)


def _within(status: Status, first: date, last: date) -> str | None:
    return happened_within(Span(status.possible_from, status.certain_from), first, last)


def _board(app: AppContext, conn: Connection, records: list[Record], day: date) -> Board:
    standings = tuple(filter(None, (standing_of(record, day) for record in records)))
    governing = {standing.sha256 for standing in standings}
    workflows = {sha256: app.rules(conn, sha256).workflow for sha256 in governing}
    return Board(standings, day, None, workflows)
