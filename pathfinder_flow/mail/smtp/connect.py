"""Coming to terms with a mail server before any mail: connecting, TLS, signing in.

Whatever goes wrong here is no recipient's fault; it is told in a sentence for those who look after
the mail, not raised.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Iterator
from typing import cast

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPException,
    SMTPResponseException,
)

from pathfinder_flow.mail.smtp.server import Server
from pathfinder_flow.mail.smtp.wire import Connection
from pathfinder_flow.mail.text import single_line

_CERTIFICATE_WRONG = {
    9: "is not valid yet",
    10: "has expired",
    18: "is signed by nobody but itself",
    19: "comes from an authority this machine does not trust",
    20: "comes from an authority this machine does not trust",
    21: "comes from an authority this machine does not trust",
    23: "has been revoked",
    62: "is made out to another server",
    64: "is made out to another server",
}
"""By OpenSSL's number for what is wrong."""


class NoProtection(SMTPException):
    """The server does not offer the TLS that we insist on."""

    def __init__(self) -> None:
        super().__init__("STARTTLS is not offered, and mail is not sent unprotected")


class _Client(SMTP):
    """Closes at once: a polite end to TLS waits for the other side, which may have hung up."""

    def close(self) -> None:
        if isinstance(self.transport, asyncio.WriteTransport):
            self.transport.abort()
        super().close()


class Connector:
    """Makes connections to one server; keeps what they share."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._trust: ssl.SSLContext | None = None

    async def connect(self) -> Connection | str:
        """Give a connection ready for mail, or why there is none."""
        client: _Client | None = None
        try:
            client = self._client()
            await self._come_to_terms(client)
            transport = cast("asyncio.WriteTransport", client.transport)
            server, offered = self._server, client.esmtp_extensions
            return Connection(transport, server.host, offered, server.timeout)
        except Exception as error:  # noqa: BLE001 - a server may say anything, to parsers not ours
            if client is not None:
                client.close()
            return single_line(why_not(error, self._server))

    def _client(self) -> _Client:
        server = self._server
        if server.tls != "none" and self._trust is None:
            self._trust = ssl.create_default_context(cafile=server.ca_file)
        return _Client(
            hostname=server.host,
            port=server.port,
            timeout=server.timeout,
            use_tls=server.tls == "implicit",
            start_tls=False,
            tls_context=self._trust,
            # Asking the network for our own name can take long; see _own_name.
            local_hostname="localhost",
        )

    async def _come_to_terms(self, client: SMTP) -> None:
        server = self._server
        await client.connect()
        client.local_hostname = _own_name(client)
        await client.ehlo()
        if server.tls == "starttls":
            if not client.supports_extension("starttls"):
                raise NoProtection
            await client.starttls()
            await client.ehlo()
        if server.username is not None:
            if server.tls != "none" and "plain" in client.server_auth_methods:
                # One attempt: three with a wrong password may lock the account.
                client.server_auth_methods = ["plain"]
            await client.login(server.username, server.password or "")


def _own_name(client: SMTP) -> str:
    """Give this machine's name if it is a full one, else its address as SMTP writes it."""
    name = socket.gethostname()
    if "." in name and name.isascii():
        return name
    address = str(client.get_transport_info("sockname")[0])
    return f"[IPv6:{address}]" if ":" in address else f"[{address}]"


def why_not(error: BaseException, server: Server) -> str:
    """Say in a sentence why no connection could be had."""
    where = f"{server.host}, port {server.port}"
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            wrong = _CERTIFICATE_WRONG.get(cause.verify_code, "cannot be trusted")
            return (
                f"the certificate of the mail server {where} {wrong}, so nothing was sent "
                f"({cause.verify_message})"
            )
        if isinstance(cause, ssl.SSLError):
            return f"no protected connection to {where} could be made ({cause.reason or cause})"
        if isinstance(cause, socket.gaierror | UnicodeError):
            return f"the mail server's name {server.host} is not known (DNS: {cause})"
        if isinstance(cause, SMTPAuthenticationError):
            return f"{where} did not accept the user name or password ({_said(cause)})"
        if isinstance(cause, SMTPResponseException):
            return f"{where} takes no mail now ({_said(cause)})"
    return _why_no_answer(error, causes, server)


def _why_no_answer(error: BaseException, causes: list[BaseException], server: Server) -> str:
    where = f"{server.host}, port {server.port}"
    if any(isinstance(cause, TimeoutError) for cause in causes):
        return f"{where} did not answer within {server.timeout:g} s"
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return f"nothing at {where} takes mail (connection refused)"
    if isinstance(error, FileNotFoundError | PermissionError) and server.ca_file is not None:
        return f"the file of trusted certificates cannot be read ({error})"
    return f"{where}: {error}"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Give an error and what it came from, the root first."""
    if error is not None:
        yield from _causes(error.__cause__)
        yield error


def _said(error: SMTPResponseException) -> str:
    return f"{error.code} {error.message}"
