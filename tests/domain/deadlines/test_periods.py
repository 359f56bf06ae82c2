"""Which periods are owed, and how each stands at a moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.calendars.almanac import Almanac
from pathfinder_flow.domain.cases.obligations import Pause
from pathfinder_flow.domain.dates.moments import end_of_day
from pathfinder_flow.domain.deadlines.due_dates import Place, Places
from pathfinder_flow.domain.deadlines.periods import (
    AHEAD,
    Expected,
    NotOwed,
    assess,
    expected,
    first_year,
    missed_in_a_row,
    obligation_status,
    pause_on,
)
from pathfinder_flow.domain.ledger.entries import Kind, moment_text
from pathfinder_flow.domain.workflow.model import DueRule, ObligationRule, Roll
from tests.domain.values import OPENED, ROADMAP, WORDS, WORKFLOW, Ledger

ALMANAC = Almanac()
NAME = "report"
RULE = ObligationRule(
    **WORDS,
    evidence="letter",
    while_in=("running", "review"),
    due=DueRule(rrule="FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31", anchor="2000-03-31"),
    period="previous_calendar_year",
    first_period="first_full_calendar_year_after_status",
    opens_days_before=90,
    roll=Roll(to="stay", calendar="country"),
    outcomes={"reported": ROADMAP.suppliers},
)
OWING = replace(WORKFLOW, obligations={NAME: RULE})


def place(country: str) -> Places:
    name = ALMANAC.zones(country)[0]
    here = Place(name, ALMANAC.zone(name), ALMANAC.calendar(country))
    return Places(here, here)


PERU = place("PER")


def running(since: str, *, recorded: str = "2019-06-01", start: Ledger = OPENED) -> Ledger:
    """A country that holds the status and stands where reports are owed."""
    planned = start.moved("plan", "interest", since, recorded=recorded)
    return planned.moved("grant", "planning", since, recorded=recorded)


def due(ledger: Ledger, day: str | None, period: str = "2026", *, zone: str = "America/Lima",
        opens: str = "2026-12-31") -> Ledger:  # fmt: skip
    """Put a due date on record."""
    at = end_of_day(date.fromisoformat(day), ALMANAC.zone(zone)) if day else None
    body: dict[str, Any] = {
        "obligation": NAME, "period": period, "due": day, "opens": opens, "zone": zone,
        "at": moment_text(at) if at else None, "calendar": "PER", "calendar_version": "1",
        "steps": [], "because": "first", "status": [],
    }  # fmt: skip
    return ledger.add(Kind.DUE, "2026-11-22", body)


def outcome(ledger: Ledger, period: str = "2026", how: str = "reported") -> Ledger:
    body = {"obligation": NAME, "period": period, "outcome": how, "evidence": None, "due": None}
    return ledger.add(Kind.OUTCOME, "2027-03-01", body)


def suspended(ledger: Ledger, start: str) -> Ledger:
    return ledger.add(Kind.SUSPENSION, start, {"obligation": NAME})


# The first period


@pytest.mark.parametrize(
    ("since", "first"),
    [
        ("2019-01-01", 2019),
        ("2019-01-02", 2020),
        ("2019-12-31", 2020),
        ("2020-02-29", 2021),
        ("2019-03", 2020),
        ("2019", 2020),
        ("../2019", 2020),
    ],
)
def test_the_first_period_is_the_first_full_year_with_the_status(since: str, first: int) -> None:
    assert first_year(running(since, recorded="2021-06-01").as_of("2026-01-01")) == first


def test_a_date_less_certain_than_its_entry_counts_from_the_entry() -> None:
    case = running("2019-05-01?", recorded="2023-06-01").as_of("2026-01-01")
    assert first_year(case) == 2024


def test_without_the_status_nothing_is_owed() -> None:
    case = OPENED.as_of("2026-01-01")
    assert first_year(case) is None
    assert assess(case, (NAME, "2026"), RULE, PERU) == NotOwed("no_status", {})
    assert list(expected(case, OWING, PERU, until=date(2030, 1, 1))) == []


def test_a_status_that_is_only_possible_owes_nothing() -> None:
    disputed = OPENED.filed("letter", "2024", disputed=True, status=True)
    case = disputed.as_of("2026-11-22")
    assert case.status is not None
    assert assess(case, (NAME, "2026"), RULE, PERU) == NotOwed("no_status", {})


def test_a_status_that_has_ended_owes_nothing() -> None:
    ended = running("2019-03-01").moved("rest", "running", "2026-05-01", recorded="2026-05-01")
    case = ended.as_of("2026-11-22")
    assert assess(case, (NAME, "2026"), RULE, PERU) == NotOwed("no_status", {})


def test_a_status_given_anew_counts_anew() -> None:
    rested = running("2019-03-01").moved("rest", "running", "2022-05-01", recorded="2022-05-01")
    back = rested.moved("resume", "resting", "2025-05-01", recorded="2025-05-01")
    assert first_year(back.as_of("2026-11-22")) == 2026


# What is owed


def test_a_period_before_the_first_is_not_owed() -> None:
    case = running("2019-03-01").as_of("2026-11-22")
    assert assess(case, (NAME, "2019"), RULE, PERU) == NotOwed("first_period", {"first": "2020"})
    # The calendar has no day for a year before its anchor.
    assert assess(case, (NAME, "1990"), RULE, PERU) == NotOwed("first_period", {"first": "2020"})


def test_what_fell_due_before_the_record_began_is_not_its_affair() -> None:
    case = running("2019-03-01", recorded="2026-11-22").as_of("2026-11-22")
    found = assess(case, (NAME, "2025"), RULE, PERU)
    assert isinstance(found, NotOwed)
    assert (found.code, found.facts["since"]) == ("before_record", date(2026, 11, 22))


def test_what_falls_due_on_the_day_the_record_begins_is() -> None:
    case = running("2019-03-01", recorded="2027-03-31").as_of("2027-03-31")
    assert isinstance(assess(case, (NAME, "2026"), RULE, PERU), Expected)


def test_a_year_for_which_the_rule_has_no_day_is_not_owed() -> None:
    every_other = DueRule(rrule="FREQ=YEARLY;INTERVAL=2", anchor="2001-03-31")
    case = running("2019-03-01").as_of("2026-11-22")
    assert assess(case, (NAME, "2025"), replace(RULE, due=every_other), PERU) == NotOwed(
        "not_due", {}
    )


STAGES = {
    # Until, back on: whether the report on 2026 is owed (open from 31 December to 31 March).
    "never away": (None, None, True),
    "away before the opening": ("2026-06-01", None, False),
    "away before the opening, back in the term": ("2026-06-01", "2027-02-01", True),
    "back on the last day": ("2026-06-01", "2027-03-31", True),
    "back too late": ("2026-06-01", "2027-04-01", False),
    "away in the term": ("2027-02-01", None, True),
    "away from the day of the opening": ("2026-12-31", None, False),
    "away after the due date": ("2027-04-10", None, True),
}


@pytest.mark.parametrize("case", STAGES)
def test_what_counts_is_whether_it_stood_there_in_the_term(case: str) -> None:
    until, back, owed = STAGES[case]
    ledger = running("2019-03-01")
    if until:
        ledger = away(ledger, "running", until)
    if back:
        ledger = ledger.moved("grant", "planning", back, recorded=back)
    found = assess(ledger.as_of("2027-06-01"), (NAME, "2026"), RULE, PERU)
    assert isinstance(found, Expected) is owed
    if isinstance(found, NotOwed):
        assert found.code == "other_stage"


def away(ledger: Ledger, from_state: str, day: str) -> Ledger:
    """Send a country back to a stage where it keeps the status and owes no report."""
    body = {
        "event": "revise", "from": from_state, "to": "planning", "rests_on": [], "attested": False,
        "grants_status": False, "ends_status": False, "implementing": False,
        "workflow": "example/1", "sha256": "aa", "certainty": "stated",
    }  # fmt: skip
    return ledger.add(Kind.TRANSITION, day, body, recorded=day)


def test_before_the_opening_what_counts_is_where_it_stands_today() -> None:
    ledger = away(running("2019-03-01"), "running", "2026-06-01")
    key = (NAME, "2026")
    assert isinstance(assess(ledger.as_of("2026-05-01"), key, RULE, PERU), Expected)
    assert isinstance(assess(ledger.as_of("2026-07-01"), key, RULE, PERU), NotOwed)


def periods(ledger: Ledger, today: str, *, until: str | None = None) -> list[str]:
    case = ledger.as_of(today)
    last = date.fromisoformat(until) if until else case.day + AHEAD
    return [one.key[1] for one in expected(case, OWING, PERU, until=last)]


def test_every_period_owed_is_expected_oldest_first() -> None:
    assert periods(running("2019-03-01"), "2026-11-22") == [
        "2020", "2021", "2022", "2023", "2024", "2025", "2026",
    ]  # fmt: skip


def test_one_is_expected_from_the_day_before_which_it_lies_too_far_ahead() -> None:
    # 366 days before 31 March 2027
    ledger = running("2019-03-01", recorded="2026-01-01")
    assert periods(ledger, "2026-03-29")[-1] == "2025"
    assert periods(ledger, "2026-03-30")[-1] == "2026"


def test_the_first_is_expected_however_far_ahead() -> None:
    assert periods(running("2026-02-01", recorded="2026-02-01"), "2026-02-01") == ["2027"]


def test_the_first_is_expected_though_the_rule_leaves_years_out() -> None:
    rare = DueRule(rrule="FREQ=YEARLY;INTERVAL=5", anchor="2001-03-31")
    workflow = replace(OWING, obligations={NAME: replace(RULE, due=rare)})
    case = running("2026-02-01", recorded="2026-02-01").as_of("2026-02-01")
    found = [one.key[1] for one in expected(case, workflow, PERU, until=case.day + AHEAD)]
    assert found == ["2030"]


def test_a_rule_that_never_has_a_day_expects_nothing() -> None:
    never = DueRule(rrule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", anchor="2000-01-01")
    workflow = replace(OWING, obligations={NAME: replace(RULE, due=never)})
    case = running("2019-03-01").as_of("2026-02-01")
    assert [*expected(case, workflow, PERU, until=case.day + AHEAD)] == []


# How it stands


def stands(ledger: Ledger, day: str, now: datetime | None = None, period: str = "2026") -> str:
    case = ledger.as_of(day)
    kept = case.record.obligations.of((NAME, period)).due
    assert kept is not None
    moment = now or datetime.combine(case.day, datetime.min.time(), UTC)
    return obligation_status(case, (NAME, period), RULE, kept, moment).code


OWED = due(running("2019-03-01"), "2027-03-31")

STANDINGS = {
    "before the opening": (OWED, "2026-12-30", "upcoming"),
    "from the opening": (OWED, "2026-12-31", "open"),
    "on the day": (OWED, "2027-03-31", "open"),
    "after it": (OWED, "2027-04-02", "overdue"),
    "reported": (outcome(OWED), "2027-04-02", "settled"),
    "excused": (outcome(OWED, how="exempt"), "2027-03-02", "settled"),
    "suspended": (suspended(OWED, "2027-02-01"), "2027-03-02", "suspended"),
    "suspended later": (suspended(OWED, "2027-03-03"), "2027-03-02", "open"),
    "suspended, and reported": (
        outcome(suspended(OWED, "2027-02-01")),
        "2027-03-02",
        "settled",
    ),
    "suspended when it was overdue": (suspended(OWED, "2027-04-10"), "2027-04-12", "suspended"),
    "at another stage": (away(OWED, "running", "2027-02-01"), "2027-04-12", "resting"),
    "fallen away": (due(OWED, None), "2027-04-12", "fallen_away"),
}


@pytest.mark.parametrize("case", STANDINGS)
def test_how_an_obligation_stands(case: str) -> None:
    ledger, day, code = STANDINGS[case]
    assert stands(ledger, day) == code


def test_without_a_rule_it_has_fallen_away() -> None:
    case = OWED.as_of("2027-03-02")
    kept = case.record.obligations.of((NAME, "2026")).due
    assert kept is not None
    assert (
        obligation_status(case, (NAME, "2026"), None, kept, datetime.now(UTC)).code == "fallen_away"
    )


def test_without_a_zone_nobody_can_say() -> None:
    case = OWED.as_of("2027-04-02")
    kept = case.record.obligations.of((NAME, "2026")).due
    assert kept is not None
    found = obligation_status(case, (NAME, "2026"), RULE, replace(kept, at=None), datetime.now(UTC))
    assert found.code == "no_zone"


@pytest.mark.parametrize(
    ("zone", "over"),
    [
        ("Pacific/Kiritimati", datetime(2027, 3, 31, 10, tzinfo=UTC)),
        ("Pacific/Honolulu", datetime(2027, 4, 1, 10, tzinfo=UTC)),
        ("Asia/Kathmandu", datetime(2027, 3, 31, 18, 15, tzinfo=UTC)),
        ("Europe/Zurich", datetime(2027, 3, 31, 22, tzinfo=UTC)),
    ],
)
def test_it_is_overdue_the_moment_the_day_is_over_there(zone: str, over: datetime) -> None:
    ledger = due(running("2019-03-01"), "2027-03-31", zone=zone)
    before = over - timedelta(microseconds=1)
    assert stands(ledger, before.date().isoformat(), before) == "open"
    assert stands(ledger, over.date().isoformat(), over) == "overdue"


@given(st.integers(-3000, 3000))
def test_overdue_follows_from_the_moment_and_nothing_else(minutes: int) -> None:
    over = datetime(2027, 4, 1, 5, tzinfo=UTC)
    now = over + timedelta(minutes=minutes)
    assert (stands(OWED, now.date().isoformat(), now) == "overdue") is (minutes >= 0)


@pytest.mark.parametrize(
    ("day", "found"),
    [("2027-01-31", None), ("2027-02-01", 5), ("2027-02-28", 5), ("2027-03-01", None)],
)
def test_a_pause_ends_before_the_day_of_its_resumption(day: str, found: int | None) -> None:
    known = [Pause(5, date(2027, 2, 1), date(2027, 3, 1), 6)]
    pause = pause_on(known, date.fromisoformat(day))
    assert (pause.number if pause else None) == found


# Missed in a row


def test_what_is_owed_by_occasion_is_missed_alone() -> None:
    case = OWED.as_of("2028-06-01")
    now = datetime(2028, 6, 1, tzinfo=UTC)
    assert missed_in_a_row(case, (NAME, "entry-7"), now) == ["entry-7"]


def missed(ledger: Ledger, now: str = "2028-06-01") -> list[str]:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    return missed_in_a_row(ledger.as_of(now), (NAME, "2027"), moment)


TWO = due(due(running("2019-03-01"), "2027-03-31"), "2028-03-31", "2027")


def test_two_years_without_a_report_are_two_in_a_row() -> None:
    assert missed(TWO) == ["2026", "2027"]


def test_a_report_breaks_the_row() -> None:
    assert missed(outcome(TWO)) == ["2027"]


def test_an_excuse_breaks_the_row() -> None:
    assert missed(outcome(TWO, how="exempt")) == ["2027"]


def test_a_year_that_fell_away_breaks_the_row() -> None:
    assert missed(due(TWO, None)) == ["2027"]


def test_what_is_not_overdue_yet_is_not_missed() -> None:
    assert missed(TWO, "2028-03-31") == []


def test_a_year_in_which_the_country_was_not_asked_breaks_the_row() -> None:
    case, now = TWO.as_of("2028-06-01"), datetime(2028, 6, 1, tzinfo=UTC)
    found = missed_in_a_row(case, (NAME, "2027"), now, asked=lambda key: key[1] == "2027")
    assert found == ["2027"]


def test_a_row_goes_back_to_the_first_year_at_most() -> None:
    first = due(running("2019-03-01"), "2027-03-31", "1")
    case, now = first.as_of("2028-06-01"), datetime(2028, 6, 1, tzinfo=UTC)
    assert missed_in_a_row(case, (NAME, "1"), now) == ["1"]
