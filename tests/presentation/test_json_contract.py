"""What ``--json`` prints is one contract: the keys in docs/reference/json.md.

That the page shows what is printed in English is tested with the other pages.
"""

from pathlib import Path

import click

from tests.repository.generated import every_command
from tests.repository.json_shapes import PRINTING, json_shapes

CONTRACT = Path(__file__).parents[2] / "docs" / "reference" / "json.md"


def asked() -> set[str]:
    """The commands of which the contract shows what they print."""
    names = {name.replace("pathfinder-flow ", "") for name, _ in every_command()}
    return {
        name
        for name in names
        for line in PRINTING.splitlines()
        if f"{line} ".startswith(f"{name} ")
    }


def with_json() -> set[str]:
    return {
        name.replace("pathfinder-flow ", "")
        for name, command in every_command()
        for one in command.params
        if isinstance(one, click.Option) and "--json" in one.opts
    }


def test_every_command_that_prints_json_is_in_the_contract() -> None:
    assert asked() >= with_json()


def test_the_keys_are_the_same_in_another_language() -> None:
    assert json_shapes("fr") in CONTRACT.read_text(encoding="utf-8")
