"""What processes of their own do to a ledger while a test kills or races them.

Run as ``python workers.py TASK URL FOLDER NAME``; a line on stdout for each thing that is done.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pathfinder_flow.domain.ledger.once import OnceNumber
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.workflow.denials import Refused
from pathfinder_flow.services.lifecycle.advance import advance
from pathfinder_flow.services.lifecycle.cases import open_case
from pathfinder_flow.services.lifecycle.evidence import NewEvidence, add_evidence
from pathfinder_flow.services.maintenance import check
from pathfinder_flow.services.people.mandates import NewMandate, add_mandate
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger
from pathfinder_flow.store.database.engine import open_engine
from pathfinder_flow.store.files import EvidenceFiles
from pathfinder_flow.words.countries import all_codes
from tests.faults.running import finish, start

DESK = "desk.secretariat"
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
DAY = "2026-11-20"


def open_desk(url: str, folder: str) -> AppContext:
    return AppContext(
        open_engine(url), EvidenceFiles(Path(folder) / "evidence", 1 << 20), lambda: NOW
    )


def letter() -> NewEvidence:
    return NewEvidence("withdrawal_letter", DAY, url="https://example.org/letter")


def lead(app: AppContext, country: str) -> Iterator[int]:
    """Open a case, record a letter and let the country withdraw; gives the numbers of entries."""
    yield open_case(
        app, DESK, country, effective="2026-11-01", workflow="pathfinder/2023", reason=""
    ).number
    yield add_evidence(app, DESK, country, letter()).number
    yield advance(app, DESK, country, "withdraw", effective=DAY).number


def many(app: AppContext, name: str) -> Iterator[str]:
    """Lead countries, those of one share of the list, until killed or done."""
    share, shares, most = map(int, name.split("/"))
    for country in all_codes()[share::shares][:most]:
        for number in lead(app, country):
            yield f"{number} {country}"


def race(app: AppContext, name: str) -> Iterator[str]:
    """Withdraw each of the countries named; the same as another process at the same moment."""
    for country in name.split(","):
        try:
            entry = advance(app, DESK, country, "withdraw", effective=DAY)
        except Refused as refused:
            facts = {one.code: one.facts for one in refused.answers[country].refusals}
            yield f"{country} refused {facts['not_available']['last_move']}"
        else:
            yield f"{country} moved {entry.number}"


def once(app: AppContext, name: str) -> Iterator[str]:
    """Record each letter under a number of its own; the same as another process."""
    for country in name.split(","):
        bound = app.with_once(OnceNumber(f"form of {country}", "letter"))
        yield str(add_evidence(bound, DESK, country, letter()).number)


def mandate(handle: str, end: str | None = None) -> NewMandate:
    return NewMandate(handle, Role.AUDITOR, None, "2026-01-01", end, "letter")


def appoint(app: AppContext, name: str) -> Iterator[str]:
    """Give each of the people named a mandate; the same as another process."""
    for handle in name.split(","):
        yield str(add_mandate(app, DESK, mandate(handle)).number)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(task: str, url: str, folder: str, name: str) -> None:
    app = open_desk(url, folder)
    with app.snapshot():
        pass
    say("ready")
    sys.stdin.readline()
    for line in {"many": many, "race": race, "appoint": appoint, "once": once}[task](app, name):
        say(line)


# What tests do with such processes.


def start_worker(app: AppContext, task: str, name: str) -> subprocess.Popen[str]:
    """Start a worker and wait until it has everything loaded."""
    url = app.engine.url.render_as_string(hide_password=False)
    folder = str(app.files.folder.parent)
    process = start("-m", "tests.faults.workers", task, url, folder, name)
    assert process.stdout
    line = process.stdout.readline()
    assert line == "ready\n", finish(process)
    return process


def assert_sound(app: AppContext, at_least: int) -> None:
    assert check(app) == []
    with app.snapshot() as conn:
        assert ledger.size(conn) == len([*ledger.all_entries(conn)]) >= at_least


def go(*processes: subprocess.Popen[str]) -> None:
    """Let workers that are ready begin."""
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
