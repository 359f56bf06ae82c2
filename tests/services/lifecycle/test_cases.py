"""Which workflow governs a case: the one in force, or one it can be moved to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from pathfinder_flow.definitions.data_files import workflow_files
from pathfinder_flow.definitions.parse import define, parse_workflow
from pathfinder_flow.domain.errors.conflict import BadMigration, BreaksOrder
from pathfinder_flow.domain.errors.invalid import SeveralInForce
from pathfinder_flow.services.imports.import_facts import import_facts
from pathfinder_flow.services.imports.staging import Fact, StagedFacts
from pathfinder_flow.services.lifecycle.cases import in_force, migrate_case, open_case
from pathfinder_flow.services.lifecycle.corrections import NewCorrection, correct
from pathfinder_flow.services.lifecycle.workflows import publish
from pathfinder_flow.services.maintenance import check
from pathfinder_flow.services.unit_of_work import AppContext
from tests.services.conftest import DESK, Office
from tests.services.imports.test_public_record import load


def governing(app: AppContext, day: str) -> str:
    return app.run(DESK, lambda uow: in_force(uow, "PER", date.fromisoformat(day)).name)


Publish = Callable[..., None]


@pytest.fixture
def publish_changed(app: AppContext) -> Publish:
    """Publish a shipped workflow under another name, with some of its text changed."""

    def make(source: str, name: str, *changes: tuple[str, str]) -> None:
        text = workflow_files()[source].read_text(encoding="utf-8")
        workflow, version = name.split("/")
        own, number = source.split("/")
        own, number = f"workflow: {own}", f'version: "{number}"'
        given = ((own, f"workflow: {workflow}"), (number, f'version: "{version}"'), *changes)
        for old, new in given:
            assert old in text, old
            text = text.replace(old, new)
        publish(app, DESK, define(parse_workflow(text.encode(), name, name)))

    return make


@pytest.mark.parametrize(
    ("day", "version"),
    [
        ("2010-01-01", "2018"),
        ("2018-12-31", "2018"),
        ("2019-11-29", "2018"),
        ("2019-11-30", "2019"),
        ("2023-02-14", "2019"),
        ("2023-02-15", "2023"),
        ("2026-11-22", "2023"),
    ],
)
def test_a_workflow_is_in_force_until_the_day_it_ends(
    app: AppContext, day: str, version: str
) -> None:
    assert governing(app, day) == f"pathfinder/{version}.2"


def test_an_ended_version_is_not_in_force_though_it_began_last(
    app: AppContext, publish_changed: Publish
) -> None:
    span = ('in_force: {start: "2023-02-15"}', 'in_force: {start: "2024", until: "2025-06"}')
    publish_changed("pathfinder/2023", "pathfinder/trial", span)
    assert governing(app, "2025-06-29") == "pathfinder/trial.2"
    assert governing(app, "2025-06-30") == "pathfinder/2023.2"


def test_of_several_procedures_in_force_one_must_be_named(
    app: AppContext, publish_changed: Publish
) -> None:
    publish_changed("pathfinder/2023", "regional/1")
    assert governing(app, "2020-01-01") == "pathfinder/2019.2"
    with pytest.raises(SeveralInForce) as told:
        open_case(app, DESK, "PER", effective="2026-01-01", workflow=None, reason="letter")
    assert told.value.facts["known"] == "pathfinder/2023.2, regional/1.2"
    open_case(app, DESK, "PER", effective="2026-01-01", workflow="regional/1", reason="letter")


def test_a_case_that_may_have_moved_needs_a_workflow_with_that_stage_too(
    app: AppContext, publish_changed: Publish
) -> None:
    """France stands at planning, and may have reached implementation: one source says so."""
    load(app)
    publish_changed("pathfinder/2023", "pathfinder/renamed", ("implementation", "carrying_out"))
    with pytest.raises(BadMigration, match="it may stand at 'implementation'"):
        migrate_case(app, DESK, "FRA", workflow="pathfinder/renamed", reason="new procedure")
    migrate_case(app, DESK, "FRA", workflow="pathfinder/2018", reason="a mistake")


def test_a_case_moves_to_a_workflow_with_all_its_stages(office: Office) -> None:
    office.open("PER", "2020-01-10")
    entry = migrate_case(office.app, DESK, "PER", workflow="pathfinder/2023", reason="new")
    assert entry.body["workflow"] == "pathfinder/2023.2"


def test_a_case_is_not_opened_behind_moves_that_are_left_of_an_earlier_one(app: AppContext) -> None:
    opened = open_case(app, DESK, "FRA", effective="2019-01-01", workflow=None, reason="").number
    staged = StagedFacts()
    fact = Fact(
        2,
        "FRA",
        "strategic_planning_workshop",
        "2019-05-01",
        "stated",
        "",
        "https://example.org/a",
        "",
    )
    staged.add(fact, "2019-05-01", None)
    import_facts(app, DESK, staged)
    staged.close()
    correct(app, DESK, NewCorrection(opened, "mistaken", withdraw=True))
    with pytest.raises(BreaksOrder):
        open_case(app, DESK, "FRA", effective="2020", workflow=None, reason="")
    assert check(app) == []
    open_case(app, DESK, "FRA", effective="2018-05-01", workflow=None, reason="")
    assert check(app) == []
