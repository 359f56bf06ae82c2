"""The command ``board`` on 200 countries and 50 000 entries, as a whole process.

Floor: another whole process that imports every module the command had imported when it ended, in
the same order, then runs the same query on the same file with ``sqlite3`` and prints its rows. So
the ratio is what the command does beside importing and asking: starting SQLAlchemy's engine,
checking the schema, loading workflows, wording states and dates, laying out the table. The last
line of the table leaves the imports out of the floor.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.desks import founded_desk, settle
from benchmarks.ledgers import fill
from benchmarks.measuring import Figure, Rounds, clocked, milliseconds, print_table
from benchmarks.startup import process, script

COUNTRIES, ENTRIES = 200, 250
ROUNDS = 11

_QUERY = """
import sqlite3, sys
rows = sqlite3.connect(sys.argv[1]).execute("SELECT * FROM cases ORDER BY country").fetchall()
for row in rows:
    print(*row, sep="  ")
"""
_IMPORTS = """
import sys
from importlib import import_module
for name in open(sys.argv[2]).read().split():
    import_module(name)
"""
_LIST = """
import json, os, sys
from pathfinder_flow.cli.main import cli
from contextlib import redirect_stdout
with redirect_stdout(open(os.devnull, "w")):
    cli.main(["--home", sys.argv[1], "board"], standalone_mode=False)
found = [name for name, module in sys.modules.items() if getattr(module, "__spec__", None)]
print(json.dumps(found))
"""


def imported(home: Path) -> list[str]:
    """Give the modules that the command has imported when it ends, in order."""
    command = [sys.executable, "-c", _LIST, str(home)]
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    names: list[str] = json.loads(found)
    return names


def measure() -> list[Figure]:
    """Measure the command, its floor, and the bare query in turns."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        database = home / "ledger.sqlite"
        app = founded_desk(database)
        fill(app, COUNTRIES, ENTRIES)
        settle(app, database)
        modules = imported(home)
        listed = home / "modules.txt"
        listed.write_text("\n".join(modules), encoding="utf-8")
        python, floor = sys.executable, _IMPORTS + _QUERY
        runs = {
            "board": lambda: process(str(script()), "--home", str(home), "board"),
            "floor": lambda: process(python, "-c", floor, str(database), str(listed)),
            "query": lambda: process(python, "-c", _QUERY, str(database)),
        }
        rounds = Rounds({which: clocked(run) for which, run in runs.items()}, ROUNDS)
    ratio = rounds.times("board", "floor")
    took = milliseconds(rounds.median("board"))
    return [
        Figure(
            "board, 200 countries, 50 000 entries", took,
            f"imports and raw query {milliseconds(rounds.median('floor'))}",
            f"{ratio:.2f}", "<= 2", ratio <= 2,
        ),
        Figure(
            "board, 200 countries, 50 000 entries", took,
            f"raw query alone {milliseconds(rounds.median('query'))}",
            f"{rounds.times('board', 'query'):.1f}",
        ),
    ]  # fmt: skip


if __name__ == "__main__":
    print_table(measure())
