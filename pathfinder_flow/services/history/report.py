"""The report of an auditor: a history, and before it what it amounts to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.domain.workflow.gap_plan import Attested, never_seen
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.services.history.queries import (
    Board,
    CountryStatus,
    board_in,
    published_by_name,
    standing_of,
)
from pathfinder_flow.services.history.timeline import TimelineEntry, is_own, lines_of
from pathfinder_flow.services.unit_of_work import PROGRAMME, AppContext
from pathfinder_flow.store import ledger
from pathfinder_flow.store.projections import LAST_DAY


@dataclass(frozen=True)
class AuditReport:
    """What is on record about a country, or about the programme (``country`` None).

    ``as_of`` None: all that is recorded; ``known_at`` is the moment up to which it was known.
    ``standing`` and ``workflow`` are the country's, None if no case was possibly open;
    ``board`` is the programme's. ``unseen`` is what the procedure asks for and the file never
    saw, by attested move.
    """

    country: str | None
    as_of: date | None
    known_at: datetime
    lines: list[TimelineEntry]
    standing: CountryStatus | None = None
    workflow: Workflow | None = None
    board: Board | None = None
    unseen: tuple[Attested, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many entries there are, and how many of them are of what an auditor looks at."""
        kinds = [line.entry.kind for line in self.lines]
        return {
            "entries": len(kinds),
            "corrections": kinds.count(Kind.CORRECTION),
            "refusals": kinds.count(Kind.REFUSAL),
            "attested_moves": sum(map(_is_attested, self.lines)),
            "own": sum(map(is_own, self.lines)),
        }

    def doubted(self, certainty: str) -> list[int]:
        """Give the numbers of the entries that are only ``possible``, or ``disputed``."""
        return [line.entry.number for line in self.lines if line.certainty == certainty]


def _is_attested(line: TimelineEntry) -> bool:
    return line.entry.kind is Kind.TRANSITION and bool(line.entry.body["attested"])


def report(
    app: AppContext, country: str | None, *, as_of: date | None, known_at: datetime | None
) -> AuditReport:
    """Report on a country, or on the programme: what was known at a moment of what held on a day.

    Raises :class:`NoCase` when nothing was ever recorded about the country.
    """
    app.viewer.require(Thing.AUDIT)
    day, moment = as_of or LAST_DAY, known_at or app.clock()
    with app.snapshot() as conn:
        record = ledger.record_of(conn, country or PROGRAMME, known_at=known_at)
        lines = lines_of(app, conn, record, day)
        if country is None:
            found = board_in(app, conn, as_of=as_of, known_at=known_at)
            return AuditReport(country, as_of, moment, lines, board=found)
        standing = standing_of(record, day)
        workflow = app.rules(conn, standing.sha256).workflow if standing else None
        unseen = never_seen(Case(record, day), published_by_name(app, conn))
    return AuditReport(country, as_of, moment, lines, standing, workflow, None, tuple(unseen))
