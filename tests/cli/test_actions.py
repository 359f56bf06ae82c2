"""What the rooms below the command line say to do is worded as a command here, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import click
import pytest

import pathfinder_flow
from pathfinder_flow.cli.actions import COMMANDS, command_for
from pathfinder_flow.cli.main import cli
from pathfinder_flow.domain.actions import ACTIONS, Action, action
from pathfinder_flow.domain.errors.base import PathfinderError
from pathfinder_flow.presentation.system.health import to_do
from pathfinder_flow.services.scheduling.health import HealthProblem
from pathfinder_flow.words.catalog import languages
from pathfinder_flow.words.po_files import read
from tests.faults.running import Program
from tests.sentences import commands
from tools.catalogues import path_of, raised_in

PACKAGE = Path(pathfinder_flow.__file__).parent
TEMPLATES = PACKAGE.parent / "notifications" / "templates"
OF_THE_VERIFIER = {"verify.own_key"}
"""The verifier of packs is a program of its own, with options of its own."""


@cache
def tree() -> dict[str, click.Command]:
    """Give every command and group by its name."""
    return dict(_below("", cli))


def _below(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for sub in command.list_commands(context):
            found = command.get_command(context, sub)
            assert found is not None
            yield from _below(f"{name} {sub}".strip(), found)


@cache
def of_command_line() -> re.Pattern[str]:
    """Give what only the command line says: its name, an option, a command in quotes."""
    names = sorted((name for name in tree() if name), key=len, reverse=True)
    quoted = rf"['“«\"]\u202f?(?:{'|'.join(names)})(?: [^'”»\"]*)?\u202f?['”»\"]"
    bare = rf"\b(?:{'|'.join(name for name in names if ' ' in name)})\b"
    return re.compile(rf"pathfinder-flow|(?<![\w-])--[a-z]|{quoted}|{bare}")


def sources(*, of_cli: bool) -> str:
    """Give the text of all modules in cli/, or of all others."""
    found = [path for path in PACKAGE.rglob("*.py") if (PACKAGE / "cli" in path.parents) is of_cli]
    return "\n".join(path.read_text(encoding="utf-8") for path in found)


@cache
def said_in_cli_alone() -> set[str]:
    """Give the keys of the sentences that nothing below cli/ says."""
    above, below = sources(of_cli=True), sources(of_cli=False)
    raised = {key for key in raised_in(PACKAGE / "cli") if f'"{key.split(".")[1]}"' not in below}
    keys = {message.context for message in read(path_of("en")) if message.context}
    return raised | {key for key in keys if f'"{key}"' in above and f'"{key}"' not in below}


@pytest.mark.parametrize("lang", languages())
def test_no_sentence_below_the_command_line_names_a_command_or_an_option(lang: str) -> None:
    naming = {
        message.context
        for message in read(path_of(lang))
        if of_command_line().search(f"{message.id} | {message.string}")
    }
    assert naming - said_in_cli_alone() - OF_THE_VERIFIER - {None} == set()


def test_no_mail_names_a_command_or_an_option() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.j2")}
    assert texts
    assert [path for path, text in texts.items() if of_command_line().search(text)] == []


@pytest.mark.parametrize(
    "said", ["see 'audit verify'", "« outbox list »", "say --as", "run mandate add"]
)
def test_a_command_is_found_in_any_quotes_and_in_none(said: str) -> None:
    assert of_command_line().search(said)


# The wording of actions


def test_every_action_has_a_command_that_takes_what_it_is_told() -> None:
    def places(said: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(said) if name}

    assert {name: places(said) for name, said in COMMANDS.items()} == {
        name: set(told) for name, told in ACTIONS.items()
    }


@pytest.mark.parametrize("said", COMMANDS.values())
def test_every_command_is_there_with_its_options(said: str) -> None:
    name = re.split(r" ?(?:--|\{|[A-Z])", said)[0]
    command = tree()[name]
    known = {spelt for one in command.params for spelt in one.opts}
    needed = {
        one.opts[-1] for one in command.params if isinstance(one, click.Option) and one.required
    }
    given = {word for word in said.split() if word.startswith("--")}
    assert given <= known
    assert given >= needed


def test_every_action_is_spoken_of_below_the_command_line() -> None:
    below = sources(of_cli=False)
    assert [name for name in ACTIONS if below.count(f'"{name}"') < 2] == []


def test_an_error_knows_what_its_actions_have_to_be_told() -> None:
    lacking = {
        error.__name__
        for error in _all_errors(PathfinderError)
        for name in error.actions
        for told in ACTIONS[name]
        if f"{{{told}}}" not in error.template
    }
    assert lacking == set()


def _all_errors(kind: type[PathfinderError]) -> Iterator[type[PathfinderError]]:
    for one in kind.__subclasses__():
        yield one
        yield from _all_errors(one)


def test_what_an_action_is_told_is_quoted_for_a_shell() -> None:
    told = Action("ledger.compare", {"path": "my kept.txt"})
    assert command_for(told) == "pathfinder-flow audit against 'my kept.txt'"


def test_an_action_takes_what_it_has_to_be_told_and_no_more() -> None:
    assert action("mail.retry", id=3, name="x") == Action("mail.retry", {"id": "3"})


# What is told


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_an_error_is_told_with_its_command_in_every_language(peopled: Program, lang: str) -> None:
    said = peopled.call("--lang", lang, "country", "show", "KEN").stderr
    assert commands(said) == ["country open KEN"]
    said = peopled.call("--lang", lang, "mandate", "end", "2", "--reason", "x").stderr
    assert commands(said) == ["mandate list"]


TROUBLES = [
    key.removeprefix("trouble.")
    for key in (message.context for message in read(path_of("en")))
    if key and key.startswith("trouble.")
]


@pytest.mark.parametrize("code", TROUBLES)
def test_what_to_do_about_a_trouble_is_known(code: str) -> None:
    found = to_do(HealthProblem(code, {"countries": ["BRA", "MEX"], "id": "f0"}))
    assert all(command_for(one) for one in found)
    assert found or code in ("no_ladder", "cannot_look")
