"""The figures of a reporting year: counts that add up, as known at any moment."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.definitions.targets import read_targets
from pathfinder_flow.domain.cases.facts import Count
from pathfinder_flow.domain.deadlines.figures import (
    ASKED,
    CODES,
    CONCLUDED,
    NOT_ASKED,
    WHY_NOT,
    YearAnswer,
)
from pathfinder_flow.domain.errors.invalid import FutureDate, UnknownPeriod
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.services.deadlines.outcomes import NewReport
from pathfinder_flow.services.deadlines.queries import deadlines
from pathfinder_flow.services.deadlines.report_moves import record_report_and_move
from pathfinder_flow.services.deadlines.told import told_periods
from pathfinder_flow.services.deadlines.year import CountryYear, YearFigures, year_figures
from pathfinder_flow.services.history.queries import history
from pathfinder_flow.services.history.targets import progress
from pathfinder_flow.services.lifecycle.evidence import NewEvidence
from tests.services.conftest import DESK
from tests.services.simulation import Reminders


def figures(notices: Reminders, year: int = 2026) -> YearFigures:
    return year_figures(notices.app, notices.notices, year)


def code(found: YearFigures, country: str) -> str:
    return next(row.answer.code for row in found.rows if row.country == country)


def test_the_figures_of_a_year_add_up_and_tell_missing_from_never_asked(
    notices: Reminders,
) -> None:
    notices.country("KEN", "MEX")
    notices.run_until("2027-03-02")
    notices.report(effective="2027-02-20")
    notices.run_until("2027-05-20")
    found = figures(notices)
    assert code(found, "PER") == "in_time"
    assert code(found, "KEN") == "unreached"
    assert sum(found.counts.values()) == len(found.rows) == 3
    assert sum(found.counts[one] for one in ASKED) == found.asked == 1


@given(
    st.lists(
        st.tuples(st.sampled_from(CODES), st.sampled_from(WHY_NOT)),
        max_size=40,
    )
)
def test_the_totals_of_a_year_add_up_to_the_countries(answers: list[tuple[str, str]]) -> None:
    rows = tuple(
        CountryYear(
            f"C{country}",
            "annual_progress_report",
            cast("Workflow", None),
            YearAnswer(code, None, why=why if code == "not_owed" else None),
        )
        for country, (code, why) in enumerate(answers)
    )
    found = YearFigures(2026, None, None, rows, ())
    others = sum(found.counts[code] for code in NOT_ASKED)
    assert found.asked + others == len(rows)
    assert sum(found.reasons.values()) == found.counts["not_owed"]
    assert found.asked == sum(1 for row in rows if row.answer.code in ASKED)


def test_every_country_has_one_row_in_every_year(notices: Reminders) -> None:
    notices.country("KEN", granted="../2024")
    notices.country("MEX", "MWI", granted="2019-05-01")
    notices.run_until("2027-06-01")
    notices.report("MEX", period="2021", effective="2022-02", outcome="reported")
    for year in range(2016, 2030):
        found = figures(notices, year)
        assert [row.country for row in found.rows] == ["KEN", "MEX", "MWI", "PER"]
        others = sum(found.counts[code] for code in NOT_ASKED)
        assert (found.asked + others, sum(found.reasons.values())) == (4, found.counts["not_owed"])


def test_a_report_recorded_later_counts_as_of_its_own_day(notices: Reminders) -> None:
    notices.run_until("2027-05-20")
    notices.report(effective="2027-04-10")
    assert code(figures(notices), "PER") == "late"
    then = year_figures(notices.app, notices.notices, 2026, as_of=date(2027, 4, 9))
    assert code(then, "PER") == "missing"


def test_a_year_is_told_as_it_was_known_at_a_moment(notices: Reminders) -> None:
    notices.run_until("2027-04-02")
    before = notices.app.clock()
    assert code(figures(notices), "PER") == "missing"
    notices.run_until("2027-04-05")
    notices.report(effective="2027-03-30")
    assert code(figures(notices), "PER") == "in_time"
    then = year_figures(notices.app, notices.notices, 2026, known_at=before)
    assert code(then, "PER") == "missing"


def test_moves_of_the_year_are_counted_certain_and_possible(notices: Reminders) -> None:
    notices.country("KEN", granted="2022")
    notices.country("MEX", granted="../2022")
    granted = {one.event: one for one in figures(notices, 2022).moves}["grant_status"]
    assert (granted.certain, granted.possible) == (2, 1)
    assert [(one.event, one.certain) for one in figures(notices, 2023).moves] == [(CONCLUDED, 0)]
    assert figures(notices, 2022).moved == Count(2, 1)
    then = year_figures(notices.app, notices.notices, 2022, as_of=date(2022, 1, 31))
    assert then.moved == Count(0, 2)
    assert (then.reviews, then.as_of) == (Count(0, 0), date(2022, 1, 31))


def test_the_past_is_told_by_its_source_and_reminds_nobody(notices: Reminders) -> None:
    assert code(figures(notices, 2024), "PER") == "unknown"
    *_, told = notices.report(
        outcome="closed",
        period="2024",
        effective="2025",
        reason="Annual report of the Alliance for 2024",
    )
    assert told.body["attested"] is True
    assert code(figures(notices, 2024), "PER") == "closed"
    before = len(notices.mails)
    notices.run_until("2026-12-20")
    assert len(notices.mails) == before
    assert "closed" in [one.entry.body.get("outcome") for one in history(notices.app, "PER")]
    assert [one.key[1] for one in deadlines(notices.app, notices.notices, everything=True)] == [
        "2026"
    ]
    (closed,) = told_periods(notices.app, notices.notices)
    assert (closed.key[1], closed.due.day, closed.number) == ("2024", date(2025, 3, 31), None)
    assert closed.standing.facts["told_later"] is True
    report, outcome = notices.report(period="2023", effective="2024-02-01")
    assert outcome.body["evidence"] == report.number
    assert code(figures(notices, 2023), "PER") == "in_time"


def test_what_is_told_of_the_past_moves_nobody_today(notices: Reminders) -> None:
    evidence = NewEvidence(
        "annual_report", "2024-02-01", url="https://example.org/r", fields={"progress": ["Much"]}
    )
    new = NewReport("2023", "reported", "2024-02-01", evidence)
    done = record_report_and_move(notices.app, notices.notices, DESK, "PER", new)
    assert (done.moved, done.stays, done.event) == (None, None, "")
    (told,) = told_periods(notices.app, notices.notices, country="PER")
    assert told.standing.facts["outcome"] == "reported"


@pytest.mark.parametrize("granted", ["../2024", "2022-05-16"])
def test_a_year_in_which_the_status_perhaps_held_can_be_told_too(
    notices: Reminders, granted: str
) -> None:
    notices.country("KEN", granted=granted)
    notices.report("KEN", outcome="nil_confirmed", period="2023", effective="2024", reason="Site")
    assert code(figures(notices, 2023), "KEN") == "nil"


def test_what_is_still_to_come_is_told_by_nobody(notices: Reminders) -> None:
    with pytest.raises(FutureDate, match="2027-06-01"):
        year_figures(notices.app, notices.notices, 2026, as_of=date(2027, 6, 1))


@pytest.mark.parametrize("year", [0, 1899, 3000])
def test_what_is_no_year_is_refused(notices: Reminders, year: int) -> None:
    with pytest.raises(UnknownPeriod):
        figures(notices, year)


def test_goals_are_told_with_what_the_ledger_knows_of_them(notices: Reminders) -> None:
    notices.country("KEN", granted="2023-05-01")
    notices.country("MEX", granted="2023-10/2024-02")
    known = {one.target.measure: one for one in progress(notices.app, read_targets())}
    assert known["partners"].years == ()
    assert known["new_holders"].target.source
    new = {one.year: (one.count.certain, one.count.possible) for one in known["new_holders"].years}
    assert (new[2022], new[2023], new[2024]) == ((1, 0), (1, 1), (0, 1))
    working = {one.year: one.count.certain for one in known["implementing"].years}
    assert (working[2022], working[2023], working[2026]) == (1, 2, 3)
