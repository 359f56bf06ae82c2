"""What a person does with mails: hold, release, cancel or try again; all of them or none.

1. The actor must be the Secretariat. 2. Each id must name one mail. 3. Its deliveries that the act
is for are moved, each with an entry; a mail that has none is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pathfinder_flow.domain.errors.clauses import Clause, Joined, Term
from pathfinder_flow.domain.errors.conflict import NotPossibleForMail
from pathfinder_flow.domain.ledger.entries import Act, moment_text
from pathfinder_flow.domain.reminders.mail import WRITTEN_ANEW
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.outbox import mail_of, record_delivery, refuse_erased
from pathfinder_flow.services.reminders.rewrite import write_again
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.services.validation import required
from pathfinder_flow.store import outbox
from pathfinder_flow.store.outbox import Delivery


@dataclass(frozen=True, slots=True)
class _Act:
    """From which states an act moves a delivery, to which, for which reason, and its names."""

    allowed: tuple[str, ...]
    state: str
    reason: str | None
    recorded: str
    word: Term


_HOLD = _Act(("queued", "deferred", "unknown"), "held", "person", "held",
             Term("outbox.hold", "held"))  # fmt: skip
_RELEASE = _Act(("held",), "queued", None, "released", Term("outbox.release", "released"))
_CANCEL = _Act((*outbox.UNSENT, "failed"), "cancelled", "person", "cancelled",
               Term("outbox.cancel", "cancelled"))  # fmt: skip
_RETRY = _Act(("failed", "deferred", "unknown"), "queued", None, "retried",
              Term("outbox.retry", "tried again"))  # fmt: skip


def hold(app: AppContext, handle: str, ids: list[str], *, reason: str = "") -> list[Delivery]:
    """Hold mails back until somebody releases them; gives the deliveries as they were."""
    return app.run(handle, lambda uow: _move_all(uow, ids, _HOLD, _authorise(uow), reason))


def release(app: AppContext, handle: str, ids: list[str], *, reason: str = "") -> list[Delivery]:
    """Let held mails go out; gives the deliveries as they were."""
    return app.run(handle, lambda uow: _move_all(uow, ids, _RELEASE, _authorise(uow), reason))


def waiting_for_release(app: AppContext) -> list[str]:
    """Give the ids of the mails that wait because all mail is held; drafts are not among them."""
    app.viewer.require(Thing.MAILS)
    with app.snapshot() as conn:
        held = outbox.find(conn, state="held", reason="release")
    return list(dict.fromkeys(line.envid for line in held))


def cancel(app: AppContext, handle: str, ids: list[str], *, reason: str) -> list[Delivery]:
    """Cancel mails that have not left; raises :class:`TextMissing` when no reason is given."""

    def work(uow: UnitOfWork) -> list[Delivery]:
        by = _authorise(uow)
        return _move_all(uow, ids, _CANCEL, by, required(Clause("reason", "reason"), reason))

    return app.run(handle, work)


def retry(
    app: AppContext, notices: NotificationContext, handle: str, ids: list[str], *, reason: str = ""
) -> list[Delivery]:
    """Try mails again now; gives the deliveries as they were.

    One that could not be written is written anew, and the hash of its bytes goes on record. One
    that failed at an address that has since been changed is cancelled, and a mail of its own goes
    to the new address in its stead. Raises what still stands in the way of writing it, and
    :class:`MailErased` for a mail that was erased.
    """

    def work(uow: UnitOfWork) -> list[Delivery]:
        by = _authorise(uow)
        tried: list[Delivery] = []
        for line in _fitting(uow, ids, _RETRY):
            refuse_erased(line)
            _retry(uow, line, by, reason, write_again(uow, notices, line))
            tried.append(line)
        return tried

    return app.run(handle, work)


def _authorise(uow: UnitOfWork) -> Act:
    return uow.authorise((Role.SECRETARIAT,), Clause("attempt_outbox", "act on the outbox"))


def _move_all(
    uow: UnitOfWork, ids: list[str], chosen: _Act, by: Act, reason: str
) -> list[Delivery]:
    moved: list[Delivery] = []
    for line in _fitting(uow, ids, chosen):
        _move(uow, line, chosen, by, reason)
        moved.append(line)
    return moved


def _fitting(uow: UnitOfWork, ids: list[str], chosen: _Act) -> Iterator[Delivery]:
    """Give the deliveries that an act is for, each mail read when its turn comes."""
    for given in ids:
        lines = mail_of(uow.conn, given)
        fitting = [line for line in lines if line.state in chosen.allowed]
        if not fitting:
            raise _not_possible(lines[0], chosen)
        yield from fitting


def _not_possible(line: Delivery, chosen: _Act) -> NotPossibleForMail:
    allowed = Joined("or", [Term(f"delivery.{state}", state) for state in chosen.allowed])
    state = Term(f"delivery.{line.state}", line.state)
    return NotPossibleForMail(id=line.id, state=state, act=chosen.word, allowed=allowed)


def _retry(
    uow: UnitOfWork, line: Delivery, by: Act, reason: str, anew: dict[str, Any] | None
) -> None:
    """Queue a mail again: as it is, or as it was written ``anew``."""
    if anew is None:
        _move(uow, line, _RETRY, by, reason)
    elif "instead" in anew:
        superseded = {"state": "cancelled", "reason": WRITTEN_ANEW}
        _move(uow, line, _CANCEL, by, reason, superseded, **anew, why=WRITTEN_ANEW)
    elif "held" in anew:
        _move(uow, line, _RETRY, by, reason, {"state": "held", "reason": anew["held"]}, **anew)
    else:
        _move(uow, line, _RETRY, by, reason, **anew)


def _move(
    uow: UnitOfWork, line: Delivery, chosen: _Act, by: Act, reason: str,
    otherwise: dict[str, Any] | None = None, **facts: Any,
) -> None:  # fmt: skip
    """Move a delivery as an act does or ``otherwise``, and put it on record with more facts."""
    now = moment_text(uow.now)
    values = {"state": chosen.state, "reason": chosen.reason, **(otherwise or {})}
    if outbox.move(uow.conn, line, **values, changed_at=now, next_at=now, owner=None):
        record_delivery(uow, line, chosen.recorded, act=by, reason=reason, **facts)
