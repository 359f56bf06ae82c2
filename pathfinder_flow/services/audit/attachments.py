"""Whether everything that the ledger names is there: mails, documents, published workflows."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.ledger.entries import Kind, parse
from pathfinder_flow.domain.ledger.references import mails_of
from pathfinder_flow.mail.witness import header_in
from pathfinder_flow.services.audit.faults import NO_ENTRY, Faults
from pathfinder_flow.store import ledger
from pathfinder_flow.store import stored_mails as kept_mails
from pathfinder_flow.store.files import EvidenceFiles
from pathfinder_flow.store.scan import Batch, EntryHeader


class Contents:
    """Holds mails, their deliveries and documents against the entries that name them."""

    def __init__(self, conn: Connection, files: EvidenceFiles, faults: Faults) -> None:
        self.faults = faults
        self.mails = self.documents = 0
        self.carried: dict[bytes, tuple[int, str]] = {}
        """Each header with a checkpoint, and the first mail that carries it, by its entry."""
        self._conn, self._files = conn, files
        self._erased = _erased_mails(conn)

    def take(self, batch: Batch) -> None:
        """Look at a batch."""
        written: dict[str, tuple[int, str]] = {}
        served: dict[tuple[str, str], int] = {}
        for row, said in zip(batch.rows, batch.said, strict=True):
            # Most entries name nothing that is kept elsewhere, and need not be read.
            if said is None or said.kind not in _NAMES or _NAMES[said.kind] not in row[4]:
                continue
            try:
                self._read(said, written, served)
            except NO_ENTRY:
                self.faults.add_unreadable(said.number)
        self._look_at_mails(written)
        self._look_at_deliveries(served)

    def _read(
        self,
        said: EntryHeader,
        written: dict[str, tuple[int, str]],
        served: dict[tuple[str, str], int],
    ) -> None:
        body = said.contents()
        if said.kind == Kind.EVIDENCE:
            self._look_at_document(said.number, body)
        elif said.kind == Kind.ERASURE:
            self._look_at_erased(said.number, body["messages"])
        for message, digest in mails_of(said.kind, body).items():
            written[str(message)] = said.number, digest
        for one in body.get("served", ()):
            served[str(one["message"]), str(one["recipient"])] = said.number

    def _look_at_document(self, number: int, body: dict[str, Any]) -> None:
        digest = (body.get("source") or {}).get("sha256")
        if not digest:
            return
        self.documents += 1
        fault = self._files.fault(digest)
        if fault:
            self.faults.add(number, fault, about="evidence")

    def _look_at_mails(self, written: dict[str, tuple[int, str]]) -> None:
        self.mails += len(written)
        kept = kept_mails.kept_bytes(self._conn, written)
        for message, (number, digest) in written.items():
            data, erased = kept.get(message, (b"", None))
            if message in self._erased:
                continue
            if erased is not None:
                self._add(erased, Clause("never_erased", _NEVER_ERASED, message=message))
            if sha256(data).hexdigest() != digest:
                self._add(number, Clause("mail_changed", _CHANGED, message=message))
            elif header := header_in(data):
                self.carried.setdefault(header, (number, message))

    def _look_at_erased(self, number: int, messages: list[str]) -> None:
        kept = kept_mails.kept_bytes(self._conn, messages)
        for message in messages:
            if kept.get(message) != (b"", number):
                self._add(number, Clause("mail_not_erased", _NOT_ERASED, message=message))

    def _look_at_deliveries(self, served: dict[tuple[str, str], int]) -> None:
        there = kept_mails.present(self._conn, {message for message, _ in served})
        for (message, recipient), number in served.items():
            if (message, recipient) not in there:
                self._add(number, Clause("delivery_missing", _NO_DELIVERY, message=message))

    def _add(self, number: int, said: Clause) -> None:
        self.faults.add(number, said, about="mail")


def _erased_mails(conn: Connection) -> set[str]:
    """Give the mails that any entry says were erased."""
    found: set[str] = set()
    for _, data in ledger.rows_of_kind(conn, Kind.ERASURE):
        # What cannot be read is a fault of the stretch that it lies in.
        with suppress(*NO_ENTRY):
            found |= set(parse(data).body["messages"])
    return found


_NAMES: dict[str, bytes] = {
    Kind.EVIDENCE: b'"sha256":"',
    Kind.DELIVERY: b'"sha256":"',
    Kind.REMINDER: b'"message":"',
    Kind.ERASURE: b'"messages":["',
}
_CHANGED = "the mail {message} is missing or is not what was written"
_NOT_ERASED = "the mail {message} is missing, or is there again after it was erased"
_NEVER_ERASED = "the mail {message} is said to be erased, which the entry does not say"
_NO_DELIVERY = "what became of the mail {message} is not there"
