"""How a period ends: who may say so, what it takes, and what was sent before in good faith."""

from __future__ import annotations

import pytest

from pathfinder_flow.domain.errors.invalid import BadOutcome, FutureDate, TextMissing, UnknownPeriod
from pathfinder_flow.domain.errors.not_found import NotOwedYet, UnknownObligation
from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.reminders.mail import DeliveryStatus
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.workflow.denials import NotAuthorised
from pathfinder_flow.services.deadlines.outcomes import NewReport, record_report
from pathfinder_flow.services.delivery.acts import release
from pathfinder_flow.services.lifecycle.corrections import NewCorrection, correct
from pathfinder_flow.services.lifecycle.evidence import NewEvidence, add_evidence
from pathfinder_flow.services.maintenance import check
from pathfinder_flow.store import ledger, outbox
from tests.conftest import DESK
from tests.services.simulation import FOCAL, Reminders

# Who may, and what it takes


def test_the_report_goes_on_file_with_its_date_and_year(notices: Reminders) -> None:
    notices.run_until("2027-03-02")
    evidence, outcome = notices.report(effective="2027-02-20")
    assert (evidence.body["kind"], evidence.effective) == ("annual_report", "2027-02-20")
    assert evidence.body["fields"]["year"] == "2026"
    assert (outcome.body["outcome"], outcome.body["evidence"]) == ("reported", evidence.number)


def test_a_report_on_file_can_be_named(notices: Reminders) -> None:
    notices.run_until("2027-03-02")
    new = NewEvidence("annual_report", "2027-02-20", url="https://example.org", fields={})
    number = add_evidence(notices.app, DESK, "PER", new).number
    named = NewReport("2026", "reported", "2027-02-20", number=number)
    assert (
        record_report(notices.app, notices.notices, DESK, "PER", named)[0].body["evidence"]
        == number
    )


def test_a_report_on_another_year_does_not_settle_this_one(notices: Reminders) -> None:
    notices.run_until("2027-03-02")
    fields = {"year": ["2025"]}
    new = NewEvidence("annual_report", "2027-02-20", url="https://example.org", fields=fields)
    number = add_evidence(notices.app, DESK, "PER", new).number
    named = NewReport("2026", "reported", "2027-02-20", number=number)
    with pytest.raises(BadOutcome, match="reports on 2025"):
        record_report(notices.app, notices.notices, DESK, "PER", named)


def test_what_is_refused_leaves_no_report_on_file(notices: Reminders) -> None:
    notices.run_until("2027-03-02")
    new = NewEvidence("annual_report", "2027-02-20", url="https://example.org",
                      fields={"year": ["2025"]})  # fmt: skip
    wrong = NewReport("2026", "reported", "2027-02-20", evidence=new)
    with pytest.raises(BadOutcome):
        record_report(notices.app, notices.notices, DESK, "PER", wrong)
    assert not notices.record().evidence["annual_report"]


@pytest.mark.parametrize("outcome", ["waived", "reported", "exempt"])
def test_a_focal_point_may_only_confirm_that_there_is_nothing(
    notices: Reminders, outcome: str
) -> None:
    notices.run_until("2027-03-02")
    with pytest.raises(NotAuthorised):
        notices.report(outcome=outcome, by="focal.per", reason="of ours")


def test_only_the_coordinating_group_waives(notices: Reminders) -> None:
    notices.appoint("chair.gcg", Role.GCG)
    notices.run_until("2027-03-02")
    with pytest.raises(NotAuthorised):
        notices.report(outcome="waived", reason="earthquake")
    notices.report(outcome="waived", by="chair.gcg", reason="earthquake")
    result = notices.obligation().result
    assert result is not None
    assert result.outcome == "waived"


def test_who_was_refused_is_on_record(notices: Reminders) -> None:
    notices.run_until("2027-03-02")
    with pytest.raises(NotAuthorised):
        notices.report(outcome="waived", reason="earthquake")
    with notices.app.snapshot() as conn:
        assert [entry.kind for entry in ledger.all_entries(conn)][-1] is Kind.REFUSAL


@pytest.mark.parametrize("outcome", ["nil_confirmed", "exempt"])
def test_an_outcome_without_a_report_gives_a_reason(notices: Reminders, outcome: str) -> None:
    notices.run_until("2027-03-02")
    with pytest.raises(TextMissing):
        notices.report(outcome=outcome)


def test_a_report_is_not_dated_in_the_future(notices: Reminders) -> None:
    notices.run_until("2027-03-02")
    with pytest.raises(FutureDate):
        notices.report(effective="2027-03-03")


def test_a_report_is_not_dated_inside_the_year_it_reports_on(notices: Reminders) -> None:
    notices.run_until("2027-03-02")
    with pytest.raises(BadOutcome, match="that year was not over yet on 2026-12-31"):
        notices.report(period="2026", effective="2026-12-31")
    notices.report(period="2026", effective="2027-01-01")
    assert notices.obligation(period="2026").result is not None


@pytest.mark.parametrize(
    ("period", "error"),
    [("2022", NotOwedYet), ("2028", BadOutcome), ("26", UnknownPeriod), ("2026-27", UnknownPeriod)],
)
def test_a_period_must_be_owed(notices: Reminders, period: str, error: type[Exception]) -> None:
    notices.run_until("2027-03-02")
    with pytest.raises(error):
        notices.report(period=period)


def test_a_name_that_is_no_obligation_is_told_the_nearest(notices: Reminders) -> None:
    new = NewReport("2026", "reported", "2026-11-20", obligation="anual_progress_report")
    with pytest.raises(UnknownObligation, match="did you mean 'annual_progress_report'"):
        record_report(notices.app, notices.notices, DESK, "PER", new)


def test_a_report_from_before_this_record_can_be_entered(notices: Reminders) -> None:
    notices.report(period="2024", effective="2025-03-01")
    notices.run_until("2027-01-10")
    assert notices.obligation(period="2024").result is not None
    assert notices.ended(period="2024") == {}


def test_the_same_outcome_is_not_recorded_twice(notices: Reminders) -> None:
    notices.run_until("2027-03-02")
    notices.report()
    with pytest.raises(BadOutcome, match="says so already"):
        notices.report()


def test_a_partial_report_can_become_whole(notices: Reminders) -> None:
    notices.run_until("2027-03-02")
    notices.report(outcome="partly_reported", reason="two chapters are missing")
    notices.report()
    result = notices.obligation().result
    assert result is not None
    assert result.outcome == "reported"


# Called off


def test_who_is_excused_after_a_reminder_hears_so(notices: Reminders) -> None:
    notices.run_until("2027-03-02")
    notices.report(outcome="exempt", reason="earthquake")
    notices.run_until("2027-07-31")
    last = notices.mails_to(FOCAL)[-1]
    assert "METHOD:CANCEL" in str(last.calendar)
    assert "STATUS:CANCELLED" in str(last.calendar)
    assert "SEQUENCE:1" in str(last.calendar)
    assert len(notices.mails) == 4


def test_who_is_excused_before_any_reminder_hears_nothing(notices: Reminders) -> None:
    notices.tick()
    notices.report(outcome="exempt", reason="earthquake")
    notices.run_until("2027-07-31")
    assert notices.mails == []
    assert set(notices.ended().values()) == {"exempt"}


def test_the_letter_that_calls_off_goes_though_the_server_was_away(notices: Reminders) -> None:
    notices.run_until("2027-03-23T12:00")
    notices.collector.everywhere = DeliveryStatus.DEFERRED
    notices.report(outcome="exempt", reason="earthquake")
    notices.tick_at("2027-03-23T16:00")
    notices.tick_at("2027-03-24T14:00")  # the day of a rung
    notices.collector.everywhere = DeliveryStatus.SENT
    notices.run_until("2027-03-26")
    assert "STATUS:CANCELLED" in str(notices.mails[-1].calendar)


def test_an_excuse_taken_back_puts_the_date_back_into_calendars(notices: Reminders) -> None:
    notices.run_until("2027-03-10T15:00")
    number = notices.report(outcome="exempt", reason="earthquake")[0].number
    notices.tick()
    notices.at("2027-03-11T15:00")
    correct(notices.app, DESK, NewCorrection(number, "another country was meant", withdraw=True))
    notices.run_until("2027-03-25")
    assert "SEQUENCE:2" in str(notices.mails_to(FOCAL)[-1].calendar)


# In good faith


@pytest.fixture
def late(notices: Reminders) -> Reminders:
    """A report dated in time and entered after two notices that it was missing."""
    notices.run_until("2027-05-10")
    notices.report(effective="2027-03-30")
    notices.run_until("2027-05-12")
    return notices


def test_a_report_entered_late_drafts_a_letter_that_takes_the_notice_back(late: Reminders) -> None:
    drafts = [line for line in late.outbox(state="held") if line.template == "report_corrected"]
    # To the focal point, and to the office that had a copy.
    assert sorted(line.role for line in drafts) == ["focal_point", "secretariat"]
    assert {line.reason for line in drafts} == {"draft"}


def test_the_notice_stays_on_record_as_it_was_sent(late: Reminders) -> None:
    ended = late.ended()
    assert (ended["overdue_7"], ended["overdue_30"]) == ("sent", "sent")


def test_the_draft_waits_however_long(late: Reminders) -> None:
    count = len(late.mails)
    late.run_until("2027-09-30")
    assert len(late.mails) == count


def test_the_draft_goes_when_a_person_releases_it(late: Reminders) -> None:
    drafts = [line for line in late.outbox(state="held") if line.role == "focal_point"]
    release(late.app, DESK, [line.id for line in drafts])
    late.run_until("2027-06-15")
    assert "30 de marzo de 2027" in late.mails_to(FOCAL)[-1].text


def test_a_released_draft_goes_though_the_server_was_away(late: Reminders) -> None:
    drafts = [line for line in late.outbox(state="held") if line.role == "focal_point"]
    late.collector.everywhere = DeliveryStatus.DEFERRED
    late.at("2027-06-29T06:00")
    release(late.app, DESK, [line.id for line in drafts])
    late.tick()
    late.tick_at("2027-06-29T07:00")  # the day of the last rung
    late.collector.everywhere = DeliveryStatus.SENT
    late.run_until("2027-07-05")
    assert "30 de marzo de 2027" in late.mails_to(FOCAL)[-1].text


def test_a_report_that_was_late_drafts_no_letter(notices: Reminders) -> None:
    notices.run_until("2027-05-10")
    notices.report(effective="2027-04-20")
    notices.run_until("2027-05-12")
    assert notices.outbox(state="held") == []


def test_a_report_of_uncertain_date_drafts_no_letter(notices: Reminders) -> None:
    notices.run_until("2027-05-10")
    notices.report(effective="2027-03/2027-04")
    notices.run_until("2027-05-12")
    assert notices.outbox(state="held") == []


def test_a_late_entry_before_any_notice_drafts_no_letter(notices: Reminders) -> None:
    notices.run_until("2027-04-05")
    notices.report(effective="2027-03-30")
    notices.run_until("2027-05-12")
    assert notices.outbox(state="held") == []


def test_the_database_is_sound_after_all_this(late: Reminders) -> None:
    with late.app.snapshot() as conn:
        assert outbox.counts(conn)["held"] == 2
    assert check(late.app) == []


# A report that is returned


def test_a_report_that_is_returned_to_be_completed_does_not_end_the_reminders(
    notices: Reminders,
) -> None:
    notices.run_until("2027-02-20")
    notices.report()
    notices.run_until("2027-03-10")
    notices.report(outcome="returned", reason="The indicators are missing.")
    notices.run_until("2027-03-25")
    assert notices.obligation().result is None
    assert notices.ended()["t_7"] == "sent"
    notices.report()
    assert notices.obligation().result is not None


def test_only_a_report_can_be_returned(notices: Reminders) -> None:
    notices.run_until("2027-02-20")
    with pytest.raises(BadOutcome, match="no report on it that could be returned"):
        notices.report(outcome="returned", reason="incomplete")
    notices.report(outcome="exempt", reason="A flood.")
    with pytest.raises(BadOutcome, match="no report on it that could be returned"):
        notices.report(outcome="returned", reason="incomplete")
