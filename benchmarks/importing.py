"""Memory while importing: peak of whole processes at 10 000 rows and at 100 000.

Each is the command ``import`` on a fresh ledger. Floor: the same processes on the shorter file,
which show what the program itself takes. Also rows a second, against reading the file with
``csv`` and writing its rows to SQLite as they are.
"""

from __future__ import annotations

import csv
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks.facts import write_facts
from benchmarks.measuring import Figure, per_second, print_table
from benchmarks.startup import process, script

FEW, MANY = 10_000, 100_000

# A process begins with the peak of the one that started it, so a bare Python starts this one.
PEAK = """
import os, sys
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, used = os.wait4(pid, 0)
print(used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def import_rows(folder: Path, rows: int) -> tuple[float, float]:
    """Import so many rows in a process of its own; gives its peak in MiB and the seconds."""
    home, file = folder / f"home-{rows}", folder / f"facts-{rows}.csv"
    write_facts(file, rows)
    command = (str(script()), "--home", str(home), "--as", "desk")
    process(*command, "init")
    launched = [sys.executable, "-c", PEAK, *command, "import", "--quiet", str(file)]
    start = perf_counter()
    peak = subprocess.run(launched, check=True, capture_output=True, text=True).stdout
    took = perf_counter() - start
    with sqlite3.connect(home / "ledger.sqlite") as conn:
        assert conn.execute("SELECT count(*) FROM imported").fetchone() == (rows,)
    conn.close()
    return int(peak) / 1024, took


def raw_rows(folder: Path, rows: int) -> float:
    """Copy the rows of the file to a bare table in one durable transaction; gives the seconds."""
    start = perf_counter()
    conn = sqlite3.connect(folder / "raw.sqlite", isolation_level=None)
    conn.execute("PRAGMA synchronous = FULL")
    conn.execute("BEGIN IMMEDIATE")
    conn.execute("CREATE TABLE facts (a, b, c, d, e, f, g)")
    with (folder / f"facts-{rows}.csv").open(encoding="utf-8", newline="") as file:
        conn.executemany("INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?)", csv.reader(file))
    conn.execute("COMMIT")
    conn.close()
    return perf_counter() - start


def measure() -> list[Figure]:
    """Measure both lengths, and the floor."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few, few_took = import_rows(folder, FEW)
        many, many_took = import_rows(folder, MANY)
        raw = raw_rows(folder, MANY)
    growth = many / few
    return [
        Figure(
            "peak memory, import of 100 000", f"{many:.0f} MiB", f"10 000 rows {few:.0f} MiB",
            f"{growth:.2f}", "flat: <= 1.25", growth <= 1.25,
        ),
        Figure("import, 10 000 rows", per_second(FEW, few_took)),
        Figure(
            "import, 100 000 rows", per_second(MANY, many_took),
            f"csv to a bare table {per_second(MANY, raw)}", f"{raw / many_took:.3f}",
        ),
    ]  # fmt: skip


if __name__ == "__main__":
    print_table(measure())
