"""Reading and writing the ledger.

A :class:`Writer` is one transaction that writes: it reads the head when it begins, numbers what is
appended from there, and moves the head by compare-and-set before anything else is written. So
what it decided was decided on the newest state, or nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, func, insert, literal_column, or_, select, update

from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.errors.conflict import ConcurrentWrite
from pathfinder_flow.domain.errors.not_found import UnknownEntry
from pathfinder_flow.domain.errors.unavailable import ClockBehind
from pathfinder_flow.domain.ledger.entries import Draft, Entry, Kind, canonical, moment_text, parse
from pathfinder_flow.domain.ledger.merkle import Frontier, leaf_hash
from pathfinder_flow.store.database.prepared import Prepared
from pathfinder_flow.store.database.schema import head, ledger

_HEAD = select(head.c.size, head.c.frontier, head.c.recorded_at)
_READ_HEAD = Prepared(_HEAD)
# On a server, writers wait for each other here and take turns; without it, those that are slow
# to decide would find the head moved again and again. SQLite has them wait when they begin.
_TAKE_HEAD = Prepared(_HEAD.with_for_update())
_MOVE_HEAD = Prepared(
    update(head)
    .where(head.c.size == bindparam("expected"))
    .values(
        size=bindparam("new_size"),
        frontier=bindparam("new_frontier"),
        recorded_at=bindparam("new_recorded_at"),
    )
)
_INSERT = Prepared(insert(ledger))
_OF_COUNTRY = Prepared(
    select(ledger.c.entry)
    .where(
        or_(ledger.c.country == bindparam("country"), ledger.c.country.is_(None)),
        ledger.c.number > bindparam("after"),
        ledger.c.recorded_at <= bindparam("known_at"),
    )
    .order_by(ledger.c.number)
)
_ONE = select(ledger.c.entry).where(ledger.c.number == bindparam("number"))
_ALL = select(ledger.c.entry).where(ledger.c.recorded_at <= bindparam("known_at"))
_ALL = _ALL.order_by(ledger.c.number)

_LEAVES = select(ledger.c.leaf).where(
    ledger.c.number > bindparam("after"), ledger.c.number <= bindparam("size")
)
_LEAVES = _LEAVES.order_by(ledger.c.number).execution_options(yield_per=10_000)
# Said as the index over just these has it, so that the database finds them there.
_KEYS = select(ledger.c.entry).where(literal_column("kind") == literal_column("'key'"))
_KEYS = _KEYS.order_by(ledger.c.number)

FOR_EVER = "9999"
"""Sorts after every recorded moment: as known now."""

_TOLD = "%Y-%m-%d %H:%M:%S UTC"
_AT_ONCE = 500
_TOLERATED_SKEW = timedelta(minutes=2)


def size(conn: Connection) -> int:
    """Count the entries."""
    return int(_READ_HEAD.run(conn).fetchone()[0])


def entry(conn: Connection, number: int) -> Entry:
    """Read one entry; raises :class:`UnknownEntry`."""
    return parse(data_of(conn, number))


def tree(conn: Connection) -> Frontier:
    """Read the Merkle tree over all entries, as its head has it."""
    size, frontier, _ = _READ_HEAD.run(conn).fetchone()
    return Frontier.from_bytes(size, frontier)


def stored_head(conn: Connection) -> tuple[int, bytes] | None:
    """Give size and frontier of the head as they are stored; None where there is no head."""
    row = _READ_HEAD.run(conn).fetchone()
    return (row[0], row[1]) if row else None


def leaves(conn: Connection, size: int, *, after: int = 0) -> Iterator[bytes]:
    """Read the leaf hashes of the entries up to a number, in order, some thousand at a time."""
    for rows in conn.execute(_LEAVES, {"size": size, "after": after}).partitions():
        for (leaf,) in rows:
            yield leaf


def data_of(conn: Connection, number: int) -> bytes:
    """Read the canonical bytes of one entry; raises :class:`UnknownEntry`."""
    held = size(conn)
    # A number beyond all entries may also be beyond what the database takes for a number.
    data: bytes | None = None
    if 1 <= number <= held:
        data = conn.execute(_ONE, {"number": number}).scalar()
    if data is None:
        raise UnknownEntry(number=number, size=held)
    return data


def stored(conn: Connection, numbers: Iterable[int]) -> dict[int, bytes]:
    """Read the canonical bytes of some entries by their numbers, in order."""
    wanted = sorted(numbers)
    found: dict[int, bytes] = {}
    for at in range(0, len(wanted), _AT_ONCE):
        some = wanted[at : at + _AT_ONCE]
        query = select(ledger.c.number, ledger.c.entry).where(ledger.c.number.in_(some))
        found.update((row.number, bytes(row.entry)) for row in conn.execute(query))
    return {number: found[number] for number in wanted}


def key_entries(conn: Connection) -> list[Entry]:
    """Read the entries that took signing keys into use, in order."""
    return [parse(data) for (data,) in conn.execute(_KEYS)]


def hold(conn: Connection) -> None:
    """Let no other writer store anything until this transaction ends."""
    _TAKE_HEAD.run(conn).fetchone()


def entries_of(
    conn: Connection, country: str, *, after: int = 0, known_at: datetime | None = None
) -> Iterator[Entry]:
    """Read the entries of a country and of the whole programme, in order."""
    until = moment_text(known_at) if known_at else FOR_EVER
    parameters = {"country": country, "after": after, "known_at": until}
    for (data,) in _OF_COUNTRY.run(conn, parameters):
        yield parse(data)


def record_of(conn: Connection, country: str, *, known_at: datetime | None = None) -> Record:
    """Read the record of a country, as known now or at a moment."""
    return Record(country, entries_of(conn, country, known_at=known_at))


def own_entries(conn: Connection, country: str, *, but: Collection[Kind]) -> Iterator[Entry]:
    """Read the entries of a country alone, in order, but for those of some kinds."""
    query = select(ledger.c.entry).where(ledger.c.country == country, ledger.c.kind.not_in(but))
    for (data,) in conn.execute(query.order_by(ledger.c.number)):
        yield parse(data)


def rows_of_kind(conn: Connection, kind: Kind) -> Iterator[tuple[int, bytes]]:
    """Read number and bytes of the entries of a kind, in order."""
    query = select(ledger.c.number, ledger.c.entry).where(ledger.c.kind == str(kind))
    for row in conn.execute(query.order_by(ledger.c.number)):
        yield row.number, row.entry


def programme_rows(conn: Connection) -> Iterator[tuple[int, bytes]]:
    """Read number and bytes of the entries that are no country's own, in order."""
    query = select(ledger.c.number, ledger.c.entry).where(ledger.c.country.is_(None))
    for row in conn.execute(query.order_by(ledger.c.number)):
        yield row.number, row.entry


def rows_until(conn: Connection, number: int, kinds: Collection[Kind]) -> Iterator[bytes]:
    """Read the bytes of the entries of some kinds up to a number, in order."""
    query = select(ledger.c.entry).where(ledger.c.number <= number, ledger.c.kind.in_(kinds))
    for (data,) in conn.execute(query.order_by(ledger.c.number)):
        yield data


def all_entries(
    conn: Connection, *, known_at: datetime | None = None, kind: Kind | None = None
) -> Iterator[Entry]:
    """Read every entry, or those of one kind, in order, a thousand at a time."""
    query = _ALL.where(ledger.c.kind == str(kind)) if kind else _ALL
    until = moment_text(known_at) if known_at else FOR_EVER
    # Of the query, not of the connection: there it would stay, and a server takes no UPDATE so.
    streamed = query.execution_options(yield_per=1000)
    for (data,) in conn.execute(streamed, {"known_at": until}):
        yield parse(data)


def countries(conn: Connection) -> list[str]:
    """Give every country that has an entry, in order of its code."""
    rows = conn.execute(select(ledger.c.country).distinct().where(ledger.c.country.is_not(None)))
    return sorted(code for (code,) in rows)


def count_by_country(conn: Connection) -> dict[str, int]:
    """Count the entries of each country, in order of its code."""
    query = select(ledger.c.country, func.count()).where(ledger.c.country.is_not(None))
    rows = conn.execute(query.group_by(ledger.c.country).order_by(ledger.c.country))
    return {row[0]: row[1] for row in rows}


class Writer:
    """Appends entries within one transaction; :meth:`flush` makes the database agree.

    ``now`` is the moment of recording. Moments never go back: a clock up to two minutes behind
    the last entry is taken as that entry's moment plus a microsecond, a slower one is refused.
    Without ``hold`` no other writer waits for this one, which then should not flush.
    """

    def __init__(self, conn: Connection, now: datetime, *, hold: bool = True) -> None:
        self.conn = conn
        reading = _TAKE_HEAD if hold else _READ_HEAD
        size, frontier, recorded_at = reading.run(conn).fetchone()
        self._frontier = Frontier.from_bytes(size, frontier)
        self._flushed = self._frontier.size
        self._last = datetime.fromisoformat(recorded_at)
        if now < self._last - _TOLERATED_SKEW:
            raise ClockBehind(now=f"{now:{_TOLD}}", last=f"{self._last:{_TOLD}}")
        self._now = now
        self._rows: list[dict[str, object]] = []
        self.pending: list[Entry] = []
        """What was appended and is not stored yet."""

    @property
    def size(self) -> int:
        """How many entries the ledger will hold."""
        return self._frontier.size

    @property
    def tree(self) -> Frontier:
        """The Merkle tree over what is stored and appended."""
        return self._frontier

    def append(self, draft: Draft) -> Entry:
        """Number an entry and make its bytes; it is stored with the next flush."""
        self._last = max(self._now, self._last + timedelta(microseconds=1))
        appended = Entry(self._frontier.size + 1, self._last, draft)
        data = canonical(appended)
        leaf = leaf_hash(data)
        self._frontier = self._frontier.append(leaf)
        self._rows.append(
            {
                "number": appended.number,
                "country": draft.country,
                "kind": str(draft.kind),
                "recorded_at": moment_text(self._last),
                "entry": data,
                "leaf": leaf,
            }
        )
        self.pending.append(appended)
        return appended

    def flush(self) -> list[Entry]:
        """Move the head and store what was appended; gives the entries stored now.

        Raises :class:`ConcurrentWrite` when somebody else has moved the head since this began.
        """
        if not self._rows:
            return []
        values = {
            "expected": self._flushed,
            "new_size": self.size,
            "new_frontier": self._frontier.to_bytes(),
            "new_recorded_at": moment_text(self._last),
        }
        if _MOVE_HEAD.run(self.conn, values).rowcount != 1:
            raise ConcurrentWrite(expected=self._flushed)
        _INSERT.run_many(self.conn, self._rows)
        self._flushed, self._rows = self.size, []
        stored, self.pending = self.pending, []
        return stored

    def drop(self) -> None:
        """Let go of what was appended, in a rehearsal; numbers go on from it."""
        self._rows, self.pending = [], []
