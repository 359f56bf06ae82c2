"""Records kept in memory from one writing transaction to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.ledger.entries import Entry
from pathfinder_flow.store import ledger

_MOST = 64
"""How many records are kept from one transaction to the next."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """Records, each with the size of the ledger up to which it was read.

    ``news`` is the number of the last entry that some of them may have missed, as it was known
    when the ledger held ``size`` entries: beyond that everything is news.
    """

    records: dict[str, tuple[int, Record]] = field(default_factory=dict)
    news: int = 0
    size: int = 0

    def news_at(self, size: int) -> int:
        """Give the last entry that may have been missed when the ledger holds this many."""
        return self.news if size == self.size else size


class RecordCache:
    """Hands the records to one transaction at a time; others begin without any.

    A transaction changes the records that it uses, so nobody else may have them meanwhile, and
    what a failed one has added to is never given back.
    """

    def __init__(self) -> None:
        self._kept, self._lock = Remembered(), Lock()

    def take(self) -> Remembered:
        """Take the records out."""
        with self._lock:
            kept, self._kept = self._kept, Remembered()
        return kept

    def give_back(self, kept: Remembered) -> None:
        """Let the next transaction have them."""
        with self._lock:
            self._kept = kept


class OpenRecords:
    """The records of one writing transaction: each is read once and learns what is appended."""

    def __init__(self, writer: ledger.Writer, kept: Remembered) -> None:
        self._writer, self._kept = writer, kept.records
        self._news = kept.news_at(writer.size)
        self._open: dict[str, Record] = {}

    def of(self, country: str) -> Record:
        """Give the record of a country up to this moment."""
        if country not in self._open:
            seen, record = self._kept.pop(country, (0, Record(country)))
            if seen < self._news:
                self._catch_up(record, seen)
            self._open[country] = record
        return self._open[country]

    def _catch_up(self, record: Record, seen: int) -> None:
        record.extend(ledger.entries_of(self._writer.conn, record.country, after=seen))
        concerned = (None, record.country)
        record.extend(entry for entry in self._writer.pending if entry.country in concerned)

    def add(self, entry: Entry) -> None:
        """Let the records know of an entry that was appended."""
        for country, record in self._open.items():
            if entry.country in (None, country):
                record.add(entry)
        if entry.country not in self._open:
            self._news = entry.number

    def forget(self, country: str) -> None:
        """Let go of a record."""
        self._open.pop(country, None)

    def remembered(self) -> Remembered:
        """Give the records for the next transaction, the most recently used ones."""
        for country, record in self._open.items():
            self._kept[country] = (self._writer.size, record)
        while len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]
        return Remembered(self._kept, self._news, self._writer.size)
