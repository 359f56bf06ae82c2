"""The forecast of eighteen months of mail, and the memory that reminding takes.

The forecast runs the scheduler itself on a copy, from moment to moment. Floor: only rendering and
putting together as many mails. Memory: peaks of whole processes that remind 1 000 people, and
10 000.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.importing import PEAK
from benchmarks.measuring import Figure, print_table
from benchmarks.programme import SIXTY_DAYS_BEFORE, post_room, programme
from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.mail.maildir import MaildirTransport
from pathfinder_flow.services.reminders.compose import write
from pathfinder_flow.services.reminders.escalate import letter_of
from pathfinder_flow.services.reminders.recipients import Recipient
from pathfinder_flow.services.scheduling.forecast import forecast
from pathfinder_flow.services.scheduling.sweep import sweep
from pathfinder_flow.services.scheduling.tick import tick
from pathfinder_flow.store import ledger

COUNTRIES, ROUNDS = 200, 3
MONTHS_18 = timedelta(days=548)
FEW, MANY = 5, 50
_REMIND = "import sys; from benchmarks.foreseeing import remind; remind(int(sys.argv[1]))"


def foresee() -> tuple[float, float, int]:
    """Forecast once; gives its seconds, those of rendering as many mails, and how many."""
    with tempfile.TemporaryDirectory() as name:
        app, clock = programme(Path(name), COUNTRIES, 1)
        notices = post_room(at_once=False)
        start = perf_counter()
        found = forecast(app, notices, clock.now + MONTHS_18)
        took = perf_counter() - start
        mails = sum(one.withheld is None for one in found)
        sweep(app, notices)
        floor = _render(app, mails)
        app.engine.dispose()
    return took, floor, mails


def _render(app: object, mails: int) -> float:
    """Render and put together one mail again and again; gives the seconds."""
    notices = post_room(at_once=True)
    with app.snapshot() as conn:  # type: ignore[attr-defined]
        record = Record("ALB", ledger.entries_of(conn, "ALB"))
    key = ("annual_progress_report", "2026")
    rung = notices.ladders.ladders[key[0]].rungs["t_60"]
    subject = letter_of(
        Case(record, SIXTY_DAYS_BEFORE.date()), key, "t_60", rung, SIXTY_DAYS_BEFORE
    )
    to = Recipient("p", "focal_point", False, None, "focal@labour.example", "en")
    start = perf_counter()
    for _ in range(mails):
        write(SIXTY_DAYS_BEFORE, notices, subject, to, (), "<mail@secretariat.example>", None)
    return perf_counter() - start


def remind(each: int) -> None:
    """Remind so many focal points in each country, into a Maildir."""
    with tempfile.TemporaryDirectory() as name:
        app, clock = programme(Path(name), COUNTRIES, each)
        notices = post_room(at_once=True)
        sweep(app, notices)
        clock.now = SIXTY_DAYS_BEFORE
        done = tick(app, notices, MaildirTransport(Path(name) / "mail"), "bench")
        assert done.delivered == {"sent": COUNTRIES * each}
        app.engine.dispose()


def peak(each: int) -> float:
    """Give the peak in MiB of a process that reminds."""
    command = [sys.executable, "-c", PEAK, sys.executable, "-c", _REMIND, str(each)]
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return int(found) / 1024


def measure() -> list[Figure]:
    """Measure the forecast, and both sizes."""
    rounds = [foresee() for _ in range(ROUNDS)]
    took, mails = median(one[0] for one in rounds), rounds[0][2]
    ratio = median(one[0] / one[1] for one in rounds)
    few, many = peak(FEW), peak(MANY)
    growth = many / few
    return [
        Figure(
            f"forecast, 200 countries, 18 months, {mails} mails", f"{took:.1f} s",
            f"rendering alone {median(one[1] for one in rounds):.1f} s",
            f"{ratio:.1f}", "< 10 s", took < 10,
        ),
        Figure(
            "peak memory, 10 000 reminders", f"{many:.0f} MiB",
            f"1 000 reminders {few:.0f} MiB", f"{growth:.2f}", "flat: <= 1.25", growth <= 1.25,
        ),
    ]  # fmt: skip


if __name__ == "__main__":
    print_table(measure())
