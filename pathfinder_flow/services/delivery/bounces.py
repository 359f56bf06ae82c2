"""Taking in notices that mails did not arrive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.reminders.mail import Bounce
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.mail.bounces.notices import NotABounce, read_bounces
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.delivery.failures import mark_failed
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.store import outbox
from pathfinder_flow.store.outbox import Delivery


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one notice.

    ``failed``, ``known``, ``delayed``, ``erased``, ``unmatched`` or ``other``.

    ``delivery`` is the mail it speaks of, if it is one of ours; ``said`` what the notice says.
    """

    what: str
    delivery: Delivery | None
    said: str


def import_bounces(
    app: AppContext, notices: NotificationContext, handle: str, path: Path
) -> list[Taken]:
    """Read a Maildir or mbox of notices and match each to its mail by the envelope id.

    1. The actor must be the Secretariat. 2. A mail that will never arrive is failed: the contact
    is in doubt and the Secretariat is served instead. 3. A delay changes nothing; a notice that
    was taken in before changes nothing again, nor does one about somebody who was erased since;
    what is no notice, or not of ours, is listed.
    The mailbox is only read.
    """
    app.require_writing()
    found = list(read_bounces(path))

    def work(uow: UnitOfWork) -> list[Taken]:
        attempt = Clause("attempt_bounces", "take in notices of failure")
        uow.authorise((Role.SECRETARIAT,), attempt)
        return [_take(uow, notices, notice) for notice in found]

    return app.run(handle, work)


def _take(uow: UnitOfWork, notices: NotificationContext, notice: Bounce | NotABounce) -> Taken:
    if isinstance(notice, NotABounce):
        return Taken("other", None, notice.why)
    lines = _of_mail(uow, notice)
    line = _meant(lines, notice.recipient)
    if line is None:
        return Taken("unmatched", None, notice.said)
    if not line.address:
        # What it says would be personal data again.
        return Taken("erased", line, notice.said)
    if not notice.permanent:
        return Taken("delayed", line, notice.said)
    if line.state == "failed":
        return Taken("known", line, notice.said)
    said = f"{notice.status} {notice.said}".strip()
    mark_failed(uow, notices, line, "bounced", said, doubt=notice.status.startswith("5.1"))
    return Taken("failed", line, notice.said)


def _of_mail(uow: UnitOfWork, notice: Bounce) -> list[Delivery]:
    if notice.envid:
        return outbox.find(uow.conn, envid=notice.envid)
    return outbox.find(uow.conn, message=notice.message) if notice.message else []


def _meant(lines: Iterable[Delivery], recipient: str | None) -> Delivery | None:
    """Give the delivery that a notice speaks of: by its address, or the only one there is."""
    known = list(lines)
    for line in known:
        if recipient and line.address.casefold() == recipient.casefold():
            return line
    return known[0] if len(known) == 1 else None
