"""Reading: where countries stand and how they came there, on both clocks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from sqlalchemy import Connection

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.facts import Count
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.rights.shown import shown
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.domain.workflow.gap_plan import Attested, never_seen
from pathfinder_flow.domain.workflow.lapses import Lapse, lapses
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.domain.workflow.possibility import Answer
from pathfinder_flow.services.compiled_workflows import CompiledWorkflow
from pathfinder_flow.services.history.timeline import TimelineEntry, lines_of
from pathfinder_flow.services.lifecycle.advance import why
from pathfinder_flow.services.lifecycle.cases import rules_of
from pathfinder_flow.services.unit_of_work import PROGRAMME, AppContext
from pathfinder_flow.store import ledger, people, projections, published
from pathfinder_flow.store.projections import LAST_DAY


@dataclass(frozen=True)
class CountryStatus:
    """Where a country stands: ``state`` is certain (None if no case certainly was open).

    ``possible`` are later states it may have reached; ``since`` and ``status_since`` are EDTF.
    ``status`` is ``certain``, ``possible`` or None, and disputed when accounts of it are.
    """

    country: str
    workflow: str
    sha256: str
    state: str | None
    since: str | None
    implementing: bool
    possible: tuple[str, ...]
    status: str | None
    status_disputed: bool
    status_since: tuple[str, ...]


@dataclass(frozen=True)
class Board:
    """Every country's standing, as of a day (None: now) and as known at a moment.

    ``workflows`` gives the workflows that govern them, by hash.
    """

    standings: tuple[CountryStatus, ...]
    as_of: date | None
    known_at: datetime | None
    workflows: dict[str, Workflow]

    @property
    def manifested(self) -> Count:
        """Countries that have manifested interest: every one with an open case."""
        certain = sum(standing.state is not None for standing in self.standings)
        return Count(certain, len(self.standings) - certain)

    @property
    def holding_status(self) -> Count:
        """Countries that hold the pathfinder status."""
        held = [standing.status for standing in self.standings]
        return Count(held.count("certain"), held.count("possible"))

    @property
    def implementing(self) -> Count:
        """Countries that are implementing: in implementation, monitoring or review."""
        certain = sum(standing.implementing for standing in self.standings)
        return Count(certain, sum(map(self._may_implement, self.standings)))

    def _may_implement(self, standing: CountryStatus) -> bool:
        states = self.workflows[standing.sha256].states
        reached = (states[name].implementing for name in standing.possible if name in states)
        return not standing.implementing and any(reached)


def board(app: AppContext, *, as_of: date | None = None, known_at: datetime | None = None) -> Board:
    """Say where every country stands; without a day or moment, from the projection at once."""
    with app.snapshot() as conn:
        return board_in(app, conn, as_of=as_of, known_at=known_at)


def board_in(
    app: AppContext,
    conn: Connection,
    *,
    as_of: date | None = None,
    known_at: datetime | None = None,
) -> Board:
    """Say where every country stands, within a consistent view of the database."""
    app.viewer.require(Thing.STANDING)
    if as_of is None and known_at is None:
        standings = tuple(_standing(row) for row in projections.all_cases(conn))
    else:
        day = as_of or LAST_DAY
        found = (standing_of(record, day) for record in _records(conn, known_at))
        standings = tuple(standing for standing in found if standing)
    governing = {standing.sha256 for standing in standings}
    workflows = {sha256: app.rules(conn, sha256).workflow for sha256 in sorted(governing)}
    return Board(standings, as_of, known_at, workflows)


def _records(conn: Connection, known_at: datetime | None) -> Iterator[Record]:
    for country in ledger.countries(conn):
        yield ledger.record_of(conn, country, known_at=known_at)


def standing_of(record: Record, day: date) -> CountryStatus | None:
    """Say where a country stands on a day; None if no case was even possibly open."""
    row = projections.case_row(record, day)
    return _standing(row) if row and (row["state"] or row["possible"] != "[]") else None


def _standing(row: dict[str, object]) -> CountryStatus:
    shown = {**row, "possible": tuple(json.loads(str(row["possible"])))}
    shown["status_since"] = tuple(json.loads(str(row["status_since"])))
    del shown["last_number"]
    return CountryStatus(**shown)  # type: ignore[arg-type]


def history(
    app: AppContext, country: str, *, as_of: date | None = None, known_at: datetime | None = None
) -> list[TimelineEntry]:
    """Tell a country's history: what was known at a moment of what held on a day.

    Raises :class:`NoCase` when nothing was ever recorded about the country.
    """
    with app.snapshot() as conn:
        entries = ledger.entries_of(conn, country, known_at=known_at)
        record = Record(country, shown(app.viewer, entries))
        return lines_of(app, conn, record, as_of or LAST_DAY)


def programme_history(
    app: AppContext, *, as_of: date | None = None, known_at: datetime | None = None
) -> list[TimelineEntry]:
    """Tell what concerns the whole programme: every entry that is not one country's own."""
    return history(app, PROGRAMME, as_of=as_of, known_at=known_at)


@dataclass(frozen=True)
class CountryView:
    """A country's case as of a day, with the rules that govern it and who may act for it."""

    case: Case
    rules: CompiledWorkflow
    standing: CountryStatus
    unseen: list[Attested]
    handles: dict[str, str]
    lapses: list[Lapse]


def country_sheet(app: AppContext, country: str, *, as_of: date | None = None) -> CountryView:
    """Show a country: where it stands, its evidence, and what the file never saw.

    ``unseen`` gives what the procedure asks for and the file never saw, by attested move.
    """
    with app.snapshot() as conn:
        record = ledger.record_of(conn, country)
        case = Case(_shown(app, record), as_of or app.today_in(record))
        handles = people.handles(conn) if app.viewer.sees(Thing.MANDATES, country) else {}
        rules = rules_of(app, conn, case)
        # What is governed has a row.
        standing = _standing(cast("dict[str, object]", projections.case_row(record, case.day)))
        # What was never seen shows in the whole record alone, and only to who may see all of it.
        whole = app.viewer.sees(Thing.NEXT_MOVES, country)
        unseen = never_seen(Case(record, case.day), published_by_name(app, conn)) if whole else []
        ending = lapses(Case(record, case.day), rules.workflow) if whole else []
        return CountryView(case, rules, standing, unseen, handles, ending)


def _shown(app: AppContext, record: Record) -> Record:
    entries = list(shown(app.viewer, record.entries))
    return record if entries == record.entries else Record(record.country, entries)


def published_by_name(app: AppContext, conn: Connection) -> dict[str, Workflow]:
    """Give every published workflow by its name."""
    known = published.all_published(conn)
    return {row.name: app.rules(conn, row.sha256).workflow for row in known}


def attested_moves(app: AppContext, case: Case) -> list[Attested]:
    """Give the moves of a case that sources only attest, and what the file never saw of them."""
    app.viewer.require(Thing.NEXT_MOVES, case.country)
    with app.snapshot() as conn:
        return never_seen(case, published_by_name(app, conn))


@dataclass(frozen=True)
class NextSteps:
    """What may happen next to a country, and what of it has lapsed or soon will."""

    answers: list[Answer]
    lapses: list[Lapse]


def next_steps(app: AppContext, handle: str, found: Board) -> dict[str, NextSteps]:
    """Say what may happen next to every country that stands somewhere on a board, by country."""
    steps = {}
    for standing in found.standings:
        if standing.state is not None:
            case, answers = why(app, handle, standing.country, on=found.as_of)
            ending = lapses(case, found.workflows[standing.sha256])
            steps[standing.country] = NextSteps(answers, ending)
    return steps


def lapsing(app: AppContext) -> list[str]:
    """Name the countries in which something has lapsed, soon will, or is missing."""
    app.viewer.require(Thing.NEXT_MOVES)
    with app.snapshot() as conn:
        cases = [Case(record, app.today_in(record)) for record in _records(conn, None)]
        return [
            case.country
            for case in cases
            if case.governance and lapses(case, rules_of(app, conn, case).workflow)
        ]
