"""The fold: what entries and their corrections together say of a country."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.ledger.entries import Act, Kind
from tests.domain.values import OPENED, Ledger, span

FILED = OPENED.filed("letter", "2020-01-01", {"pages": "3", "place": "Lima"})
PLANNED = OPENED.moved("plan", "interest", "2020-06-01")


def letter(ledger: Ledger) -> tuple[str, dict[str, Any]] | None:
    """The date and fields of the one letter on file, if it is."""
    known = ledger.record().evidence["letter"]
    return (known[0].when.text, known[0].fields) if known else None


def events(ledger: Ledger) -> list[str]:
    return [move.event for move in ledger.record().moves]


def told(record: Record) -> dict[str, Any]:
    """Everything a record says."""
    said = {name: value for name, value in vars(record).items() if name != "entries"}
    return {**said, "evidence": {kind: list(known) for kind, known in record.evidence.items()}}


LETTERS = {
    "as filed": (FILED, ("2020-01-01", {"pages": "3", "place": "Lima"})),
    "another date": (
        FILED.corrected(2, effective="2020-02"),
        ("2020-02", {"pages": "3", "place": "Lima"}),
    ),
    "another field": (
        FILED.corrected(2, fields={"pages": "4"}),
        ("2020-01-01", {"pages": "4", "place": "Lima"}),
    ),
    "a field more": (
        FILED.corrected(2, fields={"seal": "yes"}),
        ("2020-01-01", {"pages": "3", "place": "Lima", "seal": "yes"}),
    ),
    "date and field": (
        FILED.corrected(2, effective="2021", fields={"pages": "4"}),
        ("2021", {"pages": "4", "place": "Lima"}),
    ),
    "the later correction wins": (
        FILED.corrected(2, effective="2021").corrected(2, effective="2022"),
        ("2022", {"pages": "3", "place": "Lima"}),
    ),
    "corrections of different things add up": (
        FILED.corrected(2, effective="2021").corrected(2, fields={"place": "Cusco"}),
        ("2021", {"pages": "3", "place": "Cusco"}),
    ),
    "withdrawn": (FILED.withdrawn(2), None),
    "withdrawn after a correction": (FILED.corrected(2, effective="2021").withdrawn(2), None),
    "corrected after its withdrawal": (FILED.withdrawn(2).corrected(2, effective="2021"), None),
    "a withdrawal withdrawn restores": (
        FILED.withdrawn(2).withdrawn(3),
        ("2020-01-01", {"pages": "3", "place": "Lima"}),
    ),
    "that withdrawal withdrawn again": (FILED.withdrawn(2).withdrawn(3).withdrawn(4), None),
    "and once more": (
        FILED.withdrawn(2).withdrawn(3).withdrawn(4).withdrawn(5),
        ("2020-01-01", {"pages": "3", "place": "Lima"}),
    ),
    "two withdrawals, one withdrawn": (FILED.withdrawn(2).withdrawn(2).withdrawn(3), None),
    "a correction withdrawn": (
        FILED.corrected(2, effective="2021").withdrawn(3),
        ("2020-01-01", {"pages": "3", "place": "Lima"}),
    ),
    "the first of two corrections withdrawn": (
        FILED.corrected(2, effective="2021").corrected(2, fields={"pages": "4"}).withdrawn(3),
        ("2020-01-01", {"pages": "4", "place": "Lima"}),
    ),
    "the withdrawal of a correction withdrawn": (
        FILED.corrected(2, effective="2021").withdrawn(3).withdrawn(4),
        ("2021", {"pages": "3", "place": "Lima"}),
    ),
}


@pytest.mark.parametrize(("ledger", "expected"), LETTERS.values(), ids=LETTERS)
def test_a_letter_stands_as_its_corrections_leave_it(ledger: Ledger, expected: Any) -> None:
    assert letter(ledger) == expected


def test_an_amended_entry_keeps_its_number_and_who_recorded_it() -> None:
    record = FILED.corrected(2, effective="2021").record()
    amended = record.amend(record.entries[1])
    assert (amended.number, amended.act, amended.effective) == (2, Act("desk"), "2021")


def test_the_entry_itself_never_changes() -> None:
    record = FILED.corrected(2, effective="2021", fields={"pages": "4"}).record()
    assert record.entries[1] == FILED.entries[1]


@pytest.mark.parametrize(
    ("effective", "expected"),
    [
        # Until the correction nobody had written down that it happened after that day ...
        ("2020-05-01", span("2020-05-01", "2020-05-01")),
        ("2021", span("2021-01-01", "2021-12-31")),
        ("2020-05-01?", span("2020-05-01", "2024-01-01")),
        ("2020-05/..", span("2020-05-01", "2024-01-01")),
        # ... and what had happened when it was first recorded still had.
        ("2019?", span("2019-01-01", "2020-02-01")),
        ("../2021", span("0001-01-01", "2020-02-01")),
    ],
)
def test_a_date_corrected_to_after_the_recording_is_bounded_by_the_correction(
    effective: str, expected: Any
) -> None:
    ledger = OPENED.filed("letter", "2020-01-01", recorded="2020-02-01")
    known = ledger.corrected(2, effective=effective, recorded="2024-01-01").record()
    assert known.evidence["letter"][0].account.span == expected


def test_moves_stand_in_the_order_of_their_dates_not_of_their_numbers() -> None:
    ledger = OPENED.moved("grant", "planning", "2022-01-01").moved("plan", "interest", "2021-01-01")
    assert events(ledger) == ["opened", "plan", "grant"]


def test_moves_of_one_day_stand_in_the_order_they_were_recorded() -> None:
    ledger = PLANNED.moved("grant", "planning", "2020-06-01").moved("report", "x", "2020-06-01")
    assert events(ledger) == ["opened", "plan", "grant", "report"]


def test_a_corrected_date_puts_a_move_in_its_new_place() -> None:
    ledger = PLANNED.moved("grant", "planning", "2022-01-01").corrected(2, effective="2023")
    assert events(ledger) == ["opened", "grant", "plan"]


def test_a_withdrawn_move_is_no_move() -> None:
    assert events(PLANNED.withdrawn(2)) == ["opened"]


def test_a_withdrawn_move_whose_withdrawal_is_withdrawn_is_one_again() -> None:
    assert events(PLANNED.withdrawn(2).withdrawn(3)) == ["opened", "plan"]


def test_the_newest_evidence_stands_last_whenever_it_was_recorded() -> None:
    ledger = FILED.filed("letter", "2018-05").filed("letter", "2019-12-31")
    dates = [known.when.text for known in ledger.record().evidence["letter"]]
    assert dates == ["2018-05", "2019-12-31", "2020-01-01"]


def test_a_case_is_governed_by_what_it_was_opened_under_and_then_by_what_it_moved_to() -> None:
    governance = OPENED.migrated("2023-02-15").record().governance
    assert [(known.workflow, known.sha256) for known in governance] == [
        ("example/1", "aa"),
        ("example/2", "bb"),
    ]


MANDATES = {
    "open": (Ledger().mandated("gcg"), {1: None}),
    "with an end": (Ledger().mandated("gcg", end="2020-01-01"), {1: "2020-01-01"}),
    "ended": (Ledger().mandated("gcg").mandate_ended(1, "2021-01-01"), {1: "2021-01-01"}),
    "ended sooner": (
        Ledger().mandated("gcg", end="2030-01-01").mandate_ended(1, "2021-01-01"),
        {1: "2021-01-01"},
    ),
    "the other one ended": (
        Ledger().mandated("gcg").mandated("mwg").mandate_ended(2, "2021-01-01"),
        {1: None, 2: "2021-01-01"},
    ),
    "its end withdrawn": (
        Ledger().mandated("gcg").mandate_ended(1, "2021-01-01").withdrawn(2),
        {1: None},
    ),
    "withdrawn": (Ledger().mandated("gcg").withdrawn(1), {}),
    "ended and withdrawn": (
        Ledger().mandated("gcg").mandate_ended(1, "2021-01-01").withdrawn(1),
        {},
    ),
    "somebody else's ended": (Ledger().mandated("gcg").mandate_ended(99, "2021-01-01"), {1: None}),
}


@pytest.mark.parametrize(("ledger", "ends"), MANDATES.values(), ids=MANDATES)
def test_a_mandate_ends_as_the_record_says(ledger: Ledger, ends: dict[int, str | None]) -> None:
    found = {number: held.end for number, held in ledger.record().mandates.items()}
    assert found == {
        number: date.fromisoformat(end) if end else None for number, end in ends.items()
    }


@pytest.mark.parametrize(("country", "outcomes"), [("PER", ["granted"]), ("CHL", [])])
def test_a_decision_concerns_only_the_countries_it_names(country: str, outcomes: list[str]) -> None:
    record = Ledger().decided("granted", "2020-01-01", about=("PER", "FRA")).record(country)
    assert [known.outcome for known in record.decisions] == outcomes


def test_a_refused_attempt_says_nothing_of_a_country() -> None:
    ledger = OPENED.add(Kind.REFUSAL, "2020-01-01", {"attempt": "advance"})
    assert told(ledger.record()) == told(OPENED.record())


def test_the_last_number_is_that_of_the_newest_entry() -> None:
    assert [Ledger().record().last_number, FILED.record().last_number] == [0, 2]


GRANTED = PLANNED.moved("grant", "planning", "2021-01-01")
ATTESTED = PLANNED.moved("report", "running", "2021-01-01", attested=True)
BREAKS = {
    "no move at all": (Ledger(), None),
    "an opening": (OPENED, None),
    "moves that fit": (GRANTED, None),
    "a move from elsewhere": (
        OPENED.moved("grant", "planning", "2021-01-01"),
        ("grant", "interest"),
    ),
    "a move without a case": (
        Ledger().moved("plan", "interest", "2021-01-01"),
        ("plan", None),
    ),
    "a case opened twice": (OPENED.opened("2020-01-01"), ("opened", "interest")),
    "back-dated in between": (
        GRANTED.moved("refuse", "planning", "2020-09-01"),
        ("grant", "refused"),
    ),
    "a move withdrawn from under another": (GRANTED.withdrawn(2), ("grant", "interest")),
    "the first of two breaks": (
        GRANTED.withdrawn(2).moved("note", "review", "2022-01-01"),
        ("grant", "interest"),
    ),
    "an attested move from elsewhere": (ATTESTED, None),
    "a move on from an attested one": (ATTESTED.moved("note", "review", "2022-01-01"), None),
    "a move past an attested one": (
        ATTESTED.moved("grant", "planning", "2022-01-01"),
        ("grant", "review"),
    ),
}


@pytest.mark.parametrize(("ledger", "expected"), BREAKS.values(), ids=BREAKS)
def test_the_first_move_that_does_not_start_where_the_one_before_ended_is_found(
    ledger: Ledger, expected: Any
) -> None:
    found = ledger.record().first_break()
    assert (found and (found[0].event, found[1])) == expected


UNSUPPORTED = {
    "everything holds": (
        FILED.moved("plan", "interest", "2023-01-01", rests_on=(2,)), None,
    ),
    "its evidence was withdrawn": (
        FILED.moved("plan", "interest", "2023-01-01", rests_on=(2,)).withdrawn(2), ("plan", 2),
    ),
    "it was itself withdrawn": (
        FILED.moved("plan", "interest", "2023-01-01", rests_on=(99,)).withdrawn(3), None,
    ),
    "it rests on what comes later": (
        FILED.moved("plan", "interest", "2000-01-01", rests_on=(2,)), ("plan", 2),
    ),
    "its mandate was in force": (
        OPENED.mandated("gcg").moved("plan", "interest", "2023-01-01", rests_on=(2,)), None,
    ),
    "its mandate had ended": (
        OPENED.mandated("gcg", end="2022-12-31")
        .moved("plan", "interest", "2023-01-01", rests_on=(2,)), ("plan", 2),
    ),
    "it was only attested": (
        FILED.moved("plan", "interest", "2000-01-01", rests_on=(2,), attested=True), None,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("ledger", "expected"), UNSUPPORTED.values(), ids=UNSUPPORTED)
def test_the_first_move_that_rests_on_nothing_is_found(ledger: Ledger, expected: Any) -> None:
    found = ledger.record().first_unsupported()
    assert (found and (found[0].event, found[1])) == expected


BRAZIL = (
    OPENED.filed("letter", "2024", disputed=True, status=True)
    .filed("letter", "2025-05-26", disputed=True, status=True)
    .moved("grant", "planning", "2024", attested=True, disputed=True, rests_on=(2,))
)


@pytest.mark.parametrize(
    ("ledger", "expected"),
    [
        (BRAZIL, span("2024-01-01", "2025-05-26")),
        (BRAZIL.withdrawn(3), span("2024-01-01", "9999-12-31")),
        (BRAZIL.filed("letter", "2025-03", status=True), span("2025-03-01", "2025-03-31")),
    ],
    ids=["two disputed accounts", "one disputed account", "one beside a trusted account"],
)
def test_an_attested_move_is_as_certain_as_all_accounts_of_it(
    ledger: Ledger, expected: Any
) -> None:
    record = ledger.record()
    assert record.span_of(record.moves[-1]) == expected


STEPS: list[Callable[[Ledger, int, str], Ledger]] = [
    lambda ledger, _n, day: ledger.opened(day),
    lambda ledger, _n, day: ledger.migrated(day),
    lambda ledger, n, day: ledger.moved("plan", "interest", day, rests_on=(n,)),
    lambda ledger, n, day: ledger.moved("grant", "planning", day, attested=True, rests_on=(n,)),
    lambda ledger, _n, day: ledger.filed("letter", day, {"pages": "3"}),
    lambda ledger, _n, day: ledger.filed("roadmap", day, disputed=True),
    lambda ledger, _n, day: ledger.decided("granted", day, about=("PER",)),
    lambda ledger, _n, day: ledger.decided("granted", day, about=("FRA",)),
    lambda ledger, _n, _day: ledger.mandated("gcg", "PER"),
    lambda ledger, n, _day: ledger.mandate_ended(n, "2021-01-01"),
    lambda ledger, n, day: ledger.corrected(n, effective=day),
    lambda ledger, n, _day: ledger.withdrawn(n),
    lambda ledger, n, _day: ledger.withdrawn(n),
]
DAYS = ["2019", "2020-05-01", "../2025"]


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """A case with anything that may follow; what an entry names has been recorded before it."""
    ledger = OPENED
    for step in draw(st.lists(st.sampled_from(STEPS), max_size=12)):
        number = draw(st.integers(1, len(ledger.entries)))
        ledger = step(ledger, number, draw(st.sampled_from(DAYS)))
    return ledger


@given(ledgers())
def test_entries_taken_one_by_one_say_the_same_as_all_of_them_folded_at_once(
    ledger: Ledger,
) -> None:
    # A correction folds everything anew; this one corrects nothing.
    at_once = ledger.corrected(0, effective="2020").record()
    del at_once.amended[0]
    assert told(ledger.record()) == told(at_once)


@given(ledgers(), st.data())
def test_a_withdrawal_that_is_withdrawn_leaves_everything_as_it_was(
    ledger: Ledger, data: st.DataObject
) -> None:
    size = len(ledger.entries)
    undone = ledger.withdrawn(data.draw(st.integers(1, size))).withdrawn(size + 1)
    record = undone.record()
    record.withdrawn.remove(size + 1)
    assert told(record) == told(ledger.record())


def test_a_record_taken_entry_by_entry_answers_in_between() -> None:
    record = OPENED.record()
    before = len(record.moves)
    record.add(PLANNED.entries[1])
    assert (before, len(record.moves)) == (1, 2)


def test_the_letter_of_a_mandate_is_read_as_a_correction_puts_it_right() -> None:
    ledger = OPENED.mandated("focal_point", "PER").corrected(2, fields={"letter": "L/77"})
    assert ledger.record().mandates[2].letter == "L/77"
