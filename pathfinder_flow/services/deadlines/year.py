"""The figures of one reporting year: what became of each country's report, and what moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from pathfinder_flow.calendars.local_days import day_begun
from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.facts import Count
from pathfinder_flow.domain.cases.obligations import Key
from pathfinder_flow.domain.deadlines.figures import (
    ASKED,
    CODES,
    CONCLUDED,
    WHY_NOT,
    YearAnswer,
    happened_within,
    year_answer,
)
from pathfinder_flow.domain.deadlines.periods import obligation_status
from pathfinder_flow.domain.errors.invalid import FutureDate, UnknownPeriod
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
    """The figures of a reporting year, as of a day (None: today), as known at a moment."""

    year: int
    as_of: date | None
    known_at: datetime | None
    rows: tuple[CountryYear, ...]
    moves: tuple[Moved, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many reports have each code; every code is there, and they add up to the rows."""
        found = Counter(row.answer.code for row in self.rows)
        return {code: found[code] for code in CODES}

    @property
    def asked(self) -> int:
        """How many were asked for: what the codes of those asked add up to."""
        return sum(self.counts[code] for code in ASKED)

    @property
    def reasons(self) -> dict[str, int]:
        """Why the others owe nothing; every reason is there, and they add up to ``not_owed``."""
        found = Counter(row.answer.why for row in self.rows if row.answer.why)
        return {why: found[why] for why in WHY_NOT}

    @property
    def reviews(self) -> Count:
        """How many reviews were concluded within the year."""
        return _total(one for one in self.moves if one.event == CONCLUDED)

    @property
    def moved(self) -> Count:
        """How many moves were made within the year, of all kinds."""
        return _total(self.moves)


def _total(moves: Iterable[Moved]) -> Count:
    counts = [(one.certain, one.possible) for one in moves]
    return Count(sum(certain for certain, _ in counts), sum(possible for _, possible in counts))


def year_figures(
    app: AppContext,
    notices: NotificationContext,
    year: int,
    *,
    as_of: date | None = None,
    known_at: datetime | None = None,
) -> YearFigures:
    """Count what became of the reports on one calendar year, and what moved within it.

    As of a day: what happened later is left out. As known at a moment: what was recorded later is
    left out. Raises :class:`UnknownPeriod` and :class:`FutureDate`.
    """
    if not _FIRST <= year <= _LAST:
        raise UnknownPeriod(given=str(year))
    # East of Greenwich a day has begun while it is still the one before in UTC.
    if as_of and as_of > app.today() + timedelta(days=1):
        raise FutureDate(given=as_of.isoformat(), today=app.today().isoformat())
    app.viewer.require(Thing.DEADLINES)
    now = known_at or app.clock()
    rows: list[CountryYear] = []
    moves: dict[str, Moved] = {}
    with app.snapshot() as conn:
        for country in ledger.countries(conn):
            record = ledger.record_of(conn, country, known_at=known_at)
            case = Case(record, as_of or day_begun(country, now, record.obligations.zone))
            if case.governance:
                workflow = rules_of(app, conn, case).workflow
                rows += _of_case(case, workflow, notices, year, now)
                _count_moves(case, workflow, year, moves)
    return YearFigures(year, as_of, known_at, tuple(rows), tuple(moves.values()))


def _of_case(
    case: Case, workflow: Workflow, notices: NotificationContext, year: int, now: datetime
) -> Iterator[CountryYear]:
    places = notices.places(case.record)
    for name, rule in workflow.obligations.items():
        if rule.period not in ("previous_calendar_year", "calendar_years"):
            continue
        key = (name, str(year))
        found = year_answer(case, key, rule, places, reached=_reached(case, key, rule, now))
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
    first, last = date(year, 1, 1), min(date(year, 12, 31), case.day)
    if CONCLUDED in workflow.transitions:
        moves.setdefault(CONCLUDED, Moved(CONCLUDED, workflow, 0, 0))
    for move in case.record.moves:
        found = happened_within(case.record.span_of(move), first, last)
        if found is None or move.from_state is None:
            continue
        known = moves.get(move.event, Moved(move.event, workflow, 0, 0))
        certain, possible = found == "certain", found == "possible"
        moves[move.event] = replace(
            known, certain=known.certain + certain, possible=known.possible + possible
        )
