"""A tick of the scheduler: look at what is due, then deliver what lies ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pathfinder_flow.domain.ledger.entries import PROGRAM, moment_text
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.services.audit.checkpoints import daily_checkpoint
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.delivery.deliver import deliver
from pathfinder_flow.services.scheduling.sweep import sweep
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import agenda, outbox

if TYPE_CHECKING:
    from pathfinder_flow.mail.transport import Transport


_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a tick did: countries looked at, and deliveries by what became of them.

    ``outdated``: a run with newer ladders or calendars was here, so this one left the dates alone.
    ``unsigned``: what keeps the day's checkpoint from being signed.
    """

    looked_at: int
    delivered: dict[str, int]
    outdated: bool = False
    unsigned: str | None = None


def tick(
    app: AppContext, notices: NotificationContext, transport: Transport, owner: str,
    *, stop: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Ticked:  # fmt: skip
    """Do everything that is due now.

    1. Sweep: due dates are kept, rungs become messages. 2. Deliver what lies in the outbox. 3.
    Note that the scheduler was here, and sign the ledger once a day.
    """
    now = app.clock()
    found = _glance(app)
    looked, tally, unsigned = 0, None, None
    if not found.is_idle(notices.fingerprint):
        try:
            looked = sweep(app, notices, stop=stop, progress=progress)
        finally:
            # What lies ready goes out, whatever stood in the way of the sweep.
            if _glance(app).mails:
                tally = deliver(app, notices, transport, owner, stop=stop)
    if looked or tally or _is_old(found.last_tick, now):
        app.run(PROGRAM, lambda s: agenda.note(s.conn, last_tick=moment_text(now)), cache=False)
        unsigned = daily_checkpoint(app)
    counted = {str(fate): count for fate, count in tally.counts.items()} if tally else {}
    return Ticked(looked, counted, notices.fingerprint in found.retired, unsigned)


def _glance(app: AppContext) -> agenda.AgendaSummary:
    with app.snapshot() as conn:
        return agenda.summary(conn, moment_text(app.clock()))


def _is_old(last_tick: str, now: datetime) -> bool:
    """Whether the note of the last tick is too old: not every idle tick needs to write one."""
    return not last_tick or abs(now - datetime.fromisoformat(last_tick)) >= _NOTED_EVERY


def next_due_at(app: AppContext) -> datetime | None:
    """Give when there is something to do next, if nothing new comes."""
    app.viewer.require(Thing.PROGRAM)
    with app.snapshot() as conn:
        turns = [agenda.next_due_at(conn), outbox.next_due_at(conn)]
    # An empty text sorts first: it means at once.
    soonest = min((turn for turn in turns if turn is not None), default=None)
    if soonest is None:
        return None
    return datetime.fromisoformat(soonest) if soonest else app.clock()
