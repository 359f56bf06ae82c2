"""Several connections to one server, and the mails shared out among them.

Rules. The first connection is tried alone: a server that is away, or does not let us in, hears of
it once and not ten times. A worker whose connection cannot be made again stops; a mail is left for
later only when no worker is left. A connection that was closed between two mails costs nothing.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from itertools import chain

from pathfinder_flow.domain.reminders.mail import DeliveryResult, DeliveryStatus, Envelope
from pathfinder_flow.mail.smtp.connect import Connector
from pathfinder_flow.mail.smtp.dialogue import hand_over
from pathfinder_flow.mail.smtp.server import Server, Stop
from pathfinder_flow.mail.smtp.wire import Connection
from pathfinder_flow.mail.transport import STOPPING, same_for_all

_CUT_OFF = "cut off: the program was stopping"
_PATIENCE = 3
"""So many connections in a row may break in a worker's hands before it stops."""

_FAREWELL = 1.0
"""Seconds a server may take to say goodbye."""


class Handover:
    """The mails of one call: those waiting, and the receipts of those done, by their place."""

    def __init__(self, envelopes: Sequence[Envelope]) -> None:
        self.waiting = deque(enumerate(envelopes))
        self.receipts: list[list[DeliveryResult]] = [[] for _ in envelopes]
        self.trouble = ""

    def ended(self, trouble: str) -> list[DeliveryResult]:
        """Give all receipts in order; mails still waiting are deferred because of a trouble."""
        for place, envelope in self.waiting:
            self.receipts[place] = same_for_all(envelope, DeliveryStatus.DEFERRED, trouble)
        return list(chain.from_iterable(self.receipts))


class Pool:
    """The connections to a server; lives in one event loop, in which everything is called."""

    def __init__(self, server: Server, stop: Stop) -> None:
        self._server, self._stop = server, stop
        self._connector = Connector(server)
        self._idle: list[Connection] = []
        self._busy: set[Connection] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._cut: asyncio.Event | None = None

    async def deliver(self, envelopes: Sequence[Envelope]) -> list[DeliveryResult]:
        """Hand mails over; gives one receipt per mail and recipient, in their order."""
        round_ = Handover(envelopes)
        self._loop, self._cut = asyncio.get_running_loop(), asyncio.Event()
        self._arm()
        try:
            await self._share_out(round_)
        finally:
            for wire in self._busy:
                wire.break_off(_CUT_OFF)
            self._busy.clear()
            self._loop = None
        return round_.ended(round_.trouble if self._stop.at is None else STOPPING)

    async def _share_out(self, round_: Handover) -> None:
        if not round_.waiting or self._stop.at is not None:
            return
        first = await self._take_wire(round_)
        if first is None:
            return
        others = min(self._server.connections, len(round_.waiting)) - 1
        workers = [self._work(round_, first), *(self._work(round_) for _ in range(others))]
        await asyncio.gather(*workers)

    async def _work(self, round_: Handover, wire: Connection | None = None) -> None:
        """Hand over one mail after the other until none is left or no connection can be had."""
        broken = 0
        while round_.waiting and self._stop.at is None and broken < _PATIENCE:
            wire = wire or await self._take_wire(round_)
            if wire is None:
                return
            if round_.waiting:
                broken = 0 if await self._hand_over_next(round_, wire) else broken + 1
            if not wire.usable:
                self._busy.discard(wire)
                wire = None
        if wire is not None:
            self._put_back(wire)

    async def _hand_over_next(self, round_: Handover, wire: Connection) -> bool:
        """Hand over the next mail; gives whether the connection is to be trusted further."""
        place, envelope = round_.waiting.popleft()
        receipts = await hand_over(wire, envelope)
        if receipts is None:
            round_.waiting.appendleft((place, envelope))
            return True
        round_.receipts[place] = receipts
        if not wire.usable:
            round_.trouble = receipts[-1].reply
        return wire.usable

    async def _take_wire(self, round_: Handover) -> Connection | None:
        """Give a kept connection that still answers, or else a new one, or None and the trouble."""
        while self._idle:
            wire = self._idle.pop()
            self._busy.add(wire)
            [reply] = await wire.ask(b"NOOP")
            if reply.good and wire.usable:
                return wire
            wire.break_off("no longer fit")
            self._busy.discard(wire)
        got = await self._connect()
        if isinstance(got, str):
            round_.trouble = got
            return None
        self._busy.add(got)
        return got

    async def _connect(self) -> Connection | str:
        """Connect, unless we have to stop first."""
        assert self._cut is not None  # noqa: S101 - deliver has set it
        connecting = asyncio.ensure_future(self._connector.connect())
        cut = asyncio.ensure_future(self._cut.wait())
        try:
            await asyncio.wait({connecting, cut}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            done = connecting.done()
            connecting.cancel()
            cut.cancel()
        if done:
            return connecting.result()
        await asyncio.wait({connecting})
        return _CUT_OFF

    def _put_back(self, wire: Connection) -> None:
        self._busy.discard(wire)
        if wire.usable:
            self._idle.append(wire)

    def stop_soon(self) -> None:
        """Heed the stop; may be called from any thread. Raises RuntimeError on a closed loop."""
        loop = self._loop
        if loop is not None:
            loop.call_soon_threadsafe(self._arm)

    def _arm(self) -> None:
        if self._stop.at is not None and self._loop is not None:
            self._loop.call_at(self._stop.at, self._cut_off)

    def _cut_off(self) -> None:
        if self._cut is not None:
            self._cut.set()
        for wire in self._busy:
            wire.break_off(_CUT_OFF)

    async def close(self) -> None:
        """Say goodbye on every connection and close it."""
        wires, self._idle = self._idle, []
        for wire in wires:
            wire.patience = _FAREWELL
        await asyncio.gather(*(wire.ask(b"QUIT") for wire in wires))
        for wire in wires:
            wire.break_off("closed")
        if wires:
            await asyncio.wait([wire.gone for wire in wires], timeout=_FAREWELL)
