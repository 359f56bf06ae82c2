"""What became of one year's report is one word, and every country has exactly one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.facts import Span
from pathfinder_flow.domain.deadlines.figures import CODES, WHY_NOT, happened_within, year_answer
from pathfinder_flow.domain.deadlines.periods import missed_in_a_row, told_of
from pathfinder_flow.domain.ledger.entries import Kind
from tests.domain.deadlines.test_holders import LATEST, NAME, PERU, History
from tests.domain.values import Ledger

RULE = LATEST.obligations[NAME]
HOLDER = History(LATEST).move("begin_planning", "2020-02-11").ledger
GRANTED = (
    History(LATEST, "2020-02-10")
    .move("begin_planning", "2020-02-11")
    .move("submit_roadmap", "2020-02-12")
    .move("grant_status", "2020-05-16")
    .ledger
)


def outcome(ledger: Ledger, said: str, on: str, year: str = "2021", **more: Any) -> Ledger:
    body = {"obligation": NAME, "period": year, "outcome": said, "evidence": None, **more}
    return ledger.add(Kind.OUTCOME, on, body, recorded="2022-12-01")


def suspended(ledger: Ledger) -> Ledger:
    due = {
        "obligation": NAME, "period": "2021", "due": "2022-03-31", "opens": "2022-01-01",
        "zone": "America/Lima", "at": "2022-04-01T05:00:00Z", "calendar": "PER",
        "calendar_version": "1", "steps": [], "because": "first", "status": [],
    }  # fmt: skip
    ledger = ledger.add(Kind.DUE, "2022-01-01", due, recorded="2022-01-01")
    pause = {"obligation": NAME}
    return ledger.add(Kind.SUSPENSION, "2022-02-01", pause, recorded="2022-02-01")


def code(ledger: Ledger, on: str, *, reached: bool = True) -> tuple[str, str | None]:
    case = Case(ledger.record(), date.fromisoformat(on))
    found = year_answer(case, (NAME, "2021"), RULE, PERU, reached=reached)
    return found.code, found.why


@pytest.mark.parametrize(
    ("ledger", "on", "says"),
    [
        (HOLDER, "2022-06-01", ("not_owed", "no_status")),
        (GRANTED, "2021-12-30", ("to_come", None)),
        (GRANTED, "2022-02-01", ("awaited", None)),
        (GRANTED, "2022-03-31", ("awaited", None)),
        (GRANTED, "2022-04-01", ("missing", None)),
        (suspended(GRANTED), "2021-06-01", ("to_come", None)),
        (suspended(GRANTED), "2022-06-01", ("suspended", None)),
        (outcome(GRANTED, "reported", "2022-03-31"), "2023-01-01", ("in_time", None)),
        (outcome(GRANTED, "reported", "2022-04-01"), "2023-01-01", ("late", None)),
        (outcome(GRANTED, "reported", "2022"), "2023-01-01", ("undated", None)),
        (outcome(GRANTED, "partly_reported", "2022-04-01"), "2023-01-01", ("partly", None)),
        (outcome(GRANTED, "nil_confirmed", "2022-04-01"), "2023-01-01", ("nil", None)),
        (outcome(GRANTED, "exempt", "2022-04-01"), "2023-01-01", ("exempt", None)),
        (outcome(GRANTED, "waived", "2022-04-01"), "2023-01-01", ("waived", None)),
        (outcome(GRANTED, "closed", "2022-04-01"), "2023-01-01", ("closed", None)),
        (
            outcome(outcome(GRANTED, "reported", "2022-03-01"), "returned", "2022-03-20"),
            "2023-01-01",
            ("returned", None),
        ),
    ],
)
def test_what_became_of_a_report(ledger: Ledger, on: str, says: tuple[str, str | None]) -> None:
    assert code(ledger, on) == says


@pytest.mark.parametrize(
    ("on", "says"), [("2022-03-19", "awaited"), ("2022-04-02", "late"), ("2022-04-01", "missing")]
)
def test_what_happened_after_a_day_is_left_out_as_of_it(on: str, says: str) -> None:
    assert code(outcome(GRANTED, "reported", "2022-04-02"), on)[0] == says


@pytest.mark.parametrize(
    ("possible", "certain", "says"),
    [
        ("2021-01-01", "2021-12-31", "certain"),
        ("2020-12-31", "2021-01-01", "possible"),
        ("2021-12-31", "2022-01-01", "possible"),
        ("2020-01-01", "2020-12-31", None),
        ("2022-01-01", "2022-01-01", None),
        ("0001-01-01", "9999-12-31", "possible"),
    ],
)
def test_what_happened_within_a_year(possible: str, certain: str, says: str | None) -> None:
    span = Span(date.fromisoformat(possible), date.fromisoformat(certain))
    assert happened_within(span, date(2021, 1, 1), date(2021, 12, 31)) == says


def test_nobody_is_said_to_owe_what_nobody_there_was_asked_for() -> None:
    assert code(GRANTED, "2022-06-01", reached=False) == ("unreached", None)


def test_what_fell_due_before_the_ledger_knew_the_country_is_unknown_until_somebody_says() -> None:
    known = told("2020-05-16")
    assert code(known, "2023-01-01") == ("unknown", None)
    assert code(outcome(known, "closed", "2022", attested=True), "2023-01-01") == ("closed", None)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["reported", "nil_confirmed", "closed", "returned", "waived"]),
            st.dates(date(2022, 1, 1), date(2022, 11, 30)),
        ),
        max_size=4,
    ),
    st.dates(date(2019, 1, 1), date(2024, 1, 1)),
    st.booleans(),
)
def test_every_country_has_exactly_one_code(
    outcomes: list[tuple[str, date]], day: date, reached: bool
) -> None:
    ledger = GRANTED
    for said, on in outcomes:
        ledger = outcome(ledger, said, on.isoformat())
    found, why = code(ledger, day.isoformat(), reached=reached)
    assert found in CODES
    assert (why in WHY_NOT) is (found == "not_owed")


def test_a_year_closed_without_a_report_counts_in_a_row_and_an_unknown_one_does_not() -> None:
    now = datetime(2023, 6, 1, tzinfo=UTC)
    due = {
        "obligation": NAME, "period": "2022", "due": "2023-03-31", "opens": "2023-01-01",
        "zone": "America/Lima", "at": "2023-04-01T05:00:00Z", "calendar": "PER",
        "calendar_version": "1", "steps": [], "because": "first", "status": [],
    }  # fmt: skip
    late = GRANTED.add(Kind.DUE, "2023-01-01", due, recorded="2023-01-01")
    case = Case(late.record(), date(2023, 6, 1))
    assert missed_in_a_row(case, (NAME, "2022"), now) == ["2022"]
    told = Case(outcome(late, "closed", "2022", attested=True).record(), date(2023, 6, 1))
    assert missed_in_a_row(told, (NAME, "2022"), now) == ["2021", "2022"]


@pytest.mark.parametrize(
    ("attested", "missed"), [(True, ["2021"]), (False, [])], ids=["told by a source", "never asked"]
)
def test_a_year_closed_here_counts_only_if_the_country_was_asked(
    attested: bool, missed: list[str]
) -> None:
    closed = outcome(GRANTED, "closed", "2022", attested=attested).record()
    case = Case(closed, date(2023, 6, 1))
    now = datetime(2023, 6, 1, tzinfo=UTC)
    assert missed_in_a_row(case, (NAME, "2021"), now, asked=lambda _key: False) == missed


def told(granted: str, **more: Any) -> Ledger:
    """A country whose status was told to the ledger in November 2022."""
    opened = {"to": "interest", "workflow": LATEST.name, "sha256": "aa"}
    return (
        Ledger()
        .add(Kind.CASE_OPENED, "2020-01-01", opened, recorded="2022-11-01")
        .filed("status_granted", granted, status=True, recorded="2022-11-01", **more)
    )


@pytest.mark.parametrize(
    ("ledger", "says"),
    [
        (told("2020-05-16"), ("unknown", None)),
        (told("../2022"), ("not_owed", "perhaps_held")),
        (told("2020-01-01/2022-05-01"), ("not_owed", "perhaps_held")),
        (told("2020-05-16", disputed=True), ("not_owed", "perhaps_held")),
        (told("2021-02-01"), ("not_owed", "first_period")),
        (told("2021-02-01/2022-02-01"), ("not_owed", "first_period")),
        (told("2021-02-01", disputed=True), ("not_owed", "no_status")),
    ],
)
def test_who_perhaps_held_the_status_then_is_told_from_who_did_not(
    ledger: Ledger, says: tuple[str, str]
) -> None:
    assert code(ledger, "2023-01-01") == says


def test_only_what_a_source_tells_of_the_past_is_told() -> None:
    key = (NAME, "2021")
    for ledger, is_told in [
        (outcome(told("2020-05-16"), "closed", "2022", attested=True), True),
        (outcome(told("../2022"), "reported", "2022-03-01", attested=True), True),
        (outcome(GRANTED, "closed", "2022"), False),
        (outcome(GRANTED, "closed", "2022", attested=True), False),
        (GRANTED, False),
    ]:
        case = Case(ledger.record(), date(2023, 1, 1))
        assert (told_of(case, key, RULE, PERU) is not None) is is_told
