"""Mails leave the outbox: limits, refusals, tries again, and what a run that died had in hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest

from pathfinder_flow.domain.reminders.mail import DeliveryResult, DeliveryStatus, Envelope
from pathfinder_flow.services.delivery.acts import release, retry
from pathfinder_flow.services.delivery.deliver import deliver, wait_before
from pathfinder_flow.services.maintenance import check
from pathfinder_flow.services.people.contacts import change_contact
from pathfinder_flow.services.scheduling.tick import next_due_at
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import people
from tests.conftest import DESK, Clock
from tests.services.beginnings import MakeReminders, peru
from tests.services.simulation import FOCAL, OFFICE, Collector, Reminders

NINE = "2027-03-01T14:00"
"""The moment of a reminder to Peru."""


def states(notices: Reminders) -> list[str]:
    return [line.state for line in notices.outbox()]


def doubtful(notices: Reminders, handle: str = "focal.per") -> str | None:
    with notices.app.snapshot() as conn:
        person = people.by_handle(conn, handle)
    assert person is not None
    return person.doubtful


# Refused


def test_a_refused_address_makes_the_contact_doubtful(notices: Reminders) -> None:
    notices.collector.fates[FOCAL] = DeliveryStatus.REFUSED
    notices.tick_at(NINE)
    assert doubtful(notices) is not None
    assert [line.reason for line in notices.outbox(state="failed")] == ["refused"]


def test_a_refused_address_serves_the_secretariat_instead(app: AppContext, clock: Clock) -> None:
    made = Reminders(app, clock)
    made.country("PER")
    made.appoint("focal.per", country="PER")
    made.collector.fates[FOCAL] = DeliveryStatus.REFUSED
    made.tick_at(NINE)
    assert [mail.address for mail in made.mails] == [OFFICE]
    assert check(app) == []


@pytest.mark.parametrize("typed", ["Focal@LABOUR.Example", "focal@büro.example"])
def test_an_address_typed_in_another_form_comes_in_doubt_as_well(
    maker: MakeReminders, typed: str
) -> None:
    made = maker()
    made.country("PER")
    made.appoint("focal.per", country="PER", email=typed)
    made.collector.everywhere = DeliveryStatus.REFUSED
    made.tick_at(NINE)
    assert doubtful(made) is not None


def test_a_doubtful_contact_is_not_tried_again(notices: Reminders) -> None:
    notices.collector.fates[FOCAL] = DeliveryStatus.REFUSED
    notices.tick_at(NINE)
    notices.run_until("2027-03-25")
    assert "t_7" not in notices.ended()
    assert notices.ended()["not_asked"] == "no_focal_point"
    assert [line.rung for line in notices.outbox(address=FOCAL)] == ["t_30"]


def test_a_new_address_is_written_to_again(notices: Reminders) -> None:
    notices.collector.fates[FOCAL] = DeliveryStatus.REFUSED
    notices.tick_at(NINE)
    change_contact(notices.app, DESK, "focal.per", email="new@labour.example")
    notices.run_until("2027-03-25")
    assert len(notices.mails_to("new@labour.example")) == 1


def test_what_a_person_tries_again_may_be_refused_again(notices: Reminders) -> None:
    notices.collector.fates[FOCAL] = DeliveryStatus.REFUSED
    notices.tick_at(NINE)
    failed = notices.outbox(address=FOCAL)[0].id
    retry(notices.app, notices.notices, DESK, [failed])
    notices.clock.forward(minutes=1)
    notices.tick()
    assert [line.state for line in notices.outbox(address=FOCAL)] == ["failed"]
    assert len(notices.mails_to(OFFICE)) == 2


def test_an_office_that_refuses_is_not_written_to_about_it(notices: Reminders) -> None:
    notices.collector.everywhere = DeliveryStatus.REFUSED
    notices.tick_at(NINE)
    assert sorted(states(notices)) == ["failed", "failed"]


def test_one_refusal_leaves_the_other_recipients(notices: Reminders) -> None:
    notices.collector.fates[OFFICE] = DeliveryStatus.REFUSED
    notices.tick_at("2027-04-30T14:00")
    assert {line.address: line.state for line in notices.outbox()} == {
        FOCAL: "sent",
        OFFICE: "failed",
    }


# Tried again


def test_a_server_that_is_away_is_tried_again_until_it_is_back(notices: Reminders) -> None:
    notices.collector.everywhere = DeliveryStatus.DEFERRED
    notices.tick_at(NINE)
    notices.run_until("2027-03-03")
    notices.collector.everywhere = DeliveryStatus.SENT
    notices.run_until("2027-03-04")
    assert states(notices) == ["sent"]
    assert 5 < notices.collector.tried < 30


def test_after_five_days_it_is_given_up_and_the_contact_is_not_in_doubt(notices: Reminders) -> None:
    notices.collector.fates[FOCAL] = DeliveryStatus.DEFERRED
    notices.tick_at(NINE)
    notices.run_until("2027-03-06T13:00")
    assert states(notices) == ["deferred"]
    notices.run_until("2027-03-09")  # the next working day is a Monday
    assert [line.reason for line in notices.outbox(state="failed")] == ["given_up"]
    assert doubtful(notices) is None
    assert len(notices.mails_to(OFFICE)) == 1


def test_a_mail_that_waited_for_a_person_has_its_five_days_afterwards(maker: MakeReminders) -> None:
    made = peru(maker, hold=True)
    made.tick_at(NINE)
    made.at("2027-03-10T14:00")
    release(made.app, DESK, [line.id for line in made.outbox()])
    made.collector.everywhere = DeliveryStatus.DEFERRED
    made.tick()
    assert states(made) == ["deferred"]
    made.collector.everywhere = DeliveryStatus.SENT
    made.run_until("2027-03-11")
    assert len(made.mails) == 1


def test_what_is_tried_again_by_a_person_has_five_days_anew(notices: Reminders) -> None:
    notices.collector.fates[FOCAL] = DeliveryStatus.DEFERRED
    notices.tick_at(NINE)
    notices.run_until("2027-03-09T15:00")
    retry(notices.app, notices.notices, DESK, [line.id for line in notices.outbox(address=FOCAL)])
    notices.tick()
    assert [line.state for line in notices.outbox(address=FOCAL)] == ["deferred"]
    notices.run_until("2027-03-17")
    assert [line.reason for line in notices.outbox(address=FOCAL)] == ["given_up"]


def test_due_today_does_not_leave_two_days_later(notices: Reminders) -> None:
    notices.run_until("2027-03-31T13:00")
    notices.collector.everywhere = DeliveryStatus.DEFERRED
    notices.run_until("2027-04-02T12:00")
    notices.collector.everywhere = DeliveryStatus.SENT
    notices.run_until("2027-04-03")
    assert [mail.subject for mail in notices.mails if "vence hoy" in mail.subject] == []


def test_what_is_tried_again_leaves_within_the_hours(notices: Reminders) -> None:
    notices.tick_at("2026-12-31T14:00")
    notices.collector.everywhere = DeliveryStatus.DEFERRED
    notices.tick_at("2027-03-01T21:30")
    notices.collector.everywhere = DeliveryStatus.SENT
    notices.tick_at("2027-03-02T04:00")  # 23:00 in Lima
    assert len(notices.mails) == 1


def test_waits_grow_and_are_not_the_same_for_all() -> None:
    waits = [wait_before("<a@b.example>", attempts) for attempts in range(1, 40)]
    assert timedelta(minutes=3) < waits[0] < timedelta(minutes=7)
    assert max(waits) <= timedelta(hours=5)
    assert min(waits[10:]) >= timedelta(hours=3)
    assert wait_before("<c@b.example>", 1) != waits[0]


# Lost


class Dying(Collector):
    """A transport under which the run dies, before or after the mail has left."""

    dead = True
    leaves = False

    def deliver(self, envelopes: Sequence[Envelope]) -> list[DeliveryResult]:
        if self.leaves:
            super().deliver(envelopes)
        if self.dead:
            raise KeyboardInterrupt
        return super().deliver(envelopes)


@pytest.mark.parametrize("leaves", [True, False])
def test_what_a_dead_run_had_in_hand_is_sent_again_with_the_same_id(
    maker: MakeReminders, leaves: bool
) -> None:  # fmt: skip
    dying = Dying()
    dying.leaves = leaves
    made = peru(maker, transport=dying)
    made.at(NINE)
    with pytest.raises(KeyboardInterrupt):
        made.tick()
    made.tick()
    assert states(made) == ["sending"]
    dying.dead = dying.leaves = False
    made.clock.forward(minutes=made.notices.rules.lease_minutes)
    made.tick("another run")
    assert states(made) == ["sent"]
    assert len({envelope.message for _, envelope in dying.sent}) == 1
    said = [one["state"] for known in made.record().obligations.delivered.values() for one in known]
    assert said == ["unknown", "sent"]


# Limits


@pytest.fixture
def crowd(maker: MakeReminders) -> Callable[..., Reminders]:
    """Countries without focal points: for each the office has a letter, all on one day."""

    def make(**rules: object) -> Reminders:
        made = maker(**rules)
        made.country("PER", "COL", "PAN", "JAM")
        return made

    return make


def test_the_daily_limit_holds_the_rest_and_lists_it(crowd: Callable[..., Reminders]) -> None:
    made = crowd(daily_limit=2)
    made.tick_at("2027-03-01T15:00")
    assert len(made.mails_to(OFFICE)) == 2
    assert [line.reason for line in made.outbox(state="held")] == ["daily_limit"] * 2


def test_what_the_limit_held_goes_the_next_day(crowd: Callable[..., Reminders]) -> None:
    made = crowd(daily_limit=3)
    made.tick_at("2027-03-01T15:00")
    made.run_until("2027-03-03")
    assert len(made.mails_to(OFFICE)) == 4
    assert made.outbox(state="held") == []


def test_nothing_that_the_limit_held_is_lost_over_days(
    crowd: Callable[..., Reminders],
) -> None:
    made = crowd(daily_limit=1)
    made.tick_at("2027-03-01T15:00")
    made.run_until("2027-03-04T23:00")
    days = [mail.sent_at.date() for mail in made.mails_to(OFFICE)]
    assert len(days) == 4
    assert made.outbox(state="held") == []


def test_many_that_are_too_much_do_not_keep_the_others_waiting(
    crowd: Callable[..., Reminders], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pathfinder_flow.services.delivery.deliver.BATCH", 1)
    made = crowd(daily_limit=1)
    made.country("FRA")
    made.appoint("focal.fra", country="FRA")
    made.tick_at("2027-03-01T15:00")
    assert len(made.mails_to("focal.fra@labour.example")) == 1


def test_the_turn_after_the_limit_is_the_next_day(crowd: Callable[..., Reminders]) -> None:
    made = crowd(daily_limit=1)
    made.tick_at("2027-03-01T15:00")
    turn = next_due_at(made.app)
    assert turn is not None
    assert turn > made.clock.now


# Held for a person


def test_in_hold_mode_nothing_leaves_by_itself(maker: MakeReminders) -> None:
    made = peru(maker, hold=True)
    made.run_until("2027-03-02")
    assert made.mails == []
    assert made.outbox(state="held")[-1].reason == "release"


def test_what_is_released_goes(maker: MakeReminders) -> None:
    made = peru(maker, hold=True)
    made.tick_at(NINE)
    release(made.app, DESK, [line.id for line in made.outbox()])
    made.tick()
    assert len(made.mails) == 1


def test_what_is_held_is_cancelled_when_the_report_comes(maker: MakeReminders) -> None:
    made = peru(maker, hold=True)
    made.tick_at(NINE)
    made.report()
    made.tick()
    assert [(line.state, line.reason) for line in made.outbox()] == [
        ("cancelled", "already_reported")
    ]


def test_a_report_that_comes_between_writing_and_sending_keeps_the_reminder(
    notices: Reminders,
) -> None:
    notices.collector.everywhere = DeliveryStatus.DEFERRED
    notices.tick_at(NINE)
    notices.clock.forward(hours=1)
    notices.report()
    notices.collector.everywhere = DeliveryStatus.SENT
    deliver(notices.app, notices.notices, notices.transport, "run")
    assert notices.mails == []


def test_asked_to_stop_it_ends_after_the_mail_in_hand(
    crowd: Callable[..., Reminders], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pathfinder_flow.services.delivery.deliver.BATCH", 1)
    made = crowd(hold=True)
    made.tick_at("2027-03-01T15:00")
    release(made.app, DESK, [line.id for line in made.outbox()])
    asked = iter([False, True])
    deliver(made.app, made.notices, made.transport, "run", stop=lambda: next(asked))
    assert sorted(states(made)) == ["queued", "queued", "queued", "sent"]
    deliver(made.app, made.notices, made.transport, "run", stop=lambda: True)
    assert sorted(states(made)) == ["queued", "queued", "queued", "sent"]
