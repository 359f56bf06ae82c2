"""Handing mails to servers that misbehave, each a real one on loopback: who got what."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import smtplib
import threading
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Session
from aiosmtpd.smtp import Envelope as Received
from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.domain.reminders.mail import DeliveryResult, DeliveryStatus, Envelope
from pathfinder_flow.mail.smtp.dialogue import dot_stuffed
from pathfinder_flow.mail.smtp.server import Server
from pathfinder_flow.mail.smtp.transport import SmtpTransport
from pathfinder_flow.mail.transport import STOPPING
from tests.mail.smtp.servers import DROP, HANG, RESET, Answer, NastyServer

TIMEOUT = 0.3
TEXT = b"Subject: Report\r\n\r\nDear colleague,\r\n.a line that begins with a dot\r\n"


def mail(*to: str, number: int = 1, data: bytes = TEXT) -> Envelope:
    name = f"{number}@pathfinder.example"
    return Envelope(
        f"<{name}>", f"E{number}", "desk@pathfinder.example", to or ("a@x.example",), data
    )


def mails(count: int) -> list[Envelope]:
    return [mail(f"p{number}@x.example", number=number) for number in range(count)]


def at(server: NastyServer, **other: object) -> Server:
    settings = Server("127.0.0.1", server.port, tls="none", timeout=TIMEOUT, connections=3)
    return replace(settings, **other)  # type: ignore[arg-type]


def sent_to(server: NastyServer, *envelopes: Envelope, **other: object) -> list[DeliveryResult]:
    with SmtpTransport(at(server, **other)) as transport:
        return transport.deliver(envelopes)


def outcome(answers: dict[str, Answer], *, pipelining: bool) -> tuple[DeliveryStatus, str]:
    """What becomes of one mail on a server that answers like this."""
    offers = ("DSN", "PIPELINING") if pipelining else ("DSN",)
    with NastyServer(answers, offers) as server:
        [receipt] = sent_to(server, mail())
    return receipt.fate, receipt.reply


def test_every_mail_arrives_byte_for_byte_and_is_receipted_in_order() -> None:
    with NastyServer() as server:
        receipts = sent_to(server, *mails(25))
    assert [(r.message, r.recipient, r.fate) for r in receipts] == [
        (f"<{n}@pathfinder.example>", f"p{n}@x.example", DeliveryStatus.SENT) for n in range(25)
    ]
    assert {r.reply for r in receipts} == {"250 2.0.0 queued as 1"}
    assert set(server.texts()) == {TEXT.replace(b"\r\n.", b"\r\n..")}
    assert len(server.taken) == 25


def test_no_mail_needs_no_server() -> None:
    with SmtpTransport(Server("nowhere.invalid")) as transport:
        assert transport.deliver([]) == []


class Keeping:
    """What an independent mail server understood of what we sent."""

    def __init__(self) -> None:
        self.contents: list[bytes] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Received) -> str:  # noqa: ARG002, N802
        assert isinstance(envelope.original_content, bytes)
        self.contents.append(envelope.original_content)
        return "250 kept"


class AnyPort(Controller):
    """A server on a free port: it looks whether it answers only once it knows which one."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


def test_another_server_understands_the_same_text() -> None:
    keeping = Keeping()
    controller = AnyPort(keeping, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        settings = Server("127.0.0.1", controller.port, tls="none", timeout=2)
        with SmtpTransport(settings) as transport:
            [receipt] = transport.deliver([mail()])
    finally:
        controller.stop()
    assert (receipt.fate, receipt.reply) == (DeliveryStatus.SENT, "250 kept")
    assert keeping.contents == [TEXT]


@given(st.binary(max_size=60) | st.text("\r\n.a", max_size=30).map(str.encode))
def test_a_text_is_prepared_as_the_standard_library_would(data: bytes) -> None:
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", data)
    if lines and not lines.endswith(b"\r\n"):
        lines += b"\r\n"
    assert dot_stuffed(data) == smtplib._quote_periods(lines) + b".\r\n"  # type: ignore[attr-defined]


AT_EACH_STEP = [
    # What the server does; what becomes of the mail; what is said of it.
    ({"greeting": "421 busy"}, DeliveryStatus.DEFERRED, "421 busy"),
    ({"greeting": "554 no service"}, DeliveryStatus.DEFERRED, "554 no service"),
    ({"EHLO": "550 not you", "HELO": "550 not you"}, DeliveryStatus.DEFERRED, "550 not you"),
    ({"MAIL": "421 busy"}, DeliveryStatus.DEFERRED, "421 busy"),
    ({"MAIL": "451 later"}, DeliveryStatus.DEFERRED, "451 later"),
    ({"MAIL": "550 no"}, DeliveryStatus.DEFERRED, "no mail from desk@pathfinder.example: 550 no"),
    (
        {"MAIL": "553 5.1.8 who?"},
        DeliveryStatus.DEFERRED,
        "no mail from desk@pathfinder.example: 553",
    ),
    ({"MAIL": "530 5.7.0 sign in first"}, DeliveryStatus.DEFERRED, "530 5.7.0 sign in first"),
    ({"RCPT": "421 busy"}, DeliveryStatus.DEFERRED, "421 busy"),
    ({"RCPT": "451 greylisted"}, DeliveryStatus.DEFERRED, "451 greylisted"),
    ({"RCPT": "550 5.1.1 nobody"}, DeliveryStatus.REFUSED, "550 5.1.1 nobody"),
    ({"RCPT": "550 5.1.8 sender unknown"}, DeliveryStatus.DEFERRED, "550 5.1.8 sender unknown"),
    ({"RCPT": "550 no", "DATA": "354 go ahead"}, DeliveryStatus.REFUSED, "550 no"),
    ({"MAIL": "550 no", "DATA": "354 go ahead"}, DeliveryStatus.DEFERRED, "550 no"),
    ({"DATA": "421 busy"}, DeliveryStatus.DEFERRED, "421 busy"),
    ({"DATA": "451 later"}, DeliveryStatus.DEFERRED, "451 later"),
    ({"DATA": "550 no"}, DeliveryStatus.REFUSED, "550 no"),
    ({"DATA": "250 what?"}, DeliveryStatus.DEFERRED, "250 what?"),
    ({"text": "421 busy"}, DeliveryStatus.DEFERRED, "421 busy"),
    ({"text": "451 later"}, DeliveryStatus.DEFERRED, "451 later"),
    ({"text": "550 spam"}, DeliveryStatus.REFUSED, "550 spam"),
    ({"text": "250-2.0.0 kept\r\n250 as 7"}, DeliveryStatus.SENT, "250 2.0.0 kept as 7"),
    ({"text": "250 2.1.8 kept"}, DeliveryStatus.SENT, "250 2.1.8 kept"),
    ({"greeting": HANG}, DeliveryStatus.DEFERRED, "did not answer within 0.3 s"),
    ({"EHLO": HANG}, DeliveryStatus.DEFERRED, "did not answer"),
    ({"MAIL": HANG}, DeliveryStatus.DEFERRED, "did not answer"),
    ({"RCPT": HANG}, DeliveryStatus.DEFERRED, "did not answer"),
    ({"DATA": HANG}, DeliveryStatus.DEFERRED, "did not answer"),
    ({"text": HANG}, DeliveryStatus.UNKNOWN, "did not answer within 1.2 s"),
    ({"greeting": RESET}, DeliveryStatus.DEFERRED, "127.0.0.1"),
    ({"MAIL": RESET}, DeliveryStatus.DEFERRED, "closed the connection"),
    ({"RCPT": RESET}, DeliveryStatus.DEFERRED, "closed the connection"),
    ({"DATA": DROP}, DeliveryStatus.DEFERRED, "closed the connection"),
    ({"text": RESET}, DeliveryStatus.UNKNOWN, "closed the connection"),
    ({"text": DROP}, DeliveryStatus.UNKNOWN, "closed the connection"),
    ({"greeting": "HTTP/1.1 400 Bad Request"}, DeliveryStatus.DEFERRED, "127.0.0.1"),
    ({"MAIL": "hello"}, DeliveryStatus.DEFERRED, "not SMTP"),
    ({"text": "hello"}, DeliveryStatus.UNKNOWN, "not SMTP"),
    ({"RCPT": "550 " + "x" * 900}, DeliveryStatus.REFUSED, "550 xxx"),
    ({"RCPT": "550 \x07\tno\x1b[31m"}, DeliveryStatus.REFUSED, "550 no [31m"),
]


@pytest.mark.parametrize("pipelining", [True, False], ids=["at once", "one by one"])
@pytest.mark.parametrize(
    ("answers", "fate", "said"), AT_EACH_STEP, ids=[str(a)[:45] for a, _, _ in AT_EACH_STEP]
)
def test_what_a_server_does_at_each_step_decides_what_becomes_of_the_mail(
    answers: dict[str, Answer], fate: DeliveryStatus, said: str, *, pipelining: bool
) -> None:
    became, reply = outcome(answers, pipelining=pipelining)
    assert became == fate
    assert said in reply
    assert reply.isprintable()
    assert len(reply) <= 300


@pytest.mark.parametrize("pipelining", [True, False], ids=["at once", "one by one"])
@pytest.mark.parametrize(
    ("step", "answer", "no_such_address"),
    [
        ("RCPT", "550 5.1.1 nobody", True),
        ("RCPT", "553 5.1.3 no address", True),
        ("RCPT", "554 5.1.2 no such domain", True),
        ("RCPT", "550-5.1.1 nobody\r\n550 5.1.1 of that name", True),
        ("RCPT", "550 #5.1.0 rejected", True),
        ("RCPT", "550 nobody", True),
        ("RCPT", "550 192.0.2.1 says no", True),
        ("RCPT", "551 lives elsewhere", True),
        ("RCPT", "553 no such box", True),
        ("RCPT", "550 5.7.1 you are on a list", False),
        ("RCPT", "550 5.2.1 disabled", False),
        ("RCPT", "550 5.1.7 sender is no address", False),
        ("RCPT", "550 5.1.8 sender unknown", False),
        ("RCPT", "552 5.2.2 mailbox full", False),
        ("RCPT", "552 too much", False),
        ("RCPT", "554 no", False),
        ("RCPT", "530 5.7.0 sign in first", False),
        ("RCPT", "450 4.1.1 not yet", False),
        ("RCPT", HANG, False),
        ("MAIL", "550 5.1.1 nobody", False),
        ("DATA", "550 5.1.1 nobody", False),
        ("text", "550 5.1.1 nobody", False),
        ("text", "250 2.1.5 kept", False),
    ],
)
def test_only_an_answer_that_speaks_of_the_address_says_that_there_is_no_such_one(
    step: str, answer: Answer, *, no_such_address: bool, pipelining: bool
) -> None:
    with NastyServer({step: answer}, ("PIPELINING",) if pipelining else ()) as server:
        [receipt] = sent_to(server, mail())
    assert receipt.no_such_address is no_such_address


def test_one_address_that_is_none_says_nothing_of_the_others() -> None:
    with NastyServer({"RCPT": some_refused, "text": "550 spam"}) as server:
        receipts = sent_to(server, mail("gone@x.example", "a@x.example"))
    assert [r.fate for r in receipts] == [DeliveryStatus.REFUSED, DeliveryStatus.REFUSED]
    assert [r.no_such_address for r in receipts] == [True, False]


def some_refused(command: str) -> str | None:
    answers = {"<gone@": "550 5.1.1 nobody", "<full@": "452 4.2.2 mailbox full"}
    return next((answer for part, answer in answers.items() if part in command), None)


@pytest.mark.parametrize("offers", [("PIPELINING",), ()], ids=["at once", "one by one"])
def test_recipients_refused_or_put_off_do_not_keep_the_others_from_their_mail(
    offers: tuple[str, ...],
) -> None:
    to = ("gone@x.example", "a@x.example", "full@x.example", "b@x.example")
    with NastyServer({"RCPT": some_refused}, offers) as server:
        receipts = sent_to(server, mail(*to))
    assert [(r.recipient, r.fate, r.reply) for r in receipts] == [
        ("gone@x.example", DeliveryStatus.REFUSED, "550 5.1.1 nobody"),
        ("a@x.example", DeliveryStatus.SENT, "250 2.0.0 queued as 1"),
        ("full@x.example", DeliveryStatus.DEFERRED, "452 4.2.2 mailbox full"),
        ("b@x.example", DeliveryStatus.SENT, "250 2.0.0 queued as 1"),
    ]
    assert len(server.taken) == 1


def test_a_text_lost_on_the_way_is_unknown_only_for_those_who_would_have_got_it() -> None:
    with NastyServer({"RCPT": some_refused, "text": DROP}) as server:
        receipts = sent_to(server, mail("gone@x.example", "a@x.example"))
    assert [r.fate for r in receipts] == [DeliveryStatus.REFUSED, DeliveryStatus.UNKNOWN]


def once(number: int, answer: str) -> Callable[[str], str | None]:
    """Answer like that at the given mail, and ordinarily at all others."""
    return lambda command: answer if f"p{number}@" in command else None


@pytest.mark.parametrize("answer", ["550 no", "451 later", "421 busy", HANG, RESET])
def test_one_bad_mail_among_ten_harms_no_other(answer: str) -> None:
    with NastyServer({"RCPT": once(4, answer)}) as server:
        receipts = sent_to(server, *mails(10), connections=2)
    bad = receipts.pop(4)
    assert bad.fate in {DeliveryStatus.REFUSED, DeliveryStatus.DEFERRED}
    assert {r.fate for r in receipts} == {DeliveryStatus.SENT}
    assert len(server.taken) == 9


def test_a_server_that_greets_with_a_refusal_is_tried_once_and_not_per_mail() -> None:
    with NastyServer({"greeting": "554 no service"}) as server:
        receipts = sent_to(server, *mails(20))
    assert [r.fate for r in receipts] == [DeliveryStatus.DEFERRED] * 20
    assert server.connections == 1


def test_a_server_that_hangs_at_every_mail_is_given_up_before_long() -> None:
    began = time.monotonic()
    with NastyServer({"RCPT": HANG}) as server:
        receipts = sent_to(server, *mails(60))
    assert [r.fate for r in receipts] == [DeliveryStatus.DEFERRED] * 60
    assert time.monotonic() - began < 4


def test_a_server_that_takes_few_connections_gets_all_mails_over_those() -> None:
    free = threading.Semaphore(2)

    def greet(_command: str) -> str | None:
        return None if free.acquire(blocking=False) else "421 too many connections"

    with NastyServer({"greeting": greet}) as server:
        receipts = sent_to(server, *mails(30), connections=6)
    assert {r.fate for r in receipts} == {DeliveryStatus.SENT}


def test_a_server_that_takes_one_mail_per_connection_gets_all_of_them() -> None:
    # The server has a thread per connection.
    this_connection = threading.local()

    def only_first(_command: str) -> str | None:
        known = hasattr(this_connection, "known")
        this_connection.known = True
        return "421 one is enough" if known else None

    with NastyServer({"MAIL": only_first}) as server:
        receipts = sent_to(server, *mails(8), connections=1)
    assert {r.fate for r in receipts} == {DeliveryStatus.SENT}
    assert len(server.taken) == 8


def test_connections_are_kept_from_call_to_call() -> None:
    with NastyServer() as server, SmtpTransport(at(server, connections=1)) as transport:
        for envelope in mails(3):
            transport.deliver([envelope])
    assert server.connections == 1
    assert server.said[-1] == "QUIT"


@pytest.mark.parametrize("noop", [None, "421 closing", HANG])
def test_a_connection_closed_or_dead_between_two_calls_is_replaced(noop: str | None) -> None:
    with NastyServer({"NOOP": noop}) as server, SmtpTransport(at(server)) as transport:
        transport.deliver([mail()])
        if noop is None:
            server.drop_all()
        [receipt] = transport.deliver([mail(number=2)])
    assert receipt.fate == DeliveryStatus.SENT
    assert server.connections == 2


def test_after_closing_it_can_be_used_again() -> None:
    with NastyServer() as server:
        transport = SmtpTransport(at(server))
        transport.close()
        for _ in range(2):
            assert transport.deliver([mail()])[0].fate == DeliveryStatus.SENT
            transport.close()
            transport.close()


def test_envelope_id_and_notices_are_asked_for_where_the_server_knows_them() -> None:
    envelope = replace(mail("a+b@x.example"), envid="E+1=2 é")
    with NastyServer(offers=("DSN",)) as server:
        sent_to(server, envelope)
    assert server.taken[0].commands[1:3] == [
        "MAIL FROM:<desk@pathfinder.example> RET=HDRS ENVID=E+2B1+3D2+20+C3+A9",
        "RCPT TO:<a+b@x.example> NOTIFY=FAILURE,DELAY ORCPT=rfc822;a+2Bb@x.example",
    ]


def test_a_server_that_announces_nothing_is_asked_for_nothing() -> None:
    with NastyServer(offers=()) as server:
        sent_to(server, mail(data="é\r\n".encode()))
    assert server.taken[0].commands[1:] == [
        "MAIL FROM:<desk@pathfinder.example>",
        "RCPT TO:<a@x.example>",
        "DATA",
    ]


def test_size_and_eight_bit_text_are_announced_to_a_server_that_wants_to_know() -> None:
    with NastyServer(offers=("SIZE 1000", "8BITMIME")) as server:
        sent_to(server, mail(data="é\r\n".encode()))
    assert server.taken[0].commands[1].endswith("> SIZE=7 BODY=8BITMIME")


def test_a_mail_larger_than_the_server_takes_is_not_even_offered() -> None:
    with NastyServer(offers=("SIZE 50",)) as server:
        [receipt] = sent_to(server, mail())
    assert receipt.fate == DeliveryStatus.REFUSED
    assert "takes at most 50" in receipt.reply
    assert not receipt.no_such_address
    assert not any(line.startswith("MAIL") for line in server.said)


@pytest.mark.parametrize("bad", ["x@y.example>\r\nRCPT TO:<z@x.example", "no one@x", "", "é@x"])
def test_a_text_that_is_no_address_is_refused_here_and_the_others_go_on(bad: str) -> None:
    with NastyServer() as server:
        receipts = sent_to(server, mail("a@x.example", bad, "b@x.example"))
    assert [r.fate for r in receipts] == [
        DeliveryStatus.SENT,
        DeliveryStatus.REFUSED,
        DeliveryStatus.SENT,
    ]
    assert [line for line in server.said if "z@x.example" in line] == []
    assert "not an address" in receipts[1].reply
    assert [r.no_such_address for r in receipts] == [False, True, False]


def stopped(server: NastyServer, after: float, within: float) -> tuple[list[DeliveryResult], float]:
    """Deliver ten mails, stopping meanwhile; gives also the seconds from the stop to the end."""
    with SmtpTransport(at(server, timeout=30, connections=2)) as transport:
        timer = threading.Timer(after, transport.stop_within, [within])
        timer.start()
        began = time.monotonic()
        receipts = transport.deliver(mails(10))
        took = time.monotonic() - began - after
        timer.join()
    return receipts, took


@pytest.mark.parametrize(
    ("step", "fate"),
    [
        ("greeting", DeliveryStatus.DEFERRED),
        ("RCPT", DeliveryStatus.DEFERRED),
        ("text", DeliveryStatus.UNKNOWN),
    ],
)
def test_stopping_while_the_server_hangs_ends_within_the_time(
    step: str, fate: DeliveryStatus
) -> None:
    with NastyServer({step: HANG}) as server:
        receipts, took = stopped(server, after=0.2, within=0.3)
    assert 0.2 < took < 1
    begun = [r for r in receipts if r.reply != STOPPING]
    assert [r.fate for r in begun] == [fate] * len(begun)
    assert {r.fate for r in receipts if r.reply == STOPPING} == {DeliveryStatus.DEFERRED}
    assert len(receipts) == 10


def test_stopping_finishes_the_mails_in_hand_and_begins_no_other() -> None:
    def slowly(_command: str) -> None:
        time.sleep(0.4)

    with NastyServer({"text": slowly}) as server:
        receipts, took = stopped(server, after=0.2, within=5)
    assert took < 1
    assert [r.fate for r in receipts] == [DeliveryStatus.SENT] * 2 + [DeliveryStatus.DEFERRED] * 8
    assert {r.reply for r in receipts[2:]} == {STOPPING}


def test_after_stopping_nothing_is_begun() -> None:
    with NastyServer() as server, SmtpTransport(at(server)) as transport:
        transport.stop_within(1)
        assert [r.reply for r in transport.deliver(mails(2))] == [STOPPING] * 2
    assert server.connections == 0


def test_a_signal_stops_it_in_the_middle() -> None:
    with NastyServer({"RCPT": HANG}) as server, SmtpTransport(at(server, timeout=30)) as transport:
        before = signal.signal(signal.SIGUSR1, lambda *_: transport.stop_within(0.1))
        timer = threading.Timer(0.2, os.kill, [os.getpid(), signal.SIGUSR1])
        timer.start()
        began = time.monotonic()
        receipts = transport.deliver(mails(5))
        signal.signal(signal.SIGUSR1, before)
    assert time.monotonic() - began < 1
    assert [r.fate for r in receipts] == [DeliveryStatus.DEFERRED] * 5
