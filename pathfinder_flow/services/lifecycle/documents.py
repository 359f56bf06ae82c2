"""Documents come out again: what an entry says of one, and the file under its own name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from pathfinder_flow.domain.cases.facts import Evidence, evidence_of
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import FileRefused
from pathfinder_flow.domain.errors.not_found import NoDocument, NotShown
from pathfinder_flow.domain.ledger.entries import Entry, Kind
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.services.lifecycle.cases import read_case
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger


@dataclass(frozen=True)
class DocumentView:
    """A piece of evidence as corrections leave it.

    ``fault`` says what is wrong with its file, None where it is as it was recorded or there is
    none; ``withdrawn`` that a correction has withdrawn the entry.
    """

    entry: Entry
    evidence: Evidence
    workflow: Workflow
    fault: Clause | None
    withdrawn: bool


def show_document(app: AppContext, number: int) -> DocumentView:
    """Show the evidence of an entry; raises :class:`NoDocument` for an entry of another kind."""
    with app.snapshot() as conn:
        entry = ledger.entry(conn, number)
        if entry.kind is not Kind.EVIDENCE or entry.country is None:
            raise NoDocument(number=number)
        if not app.viewer.sees(Thing.COUNTRY_FILE, entry.country):
            raise NotShown
        case, rules = read_case(app, conn, entry.country)
    record = case.record
    stands = record.amend(entry)
    evidence = evidence_of(stands, frozenset({entry.act.actor}))
    sha256 = evidence.source.get("sha256")
    fault = app.files.fault(sha256) if sha256 else None
    return DocumentView(stands, evidence, rules.workflow, fault, number in record.withdrawn)


def file_of(app: AppContext, number: int) -> tuple[str, bytes]:
    """Give the file of an entry and the name it came with, after holding it against its hash.

    Raises :class:`NoDocument` where there is none, :class:`FileRefused` where it has changed.
    """
    found = show_document(app, number)
    sha256 = found.evidence.source.get("sha256")
    if not sha256:
        raise NoDocument(number=number)
    path = app.files.path(sha256)
    if found.fault:
        raise FileRefused(path=path, why=found.fault)
    # A name is all that was kept; should it hold a path, none of it is followed.
    return PurePath(found.evidence.source["file"]).name, path.read_bytes()
