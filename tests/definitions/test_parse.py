"""A definition file is read, or refused with all that is wrong with it."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pathfinder_flow.definitions.data_files import name_of, workflow_files
from pathfinder_flow.definitions.parse import parse_workflow
from pathfinder_flow.domain.errors.invalid import DefinitionRefused

Broken = Callable[..., str]
Refused = Callable[..., list[dict[str, Any]]]


def test_a_valid_file_becomes_a_workflow(example: str) -> None:
    workflow = parse_workflow(example.encode(), "example.yaml", "example/1")
    assert workflow.name == "example/1"
    assert workflow.initial == "interest"


@pytest.mark.parametrize("name", workflow_files())
def test_every_shipped_workflow_is_without_a_problem(name: str) -> None:
    path = workflow_files()[name]
    assert parse_workflow(path.read_bytes(), str(path), name_of(path)).procedure == name


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        pytest.param(
            'version: "1"', "version: 2023", "version: 2023",
            '2023 must be a text here: write it in quotes, "2023"', id="a version without quotes",
        ),
        pytest.param(
            "initial: true", "inital: true", "inital: true",
            "unknown key 'inital': did you mean 'initial'?", id="a misspelt key",
        ),
        pytest.param(
            "to_state: active", "to_state: activ", "to_state: activ",
            "unknown state 'activ': did you mean 'active'?", id="a misspelt state",
        ),
        pytest.param(
            "to_state: active", "to_sate: active", "to_sate: active",
            "unknown key 'to_sate': did you mean 'to_state'?", id="a misspelt key that is needed",
        ),
        pytest.param(
            "by: [gcg]", "by: [gcgg]", "gcgg]",
            "unknown value 'gcgg': did you mean 'gcg'?", id="a misspelt role",
        ),
        pytest.param(
            "type: period", "type: perod", "type: perod",
            "unknown value 'perod': did you mean 'period'?", id="a misspelt type of field",
        ),
        pytest.param(
            "guard: status_held", "guard: status_help", "guard: status_help",
            "unknown guard 'status_help': did you mean 'status_held'?", id="a misspelt guard",
        ),
        pytest.param(
            "- guard: status_held", "- status_held", "status_held",
            "expected 'key: value' lines below, not 'status_held'", id="a guard that is a word",
        ),
        pytest.param(
            "- guard: status_held", "- kind: letter", "kind: letter",
            "the key 'guard' is missing", id="a guard without its name",
        ),
        pytest.param(
            "days: 30", "days: '30'", "days: '30'",
            "expected a whole number, not '30'", id="a number in quotes",
        ),
        pytest.param(
            "present, kind: letter}", "present, kin: letter}", "kin: letter}",
            "unknown key 'kin': did you mean 'kind'?", id="a misspelt parameter of a guard",
        ),
        pytest.param(
            "implementing: true", "implementing: yes", "implementing: yes",
            "expected true or false, not 'yes'", id="yes for true",
        ),
        pytest.param(
            "from_states: [interest]", "from_states: interest", "from_states: interest",
            "expected a list, such as [first, second], not 'interest'", id="a word for a list",
        ),
        pytest.param(
            "{reported: [secretariat]}", "{reportd: [secretariat]}", "reportd:",
            "unknown key 'reportd': did you mean 'reported'?", id="a misspelt outcome",
        ),
        pytest.param(
            "    opens_days_before: 90\n", "", "report:",
            "the key 'opens_days_before' is missing", id="a missing key",
        ),
        pytest.param(
            "{en: It ends., fr: Cela finit.,", "{en: It ends., fr: [a],", "fr: [a]",
            "expected a text, not a list", id="a list for a text",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_once_and_in_its_place(
    broken: Broken, refused: Refused, old: str, new: str, at: str, message: str
) -> None:
    text = broken(old, new)
    [problem] = refused(text)
    assert problem["message"] == message
    assert text.splitlines()[problem["line"] - 1][problem["column"] - 1 :].startswith(at)


def test_a_near_miss_is_also_given_apart(broken: Broken, refused: Refused) -> None:
    assert refused(broken("by: [gcg]", "by: [gcgg]"))[0]["suggestion"] == "gcg"


def test_a_section_of_the_wrong_kind_does_not_hide_behind_its_consequences(
    example: str, refused: Refused
) -> None:
    problems = refused(example.replace("states:\n", "states: []\nstatus:\n", 1))
    assert [one["message"] for one in problems] == [
        "expected 'key: value' lines below, not a list",
        "unknown key 'status': did you mean 'states'?",
    ]


def test_everything_is_reported_at_once_in_the_order_of_the_lines(
    example: str, refused: Refused
) -> None:
    text = example.replace('version: "1"', "version: 1").replace("2023-02-15", "'2017'")
    text = text.replace("final: true", "finall: true").replace("to_state: done", "to_state: don")
    text = text.replace("by: [gcg]", "by: [gcg]\n    by: []").replace("field: span", "field: spam")
    problems = refused(text)
    assert [one["line"] for one in problems] == sorted(one["line"] for one in problems)
    assert [one["message"].split(":")[0] for one in problems] == [
        "1 must be a text here",
        "the procedure ends before it starts",
        "unknown key 'finall'",
        "the key 'by' stands here twice",
        "unknown field of 'letter' 'spam'",
        "unknown state 'don'",
    ]


def test_the_error_lists_every_problem_with_file_line_and_column(broken: Broken) -> None:
    with pytest.raises(DefinitionRefused) as caught:
        parse_workflow(broken("to_state: active", "to_state: activ").encode(), "a/b.yaml")
    assert str(caught.value).splitlines()[-1] == (
        "a/b.yaml:44:5: unknown state 'activ': did you mean 'active'?"
    )
    assert caught.value.facts["count"] == 1


def test_a_list_of_problems_that_nobody_would_read_is_cut(example: str) -> None:
    text = example + "".join(f"key_{number}: 1\n" for number in range(300))
    with pytest.raises(DefinitionRefused, match=r"has 300 problem(.|\n)*\.\.\. and 200 more$"):
        parse_workflow(text.encode(), "example.yaml")


@pytest.mark.parametrize(
    ("expect", "line"), [("example/2", 2), ("other/1", 1)], ids=["the version", "the id"]
)
def test_a_file_lies_where_its_name_says(
    example: str, refused: Refused, expect: str, line: int
) -> None:
    [problem] = refused(example, expect)
    assert (problem["line"], problem["column"]) == (line, 1)
    assert expect in problem["message"]


_PIECES = [
    "[]",
    "{}",
    "~",
    "true",
    "2023",
    "x: y",
    "- a",
    "&a",
    "*a",
    '"',
    "guards",
    "\x00",
    "é",
    ": ",
]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_change_of_a_file_makes_it_stumble(data: st.DataObject, example: str) -> None:
    words = example.split(" ")
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(words) - 1))
        words[place] = data.draw(st.sampled_from([*_PIECES, "", *words]))
    try:
        parse_workflow(" ".join(words).encode(), "example.yaml")
    except DefinitionRefused as refusal:
        problems = refusal.facts["problems"]
        assert problems == sorted(problems, key=lambda one: (one["line"], one["column"]))
        assert problems
