"""Rows of a kind that nobody knows, and columns that bring fields of the evidence along."""

from __future__ import annotations

from pathlib import Path

import pytest

from pathfinder_flow.domain.errors.invalid import ImportRefused
from pathfinder_flow.domain.ledger.entries import Entry, Kind
from pathfinder_flow.services.imports.file_rows import stage_file
from pathfinder_flow.services.imports.import_facts import import_facts
from pathfinder_flow.services.imports.staging import StagedFacts, refuse_bad_rows
from pathfinder_flow.services.imports.understanding import understanding
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger
from tests.conftest import DESK

HEAD = "iso3,event,date,certainty,institution,source,note"
LETTER = "GHA,expression_of_interest,2024-01-10,stated,,https://example.org/letter,"
UNHEARD = "GHA,road_map,2024-02-01,stated,,https://example.org/unheard,"


def stage(app: AppContext, folder: Path, *lines: str, skip_unknown: bool = False) -> StagedFacts:
    path = folder / "facts.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return stage_file(path, understanding(app), skip_unknown=skip_unknown)[0]


def evidence(app: AppContext) -> list[Entry]:
    with app.snapshot() as conn:
        return [e for e in ledger.entries_of(conn, "GHA") if e.kind is Kind.EVIDENCE]


def test_an_unknown_kind_keeps_the_whole_file_back_and_is_named_once(
    app: AppContext, tmp_path: Path
) -> None:
    again = UNHEARD.replace("02-01", "03-01")
    staged = stage(app, tmp_path, HEAD, LETTER, UNHEARD, again)
    with pytest.raises(ImportRefused):
        refuse_bad_rows(staged)
    assert [*staged.unknown_kinds] == ["road_map"]
    assert "roadmap" in str(staged.unknown_kinds["road_map"])


def test_what_nobody_knows_can_be_left_out_and_is_listed(app: AppContext, tmp_path: Path) -> None:
    staged = stage(app, tmp_path, HEAD, LETTER, UNHEARD, skip_unknown=True)
    refuse_bad_rows(staged)
    import_facts(app, DESK, staged)
    assert [entry.body["kind"] for entry in evidence(app)] == ["expression_of_interest"]
    assert [(row.event, row.left_out, row.refused) for row in staged.report()] == [
        ("expression_of_interest", False, False),
        ("road_map", True, False),
    ]
    assert staged.count_left_out() == 1


def test_another_problem_of_a_row_that_is_left_out_keeps_nothing_back(
    app: AppContext, tmp_path: Path
) -> None:
    bad = UNHEARD.replace("2024-02-01", "soon")
    refuse_bad_rows(stage(app, tmp_path, HEAD, LETTER, bad, skip_unknown=True))


def test_a_column_brings_a_field_along(app: AppContext, tmp_path: Path) -> None:
    roadmap = "GHA,roadmap,2024-05-01,stated,,https://example.org/roadmap,,2024/2030"
    staged = stage(app, tmp_path, f"{HEAD},field:period", LETTER + ",", roadmap)
    import_facts(app, DESK, staged)
    assert [entry.body["fields"] for entry in evidence(app)] == [{}, {"period": "2024/2030"}]


def test_a_field_that_the_kind_does_not_have_is_a_problem_of_its_row(
    app: AppContext, tmp_path: Path
) -> None:
    staged = stage(app, tmp_path, f"{HEAD},field:colour", LETTER + ",red")
    with pytest.raises(ImportRefused):
        import_facts(app, DESK, staged)
    [row] = staged.report()
    assert "colour" in row.problem
    assert evidence(app) == []


def test_a_fact_with_other_fields_is_another_fact(app: AppContext, tmp_path: Path) -> None:
    row = "GHA,roadmap,2024-05-01,stated,,https://example.org/roadmap,"
    for period in ("2024/2028", "2024/2030", "2024/2030"):
        import_facts(app, DESK, stage(app, tmp_path, f"{HEAD},field:period", f"{row},{period}"))
    assert [entry.body["fields"]["period"] for entry in evidence(app)] == ["2024/2028", "2024/2030"]


def test_a_column_that_nobody_knows_is_not_read(app: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text(f"{HEAD},colour\n{LETTER},red\n", encoding="utf-8")
    staged, sheet = stage_file(path, understanding(app))
    assert sheet is not None
    assert sheet.heading.unread == [7]
    import_facts(app, DESK, staged)
    assert [entry.body["fields"] for entry in evidence(app)] == [{}]
