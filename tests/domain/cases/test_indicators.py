"""Indicators and actions: checked whole, read as they were written, and compared by year."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.domain.cases.indicators import (
    COLUMNS,
    Indicator,
    actions_of,
    check_table,
    decimal,
    how_far,
    indicators_of,
    measurements,
    states,
    unreported,
)
from tests.domain.values import OPENED


def row(table: str, **cells: str) -> dict[str, str]:
    return dict.fromkeys(COLUMNS[table], "") | cells


RATE = row(
    "indicators", id="I1", title="Children in child labour", unit="per cent", baseline="21.5",
    baseline_year="2022", target="10", target_year="2030", shared="8.7.1",
)  # fmt: skip
VISITS = row("indicators", id="I2", title="Inspections")
PLAN = row(
    "actions", id="A1", title="Train inspectors", owner="Ministry of Labour", state="planned"
)


def value(**cells: str) -> dict[str, str]:
    return row("values", **cells)


@pytest.mark.parametrize(
    ("table", "rows", "found"),
    [
        ("indicators", [RATE, VISITS], []),
        ("actions", [PLAN], []),
        ("values", [value(id="I1", value="20"), value(id="I1", group="girls", value="18")], []),
        (
            "values",
            [value(id="I2", reason="No survey in that year"), value(id="A1", state="done")],
            [],
        ),
        ("indicators", [RATE | {"id": "", "title": ""}], [("id", "missing"), ("title", "missing")]),
        ("indicators", [RATE, RATE], [("id", "twice")]),
        ("indicators", [RATE | {"baseline": "some"}], [("baseline", "no_number")]),
        ("indicators", [RATE | {"target_year": "30"}], [("target_year", "no_year")]),
        ("actions", [PLAN | {"state": "soon"}], [("state", "no_state")]),
        ("values", [value(id="I9", value="1")], [("id", "unknown")]),
        ("values", [value(id="I1")], [("value", "neither")]),
        ("values", [value(id="I1", value="1", reason="x")], [("reason", "both")]),
        ("values", [value(value="1"), value(value="1")], [("id", "missing"), ("id", "missing")]),
    ],
)
def test_everything_wrong_in_a_table_is_found(
    table: str, rows: list[dict[str, str]], found: list[tuple[str, str]]
) -> None:
    wrong = check_table(table, rows, ("I1", "I2", "A1"))
    assert [(one.column, one.code) for one in wrong] == found
    assert all(1 <= one.row <= len(rows) for one in wrong)


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", "12"), ("-3.50", "-3.50"), ("12.5 %", "12.5"), ("1e3", "1E+3"), ("", None),
     ("12,5", None), ("NaN", None), ("Infinity", None), ("1e99", None)],
)  # fmt: skip
def test_a_number_is_read_as_it_is_written(text: str, number: str | None) -> None:
    found = decimal(text)
    assert (str(found) if found is not None else None) == number


def indicator(baseline: str, target: str) -> Indicator:
    return Indicator("I", "T", "", decimal(baseline), None, decimal(target), None, "", "", "")


@pytest.mark.parametrize(
    ("baseline", "target", "value", "far"),
    [
        ("20", "10", "15", "50"), ("10", "20", "15", "50"), ("20", "10", "25", "-50"),
        ("0", "3", "1", "33"), ("0", "200", "1", "1"), ("20", "10", "5", "150"),
        ("20", "20", "20", None), ("", "10", "5", None), ("20", "", "5", None),
        ("20", "10", "", None),
    ],
)  # fmt: skip
def test_how_far_is_counted_whichever_way_the_target_lies(
    baseline: str, target: str, value: str, far: str | None
) -> None:
    found = how_far(indicator(baseline, target), decimal(value))
    assert (str(found) if found is not None else None) == far


@given(st.integers(-1000, 1000), st.integers(-1000, 1000))
def test_the_baseline_is_nothing_and_the_target_is_all(first: int, last: int) -> None:
    known = indicator(str(first), str(last))
    if first == last:
        assert how_far(known, Decimal(first)) is None
    else:
        assert (how_far(known, Decimal(first)), how_far(known, Decimal(last))) == (0, 100)


def test_reports_are_read_by_year_and_the_last_on_a_year_counts(
    tabled: Callable[..., Any],
) -> None:
    ledger = tabled(OPENED, "roadmap", "2023-01-01", {}, indicators=[RATE, VISITS], actions=[PLAN])
    ledger = tabled(
        ledger,
        "letter",
        "2024-02-01",
        {"year": "2023"},
        values=[value(id="I1", value="20"), value(id="A1", state="under_way")],
    )
    ledger = tabled(
        ledger,
        "letter",
        "2024-05-01",
        {"year": "2023"},
        values=[value(id="I1", value="19"), value(id="I1", group="girls", value="17")],
    )
    ledger = tabled(
        ledger,
        "letter",
        "2025-02-01",
        {"year": "2024"},
        values=[value(id="I1", reason="No survey"), value(id="A1", state="done")],
    )
    record = ledger.record()
    [roadmap] = record.evidence["roadmap"]
    reports = record.evidence["letter"]
    assert [one.id for one in indicators_of(roadmap)] == ["I1", "I2"]
    assert indicators_of(None) == []
    told = [(one.year, one.group, one.value, one.reason) for one in measurements(reports, "I1")]
    assert told == [
        ("2023", "", 19, ""), ("2023", "girls", 17, ""), ("2024", "", None, "No survey"),
    ]  # fmt: skip
    [action] = actions_of(roadmap)
    assert states(reports, action) == [("", "planned"), ("2024", "done")]
    assert [one.id for one in unreported(roadmap, reports[-1])] == ["I2"]
    assert actions_of(None) == []


def test_an_action_without_a_state_has_those_that_reports_give(tabled: Callable[..., Any]) -> None:
    ledger = tabled(OPENED, "roadmap", "2023-01-01", {}, actions=[PLAN | {"state": ""}])
    [action] = actions_of(ledger.record().evidence["roadmap"][0])
    assert states([], action) == []
