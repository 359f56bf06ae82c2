"""The picture shows every move of the compiled machine, and nothing that Mermaid stumbles over."""

import re
from dataclasses import replace

import pytest

from pathfinder_flow.definitions.data_files import workflow_files
from pathfinder_flow.definitions.draw import main_line, mermaid
from pathfinder_flow.definitions.parse import parse_workflow
from pathfinder_flow.domain.workflow.machine import compile_machine
from pathfinder_flow.domain.workflow.model import Workflow

ARROW = re.compile(r"^ +(\w+) --> (\w+) : (.+)$", re.MULTILINE)
LINE = re.compile(
    r'stateDiagram-v2| +state "[^":;<>{}#%]+" as \w+( \{)?| +(\[\*\]|\w+) --> (\[\*\]|\w+)'
    r"( : [^:;\"<>{}#%]+)?| +\}"
)


def drawn(workflow: Workflow, lang: str = "en") -> str:
    return mermaid(compile_machine(workflow), workflow, lang)


@pytest.fixture
def workflow(example: str) -> Workflow:
    return parse_workflow(example.encode(), "example.yaml")


def test_the_example_is_drawn_like_this(workflow: Workflow) -> None:
    assert (
        drawn(workflow, "fr")
        == """\
stateDiagram-v2
    [*] --> interest
    state "Exemple" as main__line {
        state "Intérêt" as interest
        state "Actif" as active
        interest --> active : Commencer
    }
    state "Fini" as done
    main__line --> done : Finir
    done --> [*]
"""
    )


@pytest.mark.parametrize("name", workflow_files())
def test_every_move_of_a_shipped_workflow_is_in_its_picture(name: str) -> None:
    workflow = parse_workflow(workflow_files()[name].read_bytes(), name)
    line, shown = main_line(workflow), set()
    for source, dest, title in ARROW.findall(drawn(workflow)):
        sources = line if source == "main__line" else [source]
        shown |= {(one, dest, title) for one in sources}
    assert shown == {
        (source, move.to_state, move.title["en"])
        for move in workflow.transitions.values()
        for source in move.from_states
    }


@pytest.mark.parametrize("name", workflow_files())
def test_the_six_stages_are_the_main_line(name: str) -> None:
    workflow = parse_workflow(workflow_files()[name].read_bytes(), name)
    assert set(main_line(workflow)) == {
        "interest", "planning", "designation", "implementation", "monitoring", "review",
    }  # fmt: skip


def test_no_title_can_break_the_picture(workflow: Workflow) -> None:
    hostile = 'a: b; "c"\n<b> #59; {end} %% --> direction LR ::: `x` \\n'
    title = {"en": hostile}
    states = {name: replace(one, title=title) for name, one in workflow.states.items()}
    moves = {name: replace(one, title=title) for name, one in workflow.transitions.items()}
    picture = drawn(replace(workflow, title=title, states=states, transitions=moves))
    assert [line for line in picture.splitlines() if not LINE.fullmatch(line)] == []
    assert "direction LR" not in picture


def test_a_language_without_a_title_falls_back_to_english(workflow: Workflow) -> None:
    assert '"Interest" as interest' in drawn(workflow, "pt")
