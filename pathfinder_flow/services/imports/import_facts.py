"""Importing dated facts from a CSV file, as the public record gives them.

Columns: ``iso3,event,date,certainty,institution,source,note``. Nothing is invented: a fact
becomes evidence with its own date and source; where it attests a move, the move is recorded as
attested by it, whatever the guards of the procedure would ask for.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import sha256

from pathfinder_flow.domain.dates.edtf import parse_when
from pathfinder_flow.domain.errors.base import Invalid
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.not_found import UnknownEvidenceKind
from pathfinder_flow.domain.ledger.entries import Act, Draft, Entry, Kind, canonical_json
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.services.compiled_workflows import CompiledWorkflow
from pathfinder_flow.services.imports.attested_history import begin, settle
from pathfinder_flow.services.imports.staging import Fact, StagedFacts, refuse_bad_rows
from pathfinder_flow.services.imports.understanding import stored_source
from pathfinder_flow.services.lifecycle.cases import in_force, load_case
from pathfinder_flow.services.lifecycle.evidence import attests_status
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.services.validation import fields_of, listed, suggestion
from pathfinder_flow.store import projections
from pathfinder_flow.store.published import all_published


def import_facts(
    app: AppContext,
    handle: str,
    staged: StagedFacts,
    *,
    dry_run: bool = False,
    progress: Callable[[int], None] = lambda _count: None,
) -> None:
    """Import checked facts, all or none; what became of each row is noted on ``staged``.

    1. The actor must be the Secretariat. 2. Country by country, in the order of the dates: skip
    what was imported before, open a case where there is none, record the evidence, and the move
    it attests. 3. If the workflow of some country does not know some fact, keep nothing and
    raise :class:`ImportRefused`. 4. A rehearsal does the same and keeps nothing.
    """

    def work(uow: UnitOfWork) -> None:
        attempt = Clause("attempt_import", "import facts")
        act = uow.authorise((Role.SECRETARIAT,), attempt, None)
        for country in staged.countries():
            _import_country(uow, act, country, staged, progress)
            uow.flush()
            uow.forget(country)
        refuse_bad_rows(staged)

    if dry_run:
        app.dry_run(handle, work)
    else:
        app.run(handle, work, cache=False)


def _import_country(
    uow: UnitOfWork, act: Act, country: str, staged: StagedFacts, progress: Callable[[int], None]
) -> None:
    first = staged.first_fact(country, but=_outside_cases(uow))
    began = begin(uow, act, country, (first.event, first.date)) if first else None
    rules = _governing(uow, country, staged)
    recorded: dict[int, list[int]] = {}
    for fact in staged.facts(country):
        progress(1)
        if fact.event not in rules.workflow.evidence:
            staged.note_unknown(fact.id, fact.event, _unknown_kind(rules, fact))
        elif fact.twin is not None:
            staged.note_twin(fact.id, fact.twin)
        else:
            _take(uow, act, fact, rules, staged, recorded)
    if recorded:
        settled = settle(uow, act, country)
        _note_what_follows(staged, first.id if first else 0, began, settled, recorded)


def _take(
    uow: UnitOfWork, act: Act, fact: Fact, rules: CompiledWorkflow, staged: StagedFacts,
    recorded: dict[int, list[int]],
) -> None:  # fmt: skip
    """Record a fact, or note why its fields cannot be taken."""
    try:
        number, known = _evidence(uow, act, fact, rules)
    except Invalid as error:
        staged.refuse(fact.id, error)
        return
    staged.note(fact.id, [number], known=known)
    if not known:
        recorded[number] = [fact.id]


def _outside_cases(uow: UnitOfWork) -> list[str]:
    """Give the kinds of facts that say nothing of a candidature, in every workflow there is."""
    known = [uow.app.rules(uow.conn, row.sha256).workflow for row in all_published(uow.conn)]
    kinds = {kind for workflow in known for kind in workflow.evidence}
    return sorted(
        kind for kind in kinds
        if all(one.evidence[kind].outside_case for one in known if kind in one.evidence)
    )  # fmt: skip


def _governing(uow: UnitOfWork, country: str, staged: StagedFacts) -> CompiledWorkflow:
    """Give what governs a country; without a case, the procedure at the time of its first fact."""
    record = uow.record(country)
    if record.governance:
        return load_case(uow, record.country, date.max)[1]
    first = staged.first_fact(country)
    assert first is not None  # noqa: S101 - a country of the file has a fact
    chosen = in_force(uow, country, parse_when(first.date).order)
    return uow.app.rules(uow.conn, chosen.sha256)


def _note_what_follows(
    staged: StagedFacts, first: int, began: Entry | None, settled: list[Entry],
    recorded: dict[int, list[int]],
) -> None:  # fmt: skip
    """Note beside each row what was recorded because of it: the opening, and the moves."""
    lines = {number: rows[0] for number, rows in recorded.items()}
    entries = {line: [number] for number, line in lines.items()}
    if began and first in entries:
        entries[first].insert(0, began.number)
    for entry in settled:
        for number in entry.body.get("rests_on", ()):
            if number in lines:
                entries[lines[number]].append(entry.number)
    for line, numbers in entries.items():
        staged.note(line, numbers)


def _unknown_kind(rules: CompiledWorkflow, fact: Fact) -> UnknownEvidenceKind:
    known = list(rules.workflow.evidence)
    governing = Clause(
        "governing", "{workflow}, which governs {country},",
        workflow=rules.workflow.name, country=fact.country,
    )  # fmt: skip
    return UnknownEvidenceKind(
        workflow=governing, given=fact.event, suggestion=suggestion(fact.event, known),
        known=listed(known),
    )  # fmt: skip


def import_key(fact: Fact) -> str:
    """Give what makes a fact the same fact when a file is imported again."""
    return sha256(canonical_json(list(fact.columns))).hexdigest()


def _evidence(uow: UnitOfWork, act: Act, fact: Fact, rules: CompiledWorkflow) -> tuple[int, bool]:
    """Record a fact as evidence; gives its entry, and whether it was there already."""
    key = import_key(fact)
    known = projections.imported_as(uow.conn, key)
    if known is not None:
        return known, True
    body = {
        "kind": fact.event,
        "fields": fields_of(fact.event, rules.workflow.evidence[fact.event], fact.given),
        "source": stored_source(fact.source),
        "institution": fact.institution,
        "note": fact.note,
        "certainty": fact.certainty,
        "attests_status": attests_status(rules.workflow, fact.event),
        "import_key": key,
    }
    entry = uow.append(Draft(Kind.EVIDENCE, fact.country, fact.date, act, "", body))
    return entry.number, False
