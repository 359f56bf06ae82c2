"""A new user's terminal, on which the examples of the README and of docs/ are run.

A line ``[...]`` in an example stands for lines left out; then only the lines around it are
compared.
"""

from __future__ import annotations

import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import time_machine
from click.testing import CliRunner

from pathfinder_flow.cli.main import cli
from pathfinder_flow.settings import PREFIX

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
LEFT_OUT = "[...]"


@contextmanager
def a_new_users_terminal() -> Iterator[Path]:
    """An empty folder to work in, 80 columns, English, and nobody's settings."""
    kept = dict(os.environ)
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        del os.environ[name]
    try:
        with tempfile.TemporaryDirectory() as folder, chdir(folder), time_machine.travel(NOW):
            os.environ |= {
                f"{PREFIX}HOME": str(Path(folder) / "pathfinder"),
                f"{PREFIX}ACTOR": "desk.secretariat",
                f"{PREFIX}LANG": "en",
                "COLUMNS": "80",
            }
            yield Path(folder)
    finally:
        os.environ.clear()
        os.environ |= kept


def run(command: str, folder: Path) -> str:
    """Run a command of an example and give what a terminal would show."""
    words = shlex.split(command)
    if command == "make demo":
        words = ["pathfinder-flow", "--home", ".demo", "demo"]
    assert words[0] == "pathfinder-flow", command
    shown = CliRunner().invoke(cli, words[1:], standalone_mode=False, catch_exceptions=True)
    assert shown.exception is None or isinstance(shown.exception, SystemExit), command
    text = shown.output.replace(f"{folder}/pathfinder", "~/pathfinder").replace(f"{folder}/", "")
    # Tables end their lines with spaces, which no reader sees and no editor keeps.
    return "\n".join(line.rstrip() for line in text.rstrip("\n").splitlines())


def commands_of(block: str) -> Iterator[tuple[str, str]]:
    """Give each command of a block with the output shown below it."""
    for part in re.split(r"^\$ (?=pathfinder-flow|make)", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output.rstrip("\n")


def run_anew(text: str, earlier: str) -> str:
    """Give a page with the output of every example in it as it is today.

    The examples of ``earlier`` are run first: those that the page goes on from.
    """
    if not BLOCK.search(text):
        return text
    with a_new_users_terminal() as folder:
        for block in BLOCK.findall(earlier):
            for command, _ in commands_of(block):
                run(command, folder)
        return BLOCK.sub(lambda found: _block(found[1], folder), text)


def _block(block: str, folder: Path) -> str:
    parts = []
    for command, shown in commands_of(block):
        printed = run(command, folder)
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
