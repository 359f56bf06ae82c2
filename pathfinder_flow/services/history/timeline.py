"""The lines of a history: each entry as recorded, as it stands, and what belongs to it."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from pathfinder_flow.domain.cases.facts import MAY_HAVE_BEEN, Span, account_of
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.dates.edtf import parse_when
from pathfinder_flow.domain.errors.not_found import NoCase
from pathfinder_flow.domain.ledger.entries import OWN_DOINGS, PROGRAM, Entry, Kind
from pathfinder_flow.domain.ledger.reliance import refused_before, rests_on
from pathfinder_flow.domain.rights.shown import part_for
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import people


class TimelineEntry(NamedTuple):
    """One entry of a history: as recorded, as corrections leave it, and how certain it is.

    ``span`` says from when it is possible and certain; ``withdrawn_by`` and ``amended_by`` are
    numbers of corrections known at the moment of the question. Of a decision on many countries
    what ``stands`` is the part about this one. ``handle`` is who recorded it, if that person is
    still known by name; ``workflow`` governed the case when it was recorded
    (None before there was a case, and for the programme). ``relies_on`` are the entries it rests
    on, without the actor's mandate; ``after_refusals`` the numbers of the attempts at the same
    that were refused before it.
    """

    entry: Entry
    stands: Entry
    span: Span
    certain: bool
    withdrawn_by: int | None
    amended_by: tuple[int, ...]
    handle: str | None
    workflow: Workflow | None
    relies_on: tuple[Entry, ...] = ()
    after_refusals: tuple[int, ...] = ()

    @property
    def certainty(self) -> str:
        """How certain it is: certain, possible, disputed or withdrawn."""
        if self.withdrawn_by:
            return "withdrawn"
        if self.entry.body.get("certainty") == "disputed":
            return "disputed" if not self.certain else "certain"
        if self.entry.body.get("certainty") == MAY_HAVE_BEEN:
            return "possible"
        return "certain" if self.certain else "possible"


def by_date(lines: Iterable[TimelineEntry]) -> list[TimelineEntry]:
    """Put lines in the order in which things happened."""
    return sorted(
        lines, key=lambda line: (parse_when(line.stands.effective).order, line.entry.number)
    )


def lines_of(app: AppContext, conn: Connection, record: Record, day: date) -> list[TimelineEntry]:
    """Give the lines of what is about a country, or the programme, and possibly holds on a day.

    Raises :class:`NoCase` when nothing was ever recorded about the country.
    """
    entries = about(record)
    if record.country and not entries:
        raise NoCase(country=record.country)
    handles, governed = people.handles(conn), _governing(app, conn, record)
    refused = refused_before(record.entries)
    known = {entry.number: entry for entry in record.entries}
    moves = {move.number: move for move in record.moves}
    lines, workflow = [], None
    for entry in entries:
        number = entry.number
        workflow = governed.get(number, workflow)
        stands = _own_part(record.amend(entry), record.country)
        span = record.span_of(moves[number]) if number in moves else _span(record, stands)
        if span.possible_from <= day:
            line = TimelineEntry(
                entry=entry,
                stands=stands,
                span=span,
                certain=span.certain_from <= day,
                withdrawn_by=_withdrawn_by(record, number),
                amended_by=_amended_by(record, number),
                handle=handles.get(entry.act.actor),
                workflow=workflow,
                relies_on=tuple([known[one] for one in rests_on(entry) if one in known]),
                after_refusals=refused.get(number, ()),
            )
            lines.append(line)
    return lines


def _own_part(entry: Entry, country: str) -> Entry:
    """Give what a decision on many countries says of the one whose history is told."""
    if entry.kind is not Kind.DECISION or not country:
        return entry
    return replace(entry, draft=replace(entry.draft, body=part_for((country,), entry.body)))


def about(record: Record) -> list[Entry]:
    """Give the entries about a country: its own, and what concerns it of the programme's.

    Of the programme's record: all.
    """
    if not record.country:
        return record.entries
    found: dict[int, Entry] = {}
    for entry in record.entries:
        if entry.country == record.country or _concerns(entry, record.country, found):
            found[entry.number] = entry
    return list(found.values())


def _concerns(entry: Entry, country: str, found: Container[int]) -> bool:
    """Whether a programme-wide entry concerns a country, or one of the entries about it."""
    body = entry.body
    match entry.kind:
        case Kind.DECISION:
            return country in body["outcomes"]
        case Kind.MANDATE:
            return bool(body["country"] == country)
        case Kind.MANDATE_ENDED:
            return body["mandate"] in found
        case Kind.CORRECTION:
            return body["corrects"] in found
        case _:
            return False


def _governing(app: AppContext, conn: Connection, record: Record) -> dict[int, Workflow]:
    """Give the workflows under which entries were recorded, by the number that brought them.

    What was withdrawn later governed until then; the last that is left goes on wording.
    """
    standing: dict[int, Workflow] = {}
    changes: dict[int, Workflow] = {}
    for entry in record.entries:
        if entry.kind in (Kind.CASE_OPENED, Kind.MIGRATION):
            standing[entry.number] = app.rules(conn, entry.body["sha256"]).workflow
        elif entry.kind is Kind.CORRECTION and entry.body["withdraw"] and len(standing) > 1:
            standing.pop(entry.body["corrects"], None)
        else:
            continue
        changes[entry.number] = standing[max(standing)]
    return changes


def _span(record: Record, entry: Entry) -> Span:
    account = record.accounts.get(entry.number) or account_of(entry)
    span = account.span
    return Span(span.possible_from, date.max) if account.disputed else span


def _amended_by(record: Record, number: int) -> tuple[int, ...]:
    if number not in record.amended:
        return ()
    return tuple(correction.number for correction in record.amended[number])


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


def is_own(line: TimelineEntry) -> bool:
    """Whether the program recorded it of its own accord, as time passed."""
    return line.entry.kind in OWN_DOINGS and line.entry.act.actor == PROGRAM
