"""A connection over which mails are handed over: commands out, replies in.

aiosmtplib makes the connection, secures it and signs in; then this takes its place, because it can
send several commands at once (RFC 2920) and says exactly which of them were answered. It raises
nothing: an answer that never came is a :class:`Reply` with code 0 and the reason.
"""

from __future__ import annotations

import asyncio
from typing import NamedTuple

_LONGEST = 64 * 1024
"""More than this in answer to a few commands is no mail server's reply (bytes)."""

_CLOSING = 421

_VERDICT_TIMES = 4
"""How much longer to wait for the verdict on a mail: giving up may mean sending it twice."""


class Reply(NamedTuple):
    """What the server said: its code (0: it said nothing) and its words."""

    code: int
    text: str

    @property
    def good(self) -> bool:
        """Whether it is a yes."""
        return self.code // 100 == 2  # noqa: PLR2004 - the SMTP class of positive replies


class Connection(asyncio.Protocol):
    """One connection. ``host`` is only for telling; ``extensions`` are what the server announced.

    ``patience``: seconds to wait for an answer. ``mails`` counts those already handed over on it.
    ``gone`` is done when it is closed.
    """

    def __init__(
        self,
        transport: asyncio.WriteTransport,
        host: str,
        extensions: dict[str, str],
        patience: float,
    ) -> None:
        self.host, self.extensions, self.patience, self.mails = host, extensions, patience, 0
        self._loop = asyncio.get_running_loop()
        self.gone: asyncio.Future[None] = self._loop.create_future()
        self._transport = transport
        self._answered: asyncio.Future[None] | None = None
        self._wanted = 0
        self._replies: list[Reply] = []
        self._buffer = b""
        self._lines: list[str] = []
        self._broken = ""
        transport.set_protocol(self)

    @property
    def usable(self) -> bool:
        """Whether something can still be said on it."""
        return not (self._broken or self._transport.is_closing())

    async def ask(self, *commands: bytes) -> list[Reply]:
        """Send commands (without line ends) together; gives one reply each, whatever happens."""
        data = b"\r\n".join((*commands, b""))
        return await self._exchange(data, len(commands), self.patience)

    async def send(self, text: bytes) -> Reply:
        """Send a mail's text, stuffed and ended as SMTP wants it; gives the server's verdict."""
        [verdict] = await self._exchange(text, 1, self.patience * _VERDICT_TIMES)
        return verdict

    async def _exchange(self, data: bytes, wanted: int, seconds: float) -> list[Reply]:
        self._replies, self._wanted = [], wanted
        if self.usable:
            await self._wait_for_answers(data, seconds)
        missing = Reply(0, self._broken or f"{self.host} closed the connection")
        if self._replies and self._replies[-1].code == _CLOSING:
            missing = self._replies[-1]
        return self._replies + [missing] * (wanted - len(self._replies))

    async def _wait_for_answers(self, data: bytes, seconds: float) -> None:
        late = f"{self.host} did not answer within {seconds:g} s"
        timer = self._loop.call_later(seconds, self.break_off, late)
        self._answered = self._loop.create_future()
        self._transport.write(data)
        try:
            await self._answered
        except asyncio.CancelledError:
            self.break_off("interrupted")
            raise
        finally:
            timer.cancel()
            self._answered = None

    def break_off(self, why: str) -> None:
        """Drop the connection at once; what is being waited for is answered by the reason."""
        self._broken = self._broken or why
        self._transport.abort()
        if self._answered is not None and not self._answered.done():
            self._answered.set_result(None)

    def data_received(self, data: bytes) -> None:
        """Take in what the server says, if it was asked."""
        if self._answered is None or self._answered.done():
            # Whatever it is, it must not pass for the answer to the next command.
            self.break_off(f"{self.host} spoke without being asked")
            return
        *lines, self._buffer = (self._buffer + data).split(b"\n")
        try:
            for line in lines:
                self._take(line)
        except ValueError:
            self.break_off(f"{self.host} answered something that is not SMTP")
            return
        self._settle()

    def _take(self, line: bytes) -> None:
        """Add a line to the reply it belongs to; raises ValueError if it is none of a reply.

        Nothing counts that comes after the server has said that it closes the connection.
        """
        if self._replies and self._replies[-1].code == _CLOSING:
            return
        code, more = int(line[:3]), line[3:4] == b"-"
        if not line[:3].isdigit():
            raise ValueError(line)
        self._lines.append(line[4:].decode(errors="replace"))
        if not more:
            self._replies.append(Reply(code, " ".join(self._lines)))
            self._lines = []

    def _settle(self) -> None:
        got = len(self._replies)
        if got and self._replies[-1].code == _CLOSING:
            self.break_off(f"{self.host} closed the connection")
        elif got > self._wanted or len(self._buffer) + sum(map(len, self._lines)) > _LONGEST:
            del self._replies[self._wanted :]
            self.break_off(f"{self.host} said more than it was asked")
        elif got == self._wanted and self._answered is not None:
            self._answered.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that the connection is gone."""
        self.break_off(f"{self.host} closed the connection" + (f" ({exc})" if exc else ""))
        if not self.gone.done():
            self.gone.set_result(None)
