"""Which moves a body decides about, under the shipped procedures."""

from __future__ import annotations

import pytest

from pathfinder_flow.definitions.data_files import workflow_files
from pathfinder_flow.definitions.parse import parse_workflow
from pathfinder_flow.domain.roles import Body
from pathfinder_flow.domain.workflow.answers import Refusal
from pathfinder_flow.domain.workflow.deciding import (
    events_for,
    missing_for,
    next_decision,
    outcome_asked,
)
from pathfinder_flow.domain.workflow.possibility import Answer

NEW = parse_workflow(workflow_files()["pathfinder/2023"].read_bytes(), "2023.yaml")


@pytest.mark.parametrize(
    ("state", "event"),
    [
        ("designation", "grant_status"), ("review", "conclude_review"), ("inactive", "reactivate"),
        ("implementation", None), ("planning", None), (None, None),
    ],
)  # fmt: skip
def test_a_country_is_on_the_agenda_where_the_ordinary_way_on_is_a_decision(
    state: str | None, event: str | None
) -> None:
    assert next_decision(NEW, state, Body.GCG) == event
    assert next_decision(NEW, state, Body.MWG) is None


def test_an_outcome_allows_the_moves_that_ask_for_it() -> None:
    assert events_for(NEW, "designation", Body.GCG, "changes_asked") == ["request_changes"]
    assert events_for(NEW, "inactive", Body.GCG, "reactivated") == [
        "reactivate", "resume_planning",
    ]  # fmt: skip
    assert events_for(NEW, "planning", Body.GCG, "granted") == ["grant_status"]
    assert events_for(NEW, "designation", Body.GCG, "deferred") == []
    assert outcome_asked(NEW, "withdraw", Body.GCG) is None


def test_what_the_decision_brings_with_it_is_not_missing_for_it() -> None:
    refusals = tuple(
        Refusal(code, question, {})
        for code, question in [
            ("decision_missing", "validity"), ("own_case_decided", "validity"),
            ("same_person", "validity"), ("period_ended", "validity"),
            ("not_available", "availability"), ("mandate_needed", "authority"),
        ]
    )  # fmt: skip
    answer = Answer("grant_status", NEW, None, refusals)
    assert [one.code for one in missing_for(answer)] == ["period_ended"]
