"""A ledger of the first editions answers as before, and moves to the newest ones when asked to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from pathfinder_flow.definitions.data_files import name_of, public_record
from pathfinder_flow.definitions.parse import Definition, define, parse_workflow
from pathfinder_flow.services.deadlines.queries import deadlines
from pathfinder_flow.services.history.queries import board
from pathfinder_flow.services.imports.file_rows import stage_file
from pathfinder_flow.services.imports.import_facts import import_facts
from pathfinder_flow.services.imports.understanding import understanding
from pathfinder_flow.services.lifecycle.cases import migrate_case, open_case
from pathfinder_flow.services.lifecycle.setup import initialise
from pathfinder_flow.services.scheduling.migration import foresee_migration, migrate_all
from pathfinder_flow.services.unit_of_work import AppContext
from tests.conftest import DESK
from tests.services.simulation import shipped_post

FIRST = Path(__file__).parents[2] / "definitions" / "first_editions"
PUBLISHED = {
    # As they were published with the first edition: what stands under a hash never changes.
    "pathfinder/2018": "80dd9478ee0e68eeeddec71a9bcf70fd67b652403d1eec1095c3fbee3c1a2bcf",
    "pathfinder/2019": "29d073b7e7468ed3cc7e6c2317c3021f53556c39c8c4e5c835894051c3b32de0",
    "pathfinder/2023": "0857d2f57d2eedeb0b0b1eb7e6426f9c6fab807a1e2170b0a3693b1f270f4727",
}
NOT_ASKED = {"CHL", "CIV", "FJI", "MDG", "MEX", "NPL", "PER", "VNM"}
"""Holders of the status who owed nothing by the first editions, because of their stage."""


def first_editions() -> list[Definition]:
    files = sorted(FIRST.glob("*.yaml"))
    return [define(parse_workflow(path.read_bytes(), path.name)) for path in files]


@pytest.fixture
def old(url: str, desk_maker: Callable[..., AppContext]) -> AppContext:
    """A ledger that was set up with the first editions and holds the public record."""
    app = desk_maker(url)
    initialise(app, DESK, first_editions())
    staged = stage_file(public_record(), understanding(app))[0]
    import_facts(app, DESK, staged)
    staged.close()
    return app


def owing(app: AppContext) -> set[str]:
    return {one.country for one in deadlines(app, shipped_post())}


def governing(app: AppContext) -> set[str]:
    return {one.workflow for one in board(app).standings}


@pytest.mark.parametrize("path", sorted(FIRST.glob("*.yaml")), ids=name_of)
def test_what_was_published_keeps_its_hash(path: Path) -> None:
    definition = define(parse_workflow(path.read_bytes(), path.name))
    assert definition.sha256 == PUBLISHED[definition.workflow.name]


def test_an_old_ledger_answers_as_before(old: AppContext) -> None:
    assert len(owing(old)) == 12
    assert owing(old) & NOT_ASKED == set()
    assert governing(old) == {"pathfinder/2018", "pathfinder/2019", "pathfinder/2023"}


def test_a_rehearsal_says_what_changes_and_changes_nothing(
    old: AppContext, definitions: list[Definition]
) -> None:
    until = old.clock() + timedelta(days=366)
    found = foresee_migration(old, shipped_post(), DESK, definitions, until, reason="all holders")
    told = {one.country: one for one in found}
    assert {code for code in told if told[code].dues_after and not told[code].dues_before} == (
        NOT_ASKED
    )
    assert (told["CIV"].from_workflow, told["CIV"].to_workflow) == (
        "pathfinder/2018", "pathfinder/2018.2",
    )  # fmt: skip
    assert (told["CIV"].state, told["CIV"].come > 0, told["CIV"].fall_away) == (
        "designation", True, 0,
    )  # fmt: skip
    assert (told["KEN"].dues_before, told["KEN"].come) == (told["KEN"].dues_after, 0)
    assert governing(old) == {"pathfinder/2018", "pathfinder/2019", "pathfinder/2023"}


def test_every_case_moves_to_the_newest_edition_of_its_own_version(
    old: AppContext, definitions: list[Definition]
) -> None:
    before = {one.country: one.state for one in board(old).standings}
    moved = migrate_all(old, DESK, definitions, reason="all holders")
    assert len(moved) == len(before)
    assert governing(old) == {"pathfinder/2018.2", "pathfinder/2019.2", "pathfinder/2023.2"}
    assert {one.country: one.state for one in board(old).standings} == before
    assert len(owing(old)) == 20
    assert migrate_all(old, DESK, definitions, reason="again") == []


def test_every_certain_holder_owes_the_report_under_the_newest_editions(
    old: AppContext, definitions: list[Definition]
) -> None:
    migrate_all(old, DESK, definitions, reason="all holders")
    held = {one.country for one in board(old).standings if one.status and not one.status_disputed}
    assert held <= owing(old)
    assert owing(old) >= NOT_ASKED


def test_a_version_without_an_edition_means_the_newest(
    old: AppContext, definitions: list[Definition]
) -> None:
    migrate_all(old, DESK, definitions, reason="all holders")
    entry = open_case(
        old, DESK, "ISL", effective="2024-01-01", workflow="pathfinder/2019", reason=""
    )
    assert entry.body["workflow"] == "pathfinder/2019.2"
    entry = migrate_case(old, DESK, "ISL", workflow="pathfinder/2023", reason="newer")
    assert entry.body["workflow"] == "pathfinder/2023.2"
