"""What changed in what is known of the past, between two moments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.cases.record_diff import Change, hindsight
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import BadFilter
from pathfinder_flow.domain.errors.not_found import NoCase
from pathfinder_flow.domain.ledger.entries import Entry
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.services.history.queries import CountryStatus, standing_of
from pathfinder_flow.services.history.timeline import TimelineEntry, about, lines_of
from pathfinder_flow.services.unit_of_work import PROGRAMME, AppContext
from pathfinder_flow.services.validation import moment
from pathfinder_flow.store import ledger
from pathfinder_flow.store.projections import LAST_DAY


@dataclass(frozen=True)
class Part:
    """What became known of one country, or of the programme (``country`` None).

    ``before`` and ``after`` say where the country stood on the day of the first moment, as known
    at the first and at the second one; both None where that is the same. ``late`` are facts of
    before the first moment that were recorded after it, ``changes`` are corrections of what was
    known then, each with its line; ``other`` counts what else is new, by kind.
    """

    country: str | None
    before: CountryStatus | None
    after: CountryStatus | None
    late: tuple[TimelineEntry, ...]
    changes: tuple[tuple[Change, TimelineEntry], ...]
    other: Counter[str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing became known, so that nothing stands otherwise either."""
        return not (self.before or self.after or self.late or self.changes or self.other)


@dataclass(frozen=True)
class Diff:
    """What became known between two moments; ``workflows`` are those of the standings, by hash."""

    first: datetime
    second: datetime
    parts: tuple[Part, ...]
    workflows: dict[str, Workflow]


def moments(first: str, second: str, now: datetime) -> tuple[datetime, datetime]:
    """Read two moments of knowledge, the earlier one first."""
    read = moment(first, now), moment(second, now)
    if read[1] < read[0]:
        what = Clause("second_moment", "the second moment")
        expected = Clause(
            "before_first", "it lies before the first one, {first}; give the earlier one first",
            first=first,
        )  # fmt: skip
        raise BadFilter(given=second, what=what, expected=expected)
    return read


def diff(app: AppContext, country: str | None, first: datetime, second: datetime) -> Diff:
    """Say what became known between two moments of one country, or of all and the programme.

    1. Read what was known at the second moment; the first is a part of it. 2. Fold both, and
    compare them for the day of the first moment. Raises :class:`NoCase` when nothing was recorded
    about the country by the second moment.
    """
    app.viewer.require(Thing.AUDIT)
    with app.snapshot() as conn:
        codes = [country] if country else [PROGRAMME, *ledger.countries(conn)]
        found = (_part(app, conn, code, (first, second), alone=bool(country)) for code in codes)
        parts = tuple(part for part in found if not part.is_empty)
        stood = [one for part in parts for one in (part.before, part.after) if one]
        workflows = {one.sha256: app.rules(conn, one.sha256).workflow for one in stood}
    return Diff(first, second, parts, workflows)


def _part(
    app: AppContext, conn: Connection, code: str, between: tuple[datetime, datetime], *, alone: bool
) -> Part:
    """Compare one country. Among all countries, what is the programme's is told there only."""
    first, second = between
    entries = list(ledger.entries_of(conn, code, known_at=second))
    if not alone and not any(e.country == (code or None) for e in _since(entries, first)):
        return Part(code or None, None, None, (), (), Counter())
    before = Record(code, [entry for entry in entries if entry.recorded_at <= first])
    after = Record(code, entries)
    if alone and not about(after):
        raise NoCase(country=code)
    lines = {
        line.entry.number: line
        for line in lines_of(app, conn, after, LAST_DAY)
        if alone or line.entry.country == (code or None)
    }
    learned = hindsight(before, after, [line.entry for line in lines.values()], first)
    was, now = (standing_of(record, first.date()) for record in (before, after))
    if was == now:
        was = now = None
    return Part(
        country=code or None,
        before=was,
        after=now,
        late=tuple(lines[entry.number] for entry in learned.late),
        changes=tuple((change, lines[change.entry.number]) for change in learned.changes),
        other=learned.other,
    )


def _since(entries: list[Entry], first: datetime) -> Iterator[Entry]:
    return (entry for entry in reversed(entries) if entry.recorded_at > first)
