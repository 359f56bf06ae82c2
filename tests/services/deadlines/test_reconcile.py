"""Due dates are kept on record as the facts have them, and each change says why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

import pytest

from pathfinder_flow.calendars.almanac import Almanac
from pathfinder_flow.definitions.parse import Definition, define
from pathfinder_flow.domain.cases.obligations import Due
from pathfinder_flow.domain.dates.moments import end_of_day
from pathfinder_flow.domain.dates.working_days import Calendar
from pathfinder_flow.domain.roles import Body
from pathfinder_flow.domain.workflow.model import DueRule, Workflow
from pathfinder_flow.presentation.blocks import Table
from pathfinder_flow.presentation.deadlines.owed import as_blocks
from pathfinder_flow.services.deadlines.changes import set_zone
from pathfinder_flow.services.deadlines.queries import deadlines, explain
from pathfinder_flow.services.lifecycle.advance import advance
from pathfinder_flow.services.lifecycle.cases import migrate_case
from pathfinder_flow.services.lifecycle.decisions import NewDecision, record_decision
from pathfinder_flow.services.lifecycle.evidence import NewEvidence, add_evidence
from pathfinder_flow.services.lifecycle.workflows import publish
from pathfinder_flow.services.scheduling.tick import next_due_at
from pathfinder_flow.services.unit_of_work import AppContext
from tests.conftest import DESK, Clock
from tests.services.simulation import (
    FOCAL,
    NAME,
    Reminders,
)


def kept(notices: Reminders, country: str = "PER", period: str = "2026") -> Due:
    due = notices.obligation(country, period).due
    assert due is not None
    return due


def whys(notices: Reminders, country: str = "PER", period: str = "2026") -> list[str]:
    return [due.because for due in notices.obligation(country, period).dues]


def test_a_due_date_is_on_record_a_year_ahead(app: AppContext, clock: Clock) -> None:
    made = Reminders(app, clock)
    made.country("PER")
    made.tick()
    due = kept(made)
    assert (due.day, due.opens, due.because) == (date(2027, 3, 31), date(2026, 12, 31), "first")
    assert (due.zone, due.at) == ("America/Lima", datetime(2027, 4, 1, 5, tzinfo=UTC))


def test_the_next_comes_on_record_when_it_lies_a_year_ahead(notices: Reminders) -> None:
    notices.run_until("2027-03-30T23:00")
    assert notices.obligation(period="2027").dues == []
    notices.run_until("2027-03-31")
    assert whys(notices, period="2027") == ["first"]


def test_one_that_moves_past_a_weekend_comes_on_record_as_early(notices: Reminders) -> None:
    # 31 March 2029 is a Saturday.
    notices.run_until("2028-03-31T23:00")
    assert notices.obligation(period="2028").dues == []
    notices.run_until("2028-04-01")
    assert kept(notices, period="2028").day == date(2029, 4, 2)


def test_what_is_first_is_on_record_however_far_ahead(notices: Reminders) -> None:
    notices.country("FRA", granted="2026-02-01")
    notices.tick()
    assert kept(notices, "FRA", "2027").day == date(2028, 3, 31)


def test_looking_again_changes_nothing(notices: Reminders) -> None:
    notices.tick()
    size = notices.size()
    notices.notices = replace(notices.notices, fingerprint="the ladders have been commented")
    assert notices.tick().looked_at == 1
    assert notices.size() == size


# A calendar with other data: the one thing that has to be made up.


class OtherAlmanac(Almanac):
    """The almanac with a day off more, or another clock in Lima."""

    def __init__(self, *, off: frozenset[date] = frozenset(), lima: tzinfo | None = None) -> None:
        self.off, self.lima = off, lima

    def calendar(self, name: str) -> Calendar:
        made = super().calendar(name)

        def off(day: date) -> str | None:
            return "Day of Mourning" if day in self.off else made.off(day)

        return Calendar(name, "holidays 9.9", off)

    def zone(self, name: str) -> tzinfo:
        return self.lima if self.lima and name == "America/Lima" else super().zone(name)


def renew(notices: Reminders, almanac: Almanac) -> None:
    notices.notices = replace(notices.notices, almanac=almanac, fingerprint="newer data")
    notices.tick()


def test_new_calendar_data_moves_a_coming_date_and_says_so(notices: Reminders) -> None:
    notices.tick()
    renew(notices, OtherAlmanac(off=frozenset([date(2027, 3, 31)])))
    assert (kept(notices).day, whys(notices)) == (date(2027, 4, 1), ["first", "calendar"])
    assert kept(notices).calendar_version == "holidays 9.9"
    assert kept(notices).steps[-1]["skipped"] == [["2027-03-31", "Day of Mourning"]]


def test_who_was_told_hears_of_a_date_that_the_calendar_moved(notices: Reminders) -> None:
    notices.run_until("2027-03-10T15:00")
    renew(notices, OtherAlmanac(off=frozenset([date(2027, 3, 31)])))
    assert "1 de abril de 2027" in notices.mails_to(FOCAL)[-1].text
    assert len(notices.mails) == 4


def test_new_calendar_data_leaves_what_has_passed(notices: Reminders) -> None:
    notices.run_until("2027-04-02")
    renew(notices, OtherAlmanac(off=frozenset([date(2027, 3, 31)])))
    assert whys(notices) == ["first"]


def test_new_calendar_data_that_moves_nothing_is_not_recorded(notices: Reminders) -> None:
    notices.tick()
    renew(notices, OtherAlmanac(off=frozenset([date(2027, 3, 30)])))
    assert whys(notices) == ["first"]


def test_new_calendar_data_leaves_what_is_settled(notices: Reminders) -> None:
    notices.run_until("2027-03-02")
    notices.report()
    renew(notices, OtherAlmanac(off=frozenset([date(2027, 3, 31)])))
    assert whys(notices) == ["first"]


def test_a_zone_that_gets_another_clock_moves_the_moment(notices: Reminders) -> None:
    notices.tick()
    lima = timezone(timedelta(hours=-4))
    renew(notices, OtherAlmanac(lima=lima))
    assert (kept(notices).at, whys(notices)) == (
        end_of_day(date(2027, 3, 31), lima),
        ["first", "zone"],
    )


def test_another_zone_moves_the_moment_and_leaves_the_date(notices: Reminders) -> None:
    notices.country("ECU")
    notices.tick()
    for zone in ("America/Guayaquil", "Pacific/Galapagos"):
        set_zone(notices.app, notices.notices, DESK, "ECU", zone, "said so")
        notices.tick()
    assert whys(notices, "ECU") == ["first", "zone", "zone"]
    assert kept(notices, "ECU").at == datetime(2027, 4, 1, 6, tzinfo=UTC)
    assert notices.obligation("ECU").sequence == 0


# Another workflow


@pytest.fixture
def migrate(notices: Reminders, definitions: list[Definition]) -> Callable[..., None]:
    """Moves Peru to a workflow whose rule for the report differs, and ticks."""

    def move(**changes: object) -> None:
        shipped = next(one.workflow for one in definitions if one.workflow.version == "2023")
        rule = replace(shipped.obligations[NAME], **changes)  # type: ignore[arg-type]
        changed: Workflow = replace(shipped, version="2027", obligations={NAME: rule})
        publish(notices.app, DESK, define(changed))
        migrate_case(notices.app, DESK, "PER", workflow="pathfinder/2027", reason="new procedure")
        notices.tick()

    return move


def test_a_new_rule_moves_the_date_and_is_named(
    notices: Reminders, migrate: Callable[..., None]
) -> None:
    notices.tick()
    migrate(due=DueRule(rrule="FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30", anchor="2000-06-30"))
    assert (kept(notices).day, whys(notices)) == (date(2027, 6, 30), ["first", "rule"])


def test_an_earlier_opening_is_the_rules_doing(
    notices: Reminders, migrate: Callable[..., None]
) -> None:
    notices.tick()
    migrate(opens_days_before=120)
    assert (kept(notices).opens, whys(notices)) == (date(2026, 12, 1), ["first", "rule"])


def test_a_report_every_second_year_is_looked_for_again(
    notices: Reminders, migrate: Callable[..., None]
) -> None:
    migrate(due=DueRule(rrule="FREQ=YEARLY;INTERVAL=2", anchor="2027-03-31"))
    notices.run_until("2029-07-31")
    dues = {period: notices.due(period=period) for period in ("2026", "2027", "2028")}
    assert dues == {"2026": date(2027, 3, 31), "2027": None, "2028": date(2029, 4, 2)}
    assert notices.ended(period="2028")["overdue_90"] == "sent"


def test_a_report_every_quarter_is_owed_every_quarter(
    notices: Reminders, migrate: Callable[..., None]
) -> None:
    rule = DueRule(rrule="FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", anchor="2026-03-31")
    migrate(due=rule, period="since_last_due_date")
    notices.run_until("2027-07-01")
    assert notices.due(period="2026") is None
    owed = [notices.due(period=day) for day in ("2026-12-31", "2027-03-31", "2027-06-30")]
    assert owed == [date(2026, 12, 31), date(2027, 3, 31), date(2027, 6, 30)]
    assert notices.due(period="2028-06-30") == date(2028, 6, 30)
    notices.report(period="2027-03-31")
    assert notices.obligation(period="2027-03-31").result is not None


def test_a_deadline_can_be_counted_from_what_happened(
    notices: Reminders, migrate: Callable[..., None]
) -> None:
    migrate(due=DueRule(after_decision="plan_asked", months=2), period="occasion")
    assert notices.due(period="2026-11-22") is None
    notices.decision("plan_asked")
    notices.tick()
    assert notices.due(period="2026-11-22") == date(2027, 1, 22)
    shown = explain(notices.app, notices.notices, "PER", "2026-11-22")
    assert shown.derivation
    assert (shown.agrees, shown.derivation.steps[0]["step"]) == (True, "after")
    notices.report(period="2026-11-22")
    assert notices.obligation(period="2026-11-22").result is not None


def test_a_workflow_without_the_rule_lets_it_fall_away(
    notices: Reminders, definitions: list[Definition]
) -> None:
    notices.tick()
    shipped = next(one.workflow for one in definitions if one.workflow.version == "2023")
    publish(notices.app, DESK, define(replace(shipped, version="2027", obligations={})))
    migrate_case(notices.app, DESK, "PER", workflow="pathfinder/2027", reason="new procedure")
    notices.tick()
    assert (notices.due(), whys(notices)) == (None, ["first", "no_rule"])


# Other stages


def test_a_country_that_leaves_owes_nothing_any_more(notices: Reminders) -> None:
    notices.tick()
    letter = NewEvidence("withdrawal_letter", "2026-11-22", url="https://example.org/letter")
    add_evidence(notices.app, DESK, "PER", letter)
    advance(notices.app, DESK, "PER", "withdraw", effective="2026-11-22")
    notices.tick()
    assert whys(notices) == ["first", "no_status"]
    assert next_due_at(notices.app) is None or notices.run_until("2027-12-31")
    assert notices.mails == []


def test_a_country_that_revises_its_roadmap_owes_the_report_and_is_reminded(
    notices: Reminders,
) -> None:
    notices.tick()
    advance(notices.app, DESK, "PER", "revise_roadmap", effective="2026-11-22")
    notices.run_until("2027-04-10")
    assert whys(notices) == ["first"]
    assert notices.ended()["overdue_7"] == "sent"


def set_inactive(notices: Reminders, day: str) -> None:
    rest = NewDecision(Body.GCG, "20", day, {"PER": "inactive"}, (), "set_inactive")
    record_decision(notices.app, DESK, rest)


def test_an_inactive_country_owes_nothing(notices: Reminders) -> None:
    notices.tick()
    set_inactive(notices, "2026-11-22")
    notices.tick()
    assert whys(notices) == ["first", "other_stage"]


def test_what_was_overdue_before_is_still_owed_and_left_in_peace(notices: Reminders) -> None:
    notices.run_until("2027-04-12")
    sent = len(notices.mails)
    set_inactive(notices, "2027-04-12")
    notices.run_until("2027-07-31")
    assert notices.due() == date(2027, 3, 31)
    assert len(notices.mails) == sent


def test_who_comes_back_owes_the_report_on_the_year_then_running(notices: Reminders) -> None:
    notices.tick()
    set_inactive(notices, "2026-11-22")
    notices.run_until("2028-02-01")
    back = NewDecision(Body.GCG, "24", "2028-02-01", {"PER": "reactivated"})
    record_decision(notices.app, DESK, back)
    advance(notices.app, DESK, "PER", "reactivate", effective="2028-02-01")
    notices.tick()
    dues = {period: notices.due(period=period) for period in ("2026", "2027", "2028")}
    assert dues == {"2026": None, "2027": None, "2028": date(2029, 4, 2)}


def test_with_two_obligations_the_period_tells_which_is_meant_and_lists_name_both(
    notices: Reminders, definitions: list[Definition]
) -> None:
    shipped = next(one.workflow for one in definitions if one.workflow.version == "2023")
    report = shipped.obligations[NAME]
    due = DueRule(after_evidence="roadmap", field="period")
    title = {"en": "Roadmap in force", "fr": "Feuille de route", "es": "Hoja de ruta"}
    renewal = replace(report, due=due, period="of_field", evidence="roadmap", title=title)
    two = replace(shipped, version="2027", obligations={NAME: report, "renewal": renewal})
    publish(notices.app, DESK, define(two))
    migrate_case(notices.app, DESK, "PER", workflow="pathfinder/2027", reason="new procedure")
    new = NewEvidence(
        "roadmap", "2026-05-01", url="https://example.org/r", fields={"period": ["2024/2027"]}
    )
    add_evidence(notices.app, DESK, "PER", new)
    notices.tick()
    post = notices.notices
    assert explain(notices.app, post, "PER", "2026").meant.key == (NAME, "2026")
    assert explain(notices.app, post, "PER", "2027-12-31").meant.key == ("renewal", "2027-12-31")
    told = list(as_blocks(deadlines(notices.app, post, country="PER"), "fr"))
    [table] = [one for one in told if isinstance(one, Table)]
    assert [row[2] for row in table.rows] == [
        "Rapport annuel sur les progrès, 2026", "Feuille de route, 2027-12-31",
    ]  # fmt: skip
