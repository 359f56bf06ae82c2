"""A mail server for tests that does what it is told, however nasty: real sockets, one thread each.

``answers`` says what happens at each step: a reply, or one of ``HANG``, ``DROP`` (close politely),
``RESET``; or a function of the command that gives one of these. Steps are the verbs, and
``greeting`` and ``text`` (the end of a mail). ``None`` stands for the ordinary answer.
"""

from __future__ import annotations

import re
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import BinaryIO, Self

HANG, DROP, RESET = "(hang)", "(drop)", "(reset)"

Answer = str | None | Callable[[str], str | None]

ORDINARY = {
    "greeting": "220 test.example ESMTP",
    "MAIL": "250 2.1.0 Ok",
    "RCPT": "250 2.1.5 Ok",
    "DATA": "354 go ahead",
    "nobody": "554 5.5.1 no valid recipients",
    "text": "250 2.0.0 queued as 1",
    "AUTH": "235 2.7.0 welcome",
    "STARTTLS": "220 2.0.0 ready",
    "QUIT": "221 2.0.0 bye",
}


class Gone(Exception):
    """The connection has ended."""


@dataclass
class Taken:
    """A mail the server took: the commands before it, and its text as it came."""

    commands: list[str]
    data: bytes = b""


@dataclass
class NastyServer:
    answers: Mapping[str, Answer] = field(default_factory=dict)
    offers: tuple[str, ...] = ("PIPELINING", "8BITMIME", "DSN")
    tls: ssl.SSLContext | None = None
    implicit: bool = False
    port: int = 0
    taken: list[Taken] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    connections: int = 0

    def __enter__(self) -> Self:
        self._ended = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listener.getsockname()[1]
        self._sockets: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        # Wakes accept(), which closing alone does not.
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self.drop_all()
        for thread in self._threads:
            thread.join(5)
        self._listener.close()
        for sock in self._sockets:
            sock.close()

    def drop_all(self) -> None:
        """Close every connection, as a server does with those that idle."""
        for sock in self._sockets:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def texts(self) -> list[bytes]:
        return [taken.data for taken in self.taken]

    def _accept(self) -> None:
        with suppress(OSError):
            while not self._ended.is_set():
                sock, _ = self._listener.accept()
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self.connections += 1
                self._sockets.append(sock)
                thread = threading.Thread(target=self._serve, args=(sock,))
                self._threads.append(thread)
                thread.start()

    def _serve(self, sock: socket.socket) -> None:
        with suppress(OSError, Gone):
            if self.implicit:
                sock = self._secure(sock)
            self._speak(sock)
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)
        sock.close()

    def _secure(self, sock: socket.socket) -> socket.socket:
        assert self.tls is not None
        secured = self.tls.wrap_socket(sock, server_side=True)
        self._sockets.append(secured)
        return secured

    def _speak(self, sock: socket.socket) -> None:
        lines = sock.makefile("rb")
        self._answer(sock, "greeting", "")
        commands: list[str] = []
        wanted = False
        while line := lines.readline():
            command = line.decode("latin-1").rstrip("\r\n")
            self.said.append(command)
            commands.append(command)
            verb = re.split(r"[ :]", command)[0].upper()
            no_one = verb == "DATA" and not wanted and "DATA" not in self.answers
            said = self._answer(sock, "nobody" if no_one else verb, command)
            wanted = said.startswith("25") and (verb == "RCPT" or wanted)
            if verb == "STARTTLS" and said.startswith("220"):
                lines.close()
                sock = self._secure(sock)
                lines = sock.makefile("rb")
            if verb == "DATA" and said.startswith("354"):
                taken = Taken(commands, b"".join(self._text(lines)))
                if self._answer(sock, "text", command).startswith("250"):
                    self.taken.append(taken)
                commands = []
            if verb == "QUIT":
                break
        lines.close()

    def _text(self, lines: BinaryIO) -> Iterator[bytes]:
        while (line := lines.readline()) != b".\r\n":
            if not line:
                raise Gone
            yield line

    def _answer(self, sock: socket.socket, step: str, command: str) -> str:
        wanted = self.answers.get(step)
        answer = wanted(command) if callable(wanted) else wanted
        if answer is None:
            answer = self._greet() if step == "EHLO" else ORDINARY.get(step, "250 Ok")
        if answer == HANG:
            self._ended.wait()
        if answer == RESET:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            sock.close()
        if answer in {HANG, DROP, RESET}:
            raise Gone
        sock.sendall(answer.encode() + b"\r\n")
        return answer

    def _greet(self) -> str:
        offers = [*self.offers, *(["STARTTLS"] if self.tls and not self.implicit else [])]
        return "\r\n".join(["250-test.example", *(f"250-{o}" for o in offers), "250 HELP"])
