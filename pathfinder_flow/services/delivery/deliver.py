"""Delivering what lies in the outbox.

No lock is held while the network is spoken to: deliveries are claimed in one transaction, handed
over, and signed off in another. What a run that died had in hand is `unknown`, and sent again
with the same Message-ID.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from pathfinder_flow.domain.errors.unavailable import DatabaseUnavailable
from pathfinder_flow.domain.ledger.entries import PROGRAM, moment_text
from pathfinder_flow.domain.reminders.mail import DeliveryResult, DeliveryStatus, Envelope
from pathfinder_flow.mail.transport import STOPPING
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.delivery.failures import mark_failed
from pathfinder_flow.services.delivery.recheck import first_hour_after, recheck_before_sending
from pathfinder_flow.services.outbox import record_delivery
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.store import outbox
from pathfinder_flow.store.outbox import DAILY_LIMIT, Delivery

if TYPE_CHECKING:
    from pathfinder_flow.mail.transport import Transport

BATCH = 32
"""How many deliveries are in hand at a time: what a crash may leave unknown."""

_FRESH = timedelta(hours=1)
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=4)
_SIGN_OFF_TRIES = 5


@dataclass
class Tally:
    """How many deliveries came out how."""

    counts: dict[DeliveryStatus, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, receipts: Iterable[DeliveryResult]) -> None:
        """Count what became of a batch."""
        for receipt in receipts:
            self.counts[receipt.fate] += 1


def deliver(
    app: AppContext, notices: NotificationContext, transport: Transport, owner: str,
    *, stop: Callable[[], bool] = lambda: False,
) -> Tally:  # fmt: skip
    """Deliver everything whose turn it is.

    1. What a run lost is set free. 2. Claim a batch. 3. Hand it over. 4. Sign off what became of
    it and, unless asked to stop, claim the next with it: the disk is waited for once a batch.
    """
    tally = Tally()
    go_on = not stop()
    claimed = app.run(PROGRAM, lambda s: _begin(s, notices, owner, go_on=go_on), cache=False)
    while claimed:
        receipts = transport.deliver(_envelopes(claimed))
        tally.add(receipts)
        stopped = stop() or any(receipt.reply == STOPPING for receipt in receipts)
        claimed = _sign_off(app, notices, claimed, receipts, owner, go_on=not stopped)
    return tally


def _begin(
    uow: UnitOfWork, notices: NotificationContext, owner: str, *, go_on: bool
) -> list[Delivery]:
    _recover(uow)
    return _claim(uow, notices, owner) if go_on else []


def _recover(uow: UnitOfWork) -> None:
    """Set free what a run has had in hand for too long: nobody knows whether it arrived."""
    now = moment_text(uow.now)
    for line in outbox.lost(uow.conn, now):
        values = {"state": "unknown", "owner": None, "next_at": now, "changed_at": now}
        if outbox.move(uow.conn, line, **values):
            record_delivery(uow, line, "unknown", reply=line.reply)


def _claim(uow: UnitOfWork, notices: NotificationContext, owner: str) -> list[Delivery]:
    """Take a batch in hand, and keep back what must not leave now; empty when nothing is left."""
    kept_back = True
    claimed: list[Delivery] = []
    while kept_back and not claimed:
        claimed, kept_back = _claim_some(uow, notices, owner)
    return claimed


def _claim_some(
    uow: UnitOfWork, notices: NotificationContext, owner: str
) -> tuple[list[Delivery], bool]:
    now = moment_text(uow.now)
    found = outbox.due(uow.conn, now, BATCH)
    ended = outbox.settled(uow.conn, (line.message for line in found)) if found else set()
    lease = moment_text(uow.now + timedelta(minutes=notices.rules.lease_minutes))
    claimed: list[Delivery] = []
    kept_back = False
    for line in found:
        doubtful = line.message in ended or _has_waited(uow, line)
        if _is_too_much(uow, notices, line):
            kept_back = _hold_until_tomorrow(uow, notices, line) or kept_back
        elif doubtful and recheck_before_sending(uow, notices, line):
            kept_back = True
        elif outbox.move(
            uow.conn, line, state="sending", owner=owner, next_at=lease, changed_at=now,
            reason=None,
        ):  # fmt: skip
            claimed.append(line)
    return claimed, kept_back


def _has_waited(uow: UnitOfWork, line: Delivery) -> bool:
    """Whether a mail was written so long ago that its hour, or its truth, may have passed."""
    return uow.now - datetime.fromisoformat(line.created_at) > _FRESH


def _is_too_much(uow: UnitOfWork, notices: NotificationContext, line: Delivery) -> bool:
    """Whether an address has had, or is about to have, all that it may have today."""
    since = moment_text(_midnight(uow.now))
    return outbox.sent_since(uow.conn, line.address, since) >= notices.rules.daily_limit


def _midnight(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def _hold_until_tomorrow(uow: UnitOfWork, notices: NotificationContext, line: Delivery) -> bool:
    midnight = _midnight(uow.now) + timedelta(days=1)
    tomorrow = first_hour_after(uow, notices, line, midnight)
    held = outbox.move(
        uow.conn, line, state="held", reason=DAILY_LIMIT, next_at=moment_text(tomorrow),
        changed_at=moment_text(uow.now),
    )  # fmt: skip
    if held and line.reason != DAILY_LIMIT:
        record_delivery(uow, line, "held", why=DAILY_LIMIT)
    return held


def _envelopes(claimed: list[Delivery]) -> list[Envelope]:
    """Put deliveries of one mail into one envelope."""
    by_message: defaultdict[str, list[Delivery]] = defaultdict(list)
    for line in claimed:
        by_message[line.message].append(line)
    return [
        Envelope(message, lines[0].envid, lines[0].sender,
                 tuple(line.address for line in lines), lines[0].data)
        for message, lines in by_message.items()
    ]  # fmt: skip


def _sign_off(
    app: AppContext,
    notices: NotificationContext,
    claimed: list[Delivery],
    receipts: list[DeliveryResult],
    owner: str,
    *,
    go_on: bool,
) -> list[Delivery]:
    """Record what became of a batch that an owner has in hand, and claim the next.

    Tries again while the database is busy. What cannot be recorded at all stays in hand, and is
    `unknown` when its lease has ended.
    """
    fates = {(receipt.message, receipt.recipient): receipt for receipt in receipts}

    def work(uow: UnitOfWork) -> list[Delivery]:
        for line in claimed:
            receipt = fates.get((line.message, line.address))
            # A transport that says nothing of a mail leaves open whether it arrived.
            silent = DeliveryResult(line.message, line.address, DeliveryStatus.UNKNOWN, "")
            _close(uow, notices, line, receipt or silent, owner)
        return _claim(uow, notices, owner) if go_on else []

    for _ in range(_SIGN_OFF_TRIES - 1):
        with suppress(DatabaseUnavailable):
            return app.run(PROGRAM, work, cache=False)
    return app.run(PROGRAM, work, cache=False)


def _close(
    uow: UnitOfWork,
    notices: NotificationContext,
    line: Delivery,
    receipt: DeliveryResult,
    owner: str,
) -> None:
    mine = outbox.in_hand(line, owner)
    match receipt.fate:
        case DeliveryStatus.SENT:
            _close_sent(uow, line, mine, receipt)
        case DeliveryStatus.REFUSED:
            mark_failed(uow, notices, mine, "refused", receipt.reply, doubt=receipt.no_such_address)
        case _ if receipt.reply == STOPPING:
            # Not begun: it waits as it did, for the next run.
            now = moment_text(uow.now)
            outbox.move(uow.conn, mine, state=line.state, owner=None, next_at=now)
        case _:
            _put_off(uow, notices, mine, receipt)


def _close_sent(uow: UnitOfWork, line: Delivery, mine: Delivery, receipt: DeliveryResult) -> None:
    """Note that a mail was taken; even when another run has given this one up meanwhile."""
    now = moment_text(uow.now)
    done = {"state": "sent", "reply": receipt.reply, "owner": None, "changed_at": now}
    moved = outbox.move(uow.conn, mine, **done, attempts=line.attempts + 1)
    given_up = replace(mine, state="unknown", owner=None)
    if not moved:
        outbox.move(uow.conn, given_up, **done, attempts=line.attempts + 1)
    again = line.state == "unknown"
    # What was taken was taken: it is on record even if somebody else sends it again.
    record_delivery(uow, line, "sent", reply=receipt.reply, again=again, late=not moved)


def _put_off(
    uow: UnitOfWork, notices: NotificationContext, line: Delivery, receipt: DeliveryResult
) -> None:
    began = _first_try(uow, line)
    if began and uow.now - began > timedelta(days=notices.rules.give_up_days):
        mark_failed(uow, notices, line, "given_up", receipt.reply, doubt=False)
        return
    attempts = line.attempts + 1
    now = moment_text(uow.now)
    later = moment_text(uow.now + wait_before(line.message, attempts))
    unknown = receipt.fate is DeliveryStatus.UNKNOWN
    moved = outbox.move(
        uow.conn, line, state="unknown" if unknown else "deferred", owner=None,
        attempts=attempts, next_at=later, changed_at=now, reply=receipt.reply,
    )  # fmt: skip
    if moved and (unknown or began is None):
        # Every further try of the same would only repeat it; `outbox show` counts them.
        record_delivery(uow, line, "unknown" if unknown else "deferred", reply=receipt.reply)


def _first_try(uow: UnitOfWork, line: Delivery) -> datetime | None:
    """Give since when a mail has been tried in vain; what waited for a person begins anew."""
    began: datetime | None = None
    delivered = uow.record(line.country).obligations.delivered if line.attempts else {}
    for known in delivered.get((line.message, line.recipient), ()):
        tried = known["state"] in ("deferred", "unknown")
        began = (began or known["recorded_at"]) if tried else None
    return began


def wait_before(message: str, attempts: int) -> timedelta:
    """Give how long to wait before the next try: longer each time, and not all at once.

    Spread by a quarter to either side, by the mail's own id, so that a server that comes back is
    not met by everything at the same moment.
    """
    wait = min(_FIRST_WAIT * float(2 ** min(attempts - 1, 10)), _LONGEST_WAIT)
    spread = int(sha256(f"{message} {attempts}".encode()).hexdigest()[:8], 16) / 0xFFFFFFFF
    return wait * (0.75 + spread / 2)
