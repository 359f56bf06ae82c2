"""What will be sent: the real code, on a copy of the database, with the clock moved on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from pathfinder_flow.domain.ledger.entries import PROGRAM, Kind
from pathfinder_flow.domain.reminders.mail import DeliveryResult, DeliveryStatus, Envelope
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.scheduling.tick import next_due_at, tick
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import agenda, ledger, outbox
from pathfinder_flow.store.backup import copy_database
from pathfinder_flow.store.database.engine import open_scratch


@dataclass(frozen=True, slots=True)
class Foreseen:
    """How a rung will end: written as ``mail`` to one who holds a role, or ``withheld``.

    ``cannot_look`` stands for every rung of a country that something is in the way of.
    """

    moment: datetime
    country: str
    period: str
    rung: str
    role: str
    copy: bool
    language: str
    subject: str
    mail: str
    withheld: str | None


class _Everything:
    """Takes every mail at once, as a server does on a good day."""

    def deliver(self, envelopes: Sequence[Envelope]) -> list[DeliveryResult]:
        """Say of every mail that it was sent."""
        return [
            DeliveryResult(one.message, recipient, DeliveryStatus.SENT, "foreseen")
            for one in envelopes
            for recipient in one.recipients
        ]

    def stop_within(self, seconds: float) -> None:
        """Nothing is ever in hand."""

    def close(self) -> None:
        """Nothing is open."""


def forecast(
    app: AppContext, notices: NotificationContext, until: datetime, *, folder: Path | None = None,
    progress: Callable[[datetime], None] = lambda _moment: None,
    prepare: Callable[[AppContext], None] = lambda _copy: None,
) -> list[Foreseen]:  # fmt: skip
    """Foresee every mail until a moment, as facts, ladders, calendars and people are now.

    1. Copy the database. 2. Let the scheduler tick at each moment at which it has something to
    do. 3. Read from the copy what it did. With a ``folder`` every mail is written there as .eml.
    The mails need no release in a forecast: that is what a person does with them. ``prepare`` is
    done to the copy first, to foresee what would be if it were done.
    """
    app.viewer.require(Thing.MAILS)
    released = replace(notices, rules=replace(notices.rules, hold=False))
    with _copied(app) as (copy, clock):
        prepare(copy)
        start = ledger_size(copy)
        while clock.now <= until:
            tick(copy, released, _Everything(), PROGRAM)
            progress(clock.now)
            turn = next_due_at(copy)
            if turn is None:
                break
            clock.now = max(turn, clock.now + timedelta(microseconds=1))
        found = [*_foreseen(copy, start, until), *_in_the_way(copy)]
        if folder:
            _write_mails(copy, found, folder)
    return found


@dataclass
class _Clock:
    """A clock that stands where it was put."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@contextmanager
def _copied(app: AppContext) -> Iterator[tuple[AppContext, _Clock]]:
    with TemporaryDirectory(prefix="pathfinder-flow-") as folder:
        path = Path(folder) / "ledger.sqlite"
        copy_database(app.engine, path)
        engine, clock = open_scratch(path), _Clock(app.clock())
        try:
            yield AppContext(engine, app.files, clock, mail_checkpoint=app.mail_checkpoint), clock
        finally:
            engine.dispose()


def ledger_size(app: AppContext) -> int:
    """Count the entries of the ledger."""
    app.viewer.require(Thing.PROGRAM)
    with app.snapshot() as conn:
        return ledger.size(conn)


def _foreseen(app: AppContext, start: int, until: datetime) -> Iterator[Foreseen]:
    with app.snapshot() as conn:
        lines = {(one.message, one.recipient): one for one in outbox.find(conn)}
        entries = [
            one for one in ledger.all_entries(conn, kind=Kind.REMINDER) if one.number > start
        ]
    for entry in entries:
        if entry.recorded_at > until:
            continue
        body = entry.body
        for served in body["served"]:
            line = lines[served["message"], served["recipient"]]
            yield Foreseen(
                moment=entry.recorded_at, country=str(entry.country), period=body["period"],
                rung=body["rung"], role=served["role"], copy=served["copy"],
                language=served["language"], subject=line.subject, mail=line.message,
                withheld=None,
            )  # fmt: skip
        if body["withheld"]:
            yield Foreseen(
                moment=entry.recorded_at, country=str(entry.country), period=body["period"],
                rung=body["rung"], role="", copy=False, language="", subject="", mail="",
                withheld=body["withheld"],
            )  # fmt: skip


def _in_the_way(app: AppContext) -> Iterator[Foreseen]:
    """Give the countries that could not be looked at: of them nothing is foreseen."""
    with app.snapshot() as conn:
        for country, since, _ in agenda.all_troubles(conn):
            yield Foreseen(
                moment=datetime.fromisoformat(since), country=country, period="", rung="",
                role="", copy=False, language="", subject="", mail="", withheld="cannot_look",
            )  # fmt: skip


def _write_mails(app: AppContext, found: list[Foreseen], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with app.snapshot() as conn:
        for one in found:
            if one.mail and not one.copy:
                name = (
                    f"{one.moment:%Y-%m-%d}-{one.country}-{one.period}-{one.rung}-{one.mail[1:9]}"
                )
                path = folder / f"{name.replace('/', '-')}.eml"
                path.write_bytes(outbox.data_of(conn, one.mail))
