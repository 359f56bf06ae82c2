"""One durable, guarded transition, with ledger entry, head and projection.

Floor: a bare ``sqlite3`` loop that runs the statements the service ran, with the same values, in
the same transactions, on a copy of the same database. They are taken down from a third copy
first, by a connection that writes along. Peer: django-fsm-2 with django-fsm-log.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import event as hook

from benchmarks import peer
from benchmarks.desks import (
    NOW,
    SECRETARIAT,
    codes,
    founded_desk,
    open_desk,
    raw_connection,
    settle,
)
from benchmarks.measuring import Figure, Rounds, clocked, per_second, print_table
from pathfinder_flow.definitions.parse import Definition, define, parse_workflow
from pathfinder_flow.services.lifecycle.advance import advance
from pathfinder_flow.services.lifecycle.cases import open_case
from pathfinder_flow.services.lifecycle.evidence import NewEvidence, add_evidence
from pathfinder_flow.services.unit_of_work import AppContext

COUNTRIES, EVIDENCE = 40, 8
ROUNDS, MOVES = 9, 160
DAY = NOW.date().isoformat()

EVENTS = ("report_progress", "conclude_review")

_TEXTS = "title: {en: A, fr: A, es: A}, explanation: {en: A., fr: A., es: A.}, source: benchmarks"
_GUARDS = "[{guard: status_held}, {guard: evidence_present, kind: letter}]"
WORKFLOW = f"""
workflow: cycle
version: "1"
title: {{en: A, fr: A, es: A}}
explanation: {{en: A., fr: A., es: A.}}
source: benchmarks
in_force: {{start: "2018"}}
states:
  interest: {{{_TEXTS}, initial: true}}
  implementation: {{{_TEXTS}, implementing: true}}
  monitoring: {{{_TEXTS}, implementing: true}}
evidence:
  letter: {{{_TEXTS}, suppliers: [secretariat]}}
transitions:
  grant_status:
    {{{_TEXTS}, from_states: [interest], to_state: implementation, by: [secretariat],
    guards: [{{guard: evidence_present, kind: letter}}], grants_status: true}}
  report_progress:
    {{{_TEXTS}, from_states: [implementation], to_state: monitoring, by: [secretariat],
    guards: {_GUARDS}}}
  conclude_review:
    {{{_TEXTS}, from_states: [monitoring], to_state: implementation, by: [secretariat],
    guards: {_GUARDS}}}
"""

Statement = tuple[str, str, Any]
"""How it was run (``execute`` or ``executemany``), the SQL, and the values."""


def workflow() -> Definition:
    """Give a workflow that goes round and round; each move needs the status and a letter."""
    return define(parse_workflow(WORKFLOW.encode(), "cycle.yaml"))


def prepare(database: Path) -> list[str]:
    """Found a ledger in which every country holds the status and has some evidence."""
    app = founded_desk(database, workflow())
    chosen = codes(COUNTRIES)
    for code in chosen:
        open_case(
            app, SECRETARIAT, code, effective="2020-01-01", workflow="cycle/1", reason="measured"
        )
        for day in range(1, EVIDENCE + 1):
            letter = NewEvidence("letter", f"2020-02-{day:02}", url="https://example.org/letter")
            add_evidence(app, SECRETARIAT, code, letter)
        advance(app, SECRETARIAT, code, "grant_status", effective="2020-03-01")
    settle(app, database)
    return chosen


def schedule() -> Iterator[tuple[int, str]]:
    """Give country after country, each going forth and back for ever."""
    turn = 0
    while True:
        for number in range(COUNTRIES):
            yield number, EVENTS[turn % 2]
        turn += 1


def mover(app: AppContext, chosen: list[str]) -> Callable[[int, str], object]:
    """Give the function that makes one move through the public service."""
    return lambda number, event: advance(
        app, SECRETARIAT, chosen[number], event, effective=DAY, reason="measured"
    )


class Stepper:
    """Makes moves one after the other, a round at a time."""

    def __init__(self, move: Callable[[int, str], object]) -> None:
        self.move, self.steps = move, schedule()

    def make(self, count: int) -> None:
        """Make so many moves."""
        for _, (number, event) in zip(range(count), self.steps, strict=False):
            self.move(number, event)


def take_down(database: Path, chosen: list[str], count: int) -> list[list[Statement]]:
    """Run moves and write down every statement of each, as the driver was given it."""
    taken: list[Statement] = []

    class Cursor(sqlite3.Cursor):
        def execute(self, sql: str, values: Any = (), /) -> Any:
            taken.append(("execute", sql, values))
            return super().execute(sql, values)

        def executemany(self, sql: str, values: Any, /) -> Any:
            taken.append(("executemany", sql, values))
            return super().executemany(sql, values)

    class Connection(sqlite3.Connection):
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

        def execute(self, sql: str, values: Any = (), /) -> Any:
            return self.cursor().execute(sql, values)

        def commit(self) -> None:
            taken.append(("execute", "COMMIT", ()))
            super().commit()

    app = open_desk(database)

    @hook.listens_for(app.engine, "do_connect")
    def _write_along(_dialect: Any, _record: Any, _args: Any, given: dict[str, Any]) -> None:
        given["factory"] = Connection

    stepper, moves = Stepper(mover(app, chosen)), []
    for _ in range(count):
        stepper.make(1)
        moves.append(taken.copy())
        taken.clear()
    app.engine.dispose()
    return moves


class Replay:
    """Runs what was taken down on the bare driver."""

    def __init__(self, conn: sqlite3.Connection, moves: list[list[Statement]]) -> None:
        self.conn, self.moves = conn, iter(moves)

    def make(self, count: int) -> None:
        """Run the statements of so many moves."""
        cursor = self.conn.cursor()
        for _, move in zip(range(count), self.moves, strict=False):
            for how, sql, values in move:
                getattr(cursor, how)(sql, values)
                if cursor.description:
                    cursor.fetchall()


def measure() -> list[Figure]:
    """Measure the service, its floor and the peer in turns."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base, service, raw = (folder / f"{n}.sqlite" for n in ("base", "service", "raw"))
        chosen = prepare(base)
        shutil.copy(base, service)
        shutil.copy(base, raw)
        # The moves of the first two turns fill caches and are not timed.
        warm = 2 * COUNTRIES
        app, conn = open_desk(service), raw_connection(raw)
        asking, loaded = peer.prepare(folder / "peer.sqlite", COUNTRIES, EVIDENCE)
        contestants = {
            "service": Stepper(mover(app, chosen)),
            "raw": Replay(conn, take_down(base, chosen, warm + ROUNDS * MOVES)),
            "peer": Stepper(asking),
            "kinder": Stepper(loaded),
        }
        for contestant in contestants.values():
            contestant.make(warm)
        runs = {n: clocked(lambda c=c: c.make(MOVES)) for n, c in contestants.items()}  # type: ignore[misc]
        rounds = Rounds(runs, ROUNDS)
        _same_ledgers(conn, app)
        conn.close()
        app.engine.dispose()
    return _figures(rounds)


def _same_ledgers(conn: sqlite3.Connection, app: AppContext) -> None:
    """Hold the heads side by side: the floor has written what the service wrote."""
    query = "SELECT size, frontier, recorded_at FROM head"
    with app.engine.connect() as ours:
        assert tuple(ours.exec_driver_sql(query).one()) == conn.execute(query).fetchone()


def _figures(rounds: Rounds) -> list[Figure]:
    rate = {name: per_second(MOVES, rounds.median(name)) for name in rounds.seconds}
    times = {name: rounds.times(name, "service") for name in rounds.seconds}
    name, ours = "guarded transition, durable", rate["service"]
    return [
        Figure(
            name, ours, f"raw sqlite3 {rate['raw']}",
            f"{times['raw']:.2f}", ">= 0.5", times["raw"] >= 0.5,
        ),
        Figure(
            name, ours, f"django-fsm-2 + log {rate['peer']}",
            f"{times['peer']:.2f}", ">= 2", times["peer"] >= 2,
        ),
        Figure(
            name, ours, f"the same, guard without query {rate['kinder']}",
            f"{times['kinder']:.2f}",
        ),
    ]  # fmt: skip


if __name__ == "__main__":
    print_table(measure())
