"""What is said to hand one mail over, and what each answer means for its recipients.

====================================  ====================================================
2xx to the mail's text                ``SENT``
5xx to one recipient                  ``REFUSED`` for that one
5xx to the text                       ``REFUSED`` for all
5xx about us: sender, sign-in, TLS    ``DEFERRED``
4xx anywhere, or no answer            ``DEFERRED``, for one or for all likewise
no answer once the text was leaving   ``UNKNOWN``
====================================  ====================================================

aiosmtplib's own ``data()`` cannot keep the last two lines apart: a server that falls silent before
the text may leave and one that falls silent after it raise the same ``SMTPReadTimeoutError``, and
only the first is safe to try again without a word. A 250 to DATA itself comes back as an error with
the code 250, which must not pass for ``SENT``. No other command of it takes a mail's text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pathfinder_flow.domain.reminders.mail import DeliveryResult, DeliveryStatus, Envelope
from pathfinder_flow.mail.smtp.wire import Connection, Reply
from pathfinder_flow.mail.text import single_line
from pathfinder_flow.mail.transport import same_for_all

_GO_AHEAD = 354
_FOR_GOOD = 5
_NO_ANSWER = {0, 421}
_ABOUT_US = {530, 534, 535, 538}
"""Codes of RFC 4954 and 3207: the server wants another sign-in, or TLS."""

_STATUS = re.compile(r"#?[245]\.(\d{1,3}\.\d{1,3})(?![\d.])")
"""The status of RFC 3463 before the words, without its class; some servers put a # before it."""

_SENDERS_ADDRESS = {"1.7", "1.8"}
"""Statuses that speak of the sender's address; many servers say so only to the recipients."""

_NO_MAILBOX = {550, 551, 553}
"""Codes of RFC 5321 for an address that is none, where no status says more."""

_ADDRESS = re.compile(r"[!-;=?-~]+")
"""Printable ASCII without spaces and angle brackets: nothing that could end the command."""

_NOBODY = Reply(554, "no valid recipients")


async def hand_over(wire: Connection, envelope: Envelope) -> list[DeliveryResult] | None:
    """Hand one mail over; gives one receipt per recipient, in their order. Raises nothing.

    None means: not begun, because a connection used before had been closed meanwhile, and that
    another may do better.

    1. Refuse what cannot be said in SMTP or is larger than the server takes.
    2. Say whom it is from and for; give up if the server does not want it.
    3. Send the text if somebody is left to receive it.
    4. Leave the connection fit for the next mail.
    """
    text = dot_stuffed(envelope.data)
    if unoffered := _unoffered(wire, envelope, text):
        return unoffered
    sayable = tuple(filter(_ADDRESS.fullmatch, envelope.recipients))
    if len(sayable) == len(envelope.recipients):
        return await _offer(wire, envelope, text)
    receipts = await _offer(wire, replace(envelope, recipients=sayable), text)
    if receipts is None:
        return None
    answered = iter(receipts)
    return [
        next(answered) if _ADDRESS.fullmatch(to) else _no_address(envelope, to)
        for to in envelope.recipients
    ]


def _unoffered(wire: Connection, envelope: Envelope, text: bytes) -> list[DeliveryResult]:
    """Give the receipts of a mail that cannot be offered to this server; none if it can."""
    if envelope.sender and not _ADDRESS.fullmatch(envelope.sender):
        why = f"{envelope.sender!a} is not an address that mail can be sent from"
        return same_for_all(envelope, DeliveryStatus.DEFERRED, single_line(why))
    if not any(map(_ADDRESS.fullmatch, envelope.recipients)):
        return [_no_address(envelope, to) for to in envelope.recipients]
    limit = wire.extensions.get("size", "")
    if limit.isdecimal() and 0 < int(limit) < len(text):
        why = f"the mail has {len(text)} bytes and {wire.host} takes at most {limit}"
        return same_for_all(envelope, DeliveryStatus.REFUSED, why)
    return []


def _no_address(envelope: Envelope, to: str) -> DeliveryResult:
    why = single_line(f"{to!a} is not an address that mail can be sent to")
    return DeliveryResult(envelope.message, to, DeliveryStatus.REFUSED, why, no_such_address=True)


async def _offer(wire: Connection, envelope: Envelope, text: bytes) -> list[DeliveryResult] | None:
    sender, *recipients, go = await _announce(wire, envelope, text)
    if wire.mails and not wire.usable and sender.code in _NO_ANSWER:
        return None
    wire.mails += 1
    accepted = sender.good and any(reply.good for reply in recipients)
    if go.code == _GO_AHEAD and accepted and wire.usable:
        verdict = await wire.send(text)
        fate = _fate(verdict, silent=DeliveryStatus.UNKNOWN)
    else:
        verdict = go if go.code != _GO_AHEAD else Reply(0, f"{wire.host} closed the connection")
        fate = DeliveryStatus.DEFERRED if go.good else _fate(verdict)
        if go.good:
            # Answers and questions no longer match.
            wire.break_off(f"{wire.host} lost the thread")
    if fate != DeliveryStatus.SENT:
        await _tidy_up(wire, waiting=go.code == _GO_AHEAD and not accepted)
    if not sender.good:
        return same_for_all(envelope, DeliveryStatus.DEFERRED, _about_us(wire, envelope, sender))
    told = [
        (fate, _worded(verdict)) if r.good else (_fate(r), _worded(r), _is_no_address(r))
        for r in recipients
    ]
    return [
        DeliveryResult(envelope.message, to, *what)
        for to, what in zip(envelope.recipients, told, strict=True)
    ]


def _about_us(wire: Connection, envelope: Envelope, reply: Reply) -> str:
    if reply.code // 100 != _FOR_GOOD:
        return _worded(reply)
    return single_line(f"{wire.host} takes no mail from {envelope.sender}: {_worded(reply)}")


def _is_no_address(reply: Reply) -> bool:
    """Whether a reply to a recipient says that this address is none."""
    if _fate(reply) != DeliveryStatus.REFUSED:
        return False
    status = _status(reply)
    return status.startswith("1.") if status else reply.code in _NO_MAILBOX


def _status(reply: Reply) -> str:
    """Give subject and detail of the status, such as ``1.1``, or nothing if there is none."""
    found = _STATUS.match(reply.text)
    return found[1] if found else ""


async def _announce(wire: Connection, envelope: Envelope, text: bytes) -> list[Reply]:
    """Say sender, recipients and DATA; gives the reply to each."""
    commands = _commands(wire, envelope, text)
    if "pipelining" in wire.extensions:
        return await wire.ask(*commands, b"DATA")
    replies: list[Reply] = []
    for command in commands:
        replies += await wire.ask(command)
        if not replies[0].good:
            return replies[:1] * (len(commands) + 1)
    if not any(reply.good for reply in replies[1:]):
        return [*replies, _NOBODY]
    return replies + await wire.ask(b"DATA")


def _commands(wire: Connection, envelope: Envelope, text: bytes) -> list[bytes]:
    """MAIL and RCPT, with what this server understands of size, 8-bit text and notices."""
    mail, ends = f"MAIL FROM:<{envelope.sender}>", [""] * len(envelope.recipients)
    if "size" in wire.extensions:
        mail += f" SIZE={len(text)}"
    if "8bitmime" in wire.extensions and not text.isascii():
        mail += " BODY=8BITMIME"
    if "dsn" in wire.extensions:
        mail += f" RET=HDRS ENVID={_xtext(envelope.envid)}"
        ends = [f" NOTIFY=FAILURE,DELAY ORCPT=rfc822;{_xtext(to)}" for to in envelope.recipients]
    rcpts = [f"RCPT TO:<{to}>{end}" for to, end in zip(envelope.recipients, ends, strict=True)]
    return [mail.encode(), *(rcpt.encode() for rcpt in rcpts)]


def _xtext(text: str) -> str:
    """Write a text so that it can stand in a command (RFC 3461, 4)."""
    return re.sub(r"[^!-*,-<>-~]", lambda m: "".join(f"+{b:02X}" for b in m[0].encode()), text)


async def _tidy_up(wire: Connection, *, waiting: bool) -> None:
    """End what was begun in vain; ``waiting``: the server waits for a text nobody will get."""
    if waiting and wire.usable:
        await wire.ask(b".")
    if wire.usable:
        [reply] = await wire.ask(b"RSET")
        if not reply.good:
            wire.break_off(f"{wire.host} lost the thread")


def _fate(reply: Reply, silent: DeliveryStatus = DeliveryStatus.DEFERRED) -> DeliveryStatus:
    fates = {2: DeliveryStatus.SENT, 4: DeliveryStatus.DEFERRED, 5: DeliveryStatus.REFUSED}
    fate = fates.get(reply.code // 100, silent)
    about_us = reply.code in _ABOUT_US or _status(reply) in _SENDERS_ADDRESS
    return DeliveryStatus.DEFERRED if fate == DeliveryStatus.REFUSED and about_us else fate


def _worded(reply: Reply) -> str:
    return single_line(f"{reply.code} {reply.text}" if reply.code else reply.text)


def dot_stuffed(data: bytes) -> bytes:
    """Prepare a mail's text for the wire: CRLF line ends, dots doubled, the end marked."""
    if not data.count(b"\n") == data.count(b"\r") == data.count(b"\r\n"):
        data = re.sub(rb"\r\n|\r|\n", b"\r\n", data)
    data = data.replace(b"\r\n.", b"\r\n..")
    if data.startswith(b"."):
        data = b"." + data
    return data + (b".\r\n" if data.endswith(b"\r\n") or not data else b"\r\n.\r\n")
