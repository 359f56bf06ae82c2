"""Runs pathfinder-flow on a home folder: inside the test, or as a process of its own."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from click.testing import CliRunner, Result

from pathfinder_flow.cli.main import cli
from pathfinder_flow.services.imports.row_facts import COLUMNS
from tests.sentences import sentences

DESK = "desk.secretariat"
ROOT = Path(__file__).parents[2]
SOURCE = "https://example.org/record"


class Program:
    """The program on one home folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.database = home / "ledger.sqlite"

    def call(self, *args: str, env: dict[str, str] | None = None) -> Result:
        """Run a command inside this process; an error that is not told as one is raised."""
        given = ["--home", str(self.home), "--as", DESK, *args]
        return CliRunner().invoke(cli, given, env=env, catch_exceptions=False, prog_name="pf")

    def done(self, *args: str) -> Result:
        """Run a command that must succeed."""
        result = self.call(*args)
        assert result.exit_code == 0, result.output
        return result

    def refused(self, *args: str, env: dict[str, str] | None = None) -> str:
        """Run a command that must be refused; gives what was said of it, one sentence in a line."""
        result = self.call(*args, env=env)
        assert result.exit_code == 1, result.output
        [said] = sentences(result.stderr)
        assert said.endswith((".", ".'"))
        return result.stderr

    def start(self, *args: str, **env: str) -> subprocess.Popen[str]:
        """Start a command as a process of its own."""
        return start("-m", "pathfinder_flow", "--home", str(self.home), "--as", DESK, *args, **env)


def start(*args: str, **env: str) -> subprocess.Popen[str]:
    """Start Python with these arguments, on this checkout."""
    return subprocess.Popen(
        [sys.executable, *args],
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )


def finish(process: subprocess.Popen[str], said: str | None = None) -> tuple[int, str, str]:
    """Wait for a process; gives its exit code, stdout and stderr."""
    stdout, stderr = process.communicate(said, timeout=60)
    return process.returncode, stdout, stderr


def fact(country: str, event: str, date: str, **other: str) -> list[str]:
    """Give a row of a file of facts."""
    row = {"iso3": country, "event": event, "date": date, "certainty": "stated", "source": SOURCE}
    return [{**row, **other}.get(name, "") for name in COLUMNS]


def write_facts(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Write a file of facts."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    return path
