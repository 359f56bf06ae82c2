"""Facts give one answer in whatever order they arrive: as one file, or row by row."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pathfinder_flow.definitions.data_files import public_record
from pathfinder_flow.definitions.parse import Definition
from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.services.imports.file_rows import stage_file
from pathfinder_flow.services.imports.import_facts import import_facts
from pathfinder_flow.services.imports.understanding import understanding
from pathfinder_flow.services.lifecycle.corrections import NewCorrection, correct
from pathfinder_flow.services.lifecycle.setup import initialise
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger
from tests.conftest import DESK, Clock, make_desk

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
HEAD = ["iso3", "event", "date", "certainty", "institution", "source", "note"]
DAYS = [date(year, month, 1) for year in range(2017, 2027) for month in (1, 7)]


def rows_of_the_public_record() -> list[dict[str, str]]:
    with public_record().open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = rows_of_the_public_record()


def take(app: AppContext, rows: list[dict[str, str]], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEAD)
        writer.writeheader()
        writer.writerows(rows)
    staged = stage_file(path, understanding(app))[0]
    import_facts(app, DESK, staged)
    staged.close()


def answers(app: AppContext) -> dict[str, Any]:
    """Everything that follows from the facts, without numbers and moments of entries."""
    found = {}
    with app.snapshot() as conn:
        for country in ledger.countries(conn):
            record = Record(country, ledger.entries_of(conn, country))
            found[country] = (
                [g.workflow for g in record.governance],
                [(m.event, m.from_state, m.to_state, m.account.when.text) for m in record.moves],
                [_standing(Case(record, day)) for day in DAYS],
            )
    return found


def _standing(case: Case) -> tuple[object, ...]:
    status = case.status
    span = (status.possible_from, status.certain_from) if status else None
    return case.state, case.since, [move.to_state for move in case.possible_moves], span


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory, definitions: list[Definition]) -> Any:
    folder = tmp_path_factory.mktemp("one file")
    app = founded(folder, definitions)
    take(app, ROWS, folder / "facts.csv")
    try:
        return answers(app)
    finally:
        app.engine.dispose()


def founded(folder: Path, definitions: list[Definition]) -> AppContext:
    app = make_desk(f"sqlite:///{folder / 'ledger.sqlite'}", folder, Clock(NOW))
    initialise(app, DESK, definitions)
    return app


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.permutations(ROWS), st.lists(st.integers(1, len(ROWS) - 1), max_size=6, unique=True))
def test_whatever_the_order_and_the_files_the_answers_are_the_same(
    expected: dict[str, Any], definitions: list[Definition], rows: list[dict[str, str]],
    cuts: list[int],
) -> None:  # fmt: skip
    with TemporaryDirectory() as folder:
        app = founded(Path(folder), definitions)
        for begin, end in zip([0, *sorted(cuts)], [*sorted(cuts), len(rows)], strict=True):
            take(app, rows[begin:end], Path(folder) / "facts.csv")
        found = answers(app)
        app.engine.dispose()
    assert found == expected


def fact(event: str, day: str, certainty: str = "stated") -> dict[str, str]:
    source = f"https://example.org/{event}/{day.replace('/', '-')}"
    return dict(zip(HEAD, ("GHA", event, day, certainty, "", source, ""), strict=True))


def test_an_earlier_fact_that_comes_late_moves_the_opening_and_says_why(
    app: AppContext, tmp_path: Path
) -> None:
    take(app, [fact("strategic_planning_workshop", "2024-06-26")], tmp_path / "facts.csv")
    take(app, [fact("expression_of_interest", "2018-03-02")], tmp_path / "facts.csv")
    with app.snapshot() as conn:
        entries = [*ledger.entries_of(conn, "GHA")]
    record = Record("GHA", entries)
    assert record.governance[0].workflow.startswith("pathfinder/2018")
    assert record.moves[0].account.when.text == "2018-03-02"
    [reason, *_] = [entry.reason for entry in entries if entry.kind is Kind.CORRECTION]
    assert "A fact that came later" in reason


def test_a_disputed_claim_takes_nothing_away_from_what_is_certain(
    app: AppContext, tmp_path: Path
) -> None:
    facts = [
        fact("expression_of_interest", "2024-01-10"),
        fact("status_granted", "2024-06-20", "disputed"),
        fact("strategic_planning_workshop", "2024-06-26"),
    ]
    take(app, facts, tmp_path / "facts.csv")
    with app.snapshot() as conn:
        case = Case(Record("GHA", ledger.entries_of(conn, "GHA")), date(2024, 12, 1))
    assert case.state == "planning"
    assert [move.to_state for move in case.possible_moves] == ["implementation"]


def test_a_move_that_a_person_withdrew_does_not_come_back_with_the_next_fact(
    app: AppContext, tmp_path: Path
) -> None:
    take(app, [fact("strategic_planning_workshop", "2024-06-26")], tmp_path / "facts.csv")
    with app.snapshot() as conn:
        [move] = [e for e in ledger.entries_of(conn, "GHA") if e.kind is Kind.TRANSITION]
    correct(app, DESK, NewCorrection(move.number, "not the planning workshop", withdraw=True))
    take(app, [fact("expression_of_interest", "2024-01-10")], tmp_path / "facts.csv")
    with app.snapshot() as conn:
        case = Case(Record("GHA", ledger.entries_of(conn, "GHA")), date(2024, 12, 1))
    assert case.state == "interest"
