"""Coming to terms with a mail server: TLS, certificates, signing in, names that lead nowhere."""

from __future__ import annotations

import base64
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest
import trustme

from pathfinder_flow.domain.reminders.mail import DeliveryResult, DeliveryStatus, Envelope
from pathfinder_flow.mail.smtp.server import Server
from pathfinder_flow.mail.smtp.transport import SmtpTransport
from tests.mail.smtp.servers import DROP, HANG, NastyServer

MAIL = Envelope(
    "<1@p.example>", "E1", "desk@p.example", ("a@x.example",), b"Subject: x\r\n\r\nx\r\n"
)
Tls = Literal["implicit", "starttls"]
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def trusted(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("trust") / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    return file


def shown(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


@pytest.fixture(scope="module")
def good(authority: trustme.CA) -> ssl.SSLContext:
    return shown(authority.issue_cert("127.0.0.1", "localhost"))


def deliver(settings: Server) -> DeliveryResult:
    with SmtpTransport(settings) as transport:
        [receipt] = transport.deliver([MAIL])
    return receipt


@pytest.mark.parametrize("implicit", [True, False], ids=["implicit", "starttls"])
def test_a_mail_goes_out_over_tls_and_signed_in(
    good: ssl.SSLContext, trusted: Path, *, implicit: bool
) -> None:
    offers = ("PIPELINING", "AUTH PLAIN LOGIN")
    with NastyServer(offers=offers, tls=good, implicit=implicit) as server:
        tls: Tls = "implicit" if implicit else "starttls"
        settings = Server("127.0.0.1", server.port, tls, "desk", "secret", 2, 3, trusted)
        receipt = deliver(settings)
    assert receipt.fate == DeliveryStatus.SENT
    plain = base64.b64encode(b"\0desk\0secret").decode()
    assert f"AUTH PLAIN {plain}" in server.said


def refused_certificate(context: ssl.SSLContext, trust: Path, host: str, how: Tls) -> str:
    with NastyServer(tls=context, implicit=how == "implicit") as server:
        settings = Server(host, server.port, how, ca_file=trust, timeout=2)
        receipt = deliver(settings)
    assert receipt.fate == DeliveryStatus.DEFERRED
    assert not any(line.startswith("MAIL") for line in server.said)
    return receipt.reply


Issue = Callable[[trustme.CA], ssl.SSLContext]


def of_another_host(authority: trustme.CA) -> ssl.SSLContext:
    return shown(authority.issue_cert("mail.example"))


def expired(authority: trustme.CA) -> ssl.SSLContext:
    until = LONG_AGO + timedelta(days=30)
    return shown(authority.issue_cert("localhost", not_before=LONG_AGO, not_after=until))


def of_a_stranger(_authority: trustme.CA) -> ssl.SSLContext:
    return shown(trustme.CA().issue_cert("localhost"))


def self_signed(_authority: trustme.CA, tmp_path: Path) -> ssl.SSLContext:
    itself = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    both = tmp_path / "self.pem"
    both.write_bytes(itself.private_key_pem.bytes() + itself.cert_pem.bytes())
    context.load_cert_chain(both)
    return context


@pytest.mark.parametrize("how", ["implicit", "starttls"])
@pytest.mark.parametrize(
    ("issue", "said"),
    [
        (of_another_host, "is made out to another server"),
        (expired, "has expired"),
        (of_a_stranger, "comes from an authority this machine does not trust"),
    ],
)
def test_a_wrong_certificate_is_told_plainly_and_nothing_is_sent(
    authority: trustme.CA, trusted: Path, issue: Issue, said: str, how: Tls
) -> None:
    reply = refused_certificate(issue(authority), trusted, "localhost", how)
    assert "the certificate of the mail server localhost, port " in reply
    assert said in reply
    assert "nothing was sent" in reply


def test_a_certificate_signed_by_itself_is_told_plainly(
    authority: trustme.CA, trusted: Path, tmp_path: Path
) -> None:
    context = self_signed(authority, tmp_path)
    reply = refused_certificate(context, trusted, "localhost", "implicit")
    assert "is signed by nobody but itself" in reply


def test_without_a_file_of_its_own_the_machines_authorities_decide(good: ssl.SSLContext) -> None:
    with NastyServer(tls=good, implicit=True) as server:
        receipt = deliver(Server("localhost", server.port, "implicit", timeout=2))
    assert "does not trust" in receipt.reply


def test_a_missing_file_of_trusted_certificates_defers_and_says_so(tmp_path: Path) -> None:
    receipt = deliver(Server("localhost", 25, ca_file=tmp_path / "none.pem"))
    assert receipt.fate == DeliveryStatus.DEFERRED
    assert "the file of trusted certificates cannot be read" in receipt.reply


def test_a_server_without_starttls_gets_nothing() -> None:
    with NastyServer() as server:
        receipt = deliver(Server("127.0.0.1", server.port, timeout=2))
    assert receipt.fate == DeliveryStatus.DEFERRED
    assert "STARTTLS is not offered" in receipt.reply
    assert [line.split()[0] for line in server.said] == ["EHLO"]


def test_a_server_that_speaks_no_tls_where_it_should_is_told_plainly() -> None:
    with NastyServer() as server:
        receipt = deliver(Server("127.0.0.1", server.port, "implicit", timeout=2))
    assert receipt.fate == DeliveryStatus.DEFERRED
    assert "no protected connection" in receipt.reply


@pytest.mark.parametrize("answer", [HANG, DROP, "454 not now"])
def test_a_server_that_fails_at_starttls_gets_nothing(
    good: ssl.SSLContext, trusted: Path, answer: str
) -> None:
    with NastyServer({"STARTTLS": answer}, tls=good) as server:
        settings = Server("127.0.0.1", server.port, timeout=0.3, ca_file=trusted)
        assert deliver(settings).fate == DeliveryStatus.DEFERRED
    assert [line.split()[0] for line in server.said] == ["EHLO", "STARTTLS"]


@pytest.mark.parametrize("answer", ["535 5.7.8 wrong password", "454 try later", HANG])
def test_a_wrong_password_is_tried_once_and_is_not_the_recipients_fault(
    good: ssl.SSLContext, trusted: Path, answer: str
) -> None:
    offers = ("AUTH PLAIN LOGIN CRAM-MD5",)
    with NastyServer({"AUTH": answer}, offers, good) as server:
        settings = Server("127.0.0.1", server.port, "starttls", "desk", "wrong", 0.4, 3, trusted)
        receipt = deliver(settings)
    assert receipt.fate == DeliveryStatus.DEFERRED
    assert "wrong" not in receipt.reply.replace("wrong password", "")
    assert sum(line.startswith("AUTH") for line in server.said) == 1


def test_a_server_that_lets_nobody_sign_in_defers() -> None:
    with NastyServer() as server:
        receipt = deliver(Server("127.0.0.1", server.port, "none", "desk", "secret", timeout=2))
    assert receipt.fate == DeliveryStatus.DEFERRED
    assert "AUTH" in receipt.reply


@pytest.mark.parametrize("host", ["nowhere.invalid", "no..where", "x" * 70 + ".example"])
def test_a_name_that_leads_nowhere_defers_and_is_told_plainly(host: str) -> None:
    receipt = deliver(Server(host, 25, "none", timeout=5))
    assert receipt.fate == DeliveryStatus.DEFERRED
    assert "is not known" in receipt.reply


@pytest.fixture
def closed_port() -> Iterator[int]:
    with socket.socket() as kept:
        kept.bind(("127.0.0.1", 0))
        yield kept.getsockname()[1]


def test_a_refused_connection_defers_and_is_told_plainly(closed_port: int) -> None:
    receipt = deliver(Server("127.0.0.1", closed_port, "none", timeout=2))
    assert receipt.fate == DeliveryStatus.DEFERRED
    assert "connection refused" in receipt.reply


def test_a_server_that_never_finishes_the_handshake_is_given_up(trusted: Path) -> None:
    with NastyServer({"greeting": HANG}) as server:
        began = time.monotonic()
        settings = Server("127.0.0.1", server.port, "implicit", timeout=0.3, ca_file=trusted)
        receipt = deliver(settings)
    assert time.monotonic() - began < 2
    assert receipt.fate == DeliveryStatus.DEFERRED


def test_the_password_is_not_shown_with_the_settings() -> None:
    assert "secret" not in repr(Server("mail.example", password="secret"))
