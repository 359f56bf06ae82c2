"""The canonical form stands for a workflow: the same for the same, and loaded back equal."""

import subprocess
import sys
from dataclasses import replace

import pytest

from pathfinder_flow.definitions.canonical import canonical, define, fingerprint, from_canonical
from pathfinder_flow.definitions.data_files import workflow_files
from pathfinder_flow.definitions.parse import parse_workflow
from pathfinder_flow.domain.workflow.model import Workflow


@pytest.fixture
def workflow(example: str) -> Workflow:
    return parse_workflow(example.encode(), "example.yaml")


@pytest.mark.parametrize("name", workflow_files())
def test_every_shipped_workflow_is_loaded_back_equal_and_in_order(name: str) -> None:
    workflow = parse_workflow(workflow_files()[name].read_bytes(), name)
    loaded = from_canonical(canonical(workflow))
    assert loaded == workflow
    assert [*loaded.states, *loaded.transitions] == [*workflow.states, *workflow.transitions]
    assert canonical(loaded) == canonical(workflow)


def test_how_a_file_is_laid_out_changes_nothing(workflow: Workflow, example: str) -> None:
    text = "# A note\n" + example.replace("{en: Example, fr: Exemple, es: Ejemplo}", (
        "\n  es: 'Ejemplo'\n  en: Example\n  fr: >-\n    Exemple"
    )).replace("initial: true", "initial: true\n    final: false")  # fmt: skip
    assert fingerprint(parse_workflow(text.encode(), "example.yaml")) == fingerprint(workflow)


def test_the_order_of_states_is_part_of_it(workflow: Workflow) -> None:
    turned = replace(workflow, states=dict(reversed(workflow.states.items())))
    assert turned == workflow
    assert fingerprint(turned) != fingerprint(workflow)
    assert list(from_canonical(canonical(turned)).states) == ["done", "active", "interest"]


def test_a_fingerprint_stays_the_same_for_ever(workflow: Workflow) -> None:
    # Ledgers hold such fingerprints: if this fails, the form has changed, not the test.
    assert (
        define(workflow).sha256
        == "455092e69e14a2ab65a148055bf712e8554ea1d240695ef3e9dea8bf185bcc07"
    )


def test_loading_needs_nothing_heavy(workflow: Workflow) -> None:
    code = (
        "import sys; from pathfinder_flow.definitions.parse import from_canonical; "
        "from_canonical(sys.stdin.buffer.read()); "
        "print({'pydantic', 'ruamel.yaml', 'dateutil', 'transitions'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], input=canonical(workflow), capture_output=True, check=True
    )
    assert run.stdout.strip() == b"set()"
