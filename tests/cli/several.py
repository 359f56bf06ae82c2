"""Runs several commands in one process, which may have other rights than the tests.

Takes JSON on stdin: ``lines``, each a list of words, and ``now``. Gives, in JSON and in the same
order, how each came out.
"""

import json
import sys
from datetime import datetime

import time_machine
from click.testing import CliRunner

from pathfinder_flow.cli.main import cli


def come_out(words: list[str]) -> dict[str, object]:
    result = CliRunner().invoke(cli, words, prog_name="pf")
    raised = None if isinstance(result.exception, SystemExit) else result.exception
    return {
        "status": result.exit_code, "stdout": result.stdout, "stderr": result.stderr,
        "raised": repr(raised) if raised else "",
    }  # fmt: skip


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    with time_machine.travel(datetime.fromisoformat(asked["now"]), tick=True):
        json.dump([come_out(words) for words in asked["lines"]], sys.stdout)
