"""Importing dated facts from a CSV file, as the public record gives them.

Columns: ``iso3,event,date,certainty,institution,source,note``. Nothing is invented: a fact
becomes evidence with its own date and source; where it attests a move, the move is recorded as
attested by it, whatever the guards of the procedure would ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256

from pathfinder_flow.domain.clauses import Clause
from pathfinder_flow.domain.edtf import When, parse_when
from pathfinder_flow.domain.entries import Act, Draft, Entry, Kind, canonical_json
from pathfinder_flow.domain.errors import UnknownEvidenceKind
from pathfinder_flow.domain.facts import Move
from pathfinder_flow.domain.record import Record
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.services.advancing import marks
from pathfinder_flow.services.checking import listed, suggestion
from pathfinder_flow.services.desk import Desk, Rules, Session
from pathfinder_flow.services.evidence import attests_status
from pathfinder_flow.services.facts_file import refuse_bad_rows
from pathfinder_flow.services.opening import append_opening, in_force, rules_of
from pathfinder_flow.services.staged_facts import Fact, StagedFacts
from pathfinder_flow.store import projections
from pathfinder_flow.store.published import all_published


def import_facts(
    desk: Desk,
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

    def work(session: Session) -> None:
        attempt = Clause("attempt_import", "import facts")
        act = session.authorise((Role.SECRETARIAT,), attempt, None)
        for country in staged.countries():
            _import_country(session, act, country, staged, progress)
            session.flush()
            session.forget(country)
        refuse_bad_rows(staged)

    if dry_run:
        desk.rehearse(handle, work)
    else:
        desk.write(handle, work, cache=False)


def _import_country(
    session: Session, act: Act, country: str, staged: StagedFacts, progress: Callable[[int], None]
) -> None:
    rules, facts = _in_order(session, country, staged)
    for fact in facts:
        progress(1)
        if fact.event not in rules.workflow.evidence:
            staged.refuse(fact.line, _unknown_kind(rules, fact))
            continue
        if fact.twin is not None:
            staged.note_twin(fact.line, fact.twin)
            continue
        key = import_key(fact)
        known = projections.imported_as(session.conn, key)
        if known is not None:
            staged.note(fact.line, [known], known=True)
            continue
        made = _record_fact(session, act, fact, key)
        staged.note(fact.line, [entry.number for entry in made])


def _unknown_kind(rules: Rules, fact: Fact) -> UnknownEvidenceKind:
    known = list(rules.workflow.evidence)
    governing = Clause(
        "governing", "{workflow}, which governs {country},",
        workflow=rules.workflow.name, country=fact.country,
    )  # fmt: skip
    return UnknownEvidenceKind(
        workflow=governing, given=fact.event, suggestion=suggestion(fact.event, known),
        known=listed(known),
    )  # fmt: skip


def _in_order(session: Session, country: str, staged: StagedFacts) -> tuple[Rules, Iterator[Fact]]:
    """Give what governs a country, and its facts by date, on one day earlier states first."""
    first = staged.first_day(country)
    record = session.record(country)
    if record.governance:
        _, rules = rules_of(session, record, date.max)
    else:
        rules = session.desk.rules(session.conn, in_force(session, country, first).sha256)
    ranks = {kind: _rank(rules, kind) for kind in rules.workflow.evidence}
    return rules, staged.facts(country, ranks)


def _rank(rules: Rules, kind: str) -> int:
    event = rules.workflow.evidence[kind].attests
    return rules.workflow.rank(rules.workflow.transitions[event].to_state) if event else 0


def import_key(fact: Fact) -> str:
    """Give what makes a fact the same fact when a file is imported again."""
    return sha256(canonical_json(list(fact.columns))).hexdigest()


def _record_fact(session: Session, act: Act, fact: Fact, key: str) -> list[Entry]:
    when = parse_when(fact.date)
    record = session.record(fact.country)
    made = []
    if not record.governance:
        made.append(_open(session, act, fact, when))
    _, rules = rules_of(session, record, date.max)
    made.append(_evidence(session, act, fact, rules, key))
    move = _attested_move(session, act, fact, rules, made[-1])
    return [*made, *([move] if move else [])]


def _open(session: Session, act: Act, fact: Fact, when: When) -> Entry:
    """Open a case by its first known fact: on its day, or "by then at the latest"."""
    chosen = in_force(session, fact.country, when.order)
    rules = session.desk.rules(session.conn, chosen.sha256)
    effective = fact.date
    if not rules.workflow.evidence[fact.event].opens_case:
        effective = at_the_latest(fact.date)
    reason = f"First fact on the public record: {fact.event}, {fact.date}."
    return append_opening(session, act, fact.country, chosen, effective, reason, attested=True)


def at_the_latest(text: str) -> str:
    """Turn a date into "by then at the latest", in EDTF."""
    start, _, end = text.partition("/")
    return f"../{start if end in ('', '..') else end}"


def _evidence(session: Session, act: Act, fact: Fact, rules: Rules, key: str) -> Entry:
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
    return session.append(Draft(Kind.EVIDENCE, fact.country, fact.date, act, "", body))


def _attested_move(
    session: Session, act: Act, fact: Fact, rules: Rules, evidence: Entry
) -> Entry | None:
    """Record the move a fact attests, if it takes the country further than it stood then."""
    event = rules.workflow.evidence[fact.event].attests
    record = session.record(fact.country)
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
    return session.append(Draft(Kind.TRANSITION, fact.country, fact.date, act, reason, body))


def _around(record: Record, order: tuple[date, int]) -> tuple[Move | None, Move | None]:
    """Give the moves just before and just after a place in the history."""
    before = [move for move in record.moves if move.order < order]
    after = [move for move in record.moves if move.order > order]
    return (before[-1] if before else None), (after[0] if after else None)


def known_kinds(desk: Desk) -> list[str]:
    """Give every kind of evidence that some published workflow knows."""
    with desk.reading() as conn:
        known = [desk.rules(conn, row.sha256).workflow for row in all_published(conn)]
    return sorted({kind for workflow in known for kind in workflow.evidence})
