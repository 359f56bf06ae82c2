"""Prints what the tests reach, by room, from the report that ``coverage json`` makes of a run."""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path, PurePath
from typing import Any

COUNTED = ("num_statements", "covered_lines", "num_branches", "covered_branches")


def room_of(file: str) -> str:
    """Give the folder that a file lies in, at most two below the package."""
    folders = PurePath(file).parent.parts
    return "/".join(folders[1:3]) or "(top)"


def by_room(report: dict[str, Any]) -> dict[str, Counter[str]]:
    """Sum up what was counted of every file."""
    rooms: dict[str, Counter[str]] = defaultdict(Counter)
    for file, found in report["files"].items():
        rooms[room_of(file)].update({name: found["summary"][name] for name in COUNTED})
    return dict(sorted(rooms.items()))


def line(room: str, found: Counter[str]) -> str:
    """Give a line of the table."""
    lines = share(found["covered_lines"], found["num_statements"])
    branches = share(found["covered_branches"], found["num_branches"])
    counts = f"{found['num_statements']:>10}{lines:>9}{found['num_branches']:>10}{branches:>9}"
    return f"{room:<28}{counts}\n"


def share(some: int, of: int) -> str:
    """Give a share in per cent, never rounded up to all."""
    return f"{some * 1000 // of / 10:.1f} %" if of else "-"


if __name__ == "__main__":
    rooms = by_room(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    sys.stdout.write(f"{'':<28}{'lines':>10}{'reached':>9}{'branches':>10}{'reached':>9}\n")
    sys.stdout.writelines(line(room, found) for room, found in rooms.items())
    sys.stdout.write(line("all", sum(rooms.values(), Counter())))
