"""Rungs: when each is due for an obligation, and which of those due is still worth climbing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from pathfinder_flow.domain.cases.obligations import MOVED, Due, Key
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.dates.moments import at_hour, local_day, local_hour
from pathfinder_flow.domain.deadlines.due_dates import Place, Places
from pathfinder_flow.domain.deadlines.periods import ObligationStatus
from pathfinder_flow.domain.reminders.ladder import Ladder, Rung
from pathfinder_flow.domain.roles import Role

_BY_OUTCOME = {"exempt": "exempt", "waived": "waived"}
_BY_STANDING = {
    "fallen_away": "fallen_away",
    "suspended": "suspended",
    "resting": "other_stage",
}


@dataclass(frozen=True, slots=True)
class RungDue:
    """What becomes of a rung that is due: ``withheld`` says why it is not sent, None if it is."""

    rung: str
    withheld: str | None
    facts: dict[str, Any]


def place_of(rung: Rung, places: Places) -> Place:
    """Give the place by whose days and hours a rung is timed: that of those it is to."""
    return places.country if Role.FOCAL_POINT in rung.to else places.secretariat


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
    """Which rungs are done already; ``moved`` names the letter on a moved date, and its moment.

    That letter says what the rungs before it would say.
    """

    rungs: Collection[str]
    moved: tuple[str, datetime] | None = None


def due_rungs(
    ladder: Ladder,
    due: Due,
    places: Places,
    standing: ObligationStatus,
    done: RungsDone,
    now: datetime,
) -> list[RungDue]:
    """Say what becomes of the rungs that are due and not done yet.

    Of several, only the latest that is still true is sent; it supersedes the others. What is due
    outside the recipients' hours waits, and is not in the list.
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
    waiting = waiting[len(early) :]
    rungs_done = [RungDue(name, "superseded", {"by": letter}) for name in early]
    return rungs_done + _latest_true(ladder, due, places, moments, waiting, now)


def _latest_true(
    ladder: Ladder, due: Due, places: Places, moments: dict[str, datetime], waiting: list[str],
    now: datetime,
) -> list[RungDue]:  # fmt: skip
    true = [name for name in waiting if _is_true(ladder.rungs[name], due, places, now)]
    if not true:
        return [RungDue(name, "no_longer_true", {}) for name in waiting]
    chosen = true[-1]
    if not in_hours(ladder, place_of(ladder.rungs[chosen], places), now):
        return []
    return [
        RungDue(name, None, {})
        if name == chosen
        else RungDue(name, "superseded", {"by": chosen})
        if moments[name] <= moments[chosen]
        else RungDue(name, "no_longer_true", {})
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
    late_rung = rung.counted_from == "due" and rung.days > 0
    return late_rung == (today > due.day)


def in_hours(ladder: Ladder, place: Place, now: datetime) -> bool:
    """Whether mail may go out now: on a working day, within the hours."""
    if place.zone is None or place.calendar.off(local_day(now, place.zone)):
        return False
    return ladder.hours.start <= local_hour(now, place.zone) < ladder.hours.end


def first_hour(ladder: Ladder | None, place: Place, moment: datetime) -> datetime:
    """Give when mail may leave that must not do so before a moment: then, or the next hours.

    Where nobody knows the hours, then.
    """
    if ladder is None or in_hours(ladder, place, moment):
        return moment
    return next_hours(ladder, place, moment) or moment


def next_moment(
    ladder: Ladder, due: Due, places: Places, done: Collection[str], now: datetime
) -> datetime | None:
    """Give when to look at an obligation again; None when every rung is done.

    A rung that waits for the morning is looked at again with the recipients' next hour.
    """
    moments = moments_of(ladder, due, places)
    left = {name: moment for name, moment in moments.items() if name not in done}
    waiting = [name for name in left if left[name] <= now]
    if waiting:
        places_left = [place_of(ladder.rungs[name], places) for name in waiting]
        return min(filter(None, (next_hours(ladder, place, now) for place in places_left)))
    return min(left.values(), default=None)


def next_hours(ladder: Ladder, place: Place, now: datetime) -> datetime | None:
    """Give when mail may go out next after now: the first hour of a working day."""
    if place.zone is None:
        return None
    today = local_day(now, place.zone)
    late = local_hour(now, place.zone) >= ladder.hours.start
    day, _ = place.calendar.roll(today + timedelta(days=1 if late else 0))
    return at_hour(day, ladder.hours.start, place.zone)


def rungs_done(record: Record, key: Key) -> RungsDone:
    """Give the rungs that are done in this round, and the letter that stands for some of them."""
    letters = [
        (one.rung, one.recorded_at)
        for (turn, rung), one in record.obligations.of(key).reminders.items()
        if rung.startswith(MOVED) and turn == record.obligations.of(key).round
    ]
    return RungsDone(done_in(record, key), letters[-1] if letters else None)


def done_in(record: Record, key: Key) -> set[str]:
    """Give the rungs that were climbed or withheld since the term last began anew."""
    now = record.obligations.of(key).round
    return {rung for turn, rung in record.obligations.of(key).reminders if turn == now}
