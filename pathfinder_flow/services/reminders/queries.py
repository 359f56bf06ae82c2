"""Asking about reminders: why one was or was not sent, and when and to whom one will be."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from pathfinder_flow.domain.cases.obligations import Due, Reminder
from pathfinder_flow.domain.dates.moments import local_day
from pathfinder_flow.domain.deadlines.due_dates import Place
from pathfinder_flow.domain.deadlines.periods import obligation_status
from pathfinder_flow.domain.reminders.hours import first_hour
from pathfinder_flow.domain.reminders.ladder import Ladder, Rung
from pathfinder_flow.domain.reminders.reached import is_to_country
from pathfinder_flow.domain.reminders.rungs import (
    RungDue,
    due_rungs,
    place_of,
    rungs_done,
    why_not,
)
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.deadlines.lookup import ObligationRef
from pathfinder_flow.services.deadlines.queries import deadlines
from pathfinder_flow.services.reminders.recipients import (
    Recipient,
    UnreachableRecipient,
    addressees,
    in_country,
)
from pathfinder_flow.services.reminders.rung_lookup import (
    asked_about,
    ladder_of,
    moment_in,
    rung_of,
)
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import outbox, people
from pathfinder_flow.store.outbox import Delivery


@dataclass(frozen=True, slots=True)
class Why:
    """What became of a rung, or what will.

    ``definition`` is None for a letter that no rung asks for. ``reminders`` are how it ended,
    once a round; ``deliveries`` what became of the mails. While it has not ``ended`` in this
    round: ``moment`` is when it will be due, in ``zone``; ``reason``, with ``facts``, why it
    would be withheld as things stand; ``waits`` what it waits for instead; ``to`` and
    ``unserved`` whom it would go to. ``handles`` are the sign-in names by pseudonym.
    """

    meant: ObligationRef
    rung: str
    definition: Rung | None
    due: Due | None
    reminders: tuple[Reminder, ...]
    deliveries: tuple[Delivery, ...]
    ended: bool
    place: Place
    moment: datetime | None = None
    reason: str | None = None
    waits: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    to: tuple[Recipient, ...] = ()
    unserved: tuple[UnreachableRecipient, ...] = ()
    handles: dict[str, str] = field(default_factory=dict)


def why(
    app: AppContext,
    notices: NotificationContext,
    country: str,
    period: str,
    rung: str,
    obligation: str | None = None,
) -> Why:
    """Say why a reminder was or was not sent, or when and to whom it will be.

    Raises :class:`UnknownRung`, and what a period or country that is not there raises.
    """
    app.viewer.require(Thing.REMINDERS, country)
    asked, due = asked_about(app, notices, country, period, obligation)
    ladder = ladder_of(notices, asked.key[0])
    if rung not in _letters(asked):
        rung_of(ladder, asked.key[0], rung)
    with app.snapshot() as conn:
        return _Asking(app, notices, conn, asked, due, ladder).why(rung)


def all_of(
    app: AppContext,
    notices: NotificationContext,
    country: str,
    period: str,
    obligation: str | None = None,
) -> list[Why]:
    """Say the same of every rung of a period, and of the letters that no rung asked for."""
    app.viewer.require(Thing.REMINDERS, country)
    asked, due = asked_about(app, notices, country, period, obligation)
    ladder = ladder_of(notices, asked.key[0])
    rungs = dict.fromkeys([*ladder.rungs, *_letters(asked)])
    with app.snapshot() as conn:
        asking = _Asking(app, notices, conn, asked, due, ladder)
        return [asking.why(rung) for rung in rungs]


def all_reminders(
    app: AppContext,
    notices: NotificationContext,
    country: str,
    period: str | None,
    obligation: str | None,
) -> list[list[Why]]:
    """Say the same of one period, or of every one that a country owes or owed."""
    if period:
        return [all_of(app, notices, country, period, obligation)]
    keys = [one.key for one in deadlines(app, notices, country=country, everything=True)]
    wanted = [key for key in keys if obligation in (None, key[0])]
    return [all_of(app, notices, country, period, name) for name, period in wanted]


def _letters(asked: ObligationRef) -> list[str]:
    """Give what is on record in place of rungs, and the rungs."""
    kept = asked.case.record.obligations.of(asked.key)
    return [rung for _, rung in kept.reminders]


class _Asking:
    """What all rungs of an obligation have in common when they are asked about."""

    def __init__(
        self,
        app: AppContext,
        notices: NotificationContext,
        conn: Connection,
        asked: ObligationRef,
        due: Due | None,
        ladder: Ladder,
    ) -> None:
        self.notices, self.conn, self.asked, self.due, self.ladder = (
            notices,
            conn,
            asked,
            due,
            ladder,
        )
        self.now = app.clock()
        self.case = asked.case
        self.known = self.case.record.obligations
        self.places = notices.places(self.case.record)
        self.lines = outbox.find(
            conn, country=self.case.country, obligation=asked.key[0], period=asked.key[1]
        )
        self.handles = people.handles(conn)
        self.stands = (
            obligation_status(self.case, asked.key, asked.rule, due, self.now) if due else None
        )
        there, _ = in_country(conn, notices, self.case.record, self.now)
        self.reachable = bool(there)
        self.steps = {step.rung: step for step in self._steps()}

    def _steps(self) -> list[RungDue]:
        """Give what the next run would do now with the rungs that are due."""
        if self.due is None or self.stands is None:
            return []
        done = rungs_done(self.case.record, self.asked.key, self.ladder, reachable=self.reachable)
        return due_rungs(self.ladder, self.due, self.places, self.stands, done, self.now)

    def why(self, rung: str) -> Why:
        """Say it of one rung."""
        kept, definition = self.known.of(self.asked.key), self.ladder.rungs.get(rung)
        found = Why(
            meant=self.asked,
            rung=rung,
            definition=definition,
            due=self.due,
            reminders=tuple(one for (_, name), one in kept.reminders.items() if name == rung),
            deliveries=tuple(one for one in self.lines if one.rung.partition("/")[0] == rung),
            ended=(self.known.of(self.asked.key).round, rung) in kept.reminders,
            place=place_of(definition, self.places) if definition else self.places.country,
            handles=self.handles,
        )
        if found.ended or definition is None:
            return found
        return self._to_come(found, definition)

    def _to_come(self, found: Why, rung: Rung) -> Why:
        moment = moment_in(self.notices, self.asked, rung, self.due, self.ladder)
        if moment and moment <= self.now:
            later = first_hour(self.ladder, found.place, self.now)
            moment = moment if later == self.now else later
        zone = found.place.zone
        day = local_day(moment, zone) if moment and zone else self.case.day
        to, unserved = addressees(
            self.conn, self.notices, self.case.record, rung.to, rung.copy, day
        )
        step = self.steps.get(found.rung)
        stopped = why_not(self.ladder, self.stands) if self.stands else None
        return replace(
            found,
            moment=moment,
            reason=step.withheld if step else stopped,
            waits=step.waits if step else self._waits(rung),
            facts=step.facts if step else dict(self.stands.facts) if self.stands else {},
            to=tuple(to),
            unserved=tuple(unserved),
        )

    def _waits(self, rung: Rung) -> str | None:
        """Say what a rung that is not due yet would wait for as things stand."""
        if self.reachable or not is_to_country(rung):
            return None
        return "not_reachable"
