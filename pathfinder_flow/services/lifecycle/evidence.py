"""Recording evidence: a document kept by its hash, a web address, or a bare fact."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.indicators import actions_of, indicators_of
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import BadField, NoSuchTable
from pathfinder_flow.domain.errors.not_found import UnknownEvidenceKind
from pathfinder_flow.domain.ledger.entries import Draft, Entry, Kind
from pathfinder_flow.domain.workflow.model import EvidenceKind, Workflow
from pathfinder_flow.domain.workflow.naming import by_title
from pathfinder_flow.services.lifecycle.cases import load_case
from pathfinder_flow.services.lifecycle.tables import read_table
from pathfinder_flow.services.once import of_kind
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.services.validation import (
    clean,
    fields_of,
    happened,
    is_web_address,
    listed,
    quoted,
    suggestion,
)


@dataclass(frozen=True)
class NewEvidence:
    """What is to be recorded: its kind, date (EDTF), where it comes from, its fields and tables."""

    kind: str
    effective: str
    file: Path | None = None
    url: str | None = None
    fields: dict[str, list[str]] = field(default_factory=dict)
    note: str = ""
    tables: dict[str, Path] = field(default_factory=dict)


def add_evidence(app: AppContext, handle: str, country: str, new: NewEvidence) -> Entry:
    """Record evidence.

    1. The country must have a case whose workflow knows the kind. 2. The actor must hold one of
    the roles that may supply it. 3. Check date, source and fields. 4. Keep the file by its hash.
    5. Record it. Fields may be incomplete: the moves that need them will say so.
    """
    again = of_kind(Kind.EVIDENCE)
    return app.run(handle, lambda uow: add_evidence_in(uow, country, new), again=again)


def add_evidence_in(uow: UnitOfWork, country: str, new: NewEvidence) -> Entry:
    """Record evidence within a unit of work, as :func:`add_evidence` does."""
    case, rules = load_case(uow, country)
    new = replace(new, kind=by_title(rules.workflow.evidence, new.kind))
    definition = kind_of(rules.workflow, new.kind)
    attempt = Clause("attempt_evidence", "record '{kind}'", kind=new.kind)
    act = uow.authorise(definition.suppliers, attempt, country)
    happened(new.effective, uow.today_in(country))
    fields = fields_of(new.kind, definition, new.fields)
    body: dict[str, Any] = {
        "kind": new.kind,
        "fields": fields,
        "source": _checked_source(new),
        "note": clean(Clause("note", "note"), new.note),
        "certainty": "stated",
        # Only the import of history attests a status; here it takes a decision and a move.
        "attests_status": False,
    }
    if new.tables:
        body["tables"] = _tables(case, definition, new)
    if new.file:
        # Last: what is refused is not kept.
        kept = uow.app.files.keep(new.file)
        body["source"] |= {"sha256": kept.sha256, "size": kept.size}
    return uow.append(Draft(Kind.EVIDENCE, country, new.effective, act, "", body))


def _tables(
    case: Case, definition: EvidenceKind, new: NewEvidence
) -> dict[str, list[dict[str, str]]]:
    """Read the tables that come with a document; values speak of the roadmap that is on file."""
    carriers = [found[-1] for found in case.record.evidence.values() if found and found[-1].tables]
    known = [one.id for carrier in carriers for one in indicators_of(carrier)]
    known += [one.id for carrier in carriers for one in actions_of(carrier)]
    read: dict[str, list[dict[str, str]]] = {}
    for name, path in new.tables.items():
        if name not in definition.tables:
            may = listed(list(definition.tables))
            raise NoSuchTable(kind=new.kind, given=name, known=may)
        read[name] = read_table(name, path, known)
    return read


def kind_of(workflow: Workflow, kind: str) -> EvidenceKind:
    """Give a kind of evidence; raises :class:`UnknownEvidenceKind`."""
    if kind not in workflow.evidence:
        known = list(workflow.evidence)
        raise UnknownEvidenceKind(
            workflow=workflow.name, given=kind, suggestion=suggestion(kind, known),
            known=listed(known),
        )  # fmt: skip
    return workflow.evidence[kind]


def attests_status(workflow: Workflow, kind: str) -> bool:
    """Whether such a fact on the public record says that the status was granted."""
    event = workflow.evidence[kind].attests
    return event is not None and workflow.transitions[event].grants_status


def checked_url(kind: str, url: str) -> str:
    """Give a web address as it was given, after checking that it is one."""
    url = clean(Clause("url", "url"), url)
    if not is_web_address(url):
        expected = Clause("a_url", "a web address such as {example}", example="https://...")
        raise BadField(field="url", kind=kind, given=quoted(url), expected=expected)
    return url


def _checked_source(new: NewEvidence) -> dict[str, Any]:
    source: dict[str, Any] = {}
    if new.url:
        source["url"] = checked_url(new.kind, new.url)
    if new.file:
        source["file"] = clean(Clause("file_name", "file name"), new.file.name)
    return source
