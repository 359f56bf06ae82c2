"""A run that is killed anywhere between deciding on a reminder and marking its mail as sent."""

from __future__ import annotations

import email
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.mail.smtp.server import Server
from pathfinder_flow.mail.smtp.transport import SmtpTransport
from pathfinder_flow.services.maintenance import check
from pathfinder_flow.services.scheduling.tick import tick
from pathfinder_flow.store import ledger, outbox
from tests.faults.running import start
from tests.mail.smtp.servers import NastyServer
from tests.mailing import OPENING, Programme, found_programme, open_programme

CONTACTS = {
    "PER": ("focal@labour.per.example",),
    "COL": ("focal@labour.col.example", "deputy@labour.col.example"),
}
MOST_STEPS = 60
LATER = timedelta(minutes=20)
"""By then a run that has died is given up for lost."""


class Fleet:
    """Runs that are killed at a step, and the server that takes their mails."""

    def __init__(self, server: NastyServer, worker: subprocess.Popen[str]) -> None:
        self.server, self.worker = server, worker

    def run(self, step: int, url: str, folder: Path, now: datetime) -> str:
        assert self.worker.stdin
        assert self.worker.stdout
        self.worker.stdin.write(f"{step} {url} {folder} {now.isoformat()}\n")
        self.worker.stdin.flush()
        return self.worker.stdout.readline().strip()

    def ids(self) -> Counter[str]:
        texts = (email.message_from_bytes(text) for text in self.server.texts())
        return Counter(str(text["Message-ID"]) for text in texts)


@pytest.fixture
def fleet() -> Iterator[Fleet]:
    with NastyServer() as server:
        worker = start("-m", "tests.faults.mail_worker", str(server.port))
        try:
            yield Fleet(server, worker)
        finally:
            worker.kill()
            worker.communicate(timeout=10)


def go_on(programme: Programme, port: int) -> None:
    """Let another run do what is left, until nothing is."""
    with SmtpTransport(Server("127.0.0.1", port, tls="none", timeout=5)) as transport:
        for _ in range(3):
            tick(programme.app, programme.notices, transport, "another")
            programme.clock.now += LATER


def entries(programme: Programme, kind: Kind) -> list[dict[str, object]]:
    with programme.app.snapshot() as conn:
        return [entry.body for entry in ledger.all_entries(conn, kind=kind)]


def assert_nothing_lost(programme: Programme, ids: Counter[str]) -> None:
    """Every mail has arrived; one that arrived twice is marked as sent again."""
    with programme.app.snapshot() as conn:
        lines = outbox.find(conn)
    assert {line.state for line in lines} == {"sent"}
    assert set(ids) == {line.message for line in lines}
    assert len(lines) == 3
    again = {
        str(body["message"])
        for body in entries(programme, Kind.DELIVERY)
        if body["state"] == "sent" and body["again"]
    }
    assert {message for message, count in ids.items() if count > 1} <= again
    reminders = [(body["rung"], body["obligation"]) for body in entries(programme, Kind.REMINDER)]
    assert len(reminders) == len(CONTACTS)
    assert check(programme.app) == []


def test_a_run_killed_at_any_step_loses_no_mail_and_doubles_none_silently(
    fleet: Fleet, tmp_path: Path
) -> None:
    first = tmp_path / "first"
    first.mkdir()
    prepared = found_programme(f"sqlite:///{first}/ledger.sqlite", first, CONTACTS)
    prepared.app.engine.dispose()
    outcomes = []
    for step in range(1, MOST_STEPS):
        folder = tmp_path / str(step)
        shutil.copytree(first, folder)
        url = f"sqlite:///{folder}/ledger.sqlite"
        fleet.server.taken.clear()
        outcomes.append(fleet.run(step, url, folder, OPENING))
        programme = open_programme(url, folder, OPENING + LATER)
        go_on(programme, fleet.server.port)
        assert_nothing_lost(programme, fleet.ids())
        programme.app.engine.dispose()
        shutil.rmtree(folder)
        if outcomes[-1] != "killed":
            break
    assert outcomes[-1] == "ended 0"
    assert len(outcomes) > 12


@pytest.mark.parametrize("step", [3, 6, 9, 12])
def test_the_same_on_a_server_database(
    fleet: Fleet, postgresql_url: str, tmp_path: Path, step: int
) -> None:
    programme = found_programme(postgresql_url, tmp_path, CONTACTS)
    assert fleet.run(step, postgresql_url, tmp_path, OPENING) == "killed"
    programme.clock.now = OPENING + LATER
    go_on(programme, fleet.server.port)
    assert_nothing_lost(programme, fleet.ids())
    programme.app.engine.dispose()


def test_killed_while_the_server_has_the_mail_and_has_not_said_so(tmp_path: Path) -> None:
    contacts = {"PER": ("focal@labour.per.example",)}
    url = f"sqlite:///{tmp_path}/ledger.sqlite"
    found_programme(url, tmp_path, contacts).app.engine.dispose()
    workers: list[subprocess.Popen[str]] = []

    def kill(_command: str) -> str:
        """The server has taken the mail; its answer finds nobody."""
        while workers:
            workers.pop().kill()
        return "250 2.0.0 queued"

    with NastyServer(answers={"text": kill}) as server:
        runner = start("-c", _ONE_RUN, str(server.port), url, str(tmp_path), OPENING.isoformat())
        workers.append(runner)
        runner.communicate(timeout=30)
        assert runner.returncode == -9
        assert len(server.taken) == 1
        programme = open_programme(url, tmp_path, OPENING + LATER)
        go_on(programme, server.port)
        sent = [email.message_from_bytes(text)["Message-ID"] for text in server.texts()]
        assert len(sent) == 2
        assert len(set(sent)) == 1
        assert server.texts()[0] == server.texts()[1]
        states = [(body["state"], body.get("again")) for body in entries(programme, Kind.DELIVERY)]
        assert states == [("unknown", None), ("sent", True)]
        programme.app.engine.dispose()


_ONE_RUN = """
import sys
from tests.faults.mail_worker import run
run(int(sys.argv[1]), 0, *sys.argv[2:])
"""
