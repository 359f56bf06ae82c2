"""``pathfinder-flow --help``, as whole processes. Floor: ``python -c "import click"``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.measuring import Figure, Rounds, clocked, milliseconds, print_table

ROUNDS = 25


def script() -> Path:
    """Give the installed command beside this Python."""
    return Path(sys.executable).with_name("pathfinder-flow")


def process(*command: str) -> None:
    """Run a whole process, its output thrown away."""
    quiet = subprocess.DEVNULL
    subprocess.run(command, check=True, stdout=quiet, stderr=quiet)


def measure() -> list[Figure]:
    """Measure the help and its floor in turns."""
    rounds = Rounds(
        {
            "help": clocked(lambda: process(str(script()), "--help")),
            "click": clocked(lambda: process(sys.executable, "-c", "import click")),
            "bare": clocked(lambda: process(sys.executable, "-c", "pass")),
        },
        ROUNDS,
    )
    ratio = rounds.times("help", "click")
    against = f"import click {milliseconds(rounds.median('click'))}"
    took = milliseconds(rounds.median("help"))
    bare = f"bare python {milliseconds(rounds.median('bare'))}"
    return [
        Figure("pathfinder-flow --help", took, against, f"{ratio:.2f}", "<= 1.6", ratio <= 1.6),
        Figure("pathfinder-flow --help", took, bare, f"{rounds.times('help', 'bare'):.2f}"),
    ]


if __name__ == "__main__":
    print_table(measure())
