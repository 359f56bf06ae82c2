"""Rungs: when each is due, and which of those due is still worth climbing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathfinder_flow.calendars.almanac import Almanac
from pathfinder_flow.definitions.data_files import ladders_file
from pathfinder_flow.definitions.ladders import parse_ladders
from pathfinder_flow.domain.cases.obligations import Due
from pathfinder_flow.domain.dates.moments import end_of_day, local_day, local_hour
from pathfinder_flow.domain.deadlines.due_dates import Place, Places
from pathfinder_flow.domain.deadlines.periods import ObligationStatus
from pathfinder_flow.domain.reminders.hours import in_hours, next_hours
from pathfinder_flow.domain.reminders.ladder import Ladder, Rung
from pathfinder_flow.domain.reminders.reached import Reached
from pathfinder_flow.domain.reminders.rungs import (
    RungDue,
    RungsDone,
    due_rungs,
    moments_of,
    next_moment,
    place_of,
    why_not,
)
from pathfinder_flow.domain.roles import Role

ALMANAC = Almanac()
OPEN = ObligationStatus("open", {})
OVERDUE = ObligationStatus("overdue", {})


@cache
def shipped() -> Ladder:
    path = ladders_file(None)
    known = parse_ladders(
        path.read_bytes(), str(path), known_zone=lambda _: True, known_calendar=lambda _: True
    )
    return known.ladders["annual_progress_report"]


LADDER = shipped()


def place(calendar: str, zone: str) -> Place:
    return Place(zone, ALMANAC.zone(zone), ALMANAC.calendar(calendar))


GENEVA = place("CHE-GE", "Europe/Zurich")
ZONES = {
    "PER": "America/Lima",
    "FRA": "Europe/Paris",
    "EGY": "Africa/Cairo",
    "NPL": "Asia/Kathmandu",
    "KIR": "Pacific/Kiritimati",
    "USA": "Pacific/Honolulu",
    "WSM": "Pacific/Apia",
}


@cache
def places(country: str) -> Places:
    return Places(place(country, ZONES[country]), GENEVA)


PERU = places("PER")


def due(day: str = "2027-03-31", *, at: Places = PERU, opens: str | None = None) -> Due:
    last = date.fromisoformat(day)
    first = date.fromisoformat(opens) if opens else last - timedelta(days=90)
    zone = at.country.zone
    return Due(
        number=5, recorded_at=datetime(2026, 11, 22, tzinfo=UTC), day=last, opens=first,
        zone=at.country.zone_name, at=end_of_day(last, zone) if zone else None,
        calendar="PER", calendar_version="1", steps=(), because="first",
    )  # fmt: skip


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def climbs(
    now: str,
    *done: str,
    owed: Due | None = None,
    at: Places = PERU,
    stands: ObligationStatus = OPEN,
    moved: tuple[str, datetime] | None = None,
    ladder: Ladder = LADDER,
    reached: Reached | None = None,
) -> dict[str, str | None]:
    """What becomes of the rungs that are due at a moment: None for the one that is sent."""
    known = RungsDone(done, moved, reached or Reached())
    found = due_rungs(ladder, owed or due(at=at), at, stands, known, utc(now))
    return {step.rung: step.waits or step.withheld for step in found}


# When


def test_every_rung_is_due_at_nine_of_a_working_day_there() -> None:
    moments = moments_of(LADDER, due(), PERU)
    assert {name: f"{moment:%Y-%m-%d %H:%M}" for name, moment in moments.items()} == {
        "opening": "2026-12-31 14:00",
        "t_60": "2027-02-01 14:00",
        "t_30": "2027-03-01 14:00",
        "t_7": "2027-03-24 14:00",
        "due_today": "2027-03-31 14:00",
        "overdue_7": "2027-04-07 14:00",
        "overdue_30": "2027-04-30 14:00",
        # To the group, so by the Secretariat's days and hours
        "overdue_90": "2027-06-29 07:00",
    }


def test_when_the_clocks_change_it_is_still_nine() -> None:
    paris = places("FRA")
    moments = moments_of(LADDER, due(at=paris), paris)
    assert moments["t_7"] == utc("2027-03-24T08:00")
    assert moments["due_today"] == utc("2027-03-31T07:00")


@pytest.mark.parametrize("country", ZONES)
@pytest.mark.parametrize("year", [2024, 2026, 2029])
def test_a_moment_lies_within_the_hours(country: str, year: int) -> None:
    at = places(country)
    for name, moment in moments_of(LADDER, due(f"{year}-03-29", at=at), at).items():
        there = place_of(LADDER.rungs[name], at)
        assert in_hours(LADDER, there, moment)
        assert there.zone is not None
        assert local_hour(moment, there.zone) == 9


def test_a_day_that_the_country_skips_has_its_rung_on_the_next() -> None:
    samoa = places("WSM")
    owed = due("2012-01-06", at=samoa)
    # Seven days before was Friday 30 December 2011, which Samoa did not have.
    moment = moments_of(LADDER, owed, samoa)["t_7"]
    assert samoa.country.zone is not None
    assert local_day(moment, samoa.country.zone) > date(2011, 12, 30)


def test_without_a_zone_no_rung_is_due() -> None:
    nowhere = Places(Place(None, None, PERU.country.calendar), GENEVA)
    assert moments_of(LADDER, due(at=nowhere), nowhere) == {}


def test_without_a_date_no_rung_is_due() -> None:
    assert moments_of(LADDER, replace(due(), day=None), PERU) == {}


# Which


def test_before_its_moment_a_rung_waits() -> None:
    assert climbs("2026-12-31T13:59:59") == {}
    assert climbs("2026-12-31T14:00:00") == {"opening": None}


def test_days_before_still_holds_on_the_due_day_where_no_rung_is_for_that_day() -> None:
    without = {name: rung for name, rung in LADDER.rungs.items() if name != "due_today"}
    ladder = replace(LADDER, rungs=without)
    done = ("opening", "t_60", "t_30")
    assert climbs("2027-03-31T15:00", *done, ladder=ladder) == {"t_7": None}
    assert climbs("2027-04-01T15:00", *done, ladder=ladder) == {"t_7": "no_longer_true"}


def test_what_is_done_is_done() -> None:
    assert climbs("2026-12-31T15:00", "opening") == {}


def test_of_several_only_the_latest_is_sent_and_takes_the_place_of_the_others() -> None:
    found = due_rungs(LADDER, due(), PERU, OPEN, RungsDone(()), utc("2027-03-15T15:00"))
    assert found == [
        RungDue("opening", "superseded", {"by": "t_30"}),
        RungDue("t_60", "superseded", {"by": "t_30"}),
        RungDue("t_30"),
    ]


def test_after_the_due_date_nothing_says_that_it_lies_ahead() -> None:
    assert climbs("2027-04-01T14:00", "opening", "t_60", "t_30", stands=OVERDUE) == {
        "t_7": "no_longer_true",
        "due_today": "no_longer_true",
    }


def test_due_today_is_said_until_the_day_is_over_there() -> None:
    early = ("opening", "t_60", "t_30", "t_7")
    assert climbs("2027-03-31T21:59", *early) == {"due_today": None}
    # 17:00: it waits, and tomorrow it will not be true.
    assert climbs("2027-03-31T22:00", *early) == {}
    assert climbs("2027-04-01T14:00", *early) == {"due_today": "no_longer_true"}


def test_a_reminder_from_before_the_outage_gives_way_to_the_notice_after_it() -> None:
    assert climbs("2027-04-08T14:00", "opening", stands=OVERDUE) == {
        "t_60": "superseded",
        "t_30": "superseded",
        "t_7": "superseded",
        "due_today": "superseded",
        "overdue_7": None,
    }


@pytest.mark.parametrize(
    "now",
    [
        "2027-03-02T03:00",  # in the night
        "2027-03-02T13:59",  # before nine
        "2027-03-02T22:00",  # from five on
        "2027-03-06T15:00",  # on a Saturday
        "2027-03-26T15:00",  # on Good Friday
    ],
)
def test_out_of_hours_it_waits(now: str) -> None:
    assert climbs(now, "opening", "t_60", "t_7") == {}


def test_rungs_of_one_day_become_one_mail() -> None:
    # Opening and sixty days before, on one day; the later in the file stands.
    owed = due(opens="2027-01-30")
    assert climbs("2027-02-01T14:00", owed=owed) == {"opening": "superseded", "t_60": None}


def test_a_rung_that_a_holiday_pushed_past_another_is_one_mail_with_it() -> None:
    early = Rung(
        title={"en": "x"}, message="report_reminder", counted_from="due", days=-1,
        to=(Role.FOCAL_POINT,),
    )  # fmt: skip
    ladder = replace(LADDER, rungs={"t_1": early, "due_today": LADDER.rungs["due_today"]})
    # Due on the Monday after Easter: the day before is a Sunday.
    found = climbs("2027-03-29T14:00", owed=due("2027-03-29"), ladder=ladder)
    assert found == {"t_1": "superseded", "due_today": None}


# Why not


@pytest.mark.parametrize(
    ("stands", "reason"),
    [
        (ObligationStatus("settled", {"outcome": "reported", "entry": 9}), "already_reported"),
        (ObligationStatus("settled", {"outcome": "nil_confirmed", "entry": 9}), "already_reported"),
        (ObligationStatus("settled", {"outcome": "exempt", "entry": 9}), "exempt"),
        (ObligationStatus("settled", {"outcome": "waived", "entry": 9}), "waived"),
        (ObligationStatus("suspended", {"entry": 9}), "suspended"),
        (ObligationStatus("resting", {"state": "planning"}), "other_stage"),
        (ObligationStatus("fallen_away", {"entry": 9}), "fallen_away"),
    ],
)
def test_how_it_stands_keeps_every_rung_back(stands: ObligationStatus, reason: str) -> None:
    found = climbs("2027-03-01T14:00", stands=stands)
    assert found == dict.fromkeys(("opening", "t_60", "t_30"), reason)


def test_what_keeps_it_back_is_told_also_by_night() -> None:
    stands = ObligationStatus("suspended", {"entry": 9})
    assert climbs("2027-03-02T03:00", "opening", "t_60", stands=stands) == {"t_30": "suspended"}


@pytest.mark.parametrize("code", ["open", "overdue", "upcoming", "no_zone"])
def test_otherwise_nothing_keeps_it_back(code: str) -> None:
    assert why_not(LADDER, ObligationStatus(code, {})) is None


def test_an_outcome_that_the_ladder_does_not_stop_for_keeps_nothing_back() -> None:
    patient = replace(LADDER, stops=("reported",))
    assert why_not(patient, ObligationStatus("settled", {"outcome": "partly_reported"})) is None


# After the date has moved


def test_the_letter_on_a_moved_date_takes_the_place_of_the_rungs_before_it() -> None:
    moved = ("moved_1", utc("2027-03-10T15:00"))
    found = due_rungs(
        LADDER, due("2027-04-30"), PERU, OPEN, RungsDone((), moved), utc("2027-03-10T15:00")
    )
    assert found == [
        RungDue("opening", "superseded", {"by": "moved_1"}),
        RungDue("t_60", "superseded", {"by": "moved_1"}),
    ]


def test_rungs_after_the_moved_date_was_told_are_climbed() -> None:
    moved = ("moved_1", utc("2027-03-10T15:00"))
    done = ("opening", "t_60")
    found = climbs("2027-03-31T14:00", *done, owed=due("2027-04-30"), moved=moved)
    assert found == {"t_30": None}


# When to look again


def test_the_next_look_is_at_the_next_rung() -> None:
    assert next_moment(
        LADDER, due(), PERU, RungsDone(("opening",)), utc("2027-01-05T12:00")
    ) == utc("2027-02-01T14:00")


def test_what_waits_for_the_morning_is_looked_at_in_the_morning() -> None:
    done = ("opening", "t_60")
    assert next_moment(LADDER, due(), PERU, RungsDone(done), utc("2027-03-06T15:00")) == utc(
        "2027-03-08T14:00"
    )


def test_when_every_rung_is_done_nobody_looks_again() -> None:
    assert (
        next_moment(LADDER, due(), PERU, RungsDone(tuple(LADDER.rungs)), utc("2027-09-01T12:00"))
        is None
    )


@pytest.mark.parametrize(
    ("now", "again"),
    [
        ("2027-03-02T13:00", "2027-03-02T14:00"),
        ("2027-03-02T14:00", "2027-03-03T14:00"),
        ("2027-03-02T23:00", "2027-03-03T14:00"),
        ("2027-03-05T23:00", "2027-03-08T14:00"),
        ("2027-03-24T23:00", "2027-03-29T14:00"),  # over Easter
    ],
)
def test_the_next_hours_are_those_of_the_next_working_day(now: str, again: str) -> None:
    assert next_hours(LADDER, PERU.country, utc(now)) == utc(again)


# Whatever happens


ticks = st.lists(st.integers(0, 400 * 24 * 60), max_size=30).map(sorted)
BEGIN = utc("2026-12-01T00:00")


def run(country: str, minutes: list[int], *, follow: bool) -> list[tuple[datetime, RungDue]]:
    """Tick at some minutes and at last long after; or at each moment that it asks for as well."""
    at, owed = places(country), due(at=places(country))
    done: list[str] = []
    told: datetime | None = None
    said: list[tuple[datetime, RungDue]] = []
    planned = [BEGIN + timedelta(minutes=minute) for minute in minutes]
    now = BEGIN
    while True:
        stands = OVERDUE if owed.at and now >= owed.at else OPEN
        known = RungsDone(done, reached=Reached(told_late=told))
        for step in due_rungs(LADDER, owed, at, stands, known, now):
            if step.waits:
                continue
            done.append(step.rung)
            said.append((now, step))
            if step.withheld is None and step.rung in ("overdue_7", "overdue_30"):
                told = told or now
        later = [moment for moment in planned if moment > now]
        known = RungsDone(done, reached=Reached(told_late=told))
        asked = next_moment(LADDER, owed, at, known, now) if follow or not later else None
        upcoming = [*later[:1], *([asked] if asked else [])]
        if not upcoming:
            return said
        assert min(upcoming) > now
        now = min(upcoming)


@settings(deadline=None)
@given(st.sampled_from(list(ZONES)), ticks, st.booleans())
def test_every_rung_ends_exactly_once_whenever_it_ticks(
    country: str, minutes: list[int], follow: bool
) -> None:  # fmt: skip
    ended = Counter(step.rung for _, step in run(country, minutes, follow=follow))
    assert ended == Counter(list(LADDER.rungs))


@settings(deadline=None)
@given(st.sampled_from(list(ZONES)), ticks, st.booleans())
def test_what_is_sent_is_true_and_in_hours_and_in_order(
    country: str, minutes: list[int], follow: bool
) -> None:  # fmt: skip
    at, owed = places(country), due(at=places(country))
    moments = moments_of(LADDER, owed, at)
    sent = [(now, step.rung) for now, step in run(country, minutes, follow=follow)
            if step.withheld is None]  # fmt: skip
    for now, name in sent:
        rung = LADDER.rungs[name]
        assert at.country.zone is not None
        today = local_day(now, at.country.zone)
        assert moments[name] <= now
        assert in_hours(LADDER, place_of(rung, at), now)
        assert (rung.days > 0) is (today > date(2027, 3, 31))
        assert name != "due_today" or today == date(2027, 3, 31)
    assert all(before <= after for (before, _), (after, _) in pairwise(sent))
    to_country = [now for now, name in sent if Role.FOCAL_POINT in LADDER.rungs[name].to]
    assert len(to_country) == len(set(to_country))


@settings(deadline=None)
@given(st.sampled_from(list(ZONES)), ticks)
def test_who_looks_when_asked_sends_every_rung(country: str, minutes: list[int]) -> None:
    how = {step.rung: step.withheld for _, step in run(country, minutes, follow=True)}
    at = places(country)
    moments = moments_of(LADDER, due(at=at), at)
    # Rungs of one moment become one mail; every other goes out.
    alone = [name for name, moment in moments.items() if Counter(moments.values())[moment] == 1]
    assert [name for name in alone if how[name]] == []
