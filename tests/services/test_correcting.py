"""Corrections: nothing is edited, everything that follows is."""

from __future__ import annotations

import pytest

from pathfinder_flow.domain.denials import Refused
from pathfinder_flow.domain.errors import (
    BreaksOrder,
    FutureDate,
    NotCorrectable,
    StillNeeded,
    UnknownEntry,
)
from pathfinder_flow.services.correcting import NewCorrection, correct
from pathfinder_flow.services.reading import board, history
from pathfinder_flow.store import ledger
from tests.services.conftest import DESK, Office


def mend(office: Office, number: int, **what: object) -> list[int]:
    new = NewCorrection(number, "recorded by mistake", **what)  # type: ignore[arg-type]
    return [entry.number for entry in correct(office.desk, DESK, new)]


def state(office: Office) -> str | None:
    return board(office.desk).standings[0].state


def granted(office: Office) -> tuple[int, int]:
    office.submitted()
    decision = office.decide("granted", "2020-11-01", "PER")
    return decision.number, office.advance("PER", "grant_status", "2020-11-01").number


def test_a_withdrawn_move_takes_the_country_back(office: Office) -> None:
    _, move = granted(office)
    mend(office, move, withdraw=True)
    assert state(office) == "designation"


def test_the_entry_itself_stays_byte_for_byte(office: Office) -> None:
    _, move = granted(office)
    with office.desk.reading() as conn:
        before = ledger.entry(conn, move)
    mend(office, move, withdraw=True)
    with office.desk.reading() as conn:
        assert ledger.entry(conn, move) == before


def test_history_shows_the_entry_and_who_withdrew_it(office: Office) -> None:
    _, move = granted(office)
    [correction] = mend(office, move, withdraw=True)
    line = next(x for x in history(office.desk, "PER") if x.entry.number == move)
    assert line.withdrawn_by == correction


def test_what_a_move_rests_on_cannot_be_withdrawn_under_it(office: Office) -> None:
    decision, move = granted(office)
    with pytest.raises(StillNeeded, match=rf"entry {move} \(grant_status\) rest"):
        mend(office, decision, withdraw=True)


def test_a_decision_is_revoked_together_with_the_moves_that_rest_on_it(office: Office) -> None:
    decision, move = granted(office)
    made = mend(office, decision, withdraw=True, with_dependents=True)
    assert len(made) == 2
    assert state(office) == "designation"
    lines = {line.entry.number: line for line in history(office.desk, "PER")}
    assert lines[move].withdrawn_by
    assert lines[decision].withdrawn_by


def test_an_earlier_move_is_withdrawn_only_with_those_after_it(office: Office) -> None:
    granted(office)
    first = next(x.entry for x in history(office.desk, "PER") if x.entry.body.get("event"))
    with pytest.raises(StillNeeded):
        mend(office, first.number, withdraw=True)
    assert len(mend(office, first.number, withdraw=True, with_dependents=True)) == 3
    assert state(office) == "interest"


def test_a_withdrawn_correction_restores_what_it_withdrew(office: Office) -> None:
    _, move = granted(office)
    [correction] = mend(office, move, withdraw=True)
    mend(office, correction, withdraw=True)
    assert state(office) == "implementation"


def test_a_corrected_date_counts_from_now_on(office: Office) -> None:
    _, move = granted(office)
    mend(office, move, effective="2020-12-24")
    assert board(office.desk).standings[0].since == "2020-12-24"


def test_a_corrected_field_fills_a_gap(office: Office) -> None:
    office.open("PER", "2020-01-10")
    number = office.supply("PER", "roadmap", "2020-09-01", budget="Allocated").number
    correct(office.desk, DESK, NewCorrection(number, "left out", fields={"period": ["2020/2030"]}))
    line = next(x for x in history(office.desk, "PER") if x.entry.number == number)
    assert line.stands.body["fields"] == {"budget": "Allocated", "period": "2020/2030"}
    assert line.entry.body["fields"] == {"budget": "Allocated"}


def test_a_date_that_breaks_the_order_is_refused(office: Office) -> None:
    _, move = granted(office)
    with pytest.raises(BreaksOrder):
        mend(office, move, effective="2020-02-01")


def test_what_is_known_at_a_moment_before_is_untouched(office: Office) -> None:
    _, move = granted(office)
    before = office.desk.clock.forward(days=1)
    office.desk.clock.forward(days=1)
    mend(office, move, withdraw=True)
    assert board(office.desk, known_at=before).standings[0].state == "implementation"


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ({}, "say what is wrong"),
        ({"withdraw": True, "effective": "2020"}, "either withdrawn or given"),
        ({"fields": {"budget": ["x"]}}, "only evidence has fields"),
    ],
)
def test_a_correction_that_says_nothing_clear_is_refused(
    office: Office, what: dict[str, object], why: str
) -> None:
    _, move = granted(office)
    with pytest.raises(NotCorrectable, match=why):
        mend(office, move, **what)


def test_an_entry_is_withdrawn_once(office: Office) -> None:
    _, move = granted(office)
    mend(office, move, withdraw=True)
    with pytest.raises(NotCorrectable, match="withdrawn it already"):
        mend(office, move, withdraw=True)


def test_a_refusal_cannot_be_corrected_away(office: Office) -> None:
    office.submitted()
    with pytest.raises(Refused):
        office.advance("PER", "grant_status", "2020-11-01")
    number = history(office.desk, "PER")[-1].entry.number
    with pytest.raises(NotCorrectable):
        mend(office, number, withdraw=True)


def test_a_future_date_is_refused(office: Office) -> None:
    _, move = granted(office)
    with pytest.raises(FutureDate):
        mend(office, move, effective="2030-01-01")


def test_an_entry_that_is_not_there_is_named_with_the_size(office: Office) -> None:
    with pytest.raises(UnknownEntry, match="holds entries 1 to"):
        mend(office, 4711, withdraw=True)
