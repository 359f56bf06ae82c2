"""Deciding again, country by country, what was decided, and what reminders should have come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime, timedelta
from heapq import merge
from operator import attrgetter
from typing import TYPE_CHECKING

from sqlalchemy import Connection
from sqlalchemy.exc import NoResultFound

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.deadlines.periods import obligation_status
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.ledger.entries import Entry, Kind, parse
from pathfinder_flow.domain.reminders.rungs import due_rungs, moments_of, rungs_done
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.workflow.replay import Replay
from pathfinder_flow.services.audit.checks import Moves
from pathfinder_flow.services.audit.faults import NO_ENTRY, Faults
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import agenda, ledger

if TYPE_CHECKING:
    from transitions import Machine

    from pathfinder_flow.domain.workflow.model import Workflow
    from pathfinder_flow.services.context import NotificationContext

_GRACE = timedelta(days=7)
"""How long a rung may wait for the recipients' hours before it counts as forgotten."""

_NOT_FOR_MOVES = (Kind.DELIVERY, Kind.CONTACT, Kind.REFUSAL)
"""What decides nothing: neither a move nor a rung rests on it."""

_NOT_FOR_RUNGS = (*_NOT_FOR_MOVES, Kind.EVIDENCE, Kind.DECISION, Kind.MANDATE)
"""What no rung rests on."""


class Replayed:
    """Replays every country; counts what it judged."""

    def __init__(self, app: AppContext, conn: Connection, notices: NotificationContext) -> None:
        self.moves = self.rungs = 0
        self._app, self._conn, self._notices = app, conn, notices
        self._programme = _Programme(ledger.programme_rows(conn))
        self.swept = self._last_sweep()

    def run(self, found: Moves, moves: Faults, rungs: Faults, step: Callable[[int], None]) -> None:
        """Judge the moves and the rungs of every country where there are any."""
        for number in self._programme.unreadable:
            moves.add_unreadable(number)
        for country, entries in ledger.count_by_country(self._conn).items():
            try:
                if country in found.decided:
                    self._replay(country, moves, rungs)
                elif country in found.owing:
                    record = Record(country, self._entries(country, _NOT_FOR_RUNGS))
                    self._look_for_forgotten(record, rungs)
            except NO_ENTRY:
                # Bytes that are no entry: what cannot be read cannot have been in order.
                says = "the entries of {country} cannot be read to the end"
                moves.add(None, Clause("unreadable_entries", says, country=country))
            step(entries)

    def _replay(self, country: str, moves: Faults, rungs: Faults) -> None:
        replay = Replay(country, self._rules)
        judged = (replay.take(entry) for entry in self._entries(country, _NOT_FOR_MOVES))
        for breach in filter(None, judged):
            moves.add(breach.number, breach.said,
                      refusals=breach.refusals, workflow=breach.workflow)  # fmt: skip
        for breach in replay.end():
            moves.add(breach.number, breach.said)
        self.moves += replay.moves
        self._look_for_forgotten(replay.record, rungs)

    def _look_for_forgotten(self, record: Record, rungs: Faults) -> None:
        for number, said in self._forgotten(record):
            rungs.add(number, said)

    def _entries(self, country: str, but: Collection[Kind]) -> Iterator[Entry]:
        own = ledger.own_entries(self._conn, country, but=but)
        return merge(own, *self._programme.of(country), key=attrgetter("number"))

    def _rules(self, sha256: str) -> tuple[Workflow, Machine] | None:
        try:
            rules = self._app.rules(self._conn, sha256)
        except NoResultFound:
            return None
        return rules.workflow, rules.machine

    def _last_sweep(self) -> datetime | None:
        """Give when the reminders were last looked at, by the ladders that are in use now."""
        found = agenda.summary(self._conn, "")
        if found.fingerprint != self._notices.fingerprint:
            return None
        try:
            return datetime.fromisoformat(found.last_tick)
        except ValueError:
            return None

    def _forgotten(self, record: Record) -> Iterator[tuple[int, Clause]]:
        """Name the rungs that should have ended long before the last sweep and did not."""
        if self.swept is None:
            return
        case, places = Case(record, self.swept.date()), self._notices.places(record)
        if case.governance is None:
            return
        rules = self._rules(case.governance.sha256)
        for key, kept in record.obligations.known.items():
            ladder = self._notices.ladders.ladders.get(key[0])
            if rules is None or ladder is None or kept.due is None:
                continue
            self.rungs += len(kept.reminders)
            stands = obligation_status(
                case, key, rules[0].obligations.get(key[0]), kept.due, self.swept
            )
            moments = moments_of(ladder, kept.due, places)
            for step in due_rungs(
                ladder, kept.due, places, stands, rungs_done(record, key, ladder), self.swept
            ):
                moment = moments.get(step.rung)
                if moment and not step.waits and moment <= self.swept - _GRACE:
                    yield kept.due.number, _forgotten(key, step.rung, moment)


_NAMES = {Kind.MANDATE_ENDED: "mandate", Kind.CORRECTION: "corrects"}


class _Programme:
    """The entries that are no country's own, by the country that they decide something for."""

    def __init__(self, rows: Iterable[tuple[int, bytes]]) -> None:
        self.unreadable: list[int] = []
        self._of: defaultdict[str | None, list[Entry]] = defaultdict(list)
        self._whose: dict[int, set[str | None]] = {}
        for number, data in rows:
            try:
                entry = parse(data)
                for country in self._concerned(entry):
                    self._of[country].append(entry)
            except NO_ENTRY:
                self.unreadable.append(number)

    def of(self, country: str) -> tuple[list[Entry], list[Entry]]:
        """Give the entries for one country alone or with some others, and those for all."""
        return self._of[country], self._of[None]

    def _concerned(self, entry: Entry) -> set[str | None]:
        """Give the countries an entry concerns; None stands for all."""
        body = entry.body
        whose: set[str | None] = set()
        if entry.kind is Kind.MANDATE:
            # Who sits in a body acts for every other country too; a focal point never does.
            whose = {body["country"] if body["role"] == Role.FOCAL_POINT else None}
        elif entry.kind is Kind.DECISION:
            whose = set(body["outcomes"])
        elif entry.kind in _NAMES:
            whose = self._whose.get(body[_NAMES[entry.kind]], set())
        self._whose[entry.number] = whose
        return whose


def _forgotten(key: tuple[str, str], rung: str, moment: datetime) -> Clause:
    says = "the reminder '{rung}' on {period} was due on {day} and was neither sent nor withheld"
    day = moment.date().isoformat()
    return Clause("rung_forgotten", says, rung=rung, period=key[1], day=day)
