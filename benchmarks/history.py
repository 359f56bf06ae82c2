"""History as of a day, on a case of 1 000 entries, from the store each time.

Twice: the use case ``history``, which tells every line, and the case as of a day, which is only
folded. Floor: ``sqlite3`` reads the same rows by the same index and ``json`` parses each.
"""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path

from benchmarks.desks import SECRETARIAT, founded_desk, raw_connection
from benchmarks.ledgers import fill
from benchmarks.measuring import Figure, Rounds, clocked, milliseconds, print_table
from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.services.history.queries import history
from pathfinder_flow.services.lifecycle.corrections import NewCorrection, correct
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger

ENTRIES, CORRECTIONS = 1_000, 5
ROUNDS, TIMES = 9, 3
DAY = date(2022, 6, 30)


def prepare(app: AppContext) -> str:
    """Fill a case, and correct some of it."""
    (country,) = fill(app, 1, ENTRIES - CORRECTIONS)
    for number in range(1, CORRECTIONS + 1):
        slip = NewCorrection(100 * number + 1, "A slip.", effective="2021-05-05")
        correct(app, SECRETARIAT, slip)
    return country


def measure() -> list[Figure]:
    """Measure both, and the floor, in turns."""
    with tempfile.TemporaryDirectory() as name:
        database = Path(name) / "ledger.sqlite"
        app = founded_desk(database)
        country = prepare(app)
        raw = raw_connection(database)

        def as_of() -> str | None:
            with app.snapshot() as conn:
                return Case(Record(country, ledger.entries_of(conn, country)), DAY).state

        query = (
            "SELECT entry FROM ledger WHERE (country = ? OR country IS NULL) AND number > 0"
            " AND recorded_at <= '9999' ORDER BY number"
        )
        contestants = {
            "history": lambda: history(app, country, as_of=DAY),
            "as of": as_of,
            "floor": lambda: [json.loads(data) for (data,) in raw.execute(query, (country,))],
        }
        assert len(contestants["floor"]()) >= ENTRIES  # type: ignore[arg-type]
        assert len(contestants["history"]()) > ENTRIES / 2  # type: ignore[arg-type]
        assert as_of() is not None
        runs = {n: clocked(lambda w=w: [w() for _ in range(TIMES)]) for n, w in contestants.items()}  # type: ignore[misc]
        rounds = Rounds(runs, ROUNDS)
        raw.close()
        app.engine.dispose()
    return [
        _figure(rounds, "history", "history as of a day, 1 000 entries"),
        _figure(rounds, "as of", "case as of a day, 1 000 entries"),
    ]


def _figure(rounds: Rounds, which: str, name: str) -> Figure:
    took = rounds.median(which) / TIMES
    against = f"sqlite3 and json {milliseconds(rounds.median('floor') / TIMES)}"
    ratio = f"{rounds.times(which, 'floor'):.1f}"
    return Figure(name, milliseconds(took), against, ratio, "< 20 ms", took < 20e-3)


if __name__ == "__main__":
    print_table(measure())
