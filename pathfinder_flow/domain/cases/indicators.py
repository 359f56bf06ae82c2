"""Indicators and actions of a roadmap, and what annual reports say of each.

They come as tables with documents: ``indicators`` and ``actions`` with a roadmap, ``values`` with
a report. A table is kept as it was checked, as rows of texts, so that an entry says it whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Literal

from pathfinder_flow.domain.cases.facts import Evidence

Row = Mapping[str, str]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "indicators": (
        "id", "title", "unit", "baseline", "baseline_year", "target", "target_year", "shared",
        "disaggregation", "source",
    ),
    "actions": ("id", "title", "owner", "start", "end", "budget", "state"),
    "values": ("id", "group", "value", "reason", "state"),
}  # fmt: skip
"""The columns of each table; ``id`` comes first and is required."""

STATES = ("planned", "under_way", "done", "dropped")
"""How an action stands."""

_HIGHEST = Decimal(10) ** 15
_YEARS = range(1900, 3000)


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong in a table: in which row (the first below the heading is 1) and column.

    ``code`` is ``missing``, ``no_number``, ``no_year``, ``no_state``, ``twice``, ``unknown`` (no
    such indicator or action), ``neither`` (no value and no reason) or ``both``.
    """

    row: int
    column: str
    code: str
    given: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """What progress is measured by: a baseline and a target, each with its year.

    ``shared`` is an id that other countries use as well, such as ``8.7.1``.
    """

    id: str
    title: str
    unit: str
    baseline: Decimal | None
    baseline_year: int | None
    target: Decimal | None
    target_year: int | None
    shared: str
    disaggregation: str
    source: str


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """What a roadmap has done, by whom and when; ``state`` as the roadmap itself says."""

    id: str
    title: str
    owner: str
    start: str
    end: str
    budget: str
    state: str


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a report on a year says of an indicator: a value, or why it was not measured.

    Of a ``group``, such as girls, or of all ("").
    """

    year: str
    group: str
    value: Decimal | None
    reason: str
    entry: int


def check_table(name: str, rows: Sequence[Row], known: Iterable[str] = ()) -> list[Wrong]:
    """Give everything that is wrong in a table; ``known`` are the ids that values may speak of."""
    wrong: list[Wrong] = []
    ids = {*known}
    seen: set[tuple[str, str]] = set()
    for number, row in enumerate(rows, start=1):
        needed = ("id",) if name == "values" else ("id", "title")
        wrong += [Wrong(number, column, "missing") for column in needed if not row[column]]
        key = (row["id"], row.get("group", ""))
        if row["id"] and key in seen:
            wrong.append(Wrong(number, "id", "twice", row["id"]))
        seen.add(key)
        if name == "values" and row["id"] and row["id"] not in ids:
            wrong.append(Wrong(number, "id", "unknown", row["id"]))
        wrong += _cells(number, row)
        if name == "values":
            wrong += _said(number, row)
    return wrong


def _cells(number: int, row: Row) -> Iterable[Wrong]:
    for column in ("baseline", "target", "value"):
        if row.get(column) and decimal(row[column]) is None:
            yield Wrong(number, column, "no_number", row[column])
    for column in ("baseline_year", "target_year"):
        given = row.get(column)
        if given and not (given.isdecimal() and int(given) in _YEARS):
            yield Wrong(number, column, "no_year", given)
    if row.get("state") and row["state"] not in STATES:
        yield Wrong(number, "state", "no_state", row["state"])


def _said(number: int, row: Row) -> Iterable[Wrong]:
    """Find a row that says nothing, or a value together with why there is none."""
    if not (row["value"] or row["reason"] or row["state"]):
        yield Wrong(number, "value", "neither")
    if row["value"] and row["reason"]:
        yield Wrong(number, "reason", "both")


def decimal(text: str) -> Decimal | None:
    """Read a number as it is written: 12, -3.5, 12.5 %; None if it is none."""
    try:
        found = Decimal(text.removesuffix("%").strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < _HIGHEST else None


def indicators_of(roadmap: Evidence | None) -> list[Indicator]:
    """Give the indicators that came with a roadmap; none without one."""
    rows = roadmap.tables.get("indicators", []) if roadmap else []
    return [
        Indicator(
            row["id"], row["title"], row["unit"], decimal(row["baseline"]),
            _year(row["baseline_year"]), decimal(row["target"]), _year(row["target_year"]),
            row["shared"], row["disaggregation"], row["source"],
        )
        for row in rows
    ]  # fmt: skip


def _year(text: str) -> int | None:
    return int(text) if text else None


def actions_of(roadmap: Evidence | None) -> list[PlannedAction]:
    """Give the actions that came with a roadmap; none without one."""
    rows = roadmap.tables.get("actions", []) if roadmap else []
    return [PlannedAction(**{name: row[name] for name in COLUMNS["actions"]}) for row in rows]


def measurements(reports: Iterable[Evidence], indicator: str) -> list[Measurement]:
    """Give what reports say of an indicator, by year; the latest report on a year counts."""
    latest = {str(report.fields.get("year", "")): report for report in reports}
    return [
        Measurement(year, row["group"], decimal(row["value"]), row["reason"], latest[year].number)
        for year in sorted(latest)
        for row in latest[year].tables.get("values", [])
        if row["id"] == indicator and (row["value"] or row["reason"])
    ]


def states(reports: Iterable[Evidence], action: PlannedAction) -> list[tuple[str, str]]:
    """Give how an action stood: by the roadmap (""), then by the report on each year."""
    latest = {str(report.fields.get("year", "")): report for report in reports}
    told = [
        (year, row["state"])
        for year in sorted(latest)
        for row in latest[year].tables.get("values", [])
        if row["id"] == action.id and row["state"]
    ]
    return [("", action.state), *told] if action.state else told


def how_far(indicator: Indicator, value: Decimal | None) -> Decimal | None:
    """Give how much of the way from the baseline to the target is done, in whole per cent.

    Whichever way the target lies; None where one of the three is not known, or there is no way.
    """
    base, target = indicator.baseline, indicator.target
    if value is None or base is None or target is None or base == target:
        return None
    share = (value - base) / (target - base) * 100
    return share.quantize(Decimal(1), rounding=ROUND_HALF_UP)


def unreported(roadmap: Evidence | None, report: Evidence) -> list[Indicator]:
    """Give the indicators of a roadmap of which a report says neither a value nor a reason."""
    told = {row["id"] for row in report.tables.get("values", []) if row["value"] or row["reason"]}
    return [one for one in indicators_of(roadmap) if one.id not in told]


TableName = Literal["indicators", "actions", "values"]
