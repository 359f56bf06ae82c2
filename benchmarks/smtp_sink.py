"""A mail server that swallows everything, for measuring: a process of its own, as light as can be.

``python -m benchmarks.smtp_sink --port 0 --delay-ms 20`` prints the port it listens on (loopback
only). Each line on its stdin is answered with the number of messages taken so far. When its stdin
closes it prints that number once more and ends. ``--delay-ms`` simulates a distance: every reply
leaves that much later, as does the greeting; commands sent together are answered together.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import sys
from functools import partial

_END = b"\r\n.\r\n"
_OK = b"250 2.0.0 Ok\r\n"
_REPLIES = {
    b"EHLO": b"250-sink.example\r\n250-PIPELINING\r\n250-SIZE 10485760\r\n250-8BITMIME\r\n"
    b"250-ENHANCEDSTATUSCODES\r\n250 DSN\r\n",
    b"HELO": b"250 sink.example\r\n",
    b"DATA": b"354 End data with <CR><LF>.<CR><LF>\r\n",
    b"QUIT": b"221 2.0.0 Bye\r\n",
}


class Tally:
    """How many messages the sink has taken."""

    def __init__(self) -> None:
        self.messages = 0

    def tell(self) -> None:
        """Print the number."""
        print(self.messages, flush=True)


class Sink(asyncio.Protocol):
    """One connection. ``delay`` is in seconds."""

    def __init__(self, tally: Tally, delay: float) -> None:
        self._tally, self._delay = tally, delay
        self._buffer = b""
        self._in_message = False
        self._loop = asyncio.get_running_loop()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport
        self._answer(b"220 sink.example ESMTP\r\n")

    def data_received(self, data: bytes) -> None:
        """Take commands and messages as they come, and answer what is complete."""
        self._buffer += data
        answers: list[bytes] = []
        while answer := self._take_message() if self._in_message else self._take_command():
            answers.append(answer)
        if answers:
            self._answer(b"".join(answers))

    def _take_message(self) -> bytes:
        _, end, rest = self._buffer.partition(_END)
        if not end:
            return b""
        self._buffer = rest
        self._in_message = False
        self._tally.messages += 1
        return _OK

    def _take_command(self) -> bytes:
        line, end, rest = self._buffer.partition(b"\r\n")
        if not end:
            return b""
        self._buffer = rest
        verb = line[:4].upper()
        self._in_message = verb == b"DATA"
        return _REPLIES.get(verb, _OK)

    def _answer(self, answer: bytes) -> None:
        if self._delay:
            self._loop.call_later(self._delay, self._write, answer)
        else:
            self._write(answer)

    def _write(self, answer: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(answer)
            if answer.startswith(b"221"):
                self._transport.close()


async def serve(port: int, delay: float) -> None:
    """Listen on loopback until stdin closes; ``delay`` in seconds."""
    loop, tally, ended = asyncio.get_running_loop(), Tally(), asyncio.Event()
    server = await loop.create_server(partial(Sink, tally, delay), "127.0.0.1", port)

    def asked() -> None:
        lines = os.read(sys.stdin.fileno(), 1024)
        for _ in range(lines.count(b"\n")):
            tally.tell()
        if not lines:
            ended.set()

    print(server.sockets[0].getsockname()[1], flush=True)
    loop.add_reader(sys.stdin.fileno(), asked)
    await ended.wait()
    loop.remove_reader(sys.stdin.fileno())
    server.close()
    tally.tell()


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(description="A mail server that swallows everything.")
    parser.add_argument("--port", type=int, default=0, help="0: any free one")
    parser.add_argument("--delay-ms", type=float, default=0, help="every reply comes that late")
    options = parser.parse_args()
    # A pause for collecting garbage would be measured as the client's.
    gc.disable()
    asyncio.run(serve(options.port, options.delay_ms / 1000))


if __name__ == "__main__":
    main()
