"""Servers, databases, disks and clocks that fail while reminders are due."""

from __future__ import annotations

import email
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pathfinder_flow.domain.errors.unavailable import ClockBehind, DatabaseUnavailable
from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.mail.maildir import MaildirTransport
from pathfinder_flow.mail.smtp.server import Server
from pathfinder_flow.mail.smtp.transport import SmtpTransport
from pathfinder_flow.services.maintenance import check
from pathfinder_flow.services.scheduling.tick import tick
from pathfinder_flow.store import ledger, outbox
from tests.conftest import fill_disk
from tests.mail.smtp.servers import DROP, HANG, RESET, NastyServer
from tests.mailing import OFFICE, OPENING, Programme, found_programme, open_programme

FOCAL, OTHER = "focal@labour.per.example", "focal@labour.col.example"
CONTACTS = {"PER": (FOCAL,), "COL": (OTHER,)}


@pytest.fixture
def programme(sqlite_url: str, tmp_path: Path) -> Iterator[Programme]:
    made = found_programme(sqlite_url, tmp_path, CONTACTS)
    made.clock.now = OPENING
    yield made
    made.app.engine.dispose()


def through(server: NastyServer, **options: float) -> SmtpTransport:
    return SmtpTransport(Server("127.0.0.1", server.port, tls="none", timeout=0.5, **options))  # type: ignore[arg-type]


def states(programme: Programme) -> Counter[tuple[str, str]]:
    with programme.app.snapshot() as conn:
        return Counter((line.address, line.state) for line in outbox.find(conn))


def recipients(server: NastyServer) -> list[str]:
    texts = (email.message_from_bytes(taken.data) for taken in server.taken)
    return sorted(str(text["To"]) for text in texts)


def only_for(address: str, answer: str) -> dict[str, object]:
    """Answer so to one recipient, and as usual to the others."""
    return {"RCPT": lambda command: answer if address in command else None}


@pytest.mark.parametrize("answer", ["450 4.2.1 later", "421 4.3.2 closing", "451 4.7.1 greylisted"])
def test_a_mail_put_off_by_the_server_waits_and_the_others_go_out(
    programme: Programme, answer: str
) -> None:
    with NastyServer(answers=only_for(FOCAL, answer)) as server, through(server) as transport:  # type: ignore[arg-type]
        tick(programme.app, programme.notices, transport, "run")
        assert states(programme) == {(FOCAL, "deferred"): 1, (OTHER, "sent"): 1}
        server.answers = {}
        programme.clock.now += timedelta(minutes=10)
        tick(programme.app, programme.notices, transport, "run")
        assert recipients(server) == [OTHER, FOCAL]


@pytest.mark.parametrize("answer", [HANG, DROP, RESET])
@pytest.mark.parametrize("step", ["greeting", "RCPT", "text"])
def test_a_server_that_breaks_down_delays_mail_and_loses_none(
    programme: Programme, step: str, answer: str
) -> None:
    with NastyServer(answers={step: answer}) as server, through(server) as transport:
        tick(programme.app, programme.notices, transport, "run")
        found = states(programme)
        assert {state for _, state in found} <= {"deferred", "unknown"}
        server.answers = {}
        for _ in range(3):
            programme.clock.now += timedelta(hours=1)
            tick(programme.app, programme.notices, transport, "run")
        assert states(programme) == {(FOCAL, "sent"): 1, (OTHER, "sent"): 1}


def test_a_refused_address_serves_the_secretariat_and_is_not_tried_again(
    programme: Programme,
) -> None:
    refusing = only_for(FOCAL, "550 5.1.1 no such user")
    with NastyServer(answers=refusing) as server, through(server) as transport:  # type: ignore[arg-type]
        for _ in range(24):
            tick(programme.app, programme.notices, transport, "run")
            programme.clock.now += timedelta(hours=1)
    assert states(programme) == {(FOCAL, "failed"): 1, (OTHER, "sent"): 1, (OFFICE, "sent"): 1}
    assert recipients(server) == [OTHER, OFFICE]
    told = email.message_from_bytes(server.taken[-1].data).as_string()
    assert "could not be" in told


def test_a_mail_is_tried_for_more_than_three_days_and_then_given_up(programme: Programme) -> None:
    later = only_for(FOCAL, "450 4.2.1 later")
    with NastyServer(answers=later) as server, through(server) as transport:  # type: ignore[arg-type]
        tried_until = programme.clock.now
        for _ in range(9 * 24):
            tick(programme.app, programme.notices, transport, "run")
            if states(programme)[FOCAL, "deferred"]:
                tried_until = programme.clock.now
            programme.clock.now += timedelta(hours=1)
    assert tried_until - OPENING > timedelta(days=3)
    assert states(programme)[FOCAL, "failed"] == 1
    assert states(programme)[OFFICE, "sent"] == 1


def test_two_runs_at_once_send_every_mail_once(url: str, tmp_path: Path) -> None:
    contacts = {"PER": tuple(f"focal.{n}@labour.per.example" for n in range(40)), "COL": (OTHER,)}
    found_programme(url, tmp_path, contacts).app.engine.dispose()
    runs = [open_programme(url, tmp_path, OPENING) for _ in range(3)]
    together = threading.Barrier(len(runs))
    failed: list[BaseException] = []

    with NastyServer() as server:

        def run(programme: Programme, name: str) -> None:
            with SmtpTransport(Server("127.0.0.1", server.port, tls="none")) as transport:
                together.wait()
                try:
                    tick(programme.app, programme.notices, transport, name)
                except BaseException as error:  # noqa: BLE001 - told below
                    failed.append(error)

        threads = [
            threading.Thread(target=run, args=(programme, f"run {number}"))
            for number, programme in enumerate(runs)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert failed == []
    assert recipients(server) == sorted(address for many in contacts.values() for address in many)
    assert check(runs[0].app) == []
    for programme in runs:
        programme.app.engine.dispose()


def test_while_the_database_is_locked_nothing_is_sent_and_then_everything_once(
    sqlite_url: str, tmp_path: Path
) -> None:
    found_programme(sqlite_url, tmp_path, CONTACTS).app.engine.dispose()
    programme = open_programme(sqlite_url, tmp_path, OPENING, busy_seconds=0.2)
    holder = sqlite3.connect(tmp_path / "ledger.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    transport = MaildirTransport(tmp_path / "mail")
    with pytest.raises(DatabaseUnavailable, match="busy"):
        tick(programme.app, programme.notices, transport, "run")
    assert not (tmp_path / "mail").exists()
    holder.execute("ROLLBACK")
    holder.close()
    tick(programme.app, programme.notices, transport, "run")
    assert len([*(tmp_path / "mail" / "new").iterdir()]) == 2
    programme.app.engine.dispose()


class Locking(MaildirTransport):
    """Delivers, and has somebody else hold the database for a while after that."""

    def __init__(self, folder: Path, database: Path, seconds: float) -> None:
        super().__init__(folder)
        self.database, self.seconds = database, seconds

    def deliver(self, envelopes):  # type: ignore[no-untyped-def]
        receipts = super().deliver(envelopes)
        holder = sqlite3.connect(self.database, isolation_level=None, check_same_thread=False)
        holder.execute("BEGIN IMMEDIATE")
        threading.Timer(self.seconds, holder.close).start()
        return receipts


def test_a_lock_between_sending_and_signing_off_doubles_nothing(
    sqlite_url: str, tmp_path: Path
) -> None:
    found_programme(sqlite_url, tmp_path, CONTACTS).app.engine.dispose()
    programme = open_programme(sqlite_url, tmp_path, OPENING, busy_seconds=0.3)
    transport = Locking(tmp_path / "mail", tmp_path / "ledger.sqlite", 0.8)
    tick(programme.app, programme.notices, transport, "run")
    assert states(programme) == {(FOCAL, "sent"): 1, (OTHER, "sent"): 1}
    programme.app.engine.dispose()


def test_a_clock_that_leaps_a_month_ahead_sends_only_what_is_true_then(
    programme: Programme, tmp_path: Path
) -> None:
    transport = MaildirTransport(tmp_path / "mail")
    programme.clock.now = datetime(2027, 3, 2, 16, tzinfo=UTC)
    tick(programme.app, programme.notices, transport, "run")
    with programme.app.snapshot() as conn:
        ended = Counter(
            (entry.body["rung"], entry.body["withheld"])
            for entry in ledger.all_entries(conn, kind=Kind.REMINDER)
        )
    assert ended == {("opening", "superseded"): 2, ("t_60", "superseded"): 2, ("t_30", None): 2}


def test_a_clock_set_back_an_hour_sends_nothing_until_it_has_caught_up(
    programme: Programme, tmp_path: Path
) -> None:
    transport = MaildirTransport(tmp_path / "mail")
    tick(programme.app, programme.notices, transport, "run")
    programme.clock.now -= timedelta(hours=1)
    with pytest.raises(ClockBehind):
        tick(programme.app, programme.notices, transport, "run")
    programme.clock.now = OPENING + timedelta(minutes=5)
    tick(programme.app, programme.notices, transport, "run")
    assert len([*(tmp_path / "mail" / "new").iterdir()]) == 2


def test_on_a_full_disk_nothing_is_sent_that_could_not_be_recorded(small_disk: Path) -> None:
    url = f"sqlite:///{small_disk}/ledger.sqlite"
    found_programme(url, small_disk, CONTACTS).app.engine.dispose()
    programme = open_programme(url, small_disk, OPENING)
    ballast = fill_disk(small_disk)
    with NastyServer() as server, through(server) as transport:
        with pytest.raises(DatabaseUnavailable, match=r"full|disk"):
            tick(programme.app, programme.notices, transport, "run")
        assert server.taken == []
        ballast.unlink()
        tick(programme.app, programme.notices, transport, "run")
        assert recipients(server) == [OTHER, FOCAL]
    assert check(programme.app) == []
    programme.app.engine.dispose()
