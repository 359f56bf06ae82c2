"""Due dates, step by step: by the rule, to a working day, put off, and never chained."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise, permutations
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.calendars.almanac import Almanac
from pathfinder_flow.domain.cases.obligations import Extended, Pause
from pathfinder_flow.domain.deadlines.due_dates import (
    Derivation,
    Place,
    Places,
    derive,
)
from pathfinder_flow.domain.deadlines.occurrences import occurrence, occurrences
from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.roles import Body, Role
from pathfinder_flow.domain.workflow.model import DueRule, ObligationRule, Roll
from tests.domain.values import OPENED, WORDS

ALMANAC = Almanac()
GENEVA = Place("Europe/Zurich", ALMANAC.zone("Europe/Zurich"), ALMANAC.calendar("CHE-GE"))
MARCH = "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31"


def rule(
    rrule: str = MARCH, anchor: str = "2000-03-31", *, to: str = "next_working_day",
    by: str = "country", opens: int = 90,
) -> ObligationRule:  # fmt: skip
    """A rule for an annual report."""
    return ObligationRule(
        **WORDS,
        evidence="letter",
        while_in=("running",),
        due=DueRule(rrule=rrule, anchor=anchor),
        period="previous_calendar_year",
        first_period="first_full_calendar_year_after_status",
        opens_days_before=opens,
        roll=Roll(to=to, calendar=by),  # type: ignore[arg-type]
        outcomes={"reported": (Role.SECRETARIAT,)},
    )


NOBODY = OPENED.as_of("2026-01-01")


def computed(
    owed: ObligationRule, period: str, at: Places, longer: list[Extended], stops: list[Pause]
) -> Derivation:
    found = occurrence(owed, NOBODY, period)
    assert found
    return derive(owed, found, at, longer, stops)


def places(country: str, zone: str | None = None) -> Places:
    zones = ALMANAC.zones(country)
    name = zone or (zones[0] if len(zones) == 1 else None)
    found = ALMANAC.zone(name) if name else None
    return Places(Place(name, found, ALMANAC.calendar(country)), GENEVA)


PERU, EGYPT = places("PER"), places("EGY")


def of(text: str) -> date:
    return date.fromisoformat(text)


def extended(number: int, since: str, to: str) -> Extended:
    return Extended(number, of(since), of(to), 7)


def paused(number: int, start: str, end: str | None = None) -> Pause:
    return Pause(number, of(start), of(end) if end else None, number + 1 if end else None)


def derived(
    period: str, *changes: Extended | Pause, owed: ObligationRule | None = None, at: Places = PERU
) -> Derivation:
    extensions = [one for one in changes if isinstance(one, Extended)]
    pauses = [one for one in changes if isinstance(one, Pause)]
    return computed(owed or rule(), period, at, extensions, pauses)


CASES = {
    "a working day stays": (rule(), PERU, "2026", "2027-03-31", []),
    "a Saturday moves to Monday": (rule(), PERU, "2000", "2001-04-02", ["weekend", "weekend"]),
    "Good Friday moves past Easter": (
        rule("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=26", "2000-03-26"), PERU, "2026", "2027-03-29",
        ["Good Friday", "weekend", "Easter Sunday"],
    ),
    "a Friday in Egypt is no working day": (
        rule("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=26", "2000-03-26"), EGYPT, "2026", "2027-03-28",
        ["weekend", "weekend"],
    ),
    "a Sunday in Egypt is one": (
        rule("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=28", "2000-03-28"), EGYPT, "2026", "2027-03-28", [],
    ),
    "back to the Friday before": (
        rule(to="previous_working_day"), PERU, "2028", "2029-03-28",
        ["weekend", "Good Friday", "Maundy Thursday"],
    ),
    "it stays on the Saturday": (rule(to="stay"), PERU, "2028", "2029-03-31", []),
    "by the Secretariat's calendar": (
        rule("FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=28", "2000-07-28", by="secretariat"),
        PERU, "2026", "2027-07-28", [],
    ),
    "by the country's own, on its national day": (
        rule("FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=28", "2000-07-28"), PERU, "2026", "2027-07-30",
        ["Independence Day", "Great Military Parade Day"],
    ),
    "the last day of February in a leap year": (
        rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "2000-02-29"), PERU, "2027", "2028-02-29", [],
    ),
    "and in another": (
        rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "2000-02-29", to="stay"), PERU,
        "2026", "2027-02-28", [],
    ),
    "the first last day of a month": (
        rule("FREQ=MONTHLY;BYMONTHDAY=-1", "2000-01-31", to="stay"), PERU, "2026", "2027-01-31", [],
    ),
    "every second year": (
        rule("FREQ=YEARLY;INTERVAL=2", "2001-03-31"), PERU, "2026", "2027-03-31", [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_due_date_comes_from_the_rule_and_the_calendar(case: str) -> None:
    owed, at, period, day, skipped = CASES[case]
    found = derived(period, owed=owed, at=at)
    passed = [why for step in found.steps for _, why in step.get("skipped", [])]
    assert (found.day, len(passed)) == (of(day), len(skipped))
    assert [why for why in passed if why == "weekend"] == [w for w in skipped if w == "weekend"]


def test_the_derivation_names_the_rule_and_the_days_passed_over() -> None:
    assert derived("2000").steps == (
        {"step": "rule", "rrule": MARCH, "anchor": "2000-03-31", "day": "2001-03-31"},
        {
            "step": "working_day",
            "day": "2001-04-02",
            "skipped": [["2001-03-31", "weekend"], ["2001-04-01", "weekend"]],
        },
    )


def test_it_says_whose_calendar_it_was() -> None:
    assert derived("2026").calendar.name == "PER"
    assert derived("2026", owed=rule(by="secretariat")).calendar.name == "CHE-GE"


def test_it_opens_so_many_days_before_the_day_of_the_rule() -> None:
    assert derived("2028").opens == of("2029-03-31") - timedelta(days=90)


def test_the_opening_stays_whatever_puts_the_date_off() -> None:
    moved = derived("2026", extended(5, "2027-03-01", "2027-04-30"))
    assert moved.opens == derived("2026").opens


def test_it_is_overdue_when_the_day_is_over_in_the_country() -> None:
    assert derived("2026").at == datetime(2027, 4, 1, 5, tzinfo=UTC)


def test_by_the_secretariats_calendar_the_day_still_ends_in_the_country() -> None:
    assert derived("2026", owed=rule(by="secretariat")).at == datetime(2027, 4, 1, 5, tzinfo=UTC)


def test_without_a_zone_the_date_is_known_and_the_moment_is_not() -> None:
    found = derived("2026", at=places("ECU"))
    assert (found.day, found.at) == (of("2027-03-31"), None)


def fall(due: ObligationRule, since: str, most: int = 3) -> list[tuple[str, str]]:
    """The first times a rule falls due, with the names of the periods."""
    found = islice(occurrences(due, NOBODY, of(since)), most)
    return [(one.period, one.day.isoformat()) for one in found]


def test_a_year_without_a_day_of_the_rule_has_no_due_date() -> None:
    biennial = rule("FREQ=YEARLY;INTERVAL=2", "2001-03-31")
    assert occurrence(biennial, NOBODY, "2027") is None
    assert fall(biennial, "2026-01-01", 2) == [("2026", "2027-03-31"), ("2028", "2029-03-31")]


def test_the_next_day_of_a_rule_may_lie_years_ahead() -> None:
    rare = rule("FREQ=YEARLY;INTERVAL=5", "2001-03-31")
    assert fall(rare, "2027-01-01", 1) == [("2030", "2031-03-31")]


def test_before_its_first_date_a_rule_has_no_day() -> None:
    late = rule(anchor="2030-03-31")
    assert occurrence(late, NOBODY, "2026") is None
    assert occurrence(late, NOBODY, "2030/..") is None
    assert fall(late, "2026-01-01", 1) == [("2029", "2030-03-31")]


def test_a_rule_with_several_days_a_year_gives_all_of_them() -> None:
    quarterly = replace(
        rule("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", "2020-03-31"), period="since_last_due_date"
    )
    assert [day for _, day in fall(quarterly, "2026-01-01", 4)] == [
        "2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31",
    ]  # fmt: skip
    june = occurrence(quarterly, NOBODY, "2026-06-30")
    assert june
    assert (june.first, june.last) == (of("2026-04-01"), of("2026-06-30"))
    assert occurrence(quarterly, NOBODY, "2026-07-01") is None


def test_a_rule_can_count_from_each_time_something_happened() -> None:
    due = DueRule(after_evidence="letter", months=6, days=1)
    counted = replace(rule(to="stay"), due=due, period="occasion")
    ledger = OPENED.filed("letter", "2024-08-31").filed("letter", "2025-01-01", disputed=True)
    case = ledger.filed("letter", "2025-03-01").as_of("2026-01-01")
    assert [(one.period, one.day) for one in occurrences(counted, case, of("2020-01-01"))] == [
        ("2024-08-31", of("2025-03-01")), ("2025-03-01", of("2025-09-02")),
    ]  # fmt: skip
    found = occurrence(counted, case, "2024-08-31")
    assert found
    assert found.step == {
        "step": "after", "entry": 2, "from": "2024-08-31", "months": 6, "days": 1,
        "day": "2025-03-01",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("period", "due", "covered"),
    [
        ("of_field", {"months": -6}, ("2030-12-31", "2024-01-01", "2030-12-31", "2030-06-30")),
        ("occasion", {"edge": "start", "days": 1},
         ("2024-01-01", "2024-01-01", "2024-01-02", "2024-01-02")),
    ],
)  # fmt: skip
def test_a_rule_can_count_from_the_period_that_the_latest_evidence_names(
    period: Any, due: dict[str, Any], covered: tuple[str, ...]
) -> None:
    counted = replace(
        rule(to="stay"), due=DueRule(after_evidence="roadmap", field="period", **due), period=period
    )
    ledger = OPENED.filed("roadmap", "2019-02-01", {"period": "2019/2021"})
    old = [one.period for one in occurrences(counted, ledger.as_of("2026-01-01"), of("2020-01-01"))]
    assert old == ["2021-12-31" if period == "of_field" else "2019-01-01"]
    case = ledger.filed("roadmap", "2024-01-10", {"period": "2024/2030"}).as_of("2026-01-01")
    [found] = occurrences(counted, case, of("2020-01-01"))
    told = (found.first, found.last, found.day)
    assert (found.period, *(one.isoformat() for one in told)) == covered
    assert occurrence(counted, case, found.period) == found
    assert occurrence(counted, case, old[0]) is None


def test_without_what_it_counts_from_a_rule_gives_no_day() -> None:
    due = DueRule(after_evidence="roadmap", field="period")
    counted = replace(rule(), due=due, period="of_field")
    for fields in ({}, {"period": "../2030"}):
        case = OPENED.filed("roadmap", "2024-01-10", fields).as_of("2026-01-01")
        assert list(occurrences(counted, case, of("2020-01-01"))) == []
    assert list(occurrences(counted, OPENED.as_of("2026-01-01"), of("2020-01-01"))) == []


def test_a_rule_can_count_back_from_each_meeting_of_a_body() -> None:
    counted = replace(rule(), due=DueRule(before_meeting=Body.GCG, days=42), period="occasion")
    ledger = OPENED
    for body, day in (("gcg", "2026-12-08"), ("mwg", "2026-12-20")):
        said = {
            "body": body,
            "meeting": "20",
            "start": day,
            "end": day,
            "place": "",
            "documents": [],
        }
        ledger = ledger.add(Kind.MEETING, "2026-01-01", said, country=None)
    [found] = occurrences(counted, ledger.as_of("2026-02-01"), of("2020-01-01"))
    assert (found.period, found.day) == ("2026-12-08", of("2026-10-27"))
    assert (found.first, found.last) == (found.day, found.day)


@given(
    st.sampled_from([("calendar_years", 12), ("calendar_months", 1)]), st.integers(1, 4),
    st.integers(0, 2), st.dates(date(2020, 1, 1), date(2024, 12, 31)),
)  # fmt: skip
def test_whole_years_and_months_leave_no_gap_and_come_out_again(
    unit: tuple[Any, int], span: int, lag: int, since: date
) -> None:
    period, months = unit
    every = f"FREQ=MONTHLY;INTERVAL={span * months};BYMONTHDAY=15"
    spanned = replace(rule(every, "2015-01-15"), period=period, span=span, lag=lag)
    falls = occurrences(spanned, NOBODY, since)
    known = [next(falls) for _ in range(6)]
    assert known[0].first >= since
    for before, after in pairwise(known):
        assert after.first == before.last + timedelta(days=1)
        assert before.last < before.day
    assert [occurrence(spanned, NOBODY, one.period) for one in known] == known


def test_a_body_sets_a_date_by_deciding() -> None:
    counted = replace(rule(), due=DueRule(after_decision="plan_asked", days=60), period="occasion")
    case = OPENED.decided("plan_asked", "2025-01-10").as_of("2026-01-01")
    assert [one.day for one in occurrences(counted, case, of("2020-01-01"))] == [of("2025-03-11")]


@pytest.mark.parametrize(
    ("rrule", "anchor", "days"),
    [
        (MARCH, "2000-03-31", [f"{year}-03-31" for year in range(2020, 2050)]),
        (
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
            "2000-02-29",
            [f"{year}-02-{29 if year % 4 == 0 else 28}" for year in range(2020, 2050)],
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2000-01-31", [f"{y}-01-31" for y in range(2020, 2050)]),
        # The last Friday of March
        (
            "FREQ=YEARLY;BYMONTH=3;BYDAY=-1FR",
            "2000-03-31",
            [
                max(
                    date(year, 3, day) for day in range(25, 32) if date(year, 3, day).weekday() == 4
                ).isoformat()
                for year in range(2020, 2050)
            ],
        ),
    ],
)
def test_thirty_years_of_dates_equal_the_rule(rrule: str, anchor: str, days: list[str]) -> None:
    owed = rule(rrule, anchor, to="stay")
    found = [derived(str(year), owed=owed).day for year in range(2019, 2049)]
    assert [day.isoformat() for day in found] == days


def test_no_date_depends_on_the_one_before() -> None:
    alone = derived("2040").day
    for year in range(2020, 2040):
        derived(str(year), extended(5, f"{year + 1}-03-01", f"{year + 1}-05-20"))
    assert derived("2040").day == alone


# What puts a date off


def test_an_extension_names_the_day() -> None:
    found = derived("2026", extended(5, "2027-03-01", "2027-04-30"))
    assert found.day == of("2027-04-30")
    assert found.steps[-1] == {
        "step": "extension", "entry": 5, "decision": 7, "day": "2027-04-30"
    }  # fmt: skip


def test_a_pause_adds_its_days() -> None:
    found = derived("2026", paused(5, "2027-02-01", "2027-03-01"))
    assert found.day == of("2027-04-28")
    assert found.steps[-1] == {
        "step": "suspension", "entry": 5, "resumed_by": 6, "days": 28, "day": "2027-04-28"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("pause", "day"),
    [
        (paused(5, "2027-03-10"), "2027-03-31"),  # not over yet
        (paused(5, "2026-10-01", "2026-12-31"), "2027-03-31"),  # over when the term began
        (paused(5, "2026-10-01", "2027-01-01"), "2027-04-01"),  # one day of the term
        (paused(5, "2027-03-31", "2027-04-05"), "2027-04-05"),  # from the last day on
        (paused(5, "2027-04-01", "2027-05-05"), "2027-03-31"),  # too late
        (paused(5, "2027-03-10", "2027-03-10"), "2027-03-31"),  # taken back
    ],
)
def test_only_the_days_of_the_term_count(pause: Pause, day: str) -> None:
    assert derived("2026", pause).day == of(day)


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        # An extension after a pause names the day, whatever the pause had made of it.
        (
            (paused(5, "2027-02-01", "2027-03-01"), extended(8, "2027-03-15", "2027-05-14")),
            "2027-05-14",
        ),
        # A pause after an extension adds to it.
        (
            (extended(5, "2027-02-01", "2027-04-30"), paused(8, "2027-03-01", "2027-03-11")),
            "2027-05-10",
        ),
        # So does one in the midst of which the date was put off.
        (
            (paused(5, "2027-02-01", "2027-03-01"), extended(8, "2027-02-15", "2027-04-30")),
            "2027-05-28",
        ),
        # On one day, the one recorded later counts on what the earlier made.
        (
            (paused(5, "2027-02-01", "2027-03-01"), extended(8, "2027-03-01", "2027-04-30")),
            "2027-04-30",
        ),
        (
            (extended(3, "2027-03-01", "2027-04-30"), paused(5, "2027-02-01", "2027-03-01")),
            "2027-05-28",
        ),
        # A pause after the first date, within the second.
        (
            (extended(5, "2027-03-01", "2027-04-30"), paused(8, "2027-04-05", "2027-04-15")),
            "2027-05-10",
        ),
        (
            (
                extended(3, "2027-02-01", "2027-04-15"),
                extended(5, "2027-03-01", "2027-05-14"),
                paused(8, "2027-03-05", "2027-03-10"),
            ),
            "2027-05-19",
        ),
    ],
)
def test_the_order_of_time_counts_and_not_that_of_the_lists(
    changes: tuple[Extended | Pause, ...], day: str
) -> None:
    found = {derived("2026", *order).day for order in permutations(changes)}
    assert found == {of(day)}


days_of_term = st.dates(date(2026, 6, 1), date(2027, 7, 31))
pauses = st.tuples(days_of_term, st.integers(0, 120)).map(
    lambda drawn: Pause(20, drawn[0], drawn[0] + timedelta(days=drawn[1]), 21)
)
extensions = st.builds(
    Extended, st.integers(3, 60), days_of_term, st.dates(date(2027, 4, 1), date(2027, 6, 30)),
    st.just(7),
)  # fmt: skip
rolls = st.sampled_from(["next_working_day", "previous_working_day", "stay"])
somewhere = st.sampled_from(["PER", "EGY", "FRA", "NPL", "JPN", "KIR"]).map(places)


@given(st.lists(extensions, max_size=3), st.lists(pauses, max_size=3), rolls, somewhere)
def test_replaying_gives_the_same(
    longer: list[Extended], stops: list[Pause], to: str, at: Places
) -> None:
    owed = rule(to=to)
    first = computed(owed, "2026", at, longer, stops)
    assert computed(owed, "2026", at, list(longer), list(stops)) == first
    assert first.steps[-1]["day"] == first.day.isoformat()


@given(pauses, st.booleans())
def test_a_pause_moves_the_date_by_exactly_its_days_after_the_opening(
    pause: Pause, put_off: bool
) -> None:  # fmt: skip
    owed = rule(to="stay")
    longer = [extended(3, "2026-01-01", "2027-05-20")] if put_off else []
    before = computed(owed, "2026", PERU, longer, [])
    after = computed(owed, "2026", PERU, longer, [pause])
    assert pause.end is not None
    lost = {pause.start + timedelta(days=n) for n in range((pause.end - pause.start).days)}
    counted = {day for day in lost if day >= before.opens} if pause.start <= before.day else set()
    assert after.day - before.day == timedelta(days=len(counted))


@given(
    st.integers(2000, 2080), st.lists(extensions, max_size=2), st.lists(pauses, max_size=2),
    st.sampled_from(["next_working_day", "previous_working_day"]), somewhere,
)  # fmt: skip
def test_a_rolled_date_is_a_working_day(
    year: int, longer: list[Extended], stops: list[Pause], to: str, at: Places
) -> None:
    found = computed(rule(to=to), str(year), at, longer, stops)
    assert found.calendar.off(found.day) is None


@given(st.integers(2000, 2080), somewhere)
def test_the_moment_is_the_end_of_the_day_in_the_country(year: int, at: Places) -> None:
    found = computed(rule(), str(year), at, [], [])
    if at.country.zone is None:
        assert found.at is None
    else:
        assert found.at is not None
        last = (found.at - timedelta(seconds=1)).astimezone(at.country.zone).date()
        assert (last, found.at.astimezone(at.country.zone).date() > found.day) == (found.day, True)


def test_the_place_of_a_country_that_skips_a_day_has_its_own_end() -> None:
    samoa = Place("Pacific/Apia", ZoneInfo("Pacific/Apia"), ALMANAC.calendar("WSM"))
    owed = rule("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30", "2000-12-30", to="stay")
    found = computed(owed, "2010", replace(PERU, country=samoa), [], [])
    # Samoa had no 30 December 2011: it was over as it began.
    assert found.at == datetime(2011, 12, 30, 10, tzinfo=UTC)


@pytest.mark.parametrize(("role", "place"), [("focal_point", PERU.country), ("mwg", GENEVA)])
def test_focal_points_are_in_the_country_and_all_others_with_us(role: str, place: Place) -> None:
    assert PERU.of(role) == place
