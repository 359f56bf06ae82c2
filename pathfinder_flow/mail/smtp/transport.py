"""A mail server as transport: several connections at once, behind a plain blocking call.

Rules. TLS unless refused by setting. Nothing a server or network does is raised: it becomes the
fate of the mail it happened to. What makes the difference between ``DEFERRED`` and ``UNKNOWN`` is
whether the mail's text had begun to leave; see :mod:`pathfinder_flow.mail.smtp.dialogue`.

Only the ``smtp`` modules of this package know of asyncio; this one imports it when first used.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from threading import Lock
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pathfinder_flow.domain.reminders.mail import DeliveryResult, Envelope
from pathfinder_flow.mail.smtp.server import Server, Stop

if TYPE_CHECKING:
    from asyncio import Runner

    from pathfinder_flow.mail.smtp.pool import Pool


class SmtpTransport:
    """Hands mails to a server; see :class:`pathfinder_flow.mail.transport.Transport`.

    Connections are opened when first needed, kept from call to call, and closed by ``close``,
    after which the transport may be used again.
    """

    def __init__(self, server: Server) -> None:
        self._server, self._stop = server, Stop()
        self._one_at_a_time = Lock()
        self._runner: Runner | None = None
        self._pool: Pool | None = None

    def deliver(self, envelopes: Sequence[Envelope]) -> list[DeliveryResult]:
        """Hand mails to the server; gives one receipt per mail and recipient, in their order."""
        with self._one_at_a_time:
            if self._runner is None or self._pool is None:
                self._runner, self._pool = self._set_up()
            return self._runner.run(self._pool.deliver(envelopes))

    def _set_up(self) -> tuple[Runner, Pool]:
        from asyncio import Runner

        from pathfinder_flow.mail.smtp.pool import Pool

        return Runner(), Pool(self._server, self._stop)

    def stop_within(self, seconds: float) -> None:
        """Begin no further mail, and be done with those in hand within so many seconds.

        A mail cut off then is ``DEFERRED``, or ``UNKNOWN`` if its text had begun to leave. May be
        called from another thread or a signal handler; there is no way back.
        """
        at = monotonic() + seconds
        self._stop.at = at if self._stop.at is None else min(at, self._stop.at)
        pool = self._pool
        if pool is not None:
            # A pool whose loop has just been closed has nothing left to stop.
            with suppress(RuntimeError):
                pool.stop_soon()

    def close(self) -> None:
        """Take leave of the server and close all connections; a second time changes nothing."""
        with self._one_at_a_time:
            runner, pool = self._runner, self._pool
            self._runner = self._pool = None
            if runner is not None and pool is not None:
                with runner:
                    runner.run(pool.close())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
