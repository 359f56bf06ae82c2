"""The sweep's question over a million obligations: what is due, and that nothing is.

Floor: the same indexed column asked by a plain statement of SQLAlchemy Core on a connection from
the pool. Idle is a whole tick of the scheduler that finds nothing to do.
"""

from __future__ import annotations

import sqlite3
import tempfile
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from benchmarks.measuring import Figure, Rounds, clocked, microseconds, milliseconds, print_table
from benchmarks.programme import NAME, START, Clock, post_room
from pathfinder_flow.definitions.data_files import workflow_files
from pathfinder_flow.definitions.parse import define, parse_workflow
from pathfinder_flow.domain.ledger.entries import moment_text
from pathfinder_flow.mail.maildir import MaildirTransport
from pathfinder_flow.services.audit.checkpoints import for_mails
from pathfinder_flow.services.lifecycle.setup import initialise
from pathfinder_flow.services.scheduling.sweep import what_is_due
from pathfinder_flow.services.scheduling.tick import tick
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store.database.engine import open_engine
from pathfinder_flow.store.database.schema import obligations
from pathfinder_flow.store.files import EvidenceFiles

FEW, MANY, DUE = 10_000, 1_000_000, 1_000
ROUNDS, EACH = 15, 50
DUE_AT = START + timedelta(hours=1)


def fill(database: Path, count: int) -> None:
    """Put so many obligations beside the ledger, the first thousand due an hour after the start."""
    due, later = moment_text(DUE_AT), moment_text(DUE_AT + timedelta(days=400))
    rows = (
        (f"X{number:06d}", "annual_progress_report", "2026", "2027-03-31", "2026-12-31", None,
         None, None, 0, 0, 1, due if number < DUE else later)
        for number in range(count)
    )  # fmt: skip
    conn = sqlite3.connect(database)
    conn.executemany(f"INSERT INTO obligations VALUES ({', '.join('?' * 12)})", rows)
    conn.commit()
    conn.execute("ANALYZE")
    conn.close()


def desk_with(folder: Path, count: int) -> tuple[AppContext, Clock]:
    """Found a ledger with so many obligations, in a folder of its own."""
    folder.mkdir()
    clock = Clock()
    engine = open_engine(f"sqlite:///{folder / 'ledger.sqlite'}")
    app = AppContext(
        engine, EvidenceFiles(folder / "evidence", 1 << 20), clock, mail_checkpoint=for_mails
    )
    definition = define(parse_workflow(workflow_files()[NAME].read_bytes(), NAME, NAME))
    initialise(app, "desk", [definition])
    fill(folder / "ledger.sqlite", count)
    return app, clock


def core(app: AppContext, moment: str) -> list[str]:
    """Ask the same by a plain statement of Core."""
    statement = select(obligations.c.country).where(obligations.c.next_rung_at <= moment)
    with app.engine.connect() as conn:
        return list(conn.execute(statement).scalars())


def measure() -> list[Figure]:
    """Measure both sizes beside their floors, in turns."""
    notices = post_room(at_once=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few, few_clock = desk_with(folder / "few", FEW)
        many, many_clock = desk_with(folder / "many", MANY)
        transport = MaildirTransport(folder / "mail")
        due, before = moment_text(DUE_AT), START
        # What news there is at the start is looked at once; the made-up countries have no case.
        for app, clock in ((few, few_clock), (many, many_clock)):
            clock.now = before
            tick(app, notices, transport, "bench")

        def finding(app: AppContext, clock: Clock) -> None:
            clock.now = DUE_AT
            found_due = what_is_due(app, notices)
            assert found_due is not None
            assert len(found_due.countries) == DUE

        def idle(app: AppContext, clock: Clock) -> None:
            clock.now = before
            for _ in range(EACH):
                assert tick(app, notices, transport, "bench").looked_at == 0

        def bare(app: AppContext) -> None:
            for _ in range(EACH):
                assert not core(app, moment_text(before))

        rounds = Rounds(
            {
                "due": clocked(lambda: finding(many, many_clock)),
                "due core": clocked(lambda: core(many, due)),
                "idle few": clocked(lambda: idle(few, few_clock)),
                "idle many": clocked(lambda: idle(many, many_clock)),
                "idle core": clocked(lambda: bare(many)),
            },
            ROUNDS,
        )
        few.engine.dispose()
        many.engine.dispose()
    found_ratio = rounds.times("due", "due core")
    idle_ratio = rounds.times("idle many", "idle core")
    growth = rounds.times("idle many", "idle few")
    tick_took = microseconds(rounds.median("idle many") / EACH)
    return [
        Figure(
            "1 000 due of 1 000 000 obligations, found", milliseconds(rounds.median("due")),
            f"Core, one indexed question {milliseconds(rounds.median('due core'))}",
            f"{found_ratio:.2f}", "<= 3", found_ratio <= 3,
        ),
        Figure(
            "idle tick, 1 000 000 obligations", tick_took,
            f"Core, one indexed question {microseconds(rounds.median('idle core') / EACH)}",
            f"{idle_ratio:.2f}", "<= 3", idle_ratio <= 3,
        ),
        Figure(
            "idle tick, 1 000 000 obligations", tick_took,
            f"10 000 obligations {microseconds(rounds.median('idle few') / EACH)}",
            f"{growth:.2f}", "same: <= 1.2", growth <= 1.2,
        ),
    ]  # fmt: skip


if __name__ == "__main__":
    print_table(measure())
