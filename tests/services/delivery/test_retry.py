"""A mail tried again after the address has changed is written anew."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.reminders.mail import DeliveryStatus
from pathfinder_flow.domain.reminders.reached import handed_over_at
from pathfinder_flow.services.delivery.acts import retry
from pathfinder_flow.services.delivery.deliver import deliver
from pathfinder_flow.services.maintenance import check
from pathfinder_flow.services.people.contacts import change_contact
from pathfinder_flow.store import ledger, outbox
from pathfinder_flow.store.database.schema import messages
from tests.mailing import DESK, FOCAL_PERU, Programme, Server, lines, run

NEW = "new@labour.per.example"


@pytest.fixture
def written_anew(programme: Programme) -> outbox.Delivery:
    """A mail that is to go to a new address; gives the one that it stands for."""
    run(programme, Server(DeliveryStatus.REFUSED, "550 no such user"))
    failed = lines(programme, address=FOCAL_PERU)[0]
    change_contact(programme.app, DESK, "focal.PER.0", email=NEW)
    retry(programme.app, programme.notices, DESK, [failed.id])
    return failed


def test_a_mail_refused_at_an_old_address_is_written_anew_to_the_new_one(
    programme: Programme, written_anew: outbox.Delivery
) -> None:
    server = Server()
    run(programme, server)
    assert NEW in [to for to, _ in server.sent]
    assert FOCAL_PERU not in [to for to, _ in server.sent]
    assert [line.reason for line in lines(programme, address=FOCAL_PERU)] == ["written_anew"]
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
