"""The figures of one reporting year: what became of each country's report, and what moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.obligations import Key
from pathfinder_flow.domain.deadlines.figures import CODES, YearAnswer, year_answer
from pathfinder_flow.domain.deadlines.periods import obligation_status
from pathfinder_flow.domain.errors.invalid import UnknownPeriod
from pathfinder_flow.domain.reminders.reached import as_asked, was_asked
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.domain.workflow.model import ObligationRule, Workflow
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.lifecycle.cases import rules_of
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger

_FIRST, _LAST = 1900, 2999


@dataclass(frozen=True, slots=True)
class CountryYear:
    """What became of one report of a country for the year, with the workflow that asks for it."""

    country: str
    obligation: str
    workflow: Workflow
    answer: YearAnswer


@dataclass(frozen=True, slots=True)
class Moved:
    """How many countries certainly made a move within the year, and how many more possibly."""

    event: str
    workflow: Workflow
    certain: int
    possible: int


@dataclass(frozen=True)
class YearFigures:
    """The figures of a reporting year, as known at a moment (None: now)."""

    year: int
    known_at: datetime | None
    rows: tuple[CountryYear, ...]
    moves: tuple[Moved, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many reports have each code; every code is there, and they add up to the rows."""
        found = Counter(row.answer.code for row in self.rows)
        return {code: found[code] for code in CODES}


def year_figures(
    app: AppContext, notices: NotificationContext, year: int, *, known_at: datetime | None = None
) -> YearFigures:
    """Count what became of the reports on one calendar year, and what moved within it.

    As known at a moment: what was recorded later is left out. Raises :class:`UnknownPeriod`.
    """
    if not _FIRST <= year <= _LAST:
        raise UnknownPeriod(given=str(year))
    app.viewer.require(Thing.DEADLINES)
    now = known_at or app.clock()
    rows: list[CountryYear] = []
    moves: dict[str, Moved] = {}
    with app.snapshot() as conn:
        for country in ledger.countries(conn):
            record = ledger.record_of(conn, country, known_at=known_at)
            case = Case(record, now.date() if known_at else app.today_in(record))
            if case.governance:
                workflow = rules_of(app, conn, case).workflow
                rows += _of_case(case, workflow, notices, year, now)
                _count_moves(case, workflow, year, moves)
    return YearFigures(year, known_at, tuple(rows), tuple(moves.values()))


def _of_case(
    case: Case, workflow: Workflow, notices: NotificationContext, year: int, now: datetime
) -> Iterator[CountryYear]:
    places = notices.places(case.record)
    for name, rule in workflow.obligations.items():
        if rule.period not in ("previous_calendar_year", "calendar_years"):
            continue
        key = (name, str(year))
        found = year_answer(case, key, rule, places, now, reached=_reached(case, key, rule, now))
        yield CountryYear(case.country, name, workflow, found)


def _reached(case: Case, key: Key, rule: ObligationRule, now: datetime) -> bool:
    """Whether the country was asked, or somebody there can be."""
    due = case.record.obligations.of(key).due
    if due is None:
        return True
    standing = obligation_status(case, key, rule, due, now)
    if standing.code == "no_zone":
        # While nobody has said in which time zone it lives, no reminder of the period went there.
        return was_asked(case.record, key)
    return as_asked(case, key, standing).code != "not_asked"


def _count_moves(case: Case, workflow: Workflow, year: int, moves: dict[str, Moved]) -> None:
    first, last = date(year, 1, 1), date(year, 12, 31)
    for move in case.record.moves:
        span = case.record.span_of(move)
        if span.possible_from > last or span.certain_from < first or move.from_state is None:
            continue
        certain = span.possible_from >= first and span.certain_from <= last
        known = moves.get(move.event, Moved(move.event, workflow, 0, 0))
        moves[move.event] = Moved(
            move.event, known.workflow, known.certain + certain, known.possible + (not certain)
        )
