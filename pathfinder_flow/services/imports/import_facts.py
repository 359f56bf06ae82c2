"""Importing dated facts from a CSV file, as the public record gives them.

Columns: ``iso3,event,date,certainty,institution,source,note``. Nothing is invented: a fact
becomes evidence with its own date and source; where it attests a move, the move is recorded as
attested by it, whatever the guards of the procedure would ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

from pathfinder_flow.domain.cases.facts import Move
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.dates.edtf import When, parse_when
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.not_found import UnknownEvidenceKind
from pathfinder_flow.domain.ledger.entries import Act, Draft, Entry, Kind, canonical_json
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.services.compiled_workflows import CompiledWorkflow
from pathfinder_flow.services.imports.csv_file import refuse_bad_rows, stage_facts
from pathfinder_flow.services.imports.staging import Fact, StagedFacts
from pathfinder_flow.services.lifecycle.advance import marks
from pathfinder_flow.services.lifecycle.cases import append_opening, in_force, rules_of
from pathfinder_flow.services.lifecycle.evidence import attests_status
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.services.validation import listed, suggestion
from pathfinder_flow.store import projections
from pathfinder_flow.store.published import all_published
from pathfinder_flow.words import countries
from pathfinder_flow.words.errors import worded


def staged(app: AppContext, file: Path, lang: str) -> StagedFacts:
    """Read and check a file of facts before anything is imported; problems are worded at once."""
    return stage_facts(
        file, today=app.today(), events=known_kinds(app), country_code=countries.is_code,
        word=lambda problem: str(worded(problem, lang)),
    )  # fmt: skip


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
    rules, facts = _in_order(uow, country, staged)
    for fact in facts:
        progress(1)
        if fact.event not in rules.workflow.evidence:
            staged.refuse(fact.line, _unknown_kind(rules, fact))
            continue
        if fact.twin is not None:
            staged.note_twin(fact.line, fact.twin)
            continue
        key = import_key(fact)
        known = projections.imported_as(uow.conn, key)
        if known is not None:
            staged.note(fact.line, [known], known=True)
            continue
        made = _record_fact(uow, act, fact, key)
        staged.note(fact.line, [entry.number for entry in made])


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


def _in_order(
    uow: UnitOfWork, country: str, staged: StagedFacts
) -> tuple[CompiledWorkflow, Iterator[Fact]]:
    """Give what governs a country, and its facts by date, on one day earlier states first."""
    first = staged.first_day(country)
    record = uow.record(country)
    if record.governance:
        _, rules = rules_of(uow, record, date.max)
    else:
        rules = uow.app.rules(uow.conn, in_force(uow, country, first).sha256)
    ranks = {kind: _rank(rules, kind) for kind in rules.workflow.evidence}
    return rules, staged.facts(country, ranks)


def _rank(rules: CompiledWorkflow, kind: str) -> int:
    event = rules.workflow.evidence[kind].attests
    return rules.workflow.rank(rules.workflow.transitions[event].to_state) if event else 0


def import_key(fact: Fact) -> str:
    """Give what makes a fact the same fact when a file is imported again."""
    return sha256(canonical_json(list(fact.columns))).hexdigest()


def _record_fact(uow: UnitOfWork, act: Act, fact: Fact, key: str) -> list[Entry]:
    when = parse_when(fact.date)
    record = uow.record(fact.country)
    made = []
    if not record.governance:
        made.append(_open(uow, act, fact, when))
    _, rules = rules_of(uow, record, date.max)
    made.append(_evidence(uow, act, fact, rules, key))
    move = _attested_move(uow, act, fact, rules, made[-1])
    return [*made, *([move] if move else [])]


def _open(uow: UnitOfWork, act: Act, fact: Fact, when: When) -> Entry:
    """Open a case by its first known fact: on its day, or "by then at the latest"."""
    chosen = in_force(uow, fact.country, when.order)
    rules = uow.app.rules(uow.conn, chosen.sha256)
    effective = fact.date
    if not rules.workflow.evidence[fact.event].opens_case:
        effective = at_the_latest(fact.date)
    reason = f"First fact on the public record: {fact.event}, {fact.date}."
    return append_opening(uow, act, fact.country, chosen, effective, reason, attested=True)


def at_the_latest(text: str) -> str:
    """Turn a date into "by then at the latest", in EDTF."""
    start, _, end = text.partition("/")
    return f"../{start if end in ('', '..') else end}"


def _evidence(uow: UnitOfWork, act: Act, fact: Fact, rules: CompiledWorkflow, key: str) -> Entry:
    body = {
        "kind": fact.event,
        "fields": {},
        "source": {"url": fact.source},
        "institution": fact.institution,
        "note": fact.note,
        "certainty": fact.certainty,
        "attests_status": attests_status(rules.workflow, fact.event),
        "import_key": key,
    }
    return uow.append(Draft(Kind.EVIDENCE, fact.country, fact.date, act, "", body))


def _attested_move(
    uow: UnitOfWork, act: Act, fact: Fact, rules: CompiledWorkflow, evidence: Entry
) -> Entry | None:
    """Record the move a fact attests, if it takes the country further than it stood then."""
    event = rules.workflow.evidence[fact.event].attests
    record = uow.record(fact.country)
    if event is None:
        return None
    to_state = rules.workflow.transitions[event].to_state
    before, after = _around(record, (parse_when(fact.date).order, evidence.number))
    rank = rules.workflow.rank
    if before and rank(before.to_state) >= rank(to_state):
        return None
    if after and (not after.attested or rank(after.to_state) <= rank(to_state)):
        return None
    body = {
        "event": event,
        "from": before.to_state if before else None,
        "to": to_state,
        "rests_on": [evidence.number],
        "attested": True,
        "certainty": fact.certainty,
        **marks(rules, event),
    }
    reason = "Attested by the source of the evidence; not decided here."
    return uow.append(Draft(Kind.TRANSITION, fact.country, fact.date, act, reason, body))


def _around(record: Record, order: tuple[date, int]) -> tuple[Move | None, Move | None]:
    """Give the moves just before and just after a place in the history."""
    before = [move for move in record.moves if move.order < order]
    after = [move for move in record.moves if move.order > order]
    return (before[-1] if before else None), (after[0] if after else None)


def known_kinds(app: AppContext) -> list[str]:
    """Give every kind of evidence that some published workflow knows."""
    app.viewer.require(Thing.WORKFLOWS)
    with app.snapshot() as conn:
        known = [app.rules(conn, row.sha256).workflow for row in all_published(conn)]
    return sorted({kind for workflow in known for kind in workflow.evidence})
