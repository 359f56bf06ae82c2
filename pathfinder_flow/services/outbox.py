"""Acts on the outbox: what a person holds, releases, cancels or tries again, and its record."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from pathfinder_flow.domain.cases.obligations import Key
from pathfinder_flow.domain.errors.clauses import Clause, Joined, Term
from pathfinder_flow.domain.errors.conflict import NotPossibleForMail
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
from pathfinder_flow.domain.reminders.mail import WRITTEN_ANEW
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.services.validation import required
from pathfinder_flow.store import ledger, outbox
from pathfinder_flow.store.outbox import Delivery

_ADDRESS = re.compile(r"[^\s<>()\"',;:]+@[^\s<>()\"',;:]+")

TELL_ANYWAY = ("report_corrected", "deadline_cancelled", "not_delivered")
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
    uow: UnitOfWork, country: str, key: Key, reason: str, facts: dict[str, Any]
) -> None:
    """Cancel what lies unsent about an obligation, with the reason why it no longer holds.

    Letters that are written because something ended, or did not arrive, stay.
    """
    if not uow.record(country).obligations.of(key).reminders:
        return
    for line in outbox.unsent_of(uow.conn, country, *key):
        if line.template in TELL_ANYWAY:
            continue
        now = moment_text(uow.now)
        if outbox.move(uow.conn, line, state="cancelled", reason=reason, changed_at=now):
            record_delivery(uow, line, "cancelled", why=reason, facts=facts)


Rewrite = Callable[[UnitOfWork, Delivery], "dict[str, Any] | None"]
"""Writes a mail anew if it must be; gives what is to be on record about that."""


@dataclass(frozen=True, slots=True)
class _Act:
    """What a person may do with a mail: from which states, to which, and for which reason."""

    allowed: tuple[str, ...]
    state: str
    reason: str | None
    recorded: str
    word: Term


_ACTS = {
    "hold": _Act(("queued", "deferred", "unknown"), "held", "person", "held",
                 Term("outbox.hold", "held")),
    "release": _Act(("held",), "queued", None, "released", Term("outbox.release", "released")),
    "cancel": _Act((*outbox.UNSENT, "failed"), "cancelled", "person", "cancelled",
                   Term("outbox.cancel", "cancelled")),
    "retry": _Act(("failed", "deferred", "unknown"), "queued", None, "retried",
                  Term("outbox.retry", "tried again")),
}  # fmt: skip


def act_on(
    app: AppContext, handle: str, act: str, ids: list[str], *, reason: str = "",
    rewrite: Rewrite = lambda _session, _delivery: None,
) -> list[Delivery]:  # fmt: skip
    """Hold, release, cancel or retry mails, all or none.

    1. The actor must be the Secretariat. 2. Each id must name one mail. 3. Its deliveries that
    the act is for are moved, each with an entry; a mail that has none is refused. Before one is
    tried again ``rewrite`` may write it anew: what it gives is put on record with it, and where
    that is a mail of its own (``instead``) the first one is cancelled.
    """
    chosen = _ACTS[act]

    def work(uow: UnitOfWork) -> list[Delivery]:
        attempt = Clause("attempt_outbox", "act on the outbox")
        by = uow.authorise((Role.SECRETARIAT,), attempt)
        said = required(Clause("reason", "reason"), reason) if act == "cancel" else reason
        moved: list[Delivery] = []
        for given in ids:
            lines = mail_of(uow.conn, given)
            fitting = [line for line in lines if line.state in chosen.allowed]
            if not fitting:
                raise _not_possible(lines[0], chosen)
            if act == "retry":
                _refuse_erased(lines[0])
            for line in fitting:
                anew = rewrite(uow, line) if act == "retry" else None
                _move(uow, line, chosen, by, said, anew or {})
            moved += fitting
        return moved

    return app.run(handle, work)


def _move(
    uow: UnitOfWork, line: Delivery, chosen: _Act, by: Act, reason: str, anew: dict[str, Any]
) -> None:
    now = moment_text(uow.now)
    values: dict[str, Any] = {"state": chosen.state, "reason": chosen.reason, "changed_at": now}
    recorded = chosen.recorded
    if "instead" in anew:
        values |= {"state": "cancelled", "reason": WRITTEN_ANEW}
        recorded, anew = "cancelled", {**anew, "why": WRITTEN_ANEW}
    if "held" in anew:
        values |= {"state": "held", "reason": anew["held"]}
    if outbox.move(uow.conn, line, **values, next_at=now, owner=None):
        record_delivery(uow, line, recorded, act=by, reason=reason, **anew)


def _refuse_erased(line: Delivery) -> None:
    if line.erased:
        raise MailErased(id=line.id, number=line.erased)


def _not_possible(line: Delivery, chosen: _Act) -> NotPossibleForMail:
    allowed = Joined("or", [Term(f"delivery.{state}", state) for state in chosen.allowed])
    state = Term(f"delivery.{line.state}", line.state)
    return NotPossibleForMail(id=line.id, state=state, act=chosen.word, allowed=allowed)


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
    equal: dict[str, Any] = {}
    if states:
        equal["state"] = states
    if country:
        equal["country"] = country
    with app.snapshot() as conn:
        return outbox.find(conn, **equal)


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail with its deliveries and bytes, or the entry by which it was erased."""

    deliveries: tuple[Delivery, ...]
    data: bytes
    erased: Entry | None

    @property
    def whole(self) -> bytes:
        """The bytes; raises :class:`MailErased` when they were erased."""
        _refuse_erased(self.deliveries[0])
        return self.data


def show_mail(app: AppContext, given: str) -> Mail:
    """Give a mail by the beginning of its id; raises :class:`UnknownMail`."""
    with app.snapshot() as conn:
        lines = mail_of(conn, given)
        number = lines[0].erased
        erased = ledger.entry(conn, number) if number else None
        return Mail(tuple(lines), outbox.data_of(conn, lines[0].message), erased)
