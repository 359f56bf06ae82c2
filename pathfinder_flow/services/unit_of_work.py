"""The context in which every use case runs: database, evidence files, workflows and clock.

A writing use case is a function of a :class:`UnitOfWork` given to :meth:`AppContext.run`: one
transaction on the newest state. It is kept whole or not at all, and an attempt that was refused
is recorded in its stead, with the explanation given.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from pathfinder_flow.calendars.local_days import day_begun
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.errors.conflict import ConcurrentWrite
from pathfinder_flow.domain.errors.unavailable import NotInitialised
from pathfinder_flow.domain.ledger.entries import Act, Draft, Entry, Kind
from pathfinder_flow.domain.ledger.once import OnceNumber
from pathfinder_flow.domain.roles import Actor, Mandate, Role
from pathfinder_flow.domain.workflow.denials import Denied, NotAuthorised, UnknownPerson
from pathfinder_flow.services.once import done_before, refused_before
from pathfinder_flow.services.reading_context import ReadingContext
from pathfinder_flow.services.record_cache import OpenRecords, RecordCache, Remembered
from pathfinder_flow.store import ledger, people, projections, published
from pathfinder_flow.store import once as once_numbers
from pathfinder_flow.store.database.engine import in_plain_words, where
from pathfinder_flow.store.database.writing import WritingConnection

if TYPE_CHECKING:
    from pathfinder_flow.domain.errors.clauses import Clause
    from pathfinder_flow.domain.workflow.model import Workflow
    from pathfinder_flow.signing.ed25519 import Signer
    from pathfinder_flow.store.files import EvidenceFiles

T = TypeVar("T")

PROGRAMME = ""
"""In place of a country: the record of what concerns the whole programme."""

_TRIES = 20


class AppContext(ReadingContext):
    """Everything a use case needs.

    ``clock`` gives the present moment in UTC; ``signer`` the key that signs checkpoints, or None
    where there is none to sign with; ``mail_checkpoint`` the checkpoint that mails carry.
    """

    def __init__(
        self,
        engine: Engine,
        files: EvidenceFiles,
        clock: Callable[[], datetime],
        *,
        signer: Callable[[], Signer | None] = lambda: None,
        mail_checkpoint: Callable[[UnitOfWork], str | None] = lambda _uow: None,
    ) -> None:
        super().__init__(engine, clock)
        self.files, self.signer, self.mail_checkpoint = files, signer, mail_checkpoint
        self.once: OnceNumber | None = None
        self._cache = RecordCache()
        self._writing = WritingConnection(engine)

    def today_in(self, record: Record) -> date:
        """Give the day that has begun in the country of a record, never earlier than UTC's."""
        return day_begun(record.country, self.clock(), record.obligations.zone)

    def today_by_code(self, country: str) -> date:
        """Give the day that has begun in a country by its code, as :meth:`today_in` does."""
        with self.snapshot() as conn:
            return self.today_in(ledger.record_of(conn, country))

    def with_once(self, once: OnceNumber | None) -> AppContext:
        """Give this application for one act, done once under that number."""
        return self.but(once=once)

    def require_writing(self) -> None:
        """Refuse what would be done in vain where it can only be read; or :class:`ReadOnly`."""
        self._writing.require()

    def run(
        self, handle: str, work: Callable[[UnitOfWork], T], *, cache: bool = True,
        again: Callable[[list[Entry]], T] | None = None,
    ) -> T:  # fmt: skip
        """Run a use case in one transaction as the person with this sign-in name.

        1. Begin, read the head of the ledger. 2. Under a once-only number that was used before,
        give the first's answer, which ``again`` makes from its entries, or its refusal. 3. Run the
        work. 4. Store its entries and projections; if another writer was first, begin again.
        5. If the work was denied, keep nothing of it but an entry that says so. Without ``again``
        a number is not looked at: that is for acts that change nothing when they are repeated.
        """

        def once(uow: UnitOfWork) -> T:
            done = uow.done_before() if again else []
            return again(done) if again and done else work(uow)

        number = self.once if again else None
        try:
            return self._attempt(handle, once, number, cache=cache)
        except Denied as error:
            denied = error
        self._attempt(handle, lambda uow: uow.record_refusal(denied), number, cache=cache)
        raise denied

    def dry_run(self, handle: str, work: Callable[[UnitOfWork], T]) -> T:
        """Run a use case and keep nothing of it, not even a refusal; reading rights will do."""
        with self.snapshot() as conn, conn.begin_nested() as tried:
            try:
                return work(UnitOfWork(self, conn, handle, dry=True))
            finally:
                tried.rollback()

    def _attempt(
        self, handle: str, work: Callable[[UnitOfWork], T], once: OnceNumber | None, *, cache: bool
    ) -> T:
        with in_plain_words(self.engine):
            for _ in range(_TRIES - 1):
                # On a server another writer may also have been first with a name or a number.
                with suppress(ConcurrentWrite, IntegrityError):
                    return self._transact(handle, work, once, cache=cache)
            return self._transact(handle, work, once, cache=cache)

    def _transact(
        self, handle: str, work: Callable[[UnitOfWork], T], once: OnceNumber | None, *, cache: bool
    ) -> T:
        with self._writing.transaction() as conn:
            self.check_schema(conn)
            kept = self._cache.take() if cache else None
            uow = UnitOfWork(self, conn, handle, kept, once=once)
            result = work(uow)
            uow.flush()
        if cache:
            self._cache.give_back(uow.remembered())
        return result


class UnitOfWork:
    """One writing transaction: who acts, when, and what has been appended so far.

    ``kept`` are the records of the transaction before. What is appended carries the mark of the
    once-only number ``once``. When ``dry``, nothing is stored and nobody waits.
    """

    def __init__(
        self, app: AppContext, conn: Connection, handle: str, kept: Remembered | None = None, *,
        once: OnceNumber | None = None, dry: bool = False,
    ) -> None:  # fmt: skip
        self.app, self.conn, self.handle, self._once = app, conn, handle, once
        self.now = app.clock()
        self.writer, self._dry = ledger.Writer(conn, self.now, hold=not dry), dry
        self._records = OpenRecords(self.writer, kept or Remembered())
        self._touched: set[str] = set()
        self._person: people.Person | None = None

    @property
    def today(self) -> date:
        """The day of this transaction in UTC."""
        return self.now.date()

    def today_in(self, country: str | None) -> date:
        """Give the day that has begun in a country, never earlier than the one of UTC."""
        if not country:
            return self.today
        return day_begun(country, self.now, self.record(country).obligations.zone)

    @cached_property
    def checkpoint(self) -> str | None:
        """The checkpoint that mails written in this transaction carry; None if there is none."""
        return self.app.mail_checkpoint(self)

    @property
    def person(self) -> people.Person:
        """Who acts; raises :class:`UnknownPerson`, or :class:`NotInitialised` before founding."""
        if not self.writer.size:
            # A refusal must not become the first entry: the founder could not come after it.
            raise NotInitialised(where=where(self.app.engine))
        if self._person is None:
            self._person = people.by_handle(self.conn, self.handle)
        if self._person is None:
            raise UnknownPerson(given=self.handle)
        return self._person

    def record(self, country: str) -> Record:
        """Give the record of a country (or of the programme) up to this moment."""
        return self._records.of(country)

    def actor(self, country: str) -> Actor:
        """Give the acting person with the mandates known for a country and the programme."""
        mandates = self.record(country).mandates.values()
        mine = tuple(known for known in mandates if known.person == self.person.id)
        return Actor(self.person.id, mine)

    def authorise(
        self, roles: tuple[Role, ...], attempt: Clause, country: str | None = None
    ) -> Act:
        """Find the mandate that allows an act, or raise :class:`NotAuthorised`."""
        actor = self.actor(country or PROGRAMME)
        days = (self.today_in(country), self.today)
        found = (actor.mandate_for(roles, country, day) for day in days)
        mandate = next(filter(None, found), None)
        if mandate is None:
            raise NotAuthorised(
                actor=self.handle,
                attempt=attempt,
                country=country,
                roles=[str(role) for role in roles],
                day=self.today.isoformat(),
            )
        return act_under(mandate)

    def append(self, draft: Draft) -> Entry:
        """Append an entry, and let the open records know of it."""
        if self._once:
            draft = self._once.marked(draft, self.person.id)
        entry = self.writer.append(draft)
        self._records.add(entry)
        # What became of a mail changes nothing about how a country stands.
        if entry.country and entry.kind is not Kind.DELIVERY:
            self._touched.add(entry.country)
        return entry

    def done_before(self) -> list[Entry]:
        """Give what was recorded under this act's once-only number before, or raise its refusal."""
        if self._once is None:
            return []
        found = done_before(self.conn, self._once, self.person.id)
        refused = refused_before(found, self.handle, self._workflow)
        if refused:
            raise refused
        return found

    def _workflow(self, name: str) -> Workflow:
        known = published.by_name(self.conn, name)
        assert known  # noqa: S101 - what an entry names was published before it
        return self.app.rules(self.conn, known.sha256).workflow

    def record_refusal(self, denied: Denied) -> None:
        """Append what was refused, to whom, and the explanation given; once under a number."""
        if self._once and done_before(self.conn, self._once, self.person.id):
            return  # the same attempt, made at the same moment, is on record
        act = denied.act or Act(self.person.id)
        for country, body in denied.on_record:
            self.append(Draft(Kind.REFUSAL, country, self.today.isoformat(), act, "", body))

    def flush(self) -> None:
        """Store what was appended and bring the projections up to it; drop it when ``dry``."""
        if self._dry:
            self.writer.drop()
            return
        stored = self.writer.flush()
        projections.note_imports(self.conn, stored)
        projections.note_reminders(self.conn, stored)
        once_numbers.note_once(self.conn, stored)
        # A case row depends on the country's own entries only, never on programme-wide ones.
        for country in sorted(self._touched):
            record = self.record(country)
            projections.save_case(self.conn, record)
            projections.save_obligations(self.conn, record)
        self._touched.clear()

    def forget(self, country: str) -> None:
        """Let go of a country's record, after a flush, to keep memory flat."""
        self._records.forget(country)

    def remembered(self) -> Remembered:
        """Give the records for the next transaction."""
        return self._records.remembered()


def act_under(mandate: Mandate) -> Act:
    """Give the act of someone who relies on this mandate."""
    return Act(mandate.person, str(mandate.role), mandate.on_behalf_of, mandate.number)
