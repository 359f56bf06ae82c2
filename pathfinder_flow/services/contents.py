"""Whether everything that the ledger names is there: mails, documents, published workflows."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import Connection

from pathfinder_flow.domain.clauses import Clause
from pathfinder_flow.domain.entries import Kind
from pathfinder_flow.mail.witness import header_in
from pathfinder_flow.services.judging import NO_ENTRY, Faults
from pathfinder_flow.store import ledger, outbox
from pathfinder_flow.store.files import EvidenceFiles
from pathfinder_flow.store.scan import Batch, Said


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
        for said in filter(None, batch.said):
            try:
                self._read(said, written, served)
            except NO_ENTRY:
                self.faults.add_unreadable(said.number)
        self._look_at_mails(written)
        self._look_at_deliveries(served)

    def _read(
        self, said: Said, written: dict[str, tuple[int, str]], served: dict[tuple[str, str], int]
    ) -> None:
        if said.kind == Kind.REMINDER:
            for one in said.contents()["served"]:
                served[str(one["message"]), str(one["recipient"])] = said.number
                if one["sha256"]:
                    written[str(one["message"])] = said.number, one["sha256"]
        # Most entries name nothing that is kept elsewhere, and need not be read.
        elif said.kind in _MAY_NAME and b'"sha256":"' in bytes(said.body):
            if said.kind == Kind.EVIDENCE:
                self._look_at_document(said)
            else:
                body = said.contents()
                message = str(body.get("instead") or body["message"])
                written[message] = said.number, body["sha256"]

    def _look_at_document(self, said: Said) -> None:
        digest = (said.contents().get("source") or {}).get("sha256")
        if not digest:
            return
        self.documents += 1
        state = self._files.matches(digest)
        if not state:
            key, says = _UNREADABLE if state is None else _CHANGED
            self.faults.add(said.number, Clause(key, says, start=digest[:12]))

    def _look_at_mails(self, written: dict[str, tuple[int, str]]) -> None:
        self.mails += len(written)
        kept = outbox.kept_bytes(self._conn, written)
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
        there = outbox.present(self._conn, {message for message, _ in served})
        for (message, recipient), number in served.items():
            if (message, recipient) not in there:
                says = "what became of the mail {message} is not there"
                self.faults.add(number, Clause("delivery_missing", says, message=message))


_MAY_NAME = (Kind.EVIDENCE, Kind.DELIVERY)
_MAIL = "the mail {message} is missing or is not what was written"
_UNREADABLE = "file_unreadable", "the evidence file {start}… cannot be read"
_CHANGED = "file_changed", "the evidence file {start}… no longer has that content"
