"""Mail, as far as it concerns the domain: what is to be delivered, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """A deadline as an item of a calendar file.

    ``uid`` stays the same for ever; ``sequence`` is raised whenever the date moves; ``stamp`` is
    when this version was made.
    """

    uid: str
    due: date
    title: str
    description: str
    sequence: int
    cancelled: bool
    stamp: datetime


@dataclass(frozen=True, slots=True)
class Envelope:
    """One mail ready for delivery: its rendered bytes and whom they go to.

    ``message`` is the Message-ID with its angle brackets, ``envid`` the envelope id that comes
    back in notices of failure, ``sender`` and ``recipients`` are bare addresses.
    """

    message: str
    envid: str
    sender: str
    recipients: tuple[str, ...]
    data: bytes


class DeliveryStatus(StrEnum):
    """What became of a mail for one recipient.

    ``UNKNOWN``: its transmission had begun and nobody said whether it arrived.
    """

    SENT = "sent"
    DEFERRED = "deferred"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DeliveryResult:
    """What became of a mail for one recipient, with what the server said, on one line.

    ``no_such_address``: the server refused this very address for good, and not the mail.
    """

    message: str
    recipient: str
    fate: DeliveryStatus
    reply: str
    no_such_address: bool = False


@dataclass(frozen=True, slots=True)
class Bounce:
    """A notice that a mail did not arrive, read from a mailbox.

    ``envid`` or ``message`` say which mail it speaks of (one may be None); ``permanent`` whether
    trying again is pointless; ``status`` is the RFC 3463 code, such as ``5.1.1``.
    """

    envid: str | None
    message: str | None
    recipient: str | None
    permanent: bool
    status: str
    said: str


NOT_DELIVERED = "not_delivered"
"""The message that tells the Secretariat's office who could not be reached."""


WRITTEN_ANEW = "written_anew"
"""Why a mail was cancelled in whose place another was written, to the recipient's new address."""
