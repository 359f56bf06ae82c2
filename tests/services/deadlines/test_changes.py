"""A due date that moves is told to those who knew the old one, and the ladder begins anew."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest

from pathfinder_flow.domain.errors.invalid import (
    BadDate,
    BadExtension,
    BadSuspension,
    BadZone,
    FutureDate,
    TextMissing,
)
from pathfinder_flow.domain.ledger.entries import Draft, Kind
from pathfinder_flow.domain.reminders.mail import DeliveryStatus
from pathfinder_flow.domain.workflow.denials import NotAuthorised
from pathfinder_flow.services.deadlines.changes import NewPause, set_zone, suspend
from pathfinder_flow.services.lifecycle.corrections import NewCorrection, correct
from pathfinder_flow.services.people.mandates import end_mandate
from tests.conftest import DESK
from tests.services.beginnings import MakeReminders, peru, with_peru
from tests.services.simulation import FOCAL, RUNGS, Reminders


@pytest.fixture
def notices(maker: MakeReminders) -> Reminders:
    """Peru, three reminders on."""
    return maker.after(three_reminders)


def three_reminders(made: Reminders) -> None:
    with_peru(made)
    made.run_until("2027-03-10")


# Extensions


def test_an_extension_moves_the_date_and_says_why(notices: Reminders) -> None:
    notices.extend("2027-04-30")
    notices.tick()
    due = notices.obligation().due
    assert due is not None
    assert (due.day, due.because) == (date(2027, 4, 30), "extended")


def test_an_extension_to_a_day_off_ends_on_the_next_working_day(notices: Reminders) -> None:
    notices.extend("2027-05-01")
    notices.tick()
    assert notices.due() == date(2027, 5, 3)


def test_who_was_told_the_old_date_is_told_the_new_one(notices: Reminders) -> None:
    notices.at("2027-03-10T15:00")
    notices.extend("2027-04-30")
    notices.tick()
    letter = notices.mails_to(FOCAL)[-1]
    assert "30 de abril de 2027" in letter.text
    assert "31 de marzo de 2027" in letter.text


def test_the_calendar_item_moves_with_the_date(notices: Reminders) -> None:
    before = notices.mails_to(FOCAL)[-1].calendar or ""
    notices.at("2027-03-10T15:00")
    notices.extend("2027-04-30")
    notices.tick()
    after = notices.mails_to(FOCAL)[-1].calendar or ""
    assert "SEQUENCE:0" in before
    assert "SEQUENCE:2" in after
    assert _line(before, "UID") == _line(after, "UID")


def _line(calendar: str, name: str) -> str:
    return next(line for line in calendar.split("\r\n") if line.startswith(name))


def test_the_ladder_begins_anew_without_saying_anything_twice(notices: Reminders) -> None:
    notices.at("2027-03-10T15:00")
    notices.extend("2027-04-30")
    notices.tick()
    anew = [one for one in notices.reminders() if one.round]
    assert [(one.rung, one.withheld, one.facts) for one in anew] == [
        ("moved_2", None, {"unserved": []}),
        ("opening", "superseded", {"by": "moved_2"}),
        ("t_60", "superseded", {"by": "moved_2"}),
    ]


def test_after_an_extension_every_rung_ends_once_more(notices: Reminders) -> None:
    notices.extend("2027-04-30")
    notices.run_until("2027-09-30")
    anew = [one.rung for one in notices.reminders() if one.round]
    assert sorted(anew) == sorted([*RUNGS, "moved_2"])
    assert [mail.sent_at.date().isoformat() for mail in notices.mails_to(FOCAL)[3:]] == [
        "2027-03-10",
        "2027-03-31",
        "2027-04-23",
        "2027-04-30",
        "2027-05-07",
        "2027-05-31",
    ]


def test_nobody_is_told_of_a_move_before_any_reminder(maker: MakeReminders) -> None:
    made = peru(maker)
    made.tick()
    made.extend("2027-04-30")
    made.run_until("2027-01-10")
    assert [one.rung for one in made.reminders()] == ["opening"]


def test_a_move_by_night_is_told_in_the_morning(notices: Reminders) -> None:
    notices.at("2027-03-11T03:00")
    notices.extend("2027-04-30")
    notices.tick()
    assert len(notices.mails) == 3
    notices.run_until("2027-03-12T03:00")
    assert notices.mails[-1].sent_at.isoformat() == "2027-03-11T14:00:00+00:00"


def test_a_reminder_of_the_old_date_that_has_not_left_is_taken_back(
    maker: MakeReminders,
) -> None:
    made = peru(maker)
    made.run_until("2027-02-20")
    made.collector.everywhere = DeliveryStatus.DEFERRED
    made.tick_at("2027-03-01T14:00")
    made.extend("2027-04-30")
    made.collector.everywhere = DeliveryStatus.SENT
    made.tick_at("2027-03-01T15:00")
    assert "30 de abril de 2027" in made.mails[-1].text
    assert [line.rung for line in made.outbox(state="cancelled")] == ["t_30"]


def test_two_extensions_say_what_the_date_was_last(notices: Reminders) -> None:
    notices.at("2027-03-10T15:00")
    notices.extend("2027-04-15")
    notices.tick()
    notices.at("2027-03-11T15:00")
    notices.extend("2027-04-30")
    notices.tick()
    assert "15 de abril de 2027" in notices.mails[-1].text
    assert "SEQUENCE:4" in str(notices.mails[-1].calendar)


def test_an_extension_taken_back_is_told_with_the_date_before(notices: Reminders) -> None:
    notices.at("2027-03-10T15:00")
    number = notices.extend("2027-04-30").number
    notices.tick()
    notices.at("2027-03-11T15:00")
    correct(notices.app, DESK, NewCorrection(number, "another country was meant", withdraw=True))
    notices.tick()
    letter = notices.mails_to(FOCAL)[-1]
    assert notices.due() == date(2027, 3, 31)
    assert "31 de marzo de 2027" in letter.text
    assert "30 de abril de 2027" in letter.text
    assert "SEQUENCE:4" in str(letter.calendar)


def test_who_holds_the_mandate_now_is_told_of_a_move(notices: Reminders) -> None:
    held = next(one for one in notices.record().mandates.values() if one.country == "PER")
    end_mandate(notices.app, DESK, held.number, end="2027-03-09", reason="a new minister")
    second = notices.appoint("second.per", country="PER", start="2027-03-10")
    notices.at("2027-03-10T15:00")
    notices.extend("2027-04-30")
    notices.tick()
    assert [mail.address for mail in notices.mails[3:]] == [second]


@pytest.mark.parametrize("to", ["2027-03-31", "2027-03-01", "2027-05-31"])
def test_an_extension_is_bounded(notices: Reminders, to: str) -> None:
    with pytest.raises(BadExtension, match="is not after"):
        notices.extend(to)


def test_the_last_day_that_the_workflow_allows_is_allowed(notices: Reminders) -> None:
    # It is a Sunday, and the date a working day.
    assert notices.extend("2027-05-30").body["to"] == "2027-05-31"


def test_a_second_extension_is_bounded_by_the_first_date(notices: Reminders) -> None:
    notices.extend("2027-05-14")
    with pytest.raises(BadExtension, match="later than 2027-05-30"):
        notices.extend("2027-06-30")


def test_an_extension_needs_a_decision(notices: Reminders) -> None:
    with pytest.raises(BadExtension, match="no decision"):
        notices.extend("2027-04-30", decision=1)


def test_a_decision_on_something_else_does_not_do(notices: Reminders) -> None:
    number = notices.decision("noted")
    with pytest.raises(BadExtension, match="no decision"):
        notices.extend("2027-04-30", decision=number)


def test_a_decision_on_another_country_does_not_do(notices: Reminders) -> None:
    notices.country("FRA")
    number = notices.decision(country="FRA")
    with pytest.raises(BadExtension, match="no decision"):
        notices.extend("2027-04-30", decision=number)


def test_what_is_past_is_not_put_off(notices: Reminders) -> None:
    notices.at("2027-04-01T05:00")  # the moment that 31 March is over in Lima
    with pytest.raises(BadExtension, match="has passed"):
        notices.extend("2027-04-30")


def test_until_the_day_is_over_it_can_be_put_off(notices: Reminders) -> None:
    notices.at("2027-04-01T04:59")
    assert notices.extend("2027-04-30").body["from"] == "2027-03-31"


def test_what_is_settled_is_not_put_off(notices: Reminders) -> None:
    notices.report()
    with pytest.raises(BadExtension, match="settled"):
        notices.extend("2027-04-30")


def test_an_extension_gives_a_reason(notices: Reminders) -> None:
    with pytest.raises(TextMissing):
        notices.extend("2027-04-30", reason=" ")


def test_an_extension_names_one_day(notices: Reminders) -> None:
    with pytest.raises(BadExtension, match="not one certain day"):
        notices.extend("2027-04")


def test_an_extension_to_no_date_at_all_is_refused(notices: Reminders) -> None:
    with pytest.raises(BadDate):
        notices.extend("soon")


def test_a_focal_point_does_not_put_the_own_date_off(notices: Reminders) -> None:
    with pytest.raises(NotAuthorised):
        notices.extend("2027-04-30", by="focal.per")


# Suspensions


def test_nothing_is_sent_while_suspended(notices: Reminders) -> None:
    notices.suspend()
    notices.run_until("2027-07-31")
    assert len(notices.mails) == 3
    assert set(list(notices.ended().values())[3:]) == {"suspended"}


def test_a_resumption_moves_the_date_by_the_days_of_the_suspension(notices: Reminders) -> None:
    notices.suspend()
    notices.run_until("2027-04-20T15:00")
    notices.resume()
    notices.tick()
    due = notices.obligation().due
    assert due is not None
    assert (due.day, due.because) == (date(2027, 5, 11), "resumed")


def test_after_a_resumption_the_new_date_is_told_and_the_ladder_goes_on(notices: Reminders) -> None:
    notices.suspend()
    notices.run_until("2027-04-20T15:00")
    notices.resume()
    notices.run_until("2027-05-12")
    assert [mail.sent_at.date().isoformat() for mail in notices.mails_to(FOCAL)[3:]] == [
        "2027-04-20",
        "2027-05-04",
        "2027-05-11",
    ]


def test_an_extension_granted_while_suspended_still_grows_by_the_days(notices: Reminders) -> None:
    notices.suspend()
    notices.at("2027-03-15T15:00")
    notices.extend("2027-04-30")
    notices.at("2027-03-22T15:00")
    notices.resume()
    notices.tick()
    assert notices.due() == date(2027, 5, 12)


def test_a_suspension_taken_back_on_the_same_day_changes_nothing(notices: Reminders) -> None:
    notices.at("2027-03-10T15:00")
    notices.suspend()
    notices.tick()
    notices.resume()
    notices.tick()
    assert notices.due() == date(2027, 3, 31)
    assert len(notices.mails) == 3


def test_what_is_suspended_is_not_suspended_again(notices: Reminders) -> None:
    notices.suspend()
    with pytest.raises(BadSuspension, match="suspended already"):
        notices.suspend()


def test_what_is_not_suspended_is_not_resumed(notices: Reminders) -> None:
    with pytest.raises(BadSuspension, match="not suspended"):
        notices.resume()


def test_a_resumption_does_not_come_before_its_suspension(notices: Reminders) -> None:
    notices.suspend()
    with pytest.raises(BadSuspension, match="after 2027-03-09"):
        notices.resume("2027-03-09")


def test_a_suspension_does_not_begin_before_one_that_has_ended(notices: Reminders) -> None:
    notices.suspend("2027-02-10")
    notices.resume("2027-03-01")
    with pytest.raises(BadSuspension):
        notices.suspend("2027-02-05")


def test_a_suspension_is_not_dated_in_the_future(notices: Reminders) -> None:
    with pytest.raises(FutureDate):
        notices.suspend("2027-03-11")


def test_a_focal_point_does_not_suspend(notices: Reminders) -> None:
    with pytest.raises(NotAuthorised):
        suspend(notices.app, "focal.per", "PER", NewPause("2027-03-10", "elections"))


# Zones


def test_without_a_zone_the_date_is_known_and_nothing_is_sent(notices: Reminders) -> None:
    notices.country("ECU")
    notices.appoint("focal.ecu", country="ECU")
    notices.run_until("2027-04-30")
    due = notices.obligation("ECU").due
    assert due is not None
    assert (due.day, due.at, due.zone) == (date(2027, 3, 31), None, None)
    assert notices.mails_to("focal.ecu@labour.example") == []


def test_once_the_zone_is_said_the_moment_is_known_with_its_reason(notices: Reminders) -> None:
    notices.country("ECU")
    notices.tick()
    set_zone(
        notices.app, notices.notices, DESK, "ECU", "America/Guayaquil", "the ministry is in Quito"
    )
    notices.tick()
    due = notices.obligation("ECU").due
    assert due is not None
    assert due.at is not None
    assert (due.because, due.at.isoformat()) == ("zone", "2027-04-01T05:00:00+00:00")


def test_once_the_zone_is_said_the_reminders_begin(notices: Reminders) -> None:
    notices.country("ECU")
    notices.appoint("focal.ecu", country="ECU")
    notices.tick()
    notices.at("2027-03-15T15:00")
    set_zone(
        notices.app, notices.notices, DESK, "ECU", "America/Guayaquil", "the ministry is in Quito"
    )
    notices.run_until("2027-03-26")
    days = [
        mail.sent_at.date().isoformat() for mail in notices.mails_to("focal.ecu@labour.example")
    ]
    assert days == ["2027-03-15", "2027-03-24"]


def test_a_zone_that_is_gone_keeps_no_other_country_waiting(notices: Reminders) -> None:
    notices.country("ECU", "FRA")
    paris = notices.appoint("focal.fra", country="FRA")
    act = notices.record("ECU").entries[0].act
    gone = Draft(Kind.ZONE, "ECU", "2027-03-10", act, "said so", {"zone": "America/Gone"})
    notices.app.run(DESK, lambda uow: uow.append(gone))
    with suppress(ValueError):
        notices.tick_at("2027-03-15T15:00")
    assert len(notices.mails_to(paris)) == 1


@pytest.mark.parametrize("zone", ["America/Lima", "Mars/Olympus", ""])
def test_a_zone_must_be_one_of_the_countrys(notices: Reminders, zone: str) -> None:
    notices.country("ECU")
    with pytest.raises(BadZone, match="Pacific/Galapagos"):
        set_zone(notices.app, notices.notices, DESK, "ECU", zone, "said so")


def test_a_zone_is_not_said_twice(notices: Reminders) -> None:
    set_zone(notices.app, notices.notices, DESK, "PER", "America/Lima", "said so")
    with pytest.raises(BadZone, match="already"):
        set_zone(notices.app, notices.notices, DESK, "PER", "America/Lima", "said so")
