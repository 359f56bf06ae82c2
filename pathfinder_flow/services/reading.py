"""Reading: where countries stand and how they came there, on both clocks."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from sqlalchemy import Connection

from pathfinder_flow.domain.case import Case
from pathfinder_flow.domain.entries import Entry, Kind
from pathfinder_flow.domain.errors import NoCase
from pathfinder_flow.domain.facts import Span, account_of
from pathfinder_flow.domain.gap import Attested, never_seen
from pathfinder_flow.domain.record import Record
from pathfinder_flow.domain.workflow import Workflow
from pathfinder_flow.services.desk import PROGRAMME, Desk, Rules
from pathfinder_flow.services.opening import governance_of
from pathfinder_flow.store import ledger, people, projections, published
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
        reached = (states[name].implementing for name in standing.possible if name in states)
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
    if that person is still known by name; ``workflow`` governed the case when it was recorded
    (None before there was a case, and for the programme).
    """

    entry: Entry
    stands: Entry
    span: Span
    certain: bool
    withdrawn_by: int | None
    amended_by: tuple[int, ...]
    handle: str | None
    workflow: Workflow | None


def history(
    desk: Desk, country: str, *, as_of: date | None = None, known_at: datetime | None = None
) -> list[Line]:
    """Tell a country's history: what was known at a moment of what held on a day.

    Raises :class:`NoCase` when nothing was ever recorded about the country.
    """
    with desk.reading() as conn:
        record = Record(country, ledger.entries_of(conn, country, known_at=known_at))
        handles = people.handles(conn)
        about = _about(record)
        if not about:
            raise NoCase(country=country)
        governing = _governing(desk, conn, record)
    return _lines(record, about, as_of or LAST_DAY, handles, governing)


def programme_history(
    desk: Desk, *, as_of: date | None = None, known_at: datetime | None = None
) -> list[Line]:
    """Tell what concerns the whole programme: every entry that is not one country's own."""
    with desk.reading() as conn:
        record = Record(PROGRAMME, ledger.entries_of(conn, PROGRAMME, known_at=known_at))
        handles = people.handles(conn)
    return _lines(record, record.entries, as_of or LAST_DAY, handles, {})


def _about(record: Record) -> list[Entry]:
    """Give the entries about a country: its own, and what concerns it of the programme's."""
    about: dict[int, Entry] = {}
    for entry in record.entries:
        if entry.country == record.country or _concerns(entry, record.country, about):
            about[entry.number] = entry
    return list(about.values())


def _concerns(entry: Entry, country: str, about: Container[int]) -> bool:
    """Whether a programme-wide entry concerns a country, or one of the entries about it."""
    body = entry.body
    match entry.kind:
        case Kind.DECISION:
            return country in body["outcomes"]
        case Kind.MANDATE:
            return bool(body["country"] == country)
        case Kind.MANDATE_ENDED:
            return body["mandate"] in about
        case Kind.CORRECTION:
            return body["corrects"] in about
        case _:
            return False


def _governing(desk: Desk, conn: Connection, record: Record) -> dict[int, Workflow]:
    """Give the workflows under which entries were recorded, by the number that brought them.

    What was withdrawn later governed until then; the last that is left goes on wording.
    """
    standing: dict[int, Workflow] = {}
    changes: dict[int, Workflow] = {}
    for entry in record.entries:
        if entry.kind in (Kind.CASE_OPENED, Kind.MIGRATION):
            standing[entry.number] = desk.rules(conn, entry.body["sha256"]).workflow
        elif entry.kind is Kind.CORRECTION and entry.body["withdraw"] and len(standing) > 1:
            standing.pop(entry.body["corrects"], None)
        else:
            continue
        changes[entry.number] = standing[max(standing)]
    return changes


def _lines(
    record: Record, entries: list[Entry], day: date,
    handles: dict[str, str], governing: dict[int, Workflow],
) -> list[Line]:  # fmt: skip
    lines, workflow = [], None
    for entry in entries:
        workflow = governing.get(entry.number, workflow)
        stands = record.amend(entry)
        span = _span(record, stands)
        if span.possible_from <= day:
            line = Line(
                entry=entry,
                stands=stands,
                span=span,
                certain=span.certain_from <= day,
                withdrawn_by=_withdrawn_by(record, entry.number),
                amended_by=tuple(c.number for c in record.amended.get(entry.number, ())),
                handle=handles.get(entry.act.actor),
                workflow=workflow,
            )
            lines.append(line)
    return lines


def _span(record: Record, entry: Entry) -> Span:
    for move in record.moves if entry.kind in (Kind.CASE_OPENED, Kind.TRANSITION) else ():
        if move.number == entry.number:
            return record.span_of(move)
    account = record.accounts.get(entry.number) or account_of(entry)
    span = account.span
    return Span(span.possible_from, date.max) if account.disputed else span


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
    unseen: list[Attested]
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
        # What is governed has a row.
        standing = _standing(cast("dict[str, object]", projections.case_row(record, case.day)))
        return Sheet(
            case, rules, standing, never_seen(case, published_by_name(desk, conn)), handles
        )


def published_by_name(desk: Desk, conn: Connection) -> dict[str, Workflow]:
    """Give every published workflow by its name."""
    known = published.all_published(conn)
    return {row.name: desk.rules(conn, row.sha256).workflow for row in known}


def attested_moves(desk: Desk, case: Case) -> list[Attested]:
    """Give the moves of a case that sources only attest, and what the file never saw of them."""
    with desk.reading() as conn:
        return never_seen(case, published_by_name(desk, conn))
