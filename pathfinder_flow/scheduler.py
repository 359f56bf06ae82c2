"""The scheduler: APScheduler ticks, and the database decides what is due.

Nothing is kept in memory from tick to tick, so a run that dies loses nothing, and two runs on one
database do no harm to each other.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, timedelta
from math import inf
from threading import Event
from typing import TYPE_CHECKING, Any

from pathfinder_flow.domain.errors.base import PathfinderError
from pathfinder_flow.domain.ledger.entries import moment_text
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.scheduling.tick import Ticked, next_due_at, tick
from pathfinder_flow.services.unit_of_work import AppContext

if TYPE_CHECKING:
    from apscheduler.job import Job

    from pathfinder_flow.mail.transport import Transport

EVERY = timedelta(seconds=30)
"""How often to look for what is due or new, at the latest."""

_AT_LEAST = timedelta(seconds=1)
_JOB = "tick"

GRACE = 8.0
"""Seconds in which the mails in hand are finished when the run is to end."""

Log = Callable[..., Any]
"""Writes one line: an event, and facts by name."""

Progress = Callable[[int, int], None]


class Ticker:
    """Ticks until it is told to stop; a tick that goes wrong is logged, and the next one comes."""

    def __init__(
        self,
        app: AppContext,
        notices: NotificationContext,
        transport: Transport,
        owner: str,
        log: Log,
        progress: Progress = lambda _done, _all: None,
    ) -> None:
        self._app, self._notices, self._transport = app, notices, transport
        self._owner, self._log, self._progress = owner, log, progress
        self._stopping = Event()
        self._resting_since = time.monotonic()
        self._told: str | None = None

    def once(self) -> Ticked | None:
        """Tick once; None when it went wrong, which is logged."""
        try:
            ticked = tick(
                self._app, self._notices, self._transport, self._owner,
                stop=self._stopping.is_set, progress=self._progress,
            )  # fmt: skip
        except PathfinderError as error:
            self._log("tick_failed", code=error.code(), said=str(error))
            return None
        except Exception as error:  # noqa: BLE001 - whatever it is, the next tick comes
            self._log("tick_failed", code=type(error).__name__, said=str(error), exc_info=error)
            return None
        if ticked.looked_at or ticked.delivered or ticked.outdated:
            self._log(
                "ticked", looked_at=ticked.looked_at, delivered=ticked.delivered,
                outdated=ticked.outdated,
            )  # fmt: skip
        if ticked.unsigned and ticked.unsigned != self._told:
            self._log("not_signed", said=ticked.unsigned)
        self._told = ticked.unsigned
        return ticked

    def stop(self) -> None:
        """End soon: the mails in hand are finished, nothing new is begun."""
        self._stopping.set()
        self._transport.stop_within(GRACE)

    def run(self) -> None:
        """Tick until stopped: at the next moment that is due, and every half minute at least."""
        from apscheduler.executors.pool import ThreadPoolExecutor
        from apscheduler.schedulers.background import BackgroundScheduler

        scheduler = BackgroundScheduler(
            timezone=UTC, executors={"default": ThreadPoolExecutor(1)}
        )  # fmt: skip
        job = scheduler.add_job(
            lambda: self._tick_and_plan(scheduler.get_job(_JOB)), "interval", id=_JOB,
            seconds=EVERY.total_seconds(), coalesce=True, max_instances=1,
            misfire_grace_time=None, next_run_time=self._app.clock(),
        )  # fmt: skip
        scheduler.start()
        self._log("started", notices=self._notices.fingerprint)
        try:
            self._wait(job)
        finally:
            scheduler.shutdown(wait=True)
            self._log("stopped")

    def _tick_and_plan(self, job: Job) -> None:
        # However long a tick takes, nobody waits for the next one meanwhile.
        self._resting_since = inf
        try:
            if self.once() is not None:
                self._plan(job)
        finally:
            self._resting_since = time.monotonic()

    def _plan(self, job: Job) -> None:
        turn, now = next_due_at(self._app), self._app.clock()
        if turn and turn < now + EVERY:
            job.modify(next_run_time=max(turn, now + _AT_LEAST))

    def _wait(self, job: Job) -> None:
        """Wait for the end; a clock that was set back would otherwise keep the ticks waiting."""
        patience = 2 * EVERY.total_seconds()
        while not self._stopping.wait(EVERY.total_seconds()):
            if time.monotonic() - self._resting_since > patience:
                self._log("clock_set_back", now=moment_text(self._app.clock()))
                job.modify(next_run_time=self._app.clock())


@contextmanager
def stopping_on_signals(ticker: Ticker) -> Iterator[None]:
    """Stop a ticker when the process is asked to end (SIGTERM, SIGINT)."""
    kept = {
        number: signal.signal(number, lambda _number, _frame: ticker.stop())
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
