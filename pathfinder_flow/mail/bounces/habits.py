"""Notices of failure that are not as RFC 3464 wants them, and mail that is no notice at all."""

from __future__ import annotations

import re
from email.message import Message

from pathfinder_flow.domain.reminders.mail import Bounce
from pathfinder_flow.mail.bounces.fields import status_in, text_of
from pathfinder_flow.mail.text import single_line

_MACHINES = re.compile(r"mailer-daemon|postmaster|mail-daemon|maildelivery", re.IGNORECASE)
_OUT_OF_OFFICE = re.compile(
    r"out of (the )?office|automatic reply|auto-?reply|absen|fuera de (la )?oficina|"
    r"respuesta autom|réponse automatique",
    re.IGNORECASE,
)


def by_habit(message: Message, about: str | None, data: bytes) -> list[Bounce]:
    """Read a notice that is not as RFC 3464 wants it."""
    if not _from_a_machine(message):
        return []
    from flufl.bounce import all_failures

    found: list[Bounce] = []
    for permanent, addresses in zip((False, True), all_failures(message), strict=True):
        for address in sorted(addresses):
            recipient = address.decode(errors="replace")
            said = _line_about(data, recipient)
            status = status_in(said) or ("5.0.0" if permanent else "4.0.0")
            found.append(Bounce(None, about, recipient, permanent, status, said or status))
    return found


def _from_a_machine(message: Message) -> bool:
    return (
        text_of(message, "Return-Path") == "<>"
        or bool(text_of(message, "X-Failed-Recipients"))
        or bool(_MACHINES.search(text_of(message, "From")))
    )


def _line_about(data: bytes, recipient: str) -> str:
    """Give the line that says most: one with a status, else the first after the address."""
    text = data.decode(errors="replace")
    lines = [line for line in text[text.find("\n\n") + 1 :].splitlines() if line.strip()]
    coded = [line for line in lines if re.search(r"\b[45]\d\d\b", line) and status_in(line)]
    after = [lines[at + 1] for at, line in enumerate(lines[:-1]) if recipient in line]
    return single_line(next(iter(coded + after), ""))


def what_else(message: Message) -> str:
    """Say what kind of mail it is, if not a notice of failure."""
    if message.get_content_type() == "multipart/report":
        kind = str(message.get_param("report-type") or "")
        if kind.lower() == "disposition-notification":
            return "a read receipt"
        return "a report that names no recipient"
    answers = text_of(message, "Auto-Submitted").lower().startswith("auto-replied")
    if answers or _OUT_OF_OFFICE.search(text_of(message, "Subject")):
        return "an automatic reply, such as of somebody out of office"
    return "not a delivery notice"
