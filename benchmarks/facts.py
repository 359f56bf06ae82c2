"""Files of valid public facts, of any length, for the import."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

from benchmarks.desks import codes
from pathfinder_flow.services.imports.row_facts import COLUMNS

KINDS = (
    "expression_of_interest", "strategic_planning_workshop", "roadmap", "roadmap_validated",
    "roadmap_launched", "status_granted", "annual_report", "national_review",
)  # fmt: skip


def write_facts(path: Path, rows: int, countries: int = 200) -> None:
    """Write a file of facts on countries in turn: real codes and kinds, dates precise or not."""
    draw = random.Random(87)
    known = codes(countries)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number in range(rows):
            kind = KINDS[draw.randrange(len(KINDS))]
            source = f"https://example.org/{number}"
            row = (known[number % countries], kind, _when(draw), "stated", "Ministry of Labour",
                   source, "as published")  # fmt: skip
            writer.writerow(row)


def _when(draw: random.Random) -> str:
    day = date(2018, 1, 1) + timedelta(days=draw.randrange(3000))
    match draw.randrange(10):
        case 0:
            return f"{day:%Y-%m}"
        case 1:
            return f"../{day.year}"
        case 2:
            return f"{day.isoformat()}/{(day + timedelta(days=1)).isoformat()}"
    return day.isoformat()
