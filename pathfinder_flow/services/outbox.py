"""The outbox: what became of mails goes on record, and what lies in it is shown."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from pathfinder_flow.domain.cases.obligations import Key
from pathfinder_flow.domain.errors.not_found import MailErased, UnknownMail
from pathfinder_flow.domain.ledger.entries import (
    MARK,
    OF_ITSELF,
    Act,
    Draft,
    Entry,
    Kind,
    moment_text,
)
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.store import ledger, outbox
from pathfinder_flow.store.outbox import Delivery

_ADDRESS = re.compile(r"[^\s<>()\"',;:]+@[^\s<>()\"',;:]+")

TELL_ANYWAY = ("report_corrected", "deadline_cancelled", "not_delivered", "not_asked")
"""Templates of letters that hold although, or because, a period is settled."""


def record_delivery(
    uow: UnitOfWork, delivery: Delivery, state: str, *, reply: str | None = None,
    act: Act = OF_ITSELF, reason: str = "", **facts: Any,
) -> Entry:  # fmt: skip
    """Put on record what became of a mail for a recipient.

    Addresses stay out of the ledger: where a server repeats one, or what stands before its @, a
    mark stands in its place.
    """
    body = {
        "message": delivery.message,
        "recipient": delivery.recipient,
        "role": delivery.role,
        "template": delivery.template,
        "obligation": delivery.obligation,
        "period": delivery.period,
        "rung": delivery.rung,
        "state": state,
        "reply": _without_address(reply, delivery.address) if reply else None,
        **facts,
    }
    today = uow.today.isoformat()
    return uow.append(Draft(Kind.DELIVERY, delivery.country, today, act, reason, body))


def _without_address(reply: str, address: str) -> str:
    masked, name = _ADDRESS.sub(MARK, reply), address.partition("@")[0]
    if not name:
        return masked
    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", MARK, masked, flags=re.IGNORECASE)


def cancel_unsent(
    uow: UnitOfWork, country: str, key: Key, reason: str, facts: dict[str, Any],
    *, rungs: Collection[str] | None = None,
) -> None:  # fmt: skip
    """Cancel what lies unsent about an obligation, with the reason why it no longer holds.

    Only the letters of these ``rungs``, if any are named. Letters that are written because
    something ended, or did not arrive, stay.
    """
    if not uow.record(country).obligations.of(key).reminders:
        return
    for line in outbox.unsent_of(uow.conn, country, *key):
        if line.template in TELL_ANYWAY:
            continue
        if rungs is not None and line.rung.partition("/")[0] not in rungs:
            continue
        now = moment_text(uow.now)
        if outbox.move(uow.conn, line, state="cancelled", reason=reason, changed_at=now):
            record_delivery(uow, line, "cancelled", why=reason, facts=facts)


def mail_of(conn: Connection, given: str) -> list[Delivery]:
    """Give the deliveries of the one mail whose id begins like this; or :class:`UnknownMail`."""
    lines = outbox.by_envid(conn, given) if len(given) >= _SHORTEST_ID else []
    if len({line.message for line in lines}) != 1:
        raise UnknownMail(given=given)
    return lines


_SHORTEST_ID = 4


def list_mails(
    app: AppContext, *, states: tuple[str, ...] = (), country: str | None = None
) -> list[Delivery]:
    """List deliveries, oldest first: of some states, of one country, or all."""
    app.viewer.require(Thing.MAILS)
    equal: dict[str, Any] = {}
    if states:
        equal["state"] = states
    if country:
        equal["country"] = country
    with app.snapshot() as conn:
        return outbox.find(conn, **equal)


def refuse_erased(line: Delivery) -> None:
    """Raise :class:`MailErased` for a delivery of a mail whose bytes were erased."""
    if line.erased:
        raise MailErased(id=line.id, number=line.erased)


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail with its deliveries and bytes, or the entry by which it was erased."""

    deliveries: tuple[Delivery, ...]
    data: bytes
    erased: Entry | None

    @property
    def whole(self) -> bytes:
        """The bytes; raises :class:`MailErased` when they were erased."""
        refuse_erased(self.deliveries[0])
        return self.data


def show_mail(app: AppContext, given: str) -> Mail:
    """Give a mail by the beginning of its id; raises :class:`UnknownMail`."""
    app.viewer.require(Thing.MAILS)
    with app.snapshot() as conn:
        lines = mail_of(conn, given)
        number = lines[0].erased
        erased = ledger.entry(conn, number) if number else None
        return Mail(tuple(lines), outbox.data_of(conn, lines[0].message), erased)
