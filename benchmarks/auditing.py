"""Four verdicts on a whole ledger: ``audit verify``.

Floor: reading the same bytes with ``sqlite3`` and hashing them with ``hashlib``, and nothing
else. Two ledgers: a long one as a public record leaves it (evidence, and moves that sources
attest), of 1 000 000 entries when asked for (``python -m benchmarks.auditing 1000000``); and one
in which people were just reminded, whose mails are read and hashed too. Memory: peaks of whole
processes on the long one, and on one a quarter as long.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from benchmarks.desks import founded_desk, open_desk, raw_connection, settle
from benchmarks.importing import PEAK
from benchmarks.ledgers import fill
from benchmarks.measuring import Figure, Rounds, clocked, per_second, print_table
from benchmarks.programme import SIXTY_DAYS_BEFORE, post_room, programme
from pathfinder_flow.mail.maildir import MaildirTransport
from pathfinder_flow.services.audit.verify import verify
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.scheduling.sweep import sweep
from pathfinder_flow.services.scheduling.tick import tick
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store.database.engine import sqlite_path

COUNTRIES, ENTRIES, ROUNDS, EACH = 200, 200_000, 5, 50
_VERIFY = "import sys; from benchmarks.auditing import verify_file; verify_file(sys.argv[1])"


@contextmanager
def long_ledger(entries: int) -> Iterator[Path]:
    """Give the file of a ledger with so many entries."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "ledger.sqlite"
        app = founded_desk(path)
        fill(app, COUNTRIES, entries // COUNTRIES)
        settle(app, path)
        yield path


@contextmanager
def reminded() -> Iterator[Path]:
    """Give the file of a ledger in which people were just reminded."""
    with tempfile.TemporaryDirectory() as name:
        app, clock = programme(Path(name), COUNTRIES, EACH)
        notices = post_room(at_once=True)
        sweep(app, notices)
        clock.now = SIXTY_DAYS_BEFORE
        tick(app, notices, MaildirTransport(Path(name) / "mail"), "bench")
        path = sqlite_path(app.engine)
        assert path is not None
        app.engine.dispose()
        yield path


def hash_all(path: Path) -> int:
    """Read and hash the bytes of every entry and every mail; gives how many entries."""
    conn, entries = raw_connection(path), 0
    for (data,) in conn.execute("SELECT entry FROM ledger ORDER BY number"):
        sha256(b"\x00" + data).digest()
        entries += 1
    for (data,) in conn.execute("SELECT data FROM messages"):
        sha256(data).digest()
    conn.close()
    return entries


def judge(app: AppContext, notices: NotificationContext) -> None:
    """Give the verdicts. What the benchmarks write by hand relies on no mandate, and is told so."""
    found = {one.name: one.state for one in verify(app, notices)}
    assert found["integrity"] == found["completeness"] == "sound"


def verify_file(name: str) -> None:
    """Judge the ledger in a file."""
    judge(open_desk(Path(name)), post_room(at_once=True))


def peak(path: Path) -> float:
    """Give the peak in MiB of a process that judges a ledger."""
    command = [sys.executable, "-c", PEAK, sys.executable, "-c", _VERIFY, str(path)]
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return int(found) / 1024


def measure(entries: int = ENTRIES) -> list[Figure]:
    """Measure both ledgers, and the memory of two sizes."""
    with long_ledger(entries // 4) as path:
        less = peak(path)
    with long_ledger(entries) as path:
        figures = [_figure("audit verify, imported record", path)]
        more = peak(path)
    with reminded() as path:
        figures.append(_figure("audit verify, people reminded", path))
    growth = more / less
    return [
        *figures,
        Figure(
            f"peak memory, {entries:,} entries".replace(",", " "), f"{more:.0f} MiB",
            f"a quarter of them {less:.0f} MiB", f"{growth:.2f}", "flat: <= 1.25", growth <= 1.25,
        ),
    ]  # fmt: skip


def _figure(name: str, path: Path) -> Figure:
    app = open_desk(path)
    entries = hash_all(path)
    notices = post_room(at_once=True)
    runs = {"verify": lambda: judge(app, notices), "hash": lambda: hash_all(path)}
    rounds = Rounds({which: clocked(run) for which, run in runs.items()}, ROUNDS)
    app.engine.dispose()
    ratio = rounds.times("verify", "hash")
    against = f"read and hash {per_second(entries, rounds.median('hash'))}"
    rate = per_second(entries, rounds.median("verify"))
    return Figure(f"{name}, entries", rate, against, f"{ratio:.2f}", "<= 3", ratio <= 3)


if __name__ == "__main__":
    print_table(measure(*map(int, sys.argv[1:])))
