"""Deciding again, country by country, what was decided, and what reminders should have come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from heapq import merge
from operator import attrgetter
from typing import TYPE_CHECKING

from sqlalchemy import Connection
from sqlalchemy.exc import NoResultFound

from pathfinder_flow.domain.case import Case
from pathfinder_flow.domain.clauses import Clause
from pathfinder_flow.domain.entries import Entry, Kind
from pathfinder_flow.domain.periods import standing
from pathfinder_flow.domain.replay import Replay
from pathfinder_flow.domain.rungs import climb, moments_of
from pathfinder_flow.services.desk import Desk
from pathfinder_flow.services.judging import Faults
from pathfinder_flow.services.reminding import climbed
from pathfinder_flow.store import agenda, ledger

if TYPE_CHECKING:
    from transitions import Machine

    from pathfinder_flow.domain.record import Record
    from pathfinder_flow.domain.workflow import Workflow
    from pathfinder_flow.services.post import Post

_GRACE = timedelta(days=7)
"""How long a rung may wait for the recipients' hours before it counts as forgotten."""

_NOT_NEEDED = (Kind.DELIVERY, Kind.CONTACT, Kind.REFUSAL, Kind.KEY, Kind.ERASURE)
"""What decides nothing: neither a move nor a rung rests on it."""


class Replayed:
    """Replays every country; counts what it judged."""

    def __init__(self, desk: Desk, conn: Connection, post: Post) -> None:
        self.moves = self.rungs = 0
        self.attested: list[int] = []
        self._desk, self._conn, self._post = desk, conn, post
        self._programme = list(ledger.programme_entries(conn))
        self._swept = self._last_sweep()

    def run(self, moves: Faults, rungs: Faults, step: Callable[[int], None]) -> None:
        """Judge the moves and the rungs of every country."""
        for country in ledger.countries(self._conn):
            try:
                step(self._replay(country, moves, rungs))
            except (ValueError, KeyError, TypeError, AttributeError):
                # Bytes that are no entry: what cannot be read cannot have been in order.
                says = "the entries of {country} cannot be read to the end"
                moves.add(None, Clause("unreadable_entries", says, country=country))

    def _replay(self, country: str, moves: Faults, rungs: Faults) -> int:
        replay, seen = Replay(country, self._rules), 0
        for entry in self._entries(country):
            for breach in replay.take(entry):
                moves.add(
                    breach.number, breach.said, refusals=breach.refusals, workflow=breach.workflow
                )
            seen += entry.country == country
        for breach in replay.end():
            moves.add(breach.number, breach.said)
        self.moves += replay.moves
        self.attested += replay.attested
        for number, said in self._forgotten(replay.record):
            rungs.add(number, said)
        return seen

    def _entries(self, country: str) -> Iterator[Entry]:
        own = ledger.own_entries(self._conn, country, but=_NOT_NEEDED)
        return merge(own, self._programme, key=attrgetter("number"))

    def _rules(self, sha256: str) -> tuple[Workflow, Machine] | None:
        try:
            rules = self._desk.rules(self._conn, sha256)
        except NoResultFound:
            return None
        return rules.workflow, rules.machine

    def _last_sweep(self) -> datetime | None:
        """Give when the reminders were last looked at, by the ladders that are in use now."""
        found = agenda.glance(self._conn, "")
        same = found.fingerprint == self._post.fingerprint
        return datetime.fromisoformat(found.last_tick) if same and found.last_tick else None

    def _forgotten(self, record: Record) -> Iterator[tuple[int, Clause]]:
        """Name the rungs that should have ended long before the last sweep and did not."""
        if self._swept is None:
            return
        case, places = Case(record, self._swept.date()), self._post.places(record)
        if case.governance is None:
            return
        rules = self._rules(case.governance.sha256)
        for key, kept in record.obligations.known.items():
            ladder = self._post.ladders.ladders.get(key[0])
            if rules is None or ladder is None or kept.due is None:
                continue
            self.rungs += len(kept.reminders)
            stands = standing(case, key, rules[0].obligations.get(key[0]), kept.due, self._swept)
            moments = moments_of(ladder, kept.due, places)
            for step in climb(ladder, kept.due, places, stands, climbed(record, key), self._swept):
                moment = moments.get(step.rung)
                if moment and moment <= self._swept - _GRACE:
                    yield kept.due.number, _forgotten(key, step.rung, moment)


def _forgotten(key: tuple[str, str], rung: str, moment: datetime) -> Clause:
    says = "the reminder '{rung}' on {period} was due on {day} and was neither sent nor withheld"
    day = moment.date().isoformat()
    return Clause("rung_forgotten", says, rung=rung, period=key[1], day=day)
