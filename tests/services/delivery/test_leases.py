"""What a run has in hand is its own for a while, and no longer."""

from __future__ import annotations

from datetime import timedelta

from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.reminders.mail import DeliveryStatus
from pathfinder_flow.mail.transport import STOPPING
from pathfinder_flow.services.delivery.deliver import deliver
from tests.mailing import FOCAL_PERU, Programme, Server, entries, lines, run


def test_a_run_that_lost_its_lease_takes_nothing_from_the_one_that_has_it(
    programme: Programme,
) -> None:
    slow, quick = Server(DeliveryStatus.DEFERRED, "451 later"), Server()

    def another_run() -> None:
        programme.clock.now += timedelta(minutes=programme.notices.rules.lease_minutes)
        run(programme, quick, "quick")

    slow.meanwhile = another_run
    run(programme, slow, "slow")
    assert [line.state for line in lines(programme, address=FOCAL_PERU)] == ["sent"]
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
    assert [entry.body.get("late") for entry in entries(programme, Kind.DELIVERY)][-1] is True


def test_asked_to_stop_nothing_is_counted_against_a_mail(programme: Programme) -> None:
    run(programme, Server(DeliveryStatus.DEFERRED, STOPPING))
    assert [(line.state, line.attempts) for line in lines(programme)] == [("queued", 0)]
    assert entries(programme, Kind.DELIVERY) == []
