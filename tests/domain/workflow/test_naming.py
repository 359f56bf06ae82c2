"""What people read on the screen can be typed as well."""

from __future__ import annotations

import pytest

from pathfinder_flow.definitions.data_files import workflow_files
from pathfinder_flow.definitions.parse import parse_workflow
from pathfinder_flow.domain.workflow.naming import by_title, find_title

SHIPPED = parse_workflow(workflow_files()["pathfinder/2023"].read_bytes(), "2023.yaml")


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("begin_planning", "begin_planning"), ("Begin planning", "begin_planning"),
        ("begin  PLANNING ", "begin_planning"), ("Commencer la planification", "begin_planning"),
        ("Iniciar la planificacio\u0301n", "begin_planning"), ("Begin", "Begin"),
    ],
)  # fmt: skip
def test_an_event_is_found_by_its_name_or_title(given: str, name: str) -> None:
    assert by_title(SHIPPED.transitions, given) == name


@pytest.mark.parametrize("section", ["states", "evidence", "transitions", "obligations"])
def test_no_two_things_of_a_shipped_workflow_bear_one_title(section: str) -> None:
    things = getattr(SHIPPED, section)
    for name, thing in things.items():
        for title in thing.title.values():
            assert by_title(things, title) == name


def test_a_title_that_two_bear_stands_for_neither() -> None:
    title = {"en": "The same"}
    assert find_title({"one": title, "two": title}, "The same") == "The same"
