"""What the ledger says about obligations, entry by entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.domain.cases.obligations import Obligation, Obligations
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.ledger.entries import Kind
from tests.domain.values import OPENED, Ledger

NAME = "report"
KEY = (NAME, "2026")


def due(ledger: Ledger, day: str | None, *, opens: str = "2026-12-31", period: str = "2026",
        because: str = "first") -> Ledger:  # fmt: skip
    body: dict[str, Any] = {
        "obligation": NAME, "period": period, "due": day, "opens": opens, "zone": "America/Lima",
        "at": f"{day}T23:00:00.000000Z" if day else None, "calendar": "PER",
        "calendar_version": "1", "steps": [], "because": because, "status": [],
    }  # fmt: skip
    return ledger.add(Kind.DUE, "2026-11-22", body)


def extended(ledger: Ledger, to: str, period: str = "2026") -> Ledger:
    body = {"obligation": NAME, "period": period, "to": to, "from": "2027-03-31", "decision": 1}
    return ledger.add(Kind.EXTENSION, "2027-03-01", body)


def outcome(ledger: Ledger, how: str) -> Ledger:
    body = {"obligation": NAME, "period": "2026", "outcome": how, "evidence": None, "due": None}
    return ledger.add(Kind.OUTCOME, "2027-03-01", body)


def suspended(ledger: Ledger, start: str, name: str = NAME) -> Ledger:
    return ledger.add(Kind.SUSPENSION, start, {"obligation": name})


def resumed(ledger: Ledger, end: str, suspension: int | None = None) -> Ledger:
    number = suspension or len(ledger.entries)
    return ledger.add(Kind.RESUMPTION, end, {"obligation": NAME, "suspension": number})


def reminded(ledger: Ledger, rung: str, turn: int = 0, withheld: str | None = None) -> Ledger:
    body = {
        "obligation": NAME, "period": "2026", "round": turn, "rung": rung, "due": "2027-03-31",
        "served": [
            {"recipient": "p-1", "role": "focal_point", "copy": False, "language": "es",
             "message": "<1@office.example>", "sha256": "ab"},
            {"recipient": "secretariat", "role": "secretariat", "copy": True, "language": "es",
             "message": "<1@office.example>", "sha256": "ab"},
        ] if withheld is None else [],
        "withheld": withheld, "facts": {},
    }  # fmt: skip
    return ledger.add(Kind.REMINDER, "2027-03-01", body)


def known(ledger: Ledger) -> Obligations:
    return ledger.record().obligations


def kept(ledger: Ledger) -> Obligation:
    return known(ledger).of(KEY)


OWED = due(OPENED, "2027-03-31")


def test_the_newest_due_date_counts_and_the_others_are_kept() -> None:
    both = kept(due(OWED, "2027-04-30", because="extended"))
    assert [str(one.day) for one in both.dues] == ["2027-03-31", "2027-04-30"]
    assert both.due is both.dues[-1]


def test_asking_for_what_is_unknown_leaves_no_trace() -> None:
    found = known(OWED)
    assert found.of((NAME, "2040")) == Obligation()
    assert list(found.known) == [KEY]


@pytest.mark.parametrize(
    ("days", "sequence"),
    [
        (["2027-03-31"], 0),
        (["2027-03-31", "2027-03-31"], 0),  # the moment alone has changed
        (["2027-03-31", "2027-04-30"], 2),
        (["2027-03-31", "2027-04-30", "2027-03-31"], 4),
        (["2027-03-31", None], 2),
        (["2027-03-31", None, "2027-03-31"], 4),
    ],
)
def test_the_sequence_rises_whenever_the_date_changes(
    days: list[str | None], sequence: int
) -> None:
    ledger = OPENED
    for day in days:
        ledger = due(ledger, day)
    assert kept(ledger).sequence == sequence


def test_the_sequence_never_falls_when_an_excuse_is_taken_back() -> None:
    excused = outcome(OWED, "exempt")
    back = due(excused.corrected(excused.entries[-1].number, withdraw=True), "2027-03-31",
               because="reopened")  # fmt: skip
    again = outcome(back, "waived")
    assert [kept(one).sequence for one in (OWED, excused, back, again)] == [0, 1, 2, 3]


def test_the_outcome_recorded_last_counts() -> None:
    result = kept(outcome(outcome(OWED, "partly_reported"), "reported")).result
    assert result is not None
    assert (result.outcome, str(result.when.day)) == ("reported", "2027-03-01")


def test_the_zone_said_last_holds() -> None:
    said = OPENED.add(Kind.ZONE, "2026-01-01", {"zone": "America/Guayaquil"})
    assert known(said).zone == "America/Guayaquil"
    again = said.add(Kind.ZONE, "2026-01-01", {"zone": "Pacific/Galapagos"})
    assert known(again).zone == "Pacific/Galapagos"
    assert known(OPENED).zone is None


def test_a_resumption_ends_its_suspension() -> None:
    pause = known(resumed(suspended(OWED, "2027-02-01"), "2027-03-01")).pauses[NAME][0]
    assert (str(pause.start), str(pause.end), pause.number, pause.ended_by) == (
        "2027-02-01", "2027-03-01", 3, 4,
    )  # fmt: skip


def test_a_suspension_is_of_one_rule_only() -> None:
    found = known(suspended(OWED, "2027-02-01", "other"))
    assert found.pauses.get(NAME, []) == []


def test_a_reminder_is_one_message_whoever_has_it() -> None:
    reminder = kept(reminded(OWED, "t_30")).reminders[0, "t_30"]
    assert [one.recipient for one in reminder.served] == ["p-1", "secretariat"]
    assert reminder.messages == ("<1@office.example>",)


def test_a_rung_of_another_round_is_another_reminder() -> None:
    found = kept(reminded(reminded(OWED, "t_30", withheld="suspended"), "t_30", turn=1))
    assert [(turn, one.withheld) for (turn, _), one in found.reminders.items()] == [
        (0, "suspended"),
        (1, None),
    ]


def test_a_correction_does_not_lose_what_is_known() -> None:
    before = reminded(outcome(extended(OWED, "2027-04-30"), "reported"), "t_30")
    noted = before.filed("letter", "2027-01-01").corrected(
        len(before.entries) + 1, effective="2027-01-02"
    )
    assert noted.record().obligations == before.record().obligations


# Rounds


DAY = "2027-04-30"
ROUNDS = {
    "nothing happened": (OWED, 0),
    "the calendar moved it": (due(OWED, DAY, because="calendar"), 0),
    "another zone holds": (due(OWED, DAY, because="zone"), 0),
    "an extension": (due(OWED, DAY, because="extended"), 3),
    "two extensions": (due(due(OWED, DAY, because="extended"), DAY, because="extended"), 4),
    "of another period": (due(OWED, DAY, period="2027", because="extended"), 0),
    "a suspension that goes on": (suspended(OWED, "2027-02-01"), 0),
    "a resumption": (due(OWED, DAY, because="resumed"), 3),
    "it fell away": (due(OWED, None, because="no_status"), 0),
    "it is owed again": (due(due(OWED, None, because="no_status"), DAY, because="owed_again"), 4),
    "the country came back": (due(OWED, DAY, because="returned"), 3),
    "an excuse was taken back": (due(OWED, DAY, because="reopened"), 3),
}


@pytest.mark.parametrize("case", ROUNDS)
def test_the_ladder_begins_anew_with_the_entry_that_says_so(case: str) -> None:
    ledger, turn = ROUNDS[case]
    assert known(ledger).of(KEY).round == turn


STEPS: dict[str, Callable[..., Ledger]] = {
    "due": due,
    "extended": extended,
    "suspended": suspended,
    "resumed": resumed,
    "outcome": lambda ledger, _: outcome(ledger, "reported"),
    "filed": lambda ledger, day: ledger.filed("letter", day),
}
days = st.dates(min_value=date(2026, 6, 1),
                max_value=date(2028, 1, 1)).map(str)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(sorted(STEPS)), days), max_size=12), st.integers(0, 12))
def test_entry_by_entry_gives_what_all_at_once_gives(
    steps: list[tuple[str, str]], cut: int
) -> None:
    ledger = OWED
    for name, day in steps:
        ledger = STEPS[name](ledger, day)
    grown = Record("PER", ledger.entries[:cut])
    for entry in ledger.entries[cut:]:
        grown.add(entry)
    assert grown.obligations == ledger.record().obligations
    assert grown.obligations.of(KEY).round == ledger.record().obligations.of(KEY).round


@pytest.mark.parametrize(
    ("days", "last", "before"),
    [
        ([], None, None),
        (["2027-03-31"], "2027-03-31", None),
        (["2027-03-31", "2027-03-31"], "2027-03-31", None),
        (["2027-03-31", "2027-04-30"], "2027-04-30", "2027-03-31"),
        (["2027-03-31", None], "2027-03-31", None),
    ],
)
def test_the_last_due_date_and_the_one_before_it_are_known(
    days: list[str | None], last: str | None, before: str | None
) -> None:
    ledger = OPENED
    for day in days:
        ledger = due(ledger, day)
    found = kept(ledger)
    assert (found.last_day and str(found.last_day)) == last
    assert (found.previous_day and str(found.previous_day)) == before


def test_what_became_of_a_mail_is_kept_in_order() -> None:
    def delivered(ledger: Ledger, state: str) -> Ledger:
        body = {"message": "<1@office.example>", "recipient": "p-1", "state": state}
        return ledger.add(Kind.DELIVERY, "2027-03-02", body)

    found = known(delivered(delivered(OPENED, "deferred"), "sent")).delivered
    (told,) = found.values()
    assert [one["state"] for one in told] == ["deferred", "sent"]


def test_only_the_suspension_that_is_named_is_ended() -> None:
    twice = suspended(suspended(OPENED, "2027-01-10"), "2027-02-10")
    ends = [str(pause.end) for pause in known(resumed(twice, "2027-03-01", 2)).pauses[NAME]]
    assert ends == ["2027-03-01", "None"]
