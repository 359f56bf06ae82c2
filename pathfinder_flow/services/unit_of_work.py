"""The context in which every use case runs: database, evidence files, workflows and clock.

A writing use case is a function of a :class:`UnitOfWork` given to :meth:`AppContext.run`: one
transaction on the newest state. It is kept whole or not at all, and an attempt that was refused
is recorded in its stead, with the explanation given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from pathfinder_flow.definitions.parse import from_canonical
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.errors.conflict import ConcurrentWrite
from pathfinder_flow.domain.errors.unavailable import NotInitialised
from pathfinder_flow.domain.ledger.entries import Act, Draft, Entry, Kind
from pathfinder_flow.domain.roles import Actor, Mandate, Role
from pathfinder_flow.domain.workflow.denials import Denied, NotAuthorised, UnknownPerson
from pathfinder_flow.domain.workflow.machine import compile_machine
from pathfinder_flow.store import ledger, people, projections, published
from pathfinder_flow.store.database import migrate
from pathfinder_flow.store.database.engine import in_plain_words, where
from pathfinder_flow.store.database.engine import snapshot as open_snapshot
from pathfinder_flow.store.database.writing import WritingConnection

if TYPE_CHECKING:
    from transitions import Machine

    from pathfinder_flow.domain.errors.clauses import Clause
    from pathfinder_flow.domain.workflow.model import Workflow
    from pathfinder_flow.signing.ed25519 import Signer
    from pathfinder_flow.store.files import EvidenceFiles

T = TypeVar("T")

PROGRAMME = ""
"""In place of a country: the record of what concerns the whole programme."""

_TRIES = 20
_CACHED_RECORDS = 64


@dataclass(frozen=True)
class CompiledWorkflow:
    """A published workflow and the machine compiled from it, once."""

    workflow: Workflow
    machine: Machine
    sha256: str


class AppContext:
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
        self.engine, self.files, self.clock = engine, files, clock
        self.signer, self.mail_checkpoint = signer, mail_checkpoint
        self._rules: dict[str, CompiledWorkflow] = {}
        self._records: dict[str, tuple[int, Record]] = {}
        self._news = (0, 0)
        self._checked = False
        self._writing = WritingConnection(engine)
        # Units of work of one process take turns, so that the records kept between them stay true.
        self._turn = Lock()

    def today(self) -> date:
        """The present day in UTC."""
        return self.clock().date()

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Open a consistent view of the database for reading."""
        with in_plain_words(self.engine), open_snapshot(self.engine) as conn:
            self._check_schema(conn)
            yield conn

    def require_writing(self) -> None:
        """Refuse what would be done in vain where it can only be read; or :class:`ReadOnly`."""
        self._writing.require()

    def run(self, handle: str, work: Callable[[UnitOfWork], T], *, cache: bool = True) -> T:
        """Run a use case in one transaction as the person with this sign-in name.

        1. Begin, read the head of the ledger. 2. Run the work. 3. Store its entries and
        projections; if another writer was first, begin again. 4. If the work was denied, keep
        nothing of it but an entry that says so.
        """
        try:
            return self._attempt(handle, work, cache=cache)
        except Denied as error:
            denied = error
        self._attempt(handle, lambda uow: uow.record_refusal(denied), cache=cache)
        raise denied

    def dry_run(self, handle: str, work: Callable[[UnitOfWork], T]) -> T:
        """Run a use case on what is on record and keep nothing of it, not even a refusal.

        It keeps nobody waiting, and whoever may only read can do it too.
        """
        with self.snapshot() as conn:
            return work(UnitOfWork(self, conn, handle, {}, (0, 0), dry=True))

    def _attempt(self, handle: str, work: Callable[[UnitOfWork], T], *, cache: bool) -> T:
        with self._turn, in_plain_words(self.engine):
            for _ in range(_TRIES - 1):
                try:
                    return self._transact(handle, work, cache=cache)
                except (ConcurrentWrite, IntegrityError):
                    # On a server another writer may also have been first with a name or a number.
                    continue
            return self._transact(handle, work, cache=cache)

    def _transact(self, handle: str, work: Callable[[UnitOfWork], T], *, cache: bool) -> T:
        # A record that a failed unit of work has added to must not be trusted by the next one.
        kept, self._records = self._records, {}
        with self._writing.transaction() as conn:
            self._check_schema(conn)
            uow = UnitOfWork(self, conn, handle, kept if cache else {}, self._news)
            result = work(uow)
            uow.flush()
        if cache:
            self._records = uow.kept_records(_CACHED_RECORDS)
        self._news = (uow.news, uow.writer.size)
        return result

    def _check_schema(self, conn: Connection) -> None:
        if not self._checked:
            migrate.require_newest(self.engine, conn)
            self._checked = True

    def rules(self, conn: Connection, sha256: str) -> CompiledWorkflow:
        """Give a published workflow by its hash, parsed and compiled once."""
        if sha256 not in self._rules:
            workflow = from_canonical(published.by_sha256(conn, sha256).content)
            self._rules[sha256] = CompiledWorkflow(workflow, compile_machine(workflow), sha256)
        return self._rules[sha256]


class UnitOfWork:
    """One writing transaction: who acts, when, and what has been appended so far.

    ``kept`` are records with the size of the ledger up to which they were read. ``news`` is the
    number of the last entry that some record may have missed, and the size up to which that
    was known: beyond it everything is news. When ``dry``, nothing is stored and nobody waits.
    """

    def __init__(
        self, app: AppContext, conn: Connection, handle: str,
        kept: dict[str, tuple[int, Record]], news: tuple[int, int], *, dry: bool = False,
    ) -> None:  # fmt: skip
        self.app, self.conn, self.handle = app, conn, handle
        self.now = app.clock()
        self.writer, self._dry = ledger.Writer(conn, self.now, hold=not dry), dry
        self.news = news[0] if news[1] == self.writer.size else self.writer.size
        self._kept = kept
        self._open: dict[str, Record] = {}
        self._touched: set[str] = set()
        self._person: people.Person | None = None

    @property
    def today(self) -> date:
        """The day of this transaction in UTC."""
        return self.now.date()

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
        if country not in self._open:
            seen, record = self._kept.pop(country, (0, Record(country)))
            if seen < self.news:
                self._catch_up(record, seen)
            self._open[country] = record
        return self._open[country]

    def _catch_up(self, record: Record, seen: int) -> None:
        record.extend(ledger.entries_of(self.conn, record.country, after=seen))
        concerned = (None, record.country)
        record.extend(entry for entry in self.writer.pending if entry.country in concerned)

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
        mandate = actor.mandate_for(roles, country, self.today)
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
        entry = self.writer.append(draft)
        for country, record in self._open.items():
            if entry.country in (None, country):
                record.add(entry)
        if entry.country not in self._open:
            self.news = entry.number
        # What became of a mail changes nothing about how a country stands.
        if entry.country and entry.kind is not Kind.DELIVERY:
            self._touched.add(entry.country)
        return entry

    def record_refusal(self, denied: Denied) -> None:
        """Append what was refused, to whom, and the explanation given."""
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
        # A case row depends on the country's own entries only, never on programme-wide ones.
        for country in sorted(self._touched):
            record = self.record(country)
            projections.save_case(self.conn, record)
            projections.save_obligations(self.conn, record)
        self._touched.clear()

    def forget(self, country: str) -> None:
        """Let go of a country's record, after a flush, to keep memory flat."""
        self._open.pop(country, None)

    def kept_records(self, most: int) -> dict[str, tuple[int, Record]]:
        """Give the records for the next unit of work, the most recently used ones."""
        for country, record in self._open.items():
            self._kept[country] = (self.writer.size, record)
        while len(self._kept) > most:
            del self._kept[next(iter(self._kept))]
        return self._kept


def act_under(mandate: Mandate) -> Act:
    """Give the act of someone who relies on this mandate."""
    return Act(mandate.person, str(mandate.role), mandate.on_behalf_of, mandate.number)
