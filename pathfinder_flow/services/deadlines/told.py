"""What sources tell of reports that fell due before this ledger knew the country."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.obligations import Due, Obligation
from pathfinder_flow.domain.deadlines.periods import (
    NotOwed,
    obligation_status,
    told_of,
)
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.deadlines.queries import Deadline
from pathfinder_flow.services.lifecycle.cases import rules_of
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger


def told_periods(
    app: AppContext, notices: NotificationContext, *, country: str | None = None
) -> list[Deadline]:
    """List the periods of which a source tells, the earliest first; of one country or of all.

    They were never owed to this ledger: no run puts them on record, and no mail is about them.
    """
    if country:
        app.viewer.require(Thing.DEADLINES, country)
    found: list[Deadline] = []
    with app.snapshot() as conn:
        for code in [country] if country else ledger.countries(conn):
            record = ledger.record_of(conn, code)
            case = Case(record, app.today_in(record))
            if case.governance and app.viewer.sees(Thing.DEADLINES, code):
                found += _of_case(case, rules_of(app, conn, case).workflow, notices, app)
    return sorted(found, key=lambda one: (one.due.day or date.max, one.country, one.key))


def _of_case(
    case: Case, workflow: Workflow, notices: NotificationContext, app: AppContext
) -> Iterator[Deadline]:
    places, now = notices.places(case.record), app.clock()
    for key, kept in case.record.obligations.known.items():
        rule = workflow.obligations.get(key[0])
        found = told_of(case, key, rule, places) if rule and kept.due is None else None
        if found:
            due = _fell_due(kept, found, places.country.zone_name)
            standing = obligation_status(case, key, rule, due, now)
            yield Deadline(case.country, key, workflow, due, standing, None, None)


def _fell_due(kept: Obligation, found: NotOwed, zone: str | None) -> Due:
    """Give the day on which it fell due, as the calendar has it now; none is on record."""
    result = kept.results[-1]
    return Due(
        number=0, recorded_at=result.recorded_at, day=found.facts.get("due"),
        opens=found.facts.get("opens", result.recorded_at.date()), zone=zone, at=None,
        calendar="", calendar_version="", steps=(), because=found.code,
    )  # fmt: skip
