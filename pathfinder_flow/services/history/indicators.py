"""Reading the indicators and actions of roadmaps, and what the reports say of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.facts import Evidence
from pathfinder_flow.domain.cases.indicators import (
    Indicator,
    Measurement,
    PlannedAction,
    actions_of,
    how_far,
    indicators_of,
    measurements,
    states,
)
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.services.lifecycle.cases import read_case
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger


@dataclass(frozen=True, slots=True)
class IndicatorProgress:
    """An indicator with what the reports say of it, and how far it has come, in per cent."""

    country: str
    indicator: Indicator
    measured: tuple[Measurement, ...]
    far: Decimal | None


@dataclass(frozen=True)
class RoadmapProgress:
    """The indicators and actions of the latest roadmap; ``dropped`` are ids of earlier ones.

    ``entry`` is the roadmap's, None without one. Each action comes with how it stood, by year.
    """

    country: str
    entry: int | None
    indicators: tuple[IndicatorProgress, ...]
    actions: tuple[tuple[PlannedAction, tuple[tuple[str, str], ...]], ...]
    dropped: tuple[str, ...]


def roadmap_progress(app: AppContext, country: str) -> RoadmapProgress:
    """Show how far a country has come with its roadmap; raises what one without a case does."""
    app.viewer.require(Thing.COUNTRY_FILE, country)
    with app.snapshot() as conn:
        case, _ = read_case(app, conn, country)
    return _of_case(case)


def shared_progress(app: AppContext, shared: str) -> list[IndicatorProgress]:
    """Compare the countries whose roadmaps measure by an indicator under one shared id."""
    app.viewer.require(Thing.COUNTRY_FILE)
    found = []
    with app.snapshot() as conn:
        for country in ledger.countries(conn):
            record = ledger.record_of(conn, country)
            progress = _of_case(Case(record, app.today_in(record)))
            found += [one for one in progress.indicators if one.indicator.shared == shared]
    return found


def _of_case(case: Case) -> RoadmapProgress:
    known = [one for kind in case.record.evidence.values() for one in kind]
    known = [one for one in known if one.account.span.certain_from <= case.day]
    roadmaps = [one for one in known if "indicators" in one.tables or "actions" in one.tables]
    reports = sorted((one for one in known if "values" in one.tables), key=lambda one: one.order)
    roadmap = max(roadmaps, key=lambda one: one.order, default=None)
    now = {one.id for one in indicators_of(roadmap)}
    before = [one.id for earlier in roadmaps for one in indicators_of(earlier)]
    return RoadmapProgress(
        country=case.country,
        entry=roadmap.number if roadmap else None,
        indicators=tuple(_progress(case.country, one, reports) for one in indicators_of(roadmap)),
        actions=tuple((one, tuple(states(reports, one))) for one in actions_of(roadmap)),
        dropped=tuple(dict.fromkeys(one for one in before if one not in now)),
    )


def _progress(country: str, indicator: Indicator, reports: list[Evidence]) -> IndicatorProgress:
    measured = measurements(reports, indicator.id)
    whole = [one.value for one in measured if not one.group and one.value is not None]
    far = how_far(indicator, whole[-1] if whole else None)
    return IndicatorProgress(country, indicator, tuple(measured), far)
