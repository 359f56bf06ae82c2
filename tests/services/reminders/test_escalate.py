"""Reminders go out once, in time, in the reader's language, and stop when they no longer hold."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from pathfinder_flow.definitions.data_files import template_folders
from pathfinder_flow.domain.errors.unavailable import ClockBehind
from pathfinder_flow.domain.ledger.entries import Act, Draft, Kind
from pathfinder_flow.domain.reminders.mail import DeliveryStatus
from pathfinder_flow.domain.roles import Body, Role
from pathfinder_flow.mail.maildir import MaildirTransport
from pathfinder_flow.mail.templates.render import Templates
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.lifecycle.advance import advance
from pathfinder_flow.services.lifecycle.corrections import NewCorrection, correct
from pathfinder_flow.services.lifecycle.decisions import NewDecision, record_decision
from pathfinder_flow.services.lifecycle.evidence import NewEvidence, add_evidence
from pathfinder_flow.services.maintenance import check, rebuild
from pathfinder_flow.services.people.mandates import end_mandate
from pathfinder_flow.services.scheduling.sweep import sweep
from pathfinder_flow.services.scheduling.tick import next_due_at
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.store import people
from pathfinder_flow.store.database.schema import people as people_table
from pathfinder_flow.words import countries
from pathfinder_flow.words.dates import say_day
from tests.conftest import DESK, Clock
from tests.services.beginnings import MakeReminders
from tests.services.simulation import (  # fmt: skip
    FOCAL,
    MEMBER,
    NAME,
    OFFICE,
    RUNGS,
    Reminders,
    shipped_post,
)

LIMA = ZoneInfo("America/Lima")


# One year


def test_every_rung_goes_out_at_nine_of_the_focal_points_own_working_day(
    notices: Reminders,
) -> None:
    notices.run_until("2027-05-31")
    moments = [mail.sent_at.astimezone(LIMA) for mail in notices.mails_to(FOCAL)]
    assert [f"{moment:%Y-%m-%d %H:%M}" for moment in moments] == [
        "2026-12-31 09:00",
        "2027-02-01 09:00",  # 30 January is a Saturday
        "2027-03-01 09:00",
        "2027-03-24 09:00",
        "2027-03-31 09:00",
        "2027-04-07 09:00",
        "2027-04-30 09:00",
    ]


def test_every_rung_ends_on_record(notices: Reminders) -> None:
    notices.run_until("2027-07-31")
    assert notices.ended() == dict.fromkeys(RUNGS, "sent")


def test_a_reminder_is_in_the_language_of_its_reader(notices: Reminders) -> None:
    notices.run_until("2027-07-31")
    assert {mail.language for mail in notices.mails_to(FOCAL)} == {"es"}
    assert {mail.language for mail in notices.mails_to(MEMBER)} == {"fr"}


def test_a_language_without_templates_becomes_that_of_the_secretariat(notices: Reminders) -> None:
    notices.country("FRA")
    notices.appoint("focal.fra", country="FRA", language="br")
    notices.run_until("2027-01-10")
    assert [mail.language for mail in notices.mails_to("focal.fra@labour.example")] == ["en"]


def test_however_often_the_clock_ticks_each_mail_goes_once(notices: Reminders) -> None:
    notices.at("2027-03-01T14:00")
    for _ in range(5):
        notices.tick()
        notices.clock.forward(minutes=7)
    assert len(notices.mails) == 1


def test_two_runs_taking_turns_send_each_mail_once(app: AppContext, clock: Clock) -> None:
    both = Reminders(app, clock)
    both.country("PER", "FRA", "COL")
    for code in ("PER", "FRA", "COL"):
        both.appoint(f"focal.{code}", country=code)
    for moment in ("2027-03-01T14:00", "2027-03-01T14:01", "2027-03-31T14:30"):
        both.at(moment)
        both.tick("first")
        both.tick("second")
    said = [(mail.address, mail.subject) for mail in both.mails]
    assert len(said) == len(set(said)) == 6


def test_the_secretariat_has_its_copy_thirty_days_after_the_due_date(notices: Reminders) -> None:
    notices.run_until("2027-05-31")
    assert [mail.message["Cc"] for mail in notices.mails_to(OFFICE)] == [OFFICE]
    assert notices.mails_to(OFFICE)[0].sent_at.astimezone(LIMA).date().isoformat() == "2027-04-30"


def test_the_group_is_asked_to_look_at_it_ninety_days_after(notices: Reminders) -> None:
    notices.run_until("2027-07-31")
    asked = notices.mails_to(MEMBER)
    moment = asked[0].sent_at.astimezone(ZoneInfo("Europe/Zurich"))
    assert (len(asked), f"{moment:%Y-%m-%d %H:%M}") == (1, "2027-06-29 09:00")


def test_each_mail_answers_the_one_before(notices: Reminders) -> None:
    notices.run_until("2027-05-31")
    mails = notices.mails_to(FOCAL)
    ids = [str(mail.message["Message-ID"]) for mail in mails]
    assert [mail.message["In-Reply-To"] for mail in mails] == [None, *ids[:-1]]


def test_the_next_year_goes_on_record_by_itself(notices: Reminders) -> None:
    notices.run_until("2029-07-31")
    assert [notices.due(period=year).isoformat() for year in ("2026", "2027", "2028")] == [  # type: ignore[union-attr]
        "2027-03-31",
        "2028-03-31",
        "2029-04-02",
    ]


def test_a_country_that_is_new_is_reminded_though_nothing_else_ever_happens(
    notices: Reminders,
) -> None:
    notices.country("FRA", granted="2026-02-01")
    notices.appoint("focal.fra", country="FRA")
    notices.run_until("2028-07-31")
    assert notices.ended("FRA", "2027") == dict.fromkeys(RUNGS, "sent")


def test_hours_make_no_difference(maker: MakeReminders) -> None:
    said = []
    for hourly in (True, False):
        made = maker()
        # Zones of whole hours, so that both can be right to the minute.
        made.country("PER", "FRA", "EGY", "FJI")
        for code in ("PER", "FRA", "EGY", "FJI"):
            made.appoint(f"focal.{code}", country=code)
        made.at("2026-12-01")
        if hourly:
            for _ in range(24 * 365):
                made.tick()
                made.clock.forward(hours=1)
        else:
            made.run_until("2027-12-01")
        said.append([(one.address, one.sent_at, one.subject, one.text) for one in made.mails])
    assert len(said[0]) > 25
    assert sorted(said[0]) == sorted(said[1])


# What stops it


def test_a_report_ends_the_reminding(notices: Reminders) -> None:
    notices.run_until("2027-03-02")
    notices.report()
    notices.run_until("2027-07-31")
    assert set(notices.ended().values()) == {"sent", "already_reported"}
    assert [rung for rung, how in notices.ended().items() if how == "sent"] == [*RUNGS[:3]]


def test_nothing_to_report_is_an_outcome_of_its_own(notices: Reminders) -> None:
    notices.run_until("2027-03-02")
    notices.report(outcome="nil_confirmed", by="focal.per", reason="no activity in the year")
    notices.run_until("2027-07-31")
    assert len(notices.mails) == 3


def test_an_outcome_that_stops_nothing_lets_the_reminders_go_on(
    maker: MakeReminders,
) -> None:
    shipped = shipped_post()
    ladder = replace(shipped.ladders.ladders[NAME], stops=("reported",))
    ladders = replace(shipped.ladders, ladders={NAME: ladder})
    made = maker(notices=replace(shipped, ladders=ladders, fingerprint="other"))
    made.country("PER")
    made.appoint("focal.per", country="PER")
    made.run_until("2027-03-02")
    made.report(outcome="partly_reported", reason="two chapters are missing")
    made.run_until("2027-05-31")
    assert len(made.mails_to(FOCAL)) == 7


def test_a_report_cancels_a_reminder_that_has_not_left(notices: Reminders) -> None:
    notices.collector.everywhere = DeliveryStatus.DEFERRED
    notices.run_until("2027-03-01T14:02")
    notices.report()
    notices.collector.everywhere = DeliveryStatus.SENT
    notices.run_until("2027-03-05")
    assert notices.mails == []
    assert [(line.state, line.reason) for line in notices.outbox()][-1] == (
        "cancelled",
        "already_reported",
    )


def test_a_newer_reminder_takes_the_place_of_one_that_never_left(notices: Reminders) -> None:
    notices.collector.everywhere = DeliveryStatus.DEFERRED
    for moment in ("2026-12-31T14:00", "2027-02-01T14:00"):
        notices.tick_at(moment)
    states = {line.rung: (line.state, line.reason) for line in notices.outbox()}
    assert states == {"opening": ("cancelled", "superseded"), "t_60": ("deferred", None)}


def test_a_country_that_leaves_hears_that_the_deadline_no_longer_holds(notices: Reminders) -> None:
    notices.run_until("2027-03-02")
    letter = NewEvidence("withdrawal_letter", "2027-03-01", url="https://example.org/letter")
    add_evidence(notices.app, DESK, "PER", letter)
    advance(notices.app, DESK, "PER", "withdraw", effective="2027-03-01")
    notices.run_until("2027-07-31")
    assert "STATUS:CANCELLED" in str(notices.mails_to(FOCAL)[-1].calendar)
    assert (notices.due(), len(notices.mails)) == (None, 4)


def test_nothing_goes_to_a_country_that_rests(notices: Reminders) -> None:
    notices.run_until("2027-04-10")
    sent = len(notices.mails)
    rest = NewDecision(Body.GCG, "20", "2027-04-10", {"PER": "inactive"}, (), "set_inactive")
    record_decision(notices.app, DESK, rest)
    notices.run_until("2027-07-31")
    assert set(list(notices.ended().values())[6:]) == {"other_stage"}
    assert len(notices.mails) == sent


# Outages


def test_after_two_months_away_only_the_latest_true_rung_is_sent(notices: Reminders) -> None:
    notices.run_until("2027-01-10")
    notices.at("2027-03-15T15:00")
    notices.tick()
    assert [mail.sent_at.date().isoformat() for mail in notices.mails] == [
        "2026-12-31",
        "2027-03-15",
    ]


def test_each_rung_missed_in_an_outage_says_what_took_its_place(notices: Reminders) -> None:
    notices.run_until("2027-01-10")
    notices.at("2027-03-15T15:00")
    notices.tick()
    missed = [one for one in notices.reminders() if one.rung == "t_60"]
    assert [(one.withheld, one.facts) for one in missed] == [("superseded", {"by": "t_30"})]


def test_what_is_due_in_the_night_waits_for_the_morning(notices: Reminders) -> None:
    notices.at("2027-03-02T04:00")  # 23:00 on 1 March in Lima
    notices.tick()
    assert notices.mails == []
    assert next_due_at(notices.app).isoformat() == "2027-03-02T14:00:00+00:00"  # type: ignore[union-attr]


def test_due_today_is_not_said_tomorrow(notices: Reminders) -> None:
    notices.run_until("2027-03-25")
    notices.at("2027-04-01T15:00")
    notices.tick()
    assert notices.ended()["due_today"] == "no_longer_true"
    assert len(notices.mails) == 4


def test_a_clock_that_goes_back_an_hour_sends_nothing_twice(notices: Reminders) -> None:
    notices.run_until("2027-03-01T14:30")
    notices.clock.forward(hours=-1)
    with pytest.raises(ClockBehind):
        notices.tick()
    notices.clock.forward(hours=2)
    notices.tick()
    assert len(notices.mails) == 3


def test_a_clock_that_leaps_a_month_tells_only_what_is_true_then(notices: Reminders) -> None:
    notices.run_until("2027-02-25")
    notices.at("2027-03-29T15:00")
    notices.tick()
    assert {rung: notices.ended()[rung] for rung in ("t_30", "t_7")} == {
        "t_30": "superseded",
        "t_7": "sent",
    }


# Who is written to


def test_two_focal_points_have_a_mail_each_and_the_office_one_copy(notices: Reminders) -> None:
    notices.appoint("second.per", country="PER", language="en")
    notices.run_until("2027-05-31")
    assert len(notices.mails_to(FOCAL)) == len(notices.mails_to("second.per@labour.example")) == 7
    assert len(notices.mails_to(OFFICE)) == 1


def test_a_member_of_the_group_is_not_written_to_about_the_own_country(notices: Reminders) -> None:
    notices.appoint("seat.per", Role.MWG, "PER")
    notices.appoint("seat.fra", Role.MWG, "FRA")
    notices.run_until("2027-07-31")
    assert notices.mails_to("seat.per@labour.example") == []
    assert len(notices.mails_to("seat.fra@labour.example")) == 1


def test_without_a_valid_address_the_secretariat_is_served_once(notices: Reminders) -> None:
    notices.country("FRA")
    notices.appoint("focal.fra", country="FRA", email=None)
    notices.run_until("2027-01-10")
    assert notices.ended("FRA") == {"not_asked": "no_focal_point"}
    assert len(notices.mails_to(OFFICE)) == 1


def test_what_is_no_address_serves_the_secretariat(notices: Reminders) -> None:
    notices.country("FRA")
    notices.appoint("focal.fra", country="FRA")
    _write_by_hand(notices, "focal.fra", email="nobody at all")
    notices.run_until("2027-01-10")
    assert [one.facts["unserved"][0]["why"] for one in notices.reminders("FRA")] == ["bad_address"]


def test_a_country_without_a_focal_point_is_told_to_the_secretariat(notices: Reminders) -> None:
    notices.country("KEN")
    notices.run_until("2027-01-10")
    assert notices.ended("KEN") == {"not_asked": "no_focal_point"}
    assert len(notices.mails_to(OFFICE)) == 1


def test_one_focal_point_without_address_does_not_keep_the_other_from_a_mail(
    notices: Reminders,
) -> None:
    notices.appoint("second.per", country="PER", email=None)
    notices.run_until("2027-01-10")
    assert len(notices.mails_to(FOCAL)) == len(notices.mails_to(OFFICE)) == 1
    assert notices.ended() == {"opening": "sent"}


def test_a_letter_to_the_country_and_the_office_waits_until_the_country_can_have_it(
    maker: MakeReminders,
) -> None:
    shipped = shipped_post()
    ladder = shipped.ladders.ladders[NAME]
    opening = replace(ladder.rungs["opening"], to=(Role.FOCAL_POINT, Role.SECRETARIAT))
    ladder = replace(ladder, rungs={**ladder.rungs, "opening": opening})
    ladders = replace(shipped.ladders, ladders={NAME: ladder})
    made = maker(notices=replace(shipped, ladders=ladders, fingerprint="other"))
    made.country("PER")
    made.appoint("focal.per", country="PER", email=None)
    made.run_until("2027-01-10")
    assert made.ended() == {"not_asked": "no_focal_point"}
    assert len(made.mails_to(OFFICE)) == 1


def test_who_held_the_mandate_until_yesterday_is_not_written_to(notices: Reminders) -> None:
    number = next(iter(notices.record().mandates))
    after = [one for one in notices.record().mandates.values() if one.country == "PER"]
    number = after[0].number
    notices.at("2027-01-05")
    end_mandate(notices.app, DESK, number, end="2027-01-31", reason="a new minister")
    notices.appoint("second.per", country="PER", start="2027-02-01")
    notices.run_until("2027-02-02")
    assert len(notices.mails_to(FOCAL)) == 1
    assert len(notices.mails_to("second.per@labour.example")) == 1


# Nobody is accused who was not asked


def test_a_country_that_cannot_be_written_to_is_one_letter_to_the_secretariat_in_two_years(
    notices: Reminders,
) -> None:
    notices.country("KEN")
    notices.appoint("working.group", Role.MWG, country=None)
    notices.run_until("2028-12-31")
    about = [mail for mail in notices.mails if mail.subject.startswith("Kenya")]
    assert [mail.subject for mail in about] == [
        "Kenya: nobody to write to about the progress report on 2026"
    ]


def test_once_a_focal_point_is_named_the_newest_reminder_goes_out_and_others_hear_later(
    notices: Reminders,
) -> None:
    notices.country("KEN")
    notices.appoint("working.group", Role.MWG, country=None)
    notices.run_until("2027-08-02")
    notices.appoint("focal.ken", country="KEN", start="2027-08-02", language="en")
    notices.run_until("2027-08-31")
    assert notices.ended("KEN")["overdue_30"] == "sent"
    assert notices.ended("KEN")["due_today"] == "superseded"
    assert "overdue_90" not in notices.ended("KEN")
    notices.run_until("2027-09-10")
    assert notices.ended("KEN")["overdue_90"] == "sent"


def test_a_letter_that_came_back_is_no_question_asked(notices: Reminders) -> None:
    notices.appoint("working.group", Role.MWG, country=None)
    notices.collector.fates[FOCAL] = DeliveryStatus.REFUSED
    notices.run_until("2027-12-31")
    assert notices.mails_to("working.group@labour.example") == []


def test_after_our_own_silence_the_country_is_told_first(notices: Reminders) -> None:
    notices.appoint("working.group", Role.MWG, country=None)
    notices.run_until("2027-02-02")
    notices.tick_at("2027-08-02T15:00")
    assert notices.ended()["overdue_30"] == "sent"
    assert "overdue_90" not in notices.ended()
    notices.run_until("2027-09-03")
    assert notices.ended()["overdue_90"] == "sent"


def test_the_proposal_says_what_was_sent_and_what_is_known_of_its_arrival(
    notices: Reminders,
) -> None:
    notices.appoint("working.group", Role.MWG, country=None)
    notices.run_until("2027-07-05")
    [proposal] = notices.mails_to("working.group@labour.example")
    assert "the receiving server accepted the messages of" in " ".join(proposal.text.split())
    assert "Whether they were read is not known." in " ".join(proposal.text.split())


# One letter fails, the others go


def test_a_broken_template_fails_one_message_and_the_others_go(
    maker: MakeReminders, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    shutil.copytree(template_folders(None)[0] / "report_opens" / "fr", own / "report_opens" / "fr")
    (own / "report_opens" / "fr" / "body.txt.j2").write_text("{{ nothing_known }}")
    folders = [own, *template_folders(None)]
    broken = replace(shipped_post(), templates=Templates(folders, countries.name, say_day))
    made = maker(notices=broken)
    made.country("PER", "FRA")
    made.appoint("focal.fra", country="FRA", language="fr")
    made.appoint("focal.per", country="PER", language="es")
    made.run_until("2027-01-10")
    assert [mail.address for mail in made.mails] == [FOCAL]
    failed = made.outbox(state="failed")
    assert [(line.country, line.reason) for line in failed] == [("FRA", "unwritten")]
    assert "nothing_known" in str(failed[0].reply)


def test_a_line_break_in_a_name_fails_that_message_only(notices: Reminders) -> None:
    notices.country("FRA")
    notices.appoint("focal.fra", country="FRA")
    _write_by_hand(notices, "focal.fra", name="Desk\r\nBcc: all@everywhere.example")
    notices.run_until("2027-01-10")
    assert [mail.address for mail in notices.mails] == [FOCAL]
    assert [line.country for line in notices.outbox(state="failed")] == ["FRA"]


def _write_by_hand(notices: Reminders, handle: str, **values: str) -> None:
    with notices.app.engine.connect().execution_options(writing=True) as conn, conn.begin():
        assert people.by_handle(conn, handle)
        conn.execute(update(people_table).where(people_table.c.handle == handle).values(values))


# Nothing is kept but the ledger


def test_rebuilding_gives_the_same_rows_and_the_next_tick_changes_nothing(
    app: AppContext, clock: Clock
) -> None:
    made = Reminders(app, clock)
    made.country("PER", "FRA", "ECU")
    made.appoint("focal.per", country="PER")
    made.appoint("focal.fra", country="FRA", email=None)
    made.run_until("2027-03-02")
    made.extend("2027-04-30")
    made.report("FRA")
    made.run_until("2027-03-10")
    before, size, sent = made.contents(), made.size(), len(made.mails)
    rebuild(app)
    assert made.contents() == before
    made.tick()
    assert (made.contents(), made.size(), len(made.mails)) == (before, size, sent)
    assert check(app) == []


def test_an_idle_tick_writes_nothing_to_the_ledger(notices: Reminders) -> None:
    notices.run_until("2027-03-02")
    size = notices.size()
    for _ in range(3):
        notices.clock.forward(minutes=1)
        assert notices.tick().looked_at == 0
    assert notices.size() == size


def test_mails_lie_in_a_folder_when_there_is_no_server(
    maker: MakeReminders, tmp_path: Path
) -> None:
    made = maker(transport=MaildirTransport(tmp_path / "mail"))
    made.country("PER")
    made.appoint("focal.per", country="PER")
    made.run_until("2027-03-02")
    assert len(list((tmp_path / "mail" / "new").iterdir())) == 3


def test_a_country_whose_case_was_withdrawn_does_not_stop_the_others(notices: Reminders) -> None:
    notices.run_until("2027-01-10")
    opening = notices.record().governance[0].number
    new = NewCorrection(opening, "entered for another country", withdraw=True, with_dependents=True)
    correct(notices.app, DESK, new)
    notices.at("2027-02-01T14:00")
    rounds = iter(range(20))
    sweep(notices.app, notices.notices, stop=lambda: next(rounds, None) is None)
    assert next(rounds, None) is not None


def test_nothing_is_sent_before_what_it_says_is_on_record(notices: Reminders) -> None:
    notices.collector.everywhere = DeliveryStatus.DEFERRED
    notices.tick_at("2027-03-01T14:00")
    assert [one.rung for one in notices.reminders() if one.messages] == ["t_30"]


def test_a_mail_names_the_date_and_nothing_that_is_only_true_today(notices: Reminders) -> None:
    notices.tick_at("2027-03-01T14:00")
    assert "31 de marzo de 2027" in notices.mails[0].text
    assert "30 días" not in notices.mails[0].text


def test_shipped_ladders_name_the_rungs_of_these_tests() -> None:
    shipped: NotificationContext = shipped_post()
    assert tuple(shipped.ladders.ladders[NAME].rungs) == RUNGS


# Away and back


def stand(notices: Reminders, state: str, day: str) -> None:
    """Put on record, as attested, where the country stands since a day."""

    def work(uow: UnitOfWork) -> None:
        body = {
            "workflow": "pathfinder/2023", "event": "set_inactive", "from": None, "to": state,
            "attested": True, "rests_on": [], "grants_status": False, "ends_status": False,
            "implementing": False,
        }  # fmt: skip
        uow.append(Draft(Kind.TRANSITION, "PER", day, Act(uow.person.id), "", body))

    notices.app.run(DESK, work)


def test_a_country_that_comes_back_to_its_stage_is_reminded_of_what_is_true_then(
    notices: Reminders,
) -> None:
    notices.run_until("2027-04-10")
    stand(notices, "inactive", "2027-04-10")
    notices.run_until("2027-05-10")
    assert notices.ended()["overdue_30"] == "other_stage"
    stand(notices, "implementation", "2027-05-10")
    notices.run_until("2027-05-12")
    assert notices.obligation().due is not None
    assert notices.obligation().due.because == "returned"
    assert [mail.sent_at.date().isoformat() for mail in notices.mails_to(FOCAL)][-1] == "2027-05-10"
    assert notices.ended()["overdue_30"] == "sent"


def test_every_rung_that_is_left_ends_when_the_obligation_falls_away(notices: Reminders) -> None:
    notices.run_until("2027-02-20")
    number = next(one.number for one in notices.record().attestations)
    taken_back = NewCorrection(number, "no such grant", withdraw=True, with_dependents=True)
    correct(notices.app, DESK, taken_back)
    notices.run_until("2027-02-26")
    ended = notices.ended()
    assert {name for name in ended if ended[name] == "fallen_away"} >= {"t_30", "overdue_90"}
    assert notices.outbox(template="deadline_cancelled")
