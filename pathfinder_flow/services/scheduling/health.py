"""How the scheduler fares: for a person who asks, and for a monitor that calls every minute."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pathfinder_flow.domain.ledger.entries import moment_text
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.services.context import SECRETARIAT
from pathfinder_flow.services.history.queries import lapsing
from pathfinder_flow.services.scheduling.tick import next_due_at
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import agenda, checkpoints, ledger, outbox, people
from pathfinder_flow.store.checkpoints import StoredCheckpoint
from pathfinder_flow.store.outbox import Delivery

LATE = timedelta(minutes=10)
"""After so long without a tick the scheduler is taken for stopped."""

STUCK = timedelta(hours=24)
"""After so long an unsent mail is stuck."""


UNSIGNED = timedelta(hours=48)
"""After so long without a checkpoint something keeps a growing ledger from being signed."""


@dataclass(frozen=True, slots=True)
class HealthProblem:
    """Something a person should look at.

    ``code`` is ``never_ran``, ``stopped``, ``stuck_mail``, ``unwritten``, ``no_zone``,
    ``overdue_look``, ``office_unreached``, ``no_ladder``, ``drafts``, ``waiting``, ``doubtful``,
    ``unsigned`` or ``cannot_look``.
    """

    code: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ProgramHealth:
    """When the scheduler last ticked, what comes next, the queue by state, the last checkpoint.

    ``lapsing`` are the countries in which something has lapsed, soon will, or is missing.
    """

    last_tick: datetime | None
    next_due_at: datetime | None
    counts: dict[str, int]
    oldest: Delivery | None
    checkpoint: StoredCheckpoint | None
    troubles: tuple[HealthProblem, ...]
    lapsing: tuple[str, ...]


def status(app: AppContext, ladders: Collection[str]) -> ProgramHealth:
    """Say how the scheduler fares; ``troubles`` is empty when nothing is stuck.

    ``ladders`` names the obligations for which there is one.
    """
    app.viewer.require(Thing.PROGRAM)
    now, turn = app.clock(), next_due_at(app)
    with app.snapshot() as conn:
        last = _moment(agenda.summary(conn, moment_text(now)).last_tick)
        oldest = outbox.oldest_unsent(conn, moment_text(now))
        unwritten = outbox.find(conn, state="failed", reason="unwritten")
        nowhere = agenda.without_zone(conn)
        counts = outbox.counts(conn)
        unreached = outbox.find(conn, state="failed", recipient=SECRETARIAT)
        failing = agenda.all_troubles(conn)
        held = outbox.find(conn, state="held")
        mute = [name for name in agenda.obligation_names(conn) if name not in ladders]
        doubtful = people.doubtful(conn)
        checkpoint, size = checkpoints.latest(conn), ledger.size(conn)
    troubles = [*_of_ticks(now, last, turn), *_of_mails(now, oldest, unwritten)]
    if nowhere:
        troubles.append(HealthProblem("no_zone", {"countries": nowhere}))
    lost = [one for one in unreached if one.reason != "unwritten"]
    if lost:
        facts = {"id": lost[0].id, "count": len(lost), "reply": lost[0].reply or ""}
        troubles.append(HealthProblem("office_unreached", facts))
    troubles += [HealthProblem("no_ladder", {"obligation": name}) for name in mute]
    troubles += _for_a_person(now, held, doubtful)
    troubles += _of_checkpoints(now, checkpoint, size)
    for country, since, said in failing:
        facts = {"country": country, "since": datetime.fromisoformat(since), "said": said}
        troubles.append(HealthProblem("cannot_look", facts))
    return ProgramHealth(
        last, turn, counts, oldest, checkpoint, tuple(troubles), tuple(lapsing(app))
    )


def _of_checkpoints(now: datetime, last: StoredCheckpoint | None, size: int) -> list[HealthProblem]:
    """Say when a ledger that is signed has not been for long, though it has grown."""
    if last is None or last.size == size:
        return []
    since = datetime.fromisoformat(last.made_at)
    return (
        [HealthProblem("unsigned", {"since": since, "size": last.size})]
        if now - since > UNSIGNED
        else []
    )


def _for_a_person(now: datetime, held: list[Delivery], doubtful: list[str]) -> list[HealthProblem]:
    """Name what nobody but a person can end: drafts, mails held for long, doubtful addresses."""
    found = []
    drafts = [one for one in held if one.reason == "draft"]
    if drafts:
        found.append(HealthProblem("drafts", {"id": drafts[0].id, "count": len(drafts)}))
    by_person = [one for one in held if one.reason in ("release", "person")]
    long = [one for one in by_person if now - datetime.fromisoformat(one.changed_at) > STUCK]
    if long:
        found.append(HealthProblem("waiting", {"id": long[0].id, "count": len(long)}))
    if doubtful:
        found.append(HealthProblem("doubtful", {"people": ", ".join(doubtful)}))
    return found


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _of_ticks(now: datetime, last: datetime | None, turn: datetime | None) -> list[HealthProblem]:
    if last is None:
        return [HealthProblem("never_ran", {})]
    if now - last > LATE:
        return [HealthProblem("stopped", {"since": last})]
    if turn and now - turn > LATE:
        return [HealthProblem("overdue_look", {"since": turn})]
    return []


def _of_mails(
    now: datetime, oldest: Delivery | None, unwritten: list[Delivery]
) -> list[HealthProblem]:
    found = []
    if oldest and now - datetime.fromisoformat(oldest.created_at) > STUCK:
        since = datetime.fromisoformat(oldest.created_at)
        facts = {"id": oldest.id, "since": since, "reply": oldest.reply or ""}
        found.append(HealthProblem("stuck_mail", facts))
    if unwritten:
        first = unwritten[0]
        facts = {"id": first.id, "count": len(unwritten), "reply": first.reply or ""}
        found.append(HealthProblem("unwritten", facts))
    return found
