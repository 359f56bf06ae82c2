"""Erasing a person: name and addresses go, and the mails that hold them; the record stays."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from pathfinder_flow.domain.actions import action
from pathfinder_flow.domain.errors.clauses import Clause, Joined, of_system
from pathfinder_flow.domain.errors.conflict import CannotErase
from pathfinder_flow.domain.ledger.entries import Act, Draft, Entry, Kind, moment_text
from pathfinder_flow.domain.reminders.mail import WRITTEN_ANEW
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.mail.maildir import remove_copies
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.outbox import record_delivery
from pathfinder_flow.services.people.personal_data import PersonalData, kept_about
from pathfinder_flow.services.reminders.rewrite import write_without
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.services.validation import required
from pathfinder_flow.store import erasure, outbox, people
from pathfinder_flow.store.database import vacuum as cleaning
from pathfinder_flow.store.outbox import UNSENT, Delivery

ERASED = "erased"
"""Why a mail was cancelled that was to somebody who was erased, or named them."""


@dataclass(frozen=True, slots=True)
class Erased:
    """Who was erased, by which entry, and with which mails (their Message-IDs).

    ``written_anew`` is how many mails that had not left were written anew for others. ``again``:
    all that was done before, and nothing was recorded now.
    """

    person: str
    entry: Entry
    messages: tuple[str, ...]
    written_anew: int = 0
    again: bool = False


def plan(app: AppContext, given: str, reason: str) -> PersonalData:
    """Give what erasing a person would take; raises what stands in the way of it now.

    Raises :class:`NobodyKnown`, :class:`CannotErase` and what a reason may raise.
    """
    app.viewer.require(Thing.PERSONS)
    with app.snapshot() as conn:
        kept = kept_about(conn, given)
        if not kept.erased:
            said, now = required(Clause("reason", "reason"), reason), app.clock()
            _refuse(kept, _lines(conn, kept), now.date(), moment_text(now), said)
        return kept


def erase(
    app: AppContext, notices: NotificationContext, handle: str, given: str, reason: str
) -> Erased:
    """Erase a person, by pseudonym or sign-in name.

    1. The actor must be the Secretariat. 2. Whoever was erased before stays as they are. Nobody is
    erased who may still act, or while a mail that is to them, or names them, is leaving. 3. What
    lies unsent of these mails is cancelled; whoever else it was for is written to anew. 4. Record
    it, with the mails that it takes. 5. Take name, addresses and language, and the bytes of these
    mails; in what servers answered, marks stand in place of names and addresses.
    """

    def work(uow: UnitOfWork) -> Erased:
        act = uow.authorise((Role.SECRETARIAT,), Clause("attempt_erase", "erase a person"))
        kept = kept_about(uow.conn, given)
        if kept.erased:
            messages = tuple(kept.erased.body["messages"])
            return Erased(kept.person.id, kept.erased, messages, again=True)
        said = required(Clause("reason", "reason"), reason)
        lines = _lines(uow.conn, kept)
        _refuse(kept, lines, uow.today, moment_text(uow.now), said)
        anew = _settle(uow, notices, act, kept.person.id, lines)
        body = {"person": kept.person.id, "messages": kept.messages}
        today = uow.today.isoformat()
        entry = uow.append(Draft(Kind.ERASURE, None, today, act, said, body))
        _take(uow.conn, kept, lines, entry.number)
        return Erased(kept.person.id, entry, tuple(kept.messages), anew)

    return app.run(handle, work)


def _lines(conn: Connection, kept: PersonalData) -> list[Delivery]:
    """Give every delivery of the mails to be erased, to whomever, mail by mail."""
    wanted = set(kept.messages)
    found = [line for line in outbox.find(conn) if line.message in wanted]
    return sorted(found, key=lambda line: line.message)


def _refuse(kept: PersonalData, lines: list[Delivery], day: date, now: str, reason: str) -> None:
    """Refuse what cannot be done now, and say what to do first."""
    why = None
    acting = [str(mandate.number) for mandate in kept.acting(day)]
    leaving = [line for line in lines if line.state == "sending" and line.next_at > now]
    if acting:
        said = "mandates are in force or still to begin (entries: {numbers}); end them first"
        end = [action("mandate.end", number=number) for number in acting]
        why = Clause("still_mandated", said, *end, numbers=Joined("list", acting))
    elif leaving:
        said = "mail {id} is being sent right now; try again in a minute"
        why = Clause("being_sent", said, id=leaving[0].id)
    elif kept.is_named_in(reason):
        said = (
            "the reason stays for ever and names the person; give one without name, address and "
            "sign-in name"
        )
        why = Clause("reason_names", said)
    if why:
        raise CannotErase(person=kept.person.handle or kept.person.id, why=why)


def _settle(
    uow: UnitOfWork, notices: NotificationContext, act: Act, person: str, lines: list[Delivery]
) -> int:
    """Cancel what has not left; gives how many mails were written anew for somebody else."""
    written = 0
    for _, of_mail in groupby(lines, key=lambda line: line.message):
        mail = [*of_mail]
        waiting = [line for line in mail if _waits(line)]
        others = [line for line in waiting if line.recipient != person]
        anew: dict[str, Any] = {}
        # Where only the text names the person, writing it anew would name them again.
        if any(line.recipient == person for line in mail):
            anew = _write_anew(uow, notices, others)
        for line in waiting:
            _cancel(uow, act, line, anew if line in others else {})
        written += bool(anew)
    return written


def _waits(line: Delivery) -> bool:
    """Whether a delivery might still leave; what a run that died had in hand might, too."""
    unwritten = line.state == "failed" and line.reason == "unwritten"
    return line.state in (*UNSENT, "sending") or unwritten


def _write_anew(
    uow: UnitOfWork, notices: NotificationContext, others: list[Delivery]
) -> dict[str, Any]:
    """Write a mail anew to whom it is for; a copy alone is no mail."""
    copies = [line for line in others if line.copy]
    for line in others:
        if not line.copy:
            return write_without(uow, notices, line, copies)
    return {}


def _cancel(uow: UnitOfWork, act: Act, line: Delivery, anew: dict[str, Any]) -> None:
    why, now = WRITTEN_ANEW if anew else ERASED, moment_text(uow.now)
    values = {"state": "cancelled", "reason": why, "owner": None, "changed_at": now}
    if outbox.move(uow.conn, line, **values):
        record_delivery(uow, line, "cancelled", act=act, why=why, **anew)


def _take(conn: Connection, kept: PersonalData, lines: list[Delivery], number: int) -> None:
    subjects = {line.message: line.subject for line in lines}
    for message in kept.messages:
        named = kept.signs.found_in(subjects.get(message, ""))
        erasure.erase_mail(conn, message, number, keep_subject=not named)
    erasure.erase_addresses(conn, kept.person.id)
    erasure.mask(conn, kept.signs.masked)
    people.erase(conn, kept.person.id)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """How many copies were removed from mail folders, and what was left.

    ``stuck`` are the folders from which copies could not be removed, with what the system said;
    ``left`` is what stands in the way of cleaning the database, None when it is clean.
    """

    copies: int
    stuck: tuple[tuple[Path, str], ...]
    left: Clause | None

    @property
    def done(self) -> bool:
        """Whether nothing is left."""
        return not self.stuck and self.left is None


def erase_and_clean(
    app: AppContext, notices: NotificationContext, handle: str, given: str, reason: str,
    folders: Collection[Path],
) -> tuple[Erased, Cleaned]:  # fmt: skip
    """Erase a person as :func:`erase` does, and clean up after it, as :func:`clean_up` does."""
    done = erase(app, notices, handle, given, reason)
    return done, clean_up(app, done.messages, folders)


def clean_up(app: AppContext, messages: Collection[str], folders: Collection[Path]) -> Cleaned:
    """Remove what may be left of erased mails and people; it can be repeated at any time.

    1. Copies in folders to which mails went. 2. What free pages of the database still hold.
    """
    copies, stuck = 0, []
    for folder in folders:
        try:
            copies += remove_copies(folder, messages)
        except OSError as error:
            stuck.append((folder, of_system(error)))
    return Cleaned(copies, tuple(stuck), cleaning.clean(app.engine))
