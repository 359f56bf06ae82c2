"""A country as of a day: where it certainly stands, where it may, and whether it has the status."""

from dataclasses import replace
from datetime import date

import pytest

from pathfinder_flow.domain.cases.case import Case
from tests.domain.values import OPENED, Ledger, span

PLANNED = OPENED.moved("plan", "interest", "2020-03-10")
GRANTED = PLANNED.moved("grant", "planning", "2021-05-01")
RESTED = GRANTED.moved("report", "running", "2022-01-01").moved("rest", "review", "2022-06-01")
RESUMED = RESTED.moved("resume", "resting", "2024-01-01")
# Attested by sources that know no day, and no step between.
IMPRECISE = OPENED.moved("report", "running", "2020", attested=True)
TWO_IMPRECISE = IMPRECISE.moved("note", "review", "../2021", attested=True)
BRAZIL = OPENED.filed("letter", "2024", disputed=True, status=True).filed(
    "letter", "2025-05-26", disputed=True, status=True
)
FRANCE = OPENED.filed("letter", "2021-11-09", disputed=True, status=True)

STANDINGS = [
    # The ledger, the day, the certain state, the possible moves after it.
    (Ledger(), "2024-01-01", None, []),
    (OPENED, "2018-12-31", None, []),
    (OPENED, "2019-01-01", "interest", []),
    (PLANNED, "2020-03-09", "interest", []),
    (PLANNED, "2020-03-10", "planning", []),
    (GRANTED, "2021-04-30", "planning", []),
    (GRANTED, "2021-05-01", "running", []),
    # "In 2020" may have happened from its first day, and has by its last.
    (IMPRECISE, "2019-12-31", "interest", []),
    (IMPRECISE, "2020-01-01", "interest", ["report"]),
    (IMPRECISE, "2020-12-30", "interest", ["report"]),
    (IMPRECISE, "2020-12-31", "review", []),
    # "By 2021 at the latest" may have happened at any time.
    (TWO_IMPRECISE, "2018-01-01", None, ["note"]),
    (TWO_IMPRECISE, "2020-06-01", "interest", ["report", "note"]),
    (TWO_IMPRECISE, "2021-06-01", "review", ["note"]),
    (TWO_IMPRECISE, "2021-12-31", "running", []),
    # A move back-dated to before another one.
    (OPENED.moved("grant", "planning", "2021-05-01").moved("plan", "interest", "2020-01-01"),
     "2022-01-01", "running", []),
    (OPENED.moved("grant", "planning", "2021-05-01").moved("plan", "interest", "2020-01-01"),
     "2020-06-01", "planning", []),
    # What is certain later leaves nothing open of what was only possible before.
    (OPENED.moved("plan", "interest", "2020/..", attested=True).moved("rest", "x", "2021-01-01"),
     "2021-01-01", "resting", []),
    (PLANNED.withdrawn(2), "2024-01-01", "interest", []),
    (PLANNED.corrected(2, effective="2022"), "2022-06-01", "interest", ["plan"]),
]  # fmt: skip


@pytest.mark.parametrize(("ledger", "day", "state", "possible"), STANDINGS)
def test_a_case_certainly_stands_at_one_state_and_may_stand_at_later_ones(
    ledger: Ledger, day: str, state: str | None, possible: list[str]
) -> None:
    case = ledger.as_of(day)
    assert (case.state, [move.event for move in case.possible_moves]) == (state, possible)


@pytest.mark.parametrize(
    ("ledger", "day", "since"),
    [
        (OPENED, "2018-01-01", "None"),
        (OPENED, "2024-01-01", "2019-01-01"),
        (PLANNED, "2024-01-01", "2020-03-10"),
        (IMPRECISE, "2024-01-01", "2020-12-31"),
        (IMPRECISE, "2020-06-01", "2019-01-01"),
        (OPENED.moved("plan", "interest", "2022-11-21/..", attested=True), "2026-02-01",
         "2022-11-21"),
    ],
)  # fmt: skip
def test_a_state_counts_from_the_last_day_its_move_can_mean(
    ledger: Ledger, day: str, since: str
) -> None:
    assert str(ledger.as_of(day).since) == since


@pytest.mark.parametrize(
    ("day", "workflow"),
    [("2018-12-31", None), ("2022-06-01", "example/1"), ("2023-02-15", "example/2")],
)
def test_a_case_is_governed_by_the_workflow_of_that_day(day: str, workflow: str | None) -> None:
    governance = OPENED.migrated("2023-02-15").as_of(day).governance
    assert (governance and governance.workflow) == workflow


STATUS = {
    "never granted": (PLANNED, "2024-01-01", None),
    "the day before the grant": (GRANTED, "2021-04-30", None),
    "granted by a move": (GRANTED, "2021-05-01", span("2021-05-01", "2021-05-01")),
    "granted by a move corrected to a month": (
        GRANTED.corrected(3, effective="2021-05"),
        "2021-05-10",
        span("2021-05-01", "2021-05-31"),
    ),
    "a grant withdrawn": (GRANTED.withdrawn(3), "2024-01-01", None),
    "attested by evidence": (
        OPENED.filed("letter", "2020-03", status=True),
        "2024-01-01",
        span("2020-03-01", "2020-03-31"),
    ),
    "attested by evidence, before": (
        OPENED.filed("letter", "2020-03", status=True),
        "2020-02-29",
        None,
    ),
    "evidence that attests nothing": (OPENED.filed("letter", "2020-03"), "2024-01-01", None),
    "an attested move beside it says nothing more": (
        OPENED.filed("letter", "2020-03", status=True).moved(
            "grant", "planning", "2019-02-01", attested=True, rests_on=(2,)
        ),
        "2024-01-01",
        span("2020-03-01", "2020-03-31"),
    ),
    "two disputed accounts, before both": (BRAZIL, "2023-12-31", None),
    "two disputed accounts, between": (BRAZIL, "2024-06-01", span("2024-01-01", "2025-05-26")),
    "two disputed accounts, after both": (BRAZIL, "2025-12-31", span("2024-01-01", "2025-05-26")),
    "one disputed account": (FRANCE, "2025-12-31", span("2021-11-09", "9999-12-31")),
    "one disputed account and a grant": (
        FRANCE.moved("grant", "planning", "2023-01-01"),
        "2025-12-31",
        span("2023-01-01", "2023-01-01"),
    ),
    "ended": (RESTED, "2022-06-01", None),
    "the day before it ended": (RESTED, "2022-05-31", span("2021-05-01", "2021-05-01")),
    "granted again": (RESUMED, "2024-01-01", span("2024-01-01", "2024-01-01")),
    "ended, the day before it is granted again": (RESUMED, "2023-12-31", None),
    "its end withdrawn": (RESTED.withdrawn(5), "2024-01-01", span("2021-05-01", "2021-05-01")),
    "ended before the evidence that attests it": (
        RESTED.filed("letter", "2023-01-01", status=True),
        "2024-01-01",
        span("2023-01-01", "2023-01-01"),
    ),
    "ended after the evidence that attests it": (
        RESTED.filed("letter", "2020-01-01", status=True),
        "2024-01-01",
        None,
    ),
    "its end only possible": (
        GRANTED.moved("rest", "running", "2023", attested=True),
        "2023-06-01",
        span("2021-05-01", "9999-12-31"),
    ),
}


@pytest.mark.parametrize(("ledger", "day", "expected"), STATUS.values(), ids=STATUS)
def test_the_status_is_held_from_when_its_accounts_agree(
    ledger: Ledger, day: str, expected: object
) -> None:
    status = ledger.as_of(day).status
    assert (status and span(str(status.possible_from), str(status.certain_from))) == expected


@pytest.mark.parametrize(
    ("ledger", "numbers"),
    [(GRANTED, (3,)), (BRAZIL, (2, 3)), (RESUMED, (6,))],
    ids=["granted", "two accounts", "granted again"],
)
def test_the_status_names_the_entries_that_say_so(ledger: Ledger, numbers: tuple[int, ...]) -> None:
    status = ledger.as_of("2025-12-31").status
    assert status
    assert status.numbers == numbers


FILED = OPENED.filed("letter", "2020-01-01").filed("letter", "2022").filed("roadmap", "2023-01-01")
USED = FILED.moved("plan", "interest", "2023-06-01", rests_on=(3,))


@pytest.mark.parametrize(
    ("ledger", "day", "unused", "number"),
    [
        (FILED, "2019-12-31", False, None),
        (FILED, "2020-01-01", False, 2),
        (FILED, "2022-06-01", False, 2),
        (FILED, "2022-12-31", False, 3),
        (FILED.corrected(3, effective="2019"), "2024-01-01", False, 2),
        (FILED.withdrawn(3), "2024-01-01", False, 2),
        (FILED.filed("letter", "2024-01-01", disputed=True), "2024-06-01", False, 3),
        (USED, "2024-01-01", False, 3),
        (USED, "2024-01-01", True, None),
        (USED.withdrawn(5), "2024-01-01", True, 3),
        (FILED.moved("plan", "x", "2023-06-01", rests_on=(3,), attested=True), "2024-01-01", True,
         3),
    ],
)  # fmt: skip
def test_the_latest_evidence_is_the_newest_that_is_certain_undisputed_and_if_asked_unused(
    ledger: Ledger, day: str, unused: bool, number: int | None
) -> None:
    found = ledger.as_of(day).latest_evidence("letter", unused=unused)
    assert (found and found.number) == number


@pytest.mark.parametrize(
    ("ledger", "number"),
    [
        (OPENED.filed("letter", "2020-01-01"), None),
        (OPENED.filed("letter", "2025-01-01"), 2),
        (OPENED.filed("letter", "2020-01-01", disputed=True), 2),
    ],
    ids=["certain", "later", "disputed"],
)
def test_evidence_that_is_on_file_and_does_not_count_yet_is_found(
    ledger: Ledger, number: int | None
) -> None:
    found = ledger.as_of("2024-01-01").first_evidence_after("letter")
    assert (found and found.number) == number


MET = OPENED.decided("noted", "2020-01-01").decided("granted", "2022-01-01")


@pytest.mark.parametrize(
    ("ledger", "day", "unused", "outcome"),
    [
        (MET, "2019-12-31", False, None),
        (MET, "2021-12-31", False, "noted"),
        (MET, "2022-01-01", True, "granted"),
        (MET.decided("checked", "2023-01-01", body="mwg"), "2024-01-01", False, "granted"),
        (MET.moved("plan", "x", "2023-01-01", rests_on=(3,)), "2024-01-01", False, "granted"),
        # A decision used up is the body's last word: an older one does not come back.
        (MET.moved("plan", "x", "2023-01-01", rests_on=(3,)), "2024-01-01", True, None),
        (MET.moved("plan", "x", "2023-01-01", rests_on=(2,)), "2024-01-01", True, "granted"),
    ],
)
def test_the_latest_decision_is_the_last_word_of_the_body_on_that_day(
    ledger: Ledger, day: str, unused: bool, outcome: str | None
) -> None:
    found = ledger.as_of(day).latest_decision("gcg", unused=unused)
    assert (found and found.outcome) == outcome


@pytest.mark.parametrize(
    ("ledger", "seated"),
    [
        (Ledger().mandated("gcg", "PER"), True),
        (Ledger().mandated("gcg", "PER", end="2019-12-31"), False),
        (Ledger().mandated("gcg", "PER").mandate_ended(1, "2019-12-31"), False),
        (Ledger().mandated("gcg", "FRA"), False),
        (Ledger().mandated("gcg"), False),
        (Ledger().mandated("mwg", "PER"), False),
        (Ledger().mandated("focal_point", "PER"), False),
    ],
    ids=["seated", "over", "ended", "another country", "no country", "another body", "no body"],
)
def test_a_country_is_seated_by_a_mandate_in_the_body_in_force_on_the_day(
    ledger: Ledger, seated: bool
) -> None:
    case = ledger.as_of("2024-01-01")
    assert (case.seat_in("gcg", case.day.replace(year=2020)) is not None) is seated


def test_two_days_of_one_record_are_told_apart() -> None:
    record = GRANTED.record()
    days = [OPENED.as_of(day).day for day in ("2019-06-01", "2024-01-01")]
    assert [Case(record, day).state for day in days] == ["interest", "running"]


@pytest.mark.parametrize(
    ("disputed_rank", "certain_rank", "possible"),
    [(3, 1, ["grant"]), (1, 3, []), (1, 1, []), (None, 1, []), (3, None, [])],
)
def test_a_disputed_move_from_before_the_last_certain_one_may_still_lead_further(
    disputed_rank: int | None, certain_rank: int | None, possible: list[str]
) -> None:
    def ranked(ledger: Ledger, rank: int | None) -> Ledger:
        *before, last = ledger.entries
        draft = replace(last.draft, body={**last.body, "rank": rank})
        return Ledger((*before, replace(last, draft=draft)))

    told = OPENED.filed("letter", "2020-06-01", disputed=True, status=True)
    grant = told.moved(
        "grant", "planning", "2020-06-01", attested=True, disputed=True, rests_on=(2,)
    )
    plan = ranked(grant, disputed_rank).moved("plan", "interest", "2021-01-01", attested=True)
    case = ranked(plan, certain_rank).as_of("2022-01-01")
    assert [move.event for move in case.possible_moves] == possible


MAY_RUN = OPENED.moved(
    "report", "running", "2020-03", attested=True, certainty="may_have_been", rank=4
).moved("plan", "interest", "2020-05-01", attested=True, rank=1)


@pytest.mark.parametrize(
    ("ledger", "day", "state", "possible"),
    [
        (MAY_RUN, "2020-02-29", "interest", []),
        (MAY_RUN, "2020-03-01", "interest", ["report"]),
        (MAY_RUN, "2030-01-01", "planning", ["report"]),
        (MAY_RUN.moved("rest", "x", "2021-01-01", rank=9), "2030-01-01", "resting", []),
        (MAY_RUN.moved("rest", "x", "2021-01-01"), "2030-01-01", "resting", []),
    ],
)
def test_what_only_may_have_been_is_never_certain_and_stands_beside_what_is(
    ledger: Ledger, day: str, state: str, possible: list[str]
) -> None:
    case = ledger.as_of(day)
    assert (case.state, [move.event for move in case.possible_moves]) == (state, possible)


def test_a_status_that_no_fact_shows_is_possible_and_not_disputed() -> None:
    may_hold = PLANNED.moved(
        "grant", "planning", "2021-05-01", attested=True, certainty="may_have_been"
    )
    status = may_hold.as_of("2030-01-01").status
    assert status
    assert (status.certain_from == date.max, status.shown, status.disputed) == (True, False, False)


def test_a_status_that_accounts_contradict_is_disputed() -> None:
    status = FRANCE.as_of("2030-01-01").status
    assert status
    assert status.disputed
