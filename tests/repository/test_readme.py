"""What the README shows is what the program prints.

``python -m tests.repository.test_readme`` writes the README anew. A line ``[...]`` stands for
lines left out; then only the lines around it are compared.
"""

from __future__ import annotations

import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
import time_machine
from click.testing import CliRunner

from pathfinder_flow.cli.main import COMMANDS, cli
from pathfinder_flow.definitions.data_files import workflow_files
from pathfinder_flow.definitions.draw import mermaid
from pathfinder_flow.definitions.parse import parse_workflow
from pathfinder_flow.domain.workflow.machine import compile_machine
from pathfinder_flow.settings import EXPLAINED, PREFIX

README = Path(__file__).parents[2] / "README.md"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
LEFT_OUT = "[...]"


@contextmanager
def a_new_users_terminal() -> Iterator[Path]:
    """An empty home, 80 columns, English, and nobody's settings."""
    kept = dict(os.environ)
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        del os.environ[name]
    try:
        with tempfile.TemporaryDirectory() as folder:
            os.environ |= {
                f"{PREFIX}HOME": folder,
                f"{PREFIX}ACTOR": "desk.secretariat",
                f"{PREFIX}LANG": "en",
                "COLUMNS": "80",
            }
            with time_machine.travel(NOW):
                yield Path(folder)
    finally:
        os.environ.clear()
        os.environ |= kept


def run(command: str, home: Path) -> str:
    """Run a command of the README and give what a terminal would show."""
    words = shlex.split(command)
    if command == "make demo":
        words = ["pathfinder-flow", "--home", str(home / "demo"), "demo"]
    assert words[0] == "pathfinder-flow", command
    words = [re.sub(r"^\.demo", str(home / "demo"), word) for word in words]
    shown = CliRunner().invoke(cli, words[1:], standalone_mode=False, catch_exceptions=True)
    assert shown.exception is None or isinstance(shown.exception, SystemExit), command
    text = shown.output.replace(str(home / "demo"), ".demo").replace(str(home), "~/pathfinder")
    # Tables end their lines with spaces, which no reader sees and no editor keeps.
    return "\n".join(line.rstrip() for line in text.rstrip("\n").splitlines())


def commands_of(block: str) -> Iterator[tuple[str, str]]:
    """Give each command of a block with the output shown below it."""
    for part in re.split(r"^\$ (?=pathfinder-flow|make)", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output.rstrip("\n")


def written_anew(text: str) -> str:
    """Give the README with everything generated in it made anew."""
    with a_new_users_terminal() as home:
        text = BLOCK.sub(lambda found: _block(found[1], home), text)
    text = _between(text, "picture", f"```mermaid\n{picture()}```")
    text = _between(text, "commands", command_table())
    return _between(text, "settings", setting_table())


def _block(block: str, home: Path) -> str:
    parts = []
    for command, shown in commands_of(block):
        printed = run(command, home)
        if LEFT_OUT in shown.splitlines():
            printed = _with_parts_left_out(shown.splitlines(), printed.splitlines())
        parts.append(f"$ {command}\n{printed}".rstrip())
    return "```console\n" + "\n".join(parts) + "\n```"


def _with_parts_left_out(shown: list[str], printed: list[str]) -> str:
    """Keep as many lines before and after the mark as are shown today."""
    mark = shown.index(LEFT_OUT)
    head, tail = shown[:mark], shown[mark + 1 :]
    after = printed[len(printed) - len(tail) :] if tail else []
    return "\n".join([*printed[: len(head)], LEFT_OUT, *after])


def _between(text: str, name: str, content: str) -> str:
    pattern = re.compile(rf"(<!-- {name}\b[^>]*-->\n).*?(<!-- /{name} -->)", re.DOTALL)
    assert pattern.search(text), name
    return pattern.sub(lambda found: f"{found[1]}{content}\n{found[2]}", text)


def picture() -> str:
    name, path = list(workflow_files().items())[-1]
    workflow = parse_workflow(path.read_bytes(), name)
    return mermaid(compile_machine(workflow), workflow, "en")


def every_command() -> Iterator[tuple[str, click.Command]]:
    """Give every command with its name, those of groups one by one."""
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        yield from _with_name(name, command)


def _with_name(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for sub, found in command.commands.items():
            yield from _with_name(f"{name} {sub}", found)
    else:
        yield name, command


def command_table() -> str:
    rows = ["| command | what it does |", "|---|---|"]
    for name, command in every_command():
        said = (command.help or "").partition("\n\n")[0].replace("\n", " ").rstrip(".")
        places = [p.make_metavar(click.Context(command)) for p in command.params if _is_place(p)]
        shown = " ".join([name, *places]).replace("|", "\\|")
        rows.append(f"| `{shown}` | {said} |")
    return "\n".join(rows)


def _is_place(parameter: click.Parameter) -> bool:
    return isinstance(parameter, click.Argument)


def setting_table() -> str:
    rows = ["| setting | what it does |", "|---|---|"]
    rows += [f"| `{PREFIX}{name.upper()}` | {said} |" for name, said in EXPLAINED.items()]
    return "\n".join(rows)


def test_the_readme_shows_what_the_program_prints() -> None:
    text = README.read_text(encoding="utf-8")
    assert written_anew(text) == text


def test_every_command_and_every_option_has_help() -> None:
    for name, command in every_command():
        assert command.help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.name}"


if __name__ == "__main__":
    README.write_text(written_anew(README.read_text(encoding="utf-8")), encoding="utf-8")
