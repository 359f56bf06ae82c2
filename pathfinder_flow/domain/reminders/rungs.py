"""Rungs: when each is due for an obligation, and which of those due is still worth climbing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from pathfinder_flow.domain.cases.obligations import EXCUSES, MOVED, Due, Key
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.dates.moments import at_hour, local_day
from pathfinder_flow.domain.deadlines.due_dates import Place, Places
from pathfinder_flow.domain.deadlines.periods import ObligationStatus
from pathfinder_flow.domain.reminders.hours import first_hour, in_hours, next_hours
from pathfinder_flow.domain.reminders.ladder import Ladder, Rung
from pathfinder_flow.domain.reminders.reached import (
    NOT_ASKED,
    Reached,
    is_late,
    is_to_country,
    reached,
)
from pathfinder_flow.domain.roles import Role

_BY_OUTCOME = {name: name for name in EXCUSES}
_BY_STANDING = {
    "fallen_away": "fallen_away",
    "suspended": "suspended",
    "resting": "other_stage",
}


@dataclass(frozen=True, slots=True)
class RungDue:
    """What becomes of a rung that is due: sent, withheld for a reason, or waiting for something.

    ``withheld`` says why it is not sent and never will be; ``waits`` why it cannot end yet:
    ``not_reachable`` (nobody in the country can be written to) or ``not_told`` (the country has
    not been told that the report is late, or only lately).
    """

    rung: str
    withheld: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    waits: str | None = None


def place_of(rung: Rung, places: Places) -> Place:
    """Give the place by whose days and hours a rung is timed: that of those it is to."""
    return places.country if is_to_country(rung) else places.secretariat


def moment_of(rung: Rung, due: Due, places: Places, hour: int) -> datetime | None:
    """Give when a rung is due: an hour of a working day; None while it cannot be known."""
    place = place_of(rung, places)
    if due.day is None or due.zone is None or place.zone is None:
        return None
    base = due.opens if rung.counted_from == "opening" else due.day
    day, _ = place.calendar.roll(base + timedelta(days=rung.days))
    return at_hour(day, hour, place.zone)


def moments_of(ladder: Ladder, due: Due, places: Places) -> dict[str, datetime]:
    """Give when every rung is due, in the order of the file."""
    moments = {
        name: moment_of(rung, due, places, ladder.hours.start)
        for name, rung in ladder.rungs.items()
    }
    return {name: moment for name, moment in moments.items() if moment}


@dataclass(frozen=True, slots=True)
class RungsDone:
    """Which rungs are done already, and what the country has been told.

    ``moved`` names the letter on a moved date, and its moment: it says what the rungs before it
    would say.
    """

    rungs: Collection[str]
    moved: tuple[str, datetime] | None = None
    reached: Reached = field(default_factory=Reached)


def due_rungs(
    ladder: Ladder,
    due: Due,
    places: Places,
    standing: ObligationStatus,
    done: RungsDone,
    now: datetime,
) -> list[RungDue]:
    """Say what becomes of the rungs that are due and not done yet.

    1. Once the obligation asks for nothing more, all are withheld. 2. Of several to the same
    addressees, only the latest that is still true is sent; it supersedes the others. 3. What is
    to the country waits while nobody there can be written to. 4. What tells others that a report
    is late waits until the country has been told so. What is due outside the recipients' hours
    waits, and is not in the list.
    """
    moments = moments_of(ladder, due, places)
    waiting = [name for name in moments if moments[name] <= now and name not in done.rungs]
    waiting.sort(key=moments.__getitem__)
    reason = why_not(ladder, standing)
    if due.day is None:
        # What fell away has no more moments: every rung that is left ends with that.
        waiting = [name for name in ladder.rungs if name not in done.rungs]
    if reason:
        return [RungDue(name, reason, dict(standing.facts)) for name in waiting]
    letter, moment = done.moved or ("", datetime.min.replace(tzinfo=UTC))
    early = [name for name in waiting if moments[name] <= moment]
    found = [RungDue(name, "superseded", {"by": letter}) for name in early]
    for group in _by_addressees(ladder, waiting[len(early) :]):
        waits = _why_waiting(ladder, group, done.reached, now)
        if waits:
            found += [RungDue(name, waits=waits) for name in group]
        else:
            found += _latest_true(ladder, due, places, moments, group, now)
    return found


def _by_addressees(ladder: Ladder, waiting: list[str]) -> list[list[str]]:
    groups: dict[frozenset[Role], list[str]] = {}
    for name in waiting:
        groups.setdefault(frozenset(ladder.rungs[name].to), []).append(name)
    return [*groups.values()]


def _why_waiting(ladder: Ladder, group: list[str], known: Reached, now: datetime) -> str | None:
    rung = ladder.rungs[group[0]]
    if is_to_country(rung):
        return None if known.reachable else "not_reachable"
    if not any(is_late(ladder.rungs[name]) for name in group):
        return None
    follows = escalates_at(ladder, known)
    return None if follows and follows <= now else "not_told"


def escalates_at(ladder: Ladder, known: Reached) -> datetime | None:
    """Give the earliest moment at which others may be told that a report is late.

    None before the country has been told; where no rung tells it, once it has been asked.
    """
    tells = any(is_late(rung) and is_to_country(rung) for rung in ladder.rungs.values())
    if not tells:
        return datetime.min.replace(tzinfo=UTC) if known.asked else None
    days = ladder.escalation.after_days if ladder.escalation else 0
    return known.told_late + timedelta(days=days) if known.told_late else None


def _latest_true(
    ladder: Ladder, due: Due, places: Places, moments: dict[str, datetime], waiting: list[str],
    now: datetime,
) -> list[RungDue]:  # fmt: skip
    true = [name for name in waiting if _is_true(ladder.rungs[name], due, places, now)]
    if not true:
        return [RungDue(name, "no_longer_true") for name in waiting]
    chosen = true[-1]
    if not in_hours(ladder, place_of(ladder.rungs[chosen], places), now):
        return []
    return [
        RungDue(name)
        if name == chosen
        else RungDue(name, "superseded", {"by": chosen})
        if moments[name] <= moments[chosen]
        else RungDue(name, "no_longer_true")
        for name in waiting
    ]


def why_not(ladder: Ladder, standing: ObligationStatus) -> str | None:
    """Give the reason why no reminder goes out as an obligation stands; None if it does."""
    if standing.code == "settled":
        outcome = str(standing.facts["outcome"])
        stops = outcome in ladder.stops
        return _BY_OUTCOME.get(outcome, "already_reported") if stops else None
    return _BY_STANDING.get(standing.code)


def is_true(ladder: Ladder, name: str, due: Due, places: Places, now: datetime) -> bool:
    """Whether what a rung says still holds; a letter that is no rung always does."""
    rung = ladder.rungs.get(name)
    return rung is None or _is_true(rung, due, places, now)


def _is_true(rung: Rung, due: Due, places: Places, now: datetime) -> bool:
    """Whether what a rung says still holds: nothing is "due today" tomorrow, or due in 7 days."""
    zone = places.country.zone
    if due.day is None or zone is None:
        return False
    today = local_day(now, zone)
    if rung.counted_from == "due" and rung.days == 0:
        return today == due.day
    return is_late(rung) == (today > due.day)


def next_moment(
    ladder: Ladder, due: Due, places: Places, done: RungsDone, now: datetime
) -> datetime | None:
    """Give when to look at an obligation again; None when no rung is left that time will end.

    A rung that waits for the morning is looked at again with the recipients' next hour. What
    waits until somebody can be written to is looked at when that is recorded.
    """
    moments = moments_of(ladder, due, places)
    left = {name: moment for name, moment in moments.items() if name not in done.rungs}
    looks = (_next_look(ladder, places, name, left[name], done, now) for name in left)
    return min(filter(None, looks), default=None)


def _next_look(
    ladder: Ladder, places: Places, name: str, moment: datetime, done: RungsDone, now: datetime
) -> datetime | None:
    if moment > now:
        return moment
    place = place_of(ladder.rungs[name], places)
    waits = _why_waiting(ladder, [name], done.reached, now)
    if waits == "not_reachable":
        return None
    if waits == "not_told":
        follows = escalates_at(ladder, done.reached)
        if follows:
            return first_hour(ladder, place, follows)
        # The news may be on its way to the country, and be accepted before long.
        return next_hours(ladder, place, now) if done.reached.reachable else None
    return next_hours(ladder, place, now)


def rungs_done(
    record: Record, key: Key, ladder: Ladder, *, reachable: bool | None = None
) -> RungsDone:
    """Give the rungs that are done in this round, and the letter that stands for some of them.

    ``reachable``: whether somebody in the country can be written to now; None where only the
    record can say: then it is so unless the Secretariat was told that it is not.
    """
    kept = record.obligations.of(key)
    letters = [
        (one.rung, one.recorded_at)
        for (turn, rung), one in kept.reminders.items()
        if rung.startswith(MOVED) and turn == kept.round
    ]
    if reachable is None:
        reachable = (kept.round, NOT_ASKED) not in kept.reminders
    known = reached(record, key, ladder, reachable=reachable)
    rungs = {rung for turn, rung in kept.reminders if turn == kept.round}
    return RungsDone(rungs, letters[-1] if letters else None, known)
