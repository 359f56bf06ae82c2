"""Ways of handing mails over; there are two: a mail server, and a folder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from pathfinder_flow.domain.reminders.mail import DeliveryResult, DeliveryStatus, Envelope

STOPPING = "not begun: the program was stopping"
"""Said of a mail that was left for the next run."""


class Transport(Protocol):
    """Hands mails over and says for every recipient of each what became of it."""

    def deliver(self, envelopes: Sequence[Envelope]) -> list[DeliveryResult]:
        """Hand mails over; gives one receipt per mail and recipient, in their order.

        What a server, a network or a disk does is told in the receipts and never raised.
        """

    def stop_within(self, seconds: float) -> None:
        """Begin no further mail, and be done with those in hand within so many seconds.

        May be called from another thread or a signal handler. There is no way back.
        """

    def close(self) -> None:
        """Let go of whatever is held open."""


def same_for_all(envelope: Envelope, fate: DeliveryStatus, reply: str) -> list[DeliveryResult]:
    """Give every recipient of a mail the same receipt."""
    return [DeliveryResult(envelope.message, to, fate, reply) for to in envelope.recipients]
