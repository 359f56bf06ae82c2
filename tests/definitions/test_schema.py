"""The schema for editors says the same as the reader, as far as a schema can."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pathfinder_flow.definitions.data_files import data_folder, workflow_files
from pathfinder_flow.definitions.schema import json_schema, schema_text
from pathfinder_flow.definitions.schema_reader import read_shape
from pathfinder_flow.definitions.yaml_text import read_yaml
from pathfinder_flow.domain.workflow.model import Workflow

VALIDATOR = Draft202012Validator(json_schema())


def tree_of(text: str) -> Any:
    return read_yaml(text.encode()).tree


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


def test_the_exported_schema_is_the_present_one() -> None:
    # Write it anew with `schema_text(json_schema())`.
    exported = data_folder("workflows") / "workflow.schema.json"
    assert exported.read_text(encoding="utf-8") == schema_text(json_schema())


def test_the_example_is_valid(example: str) -> None:
    VALIDATOR.validate(tree_of(example))


@pytest.mark.parametrize("name", workflow_files())
def test_every_shipped_workflow_is_valid(name: str) -> None:
    VALIDATOR.validate(read_yaml(workflow_files()[name].read_bytes()).tree)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('version: "1"', "version: 2023"),
        ('version: "1"', "version: a/b"),
        ("workflow: example", "workflow: Example"),
        ("workflow: example", "unknown: key"),
        ("{start:", "{starts:"),
        ("initial: true", "initial: yes"),
        ("  done:\n", "  done.state:\n"),
        ("{en: It begins., fr: Cela commence., es: Comienza.}", "{en: It begins.}"),
        ("{en: It begins., fr:", "{en: ' ', fr:"),
        ("{en: It begins., fr:", "{en: 1, fr:"),
        ("because: An end was searched for and not found.", "because:"),
        ("by: [gcg]", "by: [chair]"),
        ("by: [gcg]", "by: []"),
        ("by: [gcg]", "by: gcg"),
        ("by: [gcg]", "by: [gcg, gcg]"),
        ("to_state: active", "to_state: [active]"),
        ("type: period", "type: interval"),
        ("guard: status_held", "guard: nobody"),
        ("guard: status_held", "guard: status_held\n        days: 1"),
        ("days: 30", "days: '30'"),
        ("days: 30", "days:"),
        ("fields: [country, groups]", "fields: []"),
        ("outcomes: {reported:", "outcomes: {done:"),
        ("roll: {to: stay, calendar: country}", "roll: {to: stay}"),
        ("opens_days_before: 90", "opens_days_before: true"),
    ],
)
def test_reader_and_schema_refuse_the_same(
    broken: Callable[..., str],
    refused: Callable[..., list[dict[str, Any]]],
    old: str,
    new: str,
) -> None:
    text = broken(old, new)
    assert refused(text)
    assert not VALIDATOR.is_valid(tree_of(text))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_the_schema_takes_has_the_shape_of_a_workflow(
    data: st.DataObject, example: str
) -> None:
    tree = tree_of(example)
    spot: Any = tree
    while isinstance(inner := spot[key := data.draw(st.sampled_from(keys(spot)))], dict | list):
        if not inner or data.draw(st.integers(0, 4)) == 0:
            break
        spot = inner
    spot[key] = data.draw(st.sampled_from([None, True, 7, "gcg", [], ["gcg"], {}, {"en": "A."}]))
    if VALIDATOR.is_valid(tree):
        assert isinstance(read_shape(Workflow, tree), Workflow)


def keys(spot: Any) -> list[Any]:
    return list(spot) if isinstance(spot, dict) else list(range(len(spot)))


def test_descriptions_come_from_the_code() -> None:
    described = json.dumps(json_schema())
    assert re.search(r"The latest evidence of a kind covers the effective date", described)
