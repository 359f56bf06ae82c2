"""Who knew: what the record said on the day of a decision, and when it was written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Connection

from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.dates.edtf import parse_when
from pathfinder_flow.domain.ledger.entries import Entry, Kind
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.domain.roles import Mandate, Role
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.services.history.queries import Board, CountryStatus, board_in
from pathfinder_flow.services.history.timeline import TimelineEntry, lines_of
from pathfinder_flow.services.unit_of_work import PROGRAMME, AppContext
from pathfinder_flow.store import ledger
from pathfinder_flow.store.projections import LAST_DAY

_TICK = timedelta(microseconds=1)


@dataclass(frozen=True)
class Covered:
    """A country that a decision covers: its outcome, whether it stood aside, and its standing.

    ``standing`` is as known when the decision was recorded; None if it had no case.
    """

    country: str
    outcome: str
    stood_aside: bool
    standing: CountryStatus | None


@dataclass(frozen=True)
class KnowledgeAt:
    """What was known about the day on which an entry took effect.

    ``line`` is the entry as it stands today. ``day`` is the day it took effect as it was recorded:
    the last possible one where that date is ``imprecise``, and never one after it was recorded.
    ``when_recorded`` is the board of that day as known just before the
    entry was recorded. ``held_then`` is the same as known at the end of that day; None where the
    entry was recorded on it, or where the ledger ``begins`` only after it. ``could_act`` are the
    mandates in force on that day, as known when the entry was recorded, in a role that it takes;
    ``learned`` says when each was recorded, by its number.
    """

    line: TimelineEntry
    day: date
    imprecise: bool
    begins: datetime
    when_recorded: Board
    held_then: Board | None
    could_act: tuple[Mandate, ...]
    learned: dict[int, datetime]
    covered: tuple[Covered, ...]

    @property
    def recorded_later(self) -> bool:
        """Whether it took effect on a day before it was recorded."""
        return self.day < self.line.entry.recorded_at.date()

    @property
    def ahead(self) -> bool:
        """Whether it takes effect only after it was recorded."""
        first = parse_when(self.line.entry.effective).earliest
        return first is not None and first > self.line.entry.recorded_at.date()

    @property
    def unborn(self) -> bool:
        """Whether the ledger did not exist yet on the day."""
        return self.begins.date() > self.day

    @property
    def differing(self) -> tuple[str, ...]:
        """Give the countries that stood otherwise by what was known when it was recorded."""
        if self.held_then is None:
            return ()
        boards = (self.held_then.standings, self.when_recorded.standings)
        then, later = ({one.country: one for one in standings} for standings in boards)
        return tuple(code for code in sorted({*then, *later}) if then.get(code) != later.get(code))


def who_knew(app: AppContext, number: int) -> KnowledgeAt:
    """Say what was known when an entry was recorded, and on the day on which it took effect.

    1. Read the entry as it was recorded, whatever became of it. 2. The day is its effective one.
    3. Ask the board as of that day, as known just before the entry, and at the end of the day if
    that came first. Raises :class:`UnknownEntry`.
    """
    app.viewer.require(Thing.AUDIT)
    with app.snapshot() as conn:
        entry = ledger.entry(conn, number)
        begins, moment = ledger.entry(conn, 1).recorded_at, entry.recorded_at
        day, imprecise = _day_of(entry)
        end_of_day = datetime.combine(day, time.max, UTC)
        held_then = None
        if begins <= end_of_day < moment:
            held_then = board_in(app, conn, as_of=day, known_at=end_of_day)
        board = board_in(app, conn, as_of=day, known_at=moment - _TICK)
        code = entry.country or PROGRAMME
        record = ledger.record_of(conn, code)
        lines = lines_of(app, conn, record, LAST_DAY)
        line = next(line for line in lines if line.entry.number == number)
        known = Record(code, (one for one in record.entries if one.number < number))
        mandates = _could_act(entry, line.workflow, known, day)
        return KnowledgeAt(
            line=line,
            day=day,
            imprecise=imprecise,
            begins=begins,
            when_recorded=board,
            held_then=held_then,
            could_act=mandates,
            learned=_learned(conn, mandates),
            covered=_covered(entry, board),
        )


def _day_of(entry: Entry) -> tuple[date, bool]:
    """Give the day an entry took effect, and whether its date leaves that open."""
    when = parse_when(entry.effective)
    return min(when.order, entry.recorded_at.date()), when.day is None


def _could_act(
    entry: Entry, workflow: Workflow | None, record: Record, day: date
) -> tuple[Mandate, ...]:
    """Give the mandates by which somebody could have acted so on a day."""
    roles = _roles(entry, workflow)
    return tuple(
        mandate
        for mandate in record.mandates.values()
        if mandate.role in roles and mandate.in_force(day) and mandate.covers(entry.country)
    )


def _roles(entry: Entry, workflow: Workflow | None) -> tuple[Role, ...]:
    """Give the roles that an entry takes: for a decision, the body that takes it."""
    body = entry.body
    if entry.kind is Kind.DECISION:
        return (Role(body["body"]),)
    if "event" in body and workflow and body["event"] in workflow.transitions:
        return workflow.transitions[body["event"]].by
    return (Role(entry.act.role),) if entry.act.role else ()


def _learned(conn: Connection, mandates: tuple[Mandate, ...]) -> dict[int, datetime]:
    return {one.number: ledger.entry(conn, one.number).recorded_at for one in mandates}


def _covered(entry: Entry, board: Board) -> tuple[Covered, ...]:
    if entry.kind is not Kind.DECISION:
        return ()
    stood = {one.country: one for one in board.standings}
    outcomes, aside = entry.body["outcomes"], entry.body["recused"]
    return tuple(
        Covered(code, outcomes[code], code in aside, stood.get(code)) for code in sorted(outcomes)
    )
