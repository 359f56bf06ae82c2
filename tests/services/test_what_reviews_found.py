"""Faults that fresh eyes found, each held by a test: leases, retries, what is no longer true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.reminders.mail import DeliveryResult, DeliveryStatus
from pathfinder_flow.domain.reminders.reached import handed_over_at
from pathfinder_flow.mail.transport import STOPPING
from pathfinder_flow.services.delivery.acts import retry
from pathfinder_flow.services.delivery.deliver import deliver
from pathfinder_flow.services.lifecycle.corrections import NewCorrection, correct
from pathfinder_flow.services.maintenance import check
from pathfinder_flow.services.people.contacts import change_contact
from pathfinder_flow.services.scheduling.health import status
from pathfinder_flow.services.scheduling.tick import next_due_at, tick
from pathfinder_flow.store import agenda, ledger, outbox
from pathfinder_flow.store.database.schema import messages
from tests.mailing import DESK, OFFICE, OPENING, Programme, found_programme

FOCAL, NEW = "focal@labour.per.example", "new@labour.per.example"


class Server:
    """A transport that answers as it is told to, and does something while it has a batch."""

    def __init__(self, fate: DeliveryStatus = DeliveryStatus.SENT, reply: str = "250 ok") -> None:
        self.fate, self.reply = fate, reply
        self.sent: list[tuple[str, bytes]] = []
        self.meanwhile = lambda: None

    def deliver(self, envelopes):  # type: ignore[no-untyped-def]
        self.meanwhile()
        receipts = []
        for one in envelopes:
            for to in one.recipients:
                gone = self.fate is DeliveryStatus.REFUSED and to == FOCAL
                receipts.append(DeliveryResult(one.message, to, self.fate, self.reply, gone))
                if self.fate is DeliveryStatus.SENT:
                    self.sent.append((to, one.data))
        return receipts

    def stop_within(self, seconds: float) -> None: ...

    def close(self) -> None: ...


@pytest.fixture
def programme(url: str, tmp_path: Path) -> Iterator[Programme]:
    made = found_programme(url, tmp_path, {"PER": (FOCAL,)})
    made.clock.now = OPENING
    yield made
    made.app.engine.dispose()


def run(programme: Programme, server: Server, owner: str = "run") -> None:
    tick(programme.app, programme.notices, server, owner)


def lines(programme: Programme, **equal: object) -> list[outbox.Delivery]:
    with programme.app.snapshot() as conn:
        return outbox.find(conn, **equal)


def bodies(programme: Programme, kind: Kind) -> list[dict[str, object]]:
    with programme.app.snapshot() as conn:
        return [entry.body for entry in ledger.all_entries(conn, kind=kind)]


def test_a_run_that_lost_its_lease_takes_nothing_from_the_one_that_has_it(
    programme: Programme,
) -> None:
    slow, quick = Server(DeliveryStatus.DEFERRED, "451 later"), Server()

    def another_run() -> None:
        programme.clock.now += timedelta(minutes=programme.notices.rules.lease_minutes)
        run(programme, quick, "quick")

    slow.meanwhile = another_run
    run(programme, slow, "slow")
    assert [line.state for line in lines(programme, address=FOCAL)] == ["sent"]
    assert len(quick.sent) == 1
    programme.clock.now += timedelta(hours=1)
    run(programme, quick, "quick")
    assert len(quick.sent) == 1


def test_what_was_taken_late_is_on_record_and_not_sent_again(programme: Programme) -> None:
    slow = Server()

    def given_up() -> None:
        programme.clock.now += timedelta(minutes=programme.notices.rules.lease_minutes)
        stopped = deliver(programme.app, programme.notices, Server(), "other", stop=lambda: True)
        assert not stopped.counts

    slow.meanwhile = given_up
    run(programme, slow, "slow")
    assert [line.state for line in lines(programme)] == ["sent"]
    assert [body.get("late") for body in bodies(programme, Kind.DELIVERY)][-1] is True


def test_addresses_that_a_server_repeats_stay_out_of_the_ledger(programme: Programme) -> None:
    run(programme, Server(DeliveryStatus.REFUSED, f"550 5.1.1 <{FOCAL}>: unknown; ask x@y.example"))
    with programme.app.snapshot() as conn:
        texts = [row.entry for row in conn.exec_driver_sql("SELECT entry FROM ledger")]
    assert b"550 5.1.1 <" in b"".join(map(bytes, texts))
    assert not any(b"@" in bytes(text) and b"reply" in bytes(text) for text in texts if (
        b"labour.per.example" in bytes(text) or b"y.example" in bytes(text)))  # fmt: skip


@pytest.fixture
def written_anew(programme: Programme) -> outbox.Delivery:
    """A mail that is to go to a new address; gives the one that it stands for."""
    run(programme, Server(DeliveryStatus.REFUSED, "550 no such user"))
    failed = lines(programme, address=FOCAL)[0]
    change_contact(programme.app, DESK, "focal.PER.0", email=NEW)
    retry(programme.app, programme.notices, DESK, [failed.id])
    return failed


def test_a_mail_refused_at_an_old_address_is_written_anew_to_the_new_one(
    programme: Programme, written_anew: outbox.Delivery
) -> None:
    server = Server()
    run(programme, server)
    assert NEW in [to for to, _ in server.sent]
    assert FOCAL not in [to for to, _ in server.sent]
    assert [line.reason for line in lines(programme, address=FOCAL)] == ["written_anew"]
    assert check(programme.app) == []
    with programme.app.snapshot() as conn:
        record = Record("PER", ledger.entries_of(conn, "PER"))
    assert (
        handed_over_at(record.obligations, written_anew.message, written_anew.recipient) is not None
    )


@pytest.mark.usefixtures("written_anew")
def test_a_mail_written_anew_does_not_leave_when_it_is_no_longer_true(
    programme: Programme,
) -> None:
    programme.clock.now += timedelta(days=100)  # past 31 March
    deliver(programme.app, programme.notices, Server(), "run", stop=lambda: False)
    assert [line.reason for line in lines(programme, address=NEW)] == ["no_longer_true"]


@pytest.mark.usefixtures("written_anew")
def test_a_mail_written_anew_and_changed_by_hand_is_found(programme: Programme) -> None:
    message = lines(programme, address=NEW)[0].message
    with programme.app.engine.begin() as conn:
        conn.execute(update(messages).where(messages.c.id == message).values(data=b""))
    assert ["is not what was written" in found.said for found in check(programme.app)] == [True]


def test_asked_to_stop_nothing_is_counted_against_a_mail(programme: Programme) -> None:
    run(programme, Server(DeliveryStatus.DEFERRED, STOPPING))
    assert [(line.state, line.attempts) for line in lines(programme)] == [("queued", 0)]
    assert bodies(programme, Kind.DELIVERY) == []


def test_a_mail_about_a_withdrawn_case_does_not_leave(programme: Programme) -> None:
    run(programme, Server(DeliveryStatus.DEFERRED, "451 later"))
    opened = next(e.number for e in _entries(programme) if e.kind is Kind.CASE_OPENED)
    wrong = NewCorrection(opened, "wrong country", withdraw=True, with_dependents=True)
    correct(programme.app, DESK, wrong)
    server = Server()
    programme.clock.now += timedelta(minutes=10)
    run(programme, server)
    assert server.sent == []
    assert [line.state for line in lines(programme)] == ["cancelled"]


def _entries(programme: Programme) -> list[ledger.Entry]:
    with programme.app.snapshot() as conn:
        return [*ledger.all_entries(conn)]


def test_older_calendars_do_not_undo_what_newer_ones_did(programme: Programme) -> None:
    run(programme, Server())
    newer = replace(programme.notices, fingerprint="newer")
    tick(programme.app, newer, Server(), "newer")
    before = len(_entries(programme))
    assert tick(programme.app, programme.notices, Server(), "older").outdated
    with programme.app.snapshot() as conn:
        found = agenda.summary(conn, "9999")
    assert (found.fingerprint, found.retired) == ("newer", (programme.notices.fingerprint,))
    assert len(_entries(programme)) == before


def test_a_country_that_failed_at_its_first_look_is_tried_again(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("no such zone")

    monkeypatch.setattr("pathfinder_flow.services.scheduling.sweep.reconcile_due_dates", broken)
    run(programme, Server())
    found = status(programme.app, programme.notices.ladders.ladders)
    assert [trouble.code for trouble in found.troubles] == ["cannot_look"]
    monkeypatch.undo()
    programme.clock.now += timedelta(hours=1)
    run(programme, Server())
    assert [line.rung for line in lines(programme)] == ["opening"]
    found = status(programme.app, programme.notices.ladders.ladders)
    assert found.troubles == ()


def test_status_names_what_only_a_person_can_end(programme: Programme) -> None:
    run(programme, Server(DeliveryStatus.REFUSED, "550 no such user"))
    run(programme, Server())
    codes = {one.code for one in status(programme.app, ()).troubles}
    assert codes >= {"doubtful", "no_ladder"}
    assert OFFICE in {line.address for line in lines(programme)}
    assert next_due_at(programme.app) is not None
