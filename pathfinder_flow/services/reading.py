"""Reading: where countries stand and how they came there, on both clocks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from pathfinder_flow.domain.case import Case
from pathfinder_flow.domain.entries import Entry, Kind
from pathfinder_flow.domain.errors import NoCase
from pathfinder_flow.domain.facts import Move, Span, account_of
from pathfinder_flow.domain.gap import Unseen, never_seen
from pathfinder_flow.domain.record import Record
from pathfinder_flow.domain.workflow import Workflow
from pathfinder_flow.services.desk import Desk, Rules
from pathfinder_flow.services.opening import governance_of
from pathfinder_flow.store import ledger, people, projections
from pathfinder_flow.store.projections import LAST_DAY


@dataclass(frozen=True)
class Standing:
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
class Count:
    """How many countries certainly, and how many more possibly."""

    certain: int
    possible: int


@dataclass(frozen=True)
class Board:
    """Every country's standing, as of a day (None: now) and as known at a moment.

    ``workflows`` gives the workflows that govern them, by hash.
    """

    standings: tuple[Standing, ...]
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

    def _may_implement(self, standing: Standing) -> bool:
        states = self.workflows[standing.sha256].states
        reached = (states[name].implementing for name in standing.possible)
        return not standing.implementing and any(reached)


def board(desk: Desk, *, as_of: date | None = None, known_at: datetime | None = None) -> Board:
    """Say where every country stands; without a day or moment, from the projection at once."""
    with desk.reading() as conn:
        if as_of is None and known_at is None:
            rows = projections.all_cases(conn)
        else:
            day = as_of or LAST_DAY
            rows = [row for record in _records(conn, known_at) if (row := _row(record, day))]
        standings = tuple(_standing(row) for row in rows)
        governing = {standing.sha256 for standing in standings}
        workflows = {sha256: desk.rules(conn, sha256).workflow for sha256 in sorted(governing)}
    return Board(standings, as_of, known_at, workflows)


def _records(conn: Connection, known_at: datetime | None) -> Iterator[Record]:
    for country in ledger.countries(conn):
        yield Record(country, ledger.entries_of(conn, country, known_at=known_at))


def _row(record: Record, day: date) -> dict[str, object] | None:
    row = projections.case_row(record, day)
    return row if row and (row["state"] or row["possible"] != "[]") else None


def _standing(row: dict[str, object]) -> Standing:
    shown = {**row, "possible": tuple(json.loads(str(row["possible"])))}
    shown["status_since"] = tuple(json.loads(str(row["status_since"])))
    del shown["last_number"]
    return Standing(**shown)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Line:
    """One entry of a history: as recorded, as corrections leave it, and how certain it is.

    ``span`` says from when it is possible and certain; ``withdrawn_by`` and ``amended_by`` are
    numbers of corrections known at the moment of the question; ``handle`` is who recorded it,
    if that person is still known by name; ``workflow`` governed the case when it was recorded.
    """

    entry: Entry
    stands: Entry
    span: Span
    certain: bool
    withdrawn_by: int | None
    amended_by: tuple[int, ...]
    handle: str | None
    workflow: Workflow


def history(
    desk: Desk, country: str, *, as_of: date | None = None, known_at: datetime | None = None
) -> list[Line]:
    """Tell a country's history: what was known at a moment of what held on a day."""
    with desk.reading() as conn:
        record = Record(country, ledger.entries_of(conn, country, known_at=known_at))
        handles = people.handles(conn)
        if not record.governance:
            raise NoCase(country=country)
        workflows = {g.number: desk.rules(conn, g.sha256).workflow for g in record.governance}
    day = as_of or LAST_DAY
    workflow = next(iter(workflows.values()))
    lines = []
    for entry in record.entries:
        workflow = workflows.get(entry.number, workflow)
        if entry.country == country or _concerns(entry, country):
            line = _line(record, entry, day, handles, workflow)
            if line.span.possible_from <= day:
                lines.append(line)
    return lines


def _line(
    record: Record, entry: Entry, day: date, handles: dict[str, str], workflow: Workflow
) -> Line:
    stands = record.amend(entry)
    span = _span(record, stands)
    return Line(
        entry=entry,
        stands=stands,
        span=span,
        certain=span.certain_from <= day,
        withdrawn_by=_withdrawn_by(record, entry.number),
        amended_by=tuple(c.number for c in record.amended.get(entry.number, ())),
        handle=handles.get(entry.act.actor),
        workflow=workflow,
    )


def _concerns(entry: Entry, country: str) -> bool:
    """Whether a programme-wide entry is part of a country's history."""
    if entry.kind is Kind.DECISION:
        return country in entry.body["outcomes"]
    return entry.kind is Kind.MANDATE and entry.body["country"] == country


def _span(record: Record, entry: Entry) -> Span:
    for move in record.moves if entry.kind in (Kind.CASE_OPENED, Kind.TRANSITION) else ():
        if move.number == entry.number:
            return record.span_of(move)
    account = account_of(entry)
    return Span(account.span.possible_from, date.max) if account.disputed else account.span


def _withdrawn_by(record: Record, number: int) -> int | None:
    if number not in record.withdrawn:
        return None
    return next(
        correction.number
        for correction in reversed(record.entries)
        if correction.kind is Kind.CORRECTION
        and correction.body["withdraw"]
        and correction.body["corrects"] == number
        and correction.number not in record.withdrawn
    )


@dataclass(frozen=True)
class Sheet:
    """A country's case as of a day, with the rules that govern it and who may act for it."""

    case: Case
    rules: Rules
    standing: Standing
    unseen: list[tuple[Move, list[Unseen]]]
    handles: dict[str, str]


def country_sheet(desk: Desk, country: str, *, as_of: date | None = None) -> Sheet:
    """Show a country: where it stands, its evidence, and what the file never saw.

    ``unseen`` gives what the procedure asks for and the file never saw, by attested move.
    """
    with desk.reading() as conn:
        record = Record(country, ledger.entries_of(conn, country))
        handles = people.handles(conn)
        case = Case(record, as_of or desk.today())
        rules = desk.rules(conn, governance_of(case).sha256)
        row = projections.case_row(record, case.day)
        standing = _standing(row or {})
        return Sheet(case, rules, standing, never_seen(case, rules.workflow), handles)
