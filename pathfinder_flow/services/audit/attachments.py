"""Whether everything that the ledger names is there: mails, documents, published workflows."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from sqlalchemy import Connection

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.ledger.references import mails_of
from pathfinder_flow.mail.witness import header_in
from pathfinder_flow.services.audit.checks import NO_ENTRY, Faults
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
            self._look_at_erased(said.number, body)
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
            self.faults.add(number, fault)

    def _look_at_erased(self, number: int, body: dict[str, Any]) -> None:
        for message, (data, _) in kept_mails.kept_bytes(self._conn, body["messages"]).items():
            if data:
                says = "the mail {message} is missing, or is there again after it was erased"
                self.faults.add(number, Clause("mail_not_erased", says, message=message))

    def _look_at_mails(self, written: dict[str, tuple[int, str]]) -> None:
        self.mails += len(written)
        kept = kept_mails.kept_bytes(self._conn, written)
        for message, (number, digest) in written.items():
            data, erased = kept.get(message, (b"", None))
            if erased is not None and not data and self._is_erased(message, erased):
                continue
            if sha256(data).hexdigest() != digest:
                self.faults.add(number, Clause("mail_changed", _MAIL, message=message))
            elif header := header_in(data):
                self.carried.setdefault(header, (number, message))

    def _is_erased(self, message: str, number: int) -> bool:
        try:
            entry = ledger.entry(self._conn, number)
            return entry.kind is Kind.ERASURE and message in entry.body["messages"]
        except NO_ENTRY:
            return False

    def _look_at_deliveries(self, served: dict[tuple[str, str], int]) -> None:
        there = kept_mails.present(self._conn, {message for message, _ in served})
        for (message, recipient), number in served.items():
            if (message, recipient) not in there:
                says = "what became of the mail {message} is not there"
                self.faults.add(number, Clause("delivery_missing", says, message=message))


_NAMES: dict[str, bytes] = {
    Kind.EVIDENCE: b'"sha256":"',
    Kind.DELIVERY: b'"sha256":"',
    Kind.REMINDER: b'"message":"',
    Kind.ERASURE: b'"messages":["',
}
_MAIL = "the mail {message} is missing or is not what was written"
