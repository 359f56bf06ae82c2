"""Weekends that the library has wrong: a small file with a source for each, which comes first.

``weekends.tsv`` has a line a country and change: its code, the first day (empty: as far back as
there are records), the days off, whether they are certain, and the source. A line that is not
certain says why; its days are those that do not make a date earlier.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from pathfinder_flow.domain.dates.working_days import WEEKDAYS

_FILE = Path(__file__).with_name("weekends.tsv")


@dataclass(frozen=True, slots=True)
class Weekend:
    """The weekly days off from ``since`` on, as numbers from Monday, 0; and who says so."""

    since: date
    days: frozenset[int]
    certain: bool
    source: str


def weekends_of(country: str) -> tuple[Weekend, ...]:
    """Give what the file says of a country (alpha-3), the newest first; empty if nothing."""
    return _weekends().get(country, ())


@cache
def version() -> str:
    """Give which file it is: ``weekends 1a2b3c4d``, by the start of its SHA-256."""
    return f"weekends {sha256(_FILE.read_bytes()).hexdigest()[:8]}"


@cache
def _weekends() -> dict[str, tuple[Weekend, ...]]:
    found: dict[str, list[Weekend]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines()[1:]:
        country, since, days, certain, source = line.split("\t")
        first = date.fromisoformat(since) if since else date.min
        numbers = frozenset(WEEKDAYS.index(day) for day in days.split(","))
        found.setdefault(country, []).append(Weekend(first, numbers, certain == "yes", source))
    return {
        country: tuple(sorted(known, key=lambda one: one.since, reverse=True))
        for country, known in found.items()
    }
