"""Corrections: nothing is edited, everything that follows is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pathfinder_flow.domain.errors.conflict import (
    BreaksOrder,
    NoLongerStands,
    NotCorrectable,
    StillNeeded,
)
from pathfinder_flow.domain.errors.invalid import (
    BadMandate,
    FutureDate,
    TextMissing,
    UnclearDate,
)
from pathfinder_flow.domain.errors.not_found import UnknownEntry
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.workflow.denials import NotAuthorised, Refused
from pathfinder_flow.services.history.queries import board, country_sheet, history
from pathfinder_flow.services.lifecycle.corrections import (
    NewCorrection,
    correct,
    rehearse_correction,
)
from pathfinder_flow.services.maintenance import check
from pathfinder_flow.services.people.mandates import end_mandate, list_mandates
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger
from tests.services.conftest import DESK, Office


def mend(office: Office, number: int, **what: object) -> list[int]:
    new = NewCorrection(number, "recorded by mistake", **what)  # type: ignore[arg-type]
    return [entry.number for entry in correct(office.app, DESK, new)]


def state(office: Office) -> str | None:
    return board(office.app).standings[0].state


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
    with office.app.snapshot() as conn:
        before = ledger.entry(conn, move)
    mend(office, move, withdraw=True)
    with office.app.snapshot() as conn:
        assert ledger.entry(conn, move) == before


def test_history_shows_the_entry_and_who_withdrew_it(office: Office) -> None:
    _, move = granted(office)
    [correction] = mend(office, move, withdraw=True)
    line = next(x for x in history(office.app, "PER") if x.entry.number == move)
    assert line.withdrawn_by == correction


def test_what_a_move_rests_on_cannot_be_withdrawn_under_it(office: Office) -> None:
    decision, move = granted(office)
    with pytest.raises(StillNeeded, match=rf"rest on it: entry {move} \(PER, grant_status\)"):
        mend(office, decision, withdraw=True)


def test_a_decision_is_revoked_together_with_the_moves_that_rest_on_it(office: Office) -> None:
    decision, move = granted(office)
    made = mend(office, decision, withdraw=True, with_dependents=True)
    assert len(made) == 2
    assert state(office) == "designation"
    lines = {line.entry.number: line for line in history(office.app, "PER")}
    assert lines[move].withdrawn_by
    assert lines[decision].withdrawn_by


def test_an_earlier_move_is_withdrawn_only_with_those_after_it(office: Office) -> None:
    granted(office)
    first = next(x.entry for x in history(office.app, "PER") if x.entry.body.get("event"))
    with pytest.raises(StillNeeded):
        mend(office, first.number, withdraw=True)
    assert len(mend(office, first.number, withdraw=True, with_dependents=True)) == 3
    assert state(office) == "interest"


def test_what_a_source_attests_stands_without_the_moves_before_it(office: Office) -> None:
    office.open("PER", "2020-01-10")
    office.supply("PER", "expression_of_interest", "2020-01-10", by=DESK)
    office.supply("PER", "candidate_presented", "2020-02-01", by=DESK)
    planning = office.advance("PER", "begin_planning", "2020-02-10").number
    office.attest("PER", "status_granted", "2020-11-01")
    assert len(mend(office, planning, withdraw=True, with_dependents=True)) == 1
    assert state(office) == "implementation"


def test_a_withdrawn_correction_restores_what_it_withdrew(office: Office) -> None:
    _, move = granted(office)
    [correction] = mend(office, move, withdraw=True)
    mend(office, correction, withdraw=True)
    assert state(office) == "implementation"


def test_a_corrected_date_counts_from_now_on(office: Office) -> None:
    _, move = granted(office)
    mend(office, move, effective="2020-12-24")
    assert board(office.app).standings[0].since == "2020-12-24"


def test_a_corrected_field_fills_a_gap(office: Office) -> None:
    office.open("PER", "2020-01-10")
    number = office.supply("PER", "roadmap", "2020-09-01", budget="Allocated").number
    correct(office.app, DESK, NewCorrection(number, "left out", fields={"period": ["2020/2030"]}))
    line = next(x for x in history(office.app, "PER") if x.entry.number == number)
    assert line.stands.body["fields"] == {"budget": "Allocated", "period": "2020/2030"}
    assert line.entry.body["fields"] == {"budget": "Allocated"}


def test_a_date_that_breaks_the_order_is_refused(office: Office) -> None:
    _, move = granted(office)
    with pytest.raises(BreaksOrder):
        mend(office, move, effective="2020-02-01")


def test_what_is_known_at_a_moment_before_is_untouched(office: Office) -> None:
    _, move = granted(office)
    before = office.app.clock.forward(days=1)
    office.app.clock.forward(days=1)
    mend(office, move, withdraw=True)
    assert board(office.app, known_at=before).standings[0].state == "implementation"


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ({}, "say what is wrong"),
        ({"withdraw": True, "effective": "2020"}, "either withdrawn or given"),
        ({"fields": {"budget": ["x"]}}, "only evidence, mandate, decision entries"),
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
    number = history(office.app, "PER")[-1].entry.number
    with pytest.raises(NotCorrectable):
        mend(office, number, withdraw=True)


def test_a_future_date_is_refused(office: Office) -> None:
    _, move = granted(office)
    with pytest.raises(FutureDate):
        mend(office, move, effective="2030-01-01")


def test_an_entry_that_is_not_there_is_named_with_the_size(office: Office) -> None:
    with pytest.raises(UnknownEntry, match="holds entries 1 to"):
        mend(office, 4711, withdraw=True)


def test_a_move_does_not_come_back_on_a_withdrawn_decision(office: Office) -> None:
    decision, move = granted(office)
    mend(office, decision, withdraw=True, with_dependents=True)
    lines = {line.entry.number: line for line in history(office.app, "PER")}
    withdrawal = lines[move].withdrawn_by
    assert withdrawal
    with pytest.raises(NoLongerStands, match=rf"rests on entry {decision}"):
        mend(office, withdrawal, withdraw=True)
    assert state(office) == "designation"


def test_a_move_cannot_be_dated_before_what_it_rests_on(office: Office) -> None:
    _, move = granted(office)
    with pytest.raises(NoLongerStands):
        mend(office, move, effective="2020-10-20")


def test_what_a_move_rests_on_cannot_be_dated_after_it(office: Office) -> None:
    decision, _ = granted(office)
    with pytest.raises(NoLongerStands):
        mend(office, decision, effective="2020-12-01")


def test_a_decided_move_keeps_one_certain_day(office: Office) -> None:
    _, move = granted(office)
    with pytest.raises(UnclearDate):
        mend(office, move, effective="../2026")


def test_who_amends_evidence_may_not_approve_what_rests_on_it(office: Office) -> None:
    office.submitted()
    roadmap = next(
        x.entry.number for x in history(office.app, "PER") if x.entry.body.get("kind") == "roadmap"
    )
    fields = {"budget": ["Another budget"]}
    correct(office.app, DESK, NewCorrection(roadmap, "left out", fields=fields))
    office.decide("granted", "2020-11-01", "PER")
    with pytest.raises(Refused) as refused:
        office.advance("PER", "grant_status", "2020-11-01", by=DESK)
    assert [one.code for one in refused.value.answers["PER"].refusals] == ["same_person"]


def test_fields_are_amended_by_those_who_may_supply_them(office: Office) -> None:
    office.open("PER", "2020-01-10", "pathfinder/2023")
    check = office.supply("PER", "mwg_check", "2020-02-01", by="mwg.member", findings="fine")
    new = NewCorrection(check.number, "other words", fields={"findings": ["poor"]})
    with pytest.raises(NotAuthorised):
        correct(office.app, DESK, new)


def test_a_field_can_be_emptied(office: Office) -> None:
    office.open("PER", "2020-01-10")
    number = office.supply("PER", "roadmap", "2020-09-01", budget="Allocated").number
    correct(office.app, "focal.per", NewCorrection(number, "not so", fields={"budget": [""]}))
    line = next(x for x in history(office.app, "PER") if x.entry.number == number)
    assert line.stands.body["fields"]["budget"] == ""


def test_a_case_opened_for_the_wrong_country_is_withdrawn(office: Office) -> None:
    number = office.open("PER", "2020-01-10").number
    mend(office, number, withdraw=True)
    assert board(office.app).standings == ()
    office.open("PER", "2020-02-10")
    assert board(office.app).standings[0].since == "2020-02-10"


def test_somebody_always_remains_who_can_act_as_the_secretariat(
    app: AppContext,
) -> None:
    with pytest.raises(BadMandate, match="nobody could act as the Secretariat"):
        correct(app, DESK, NewCorrection(1, "oops", withdraw=True))
    with pytest.raises(BadMandate, match="nobody could act as the Secretariat"):
        end_mandate(app, DESK, 1, end="2026-11-22", reason="leaving")


def test_a_mandate_that_a_move_rests_on_cannot_be_ended_before_it(office: Office) -> None:
    office.submitted()
    number = next(
        holder.mandate.number
        for holder in list_mandates(office.app, "PER")
        if holder.handle == "focal.per"
    )
    with pytest.raises(NoLongerStands):
        end_mandate(office.app, DESK, number, end="2020-05-01", reason="left")


def test_a_mandate_is_not_extended_by_ending_it_later(office: Office) -> None:
    number = list_mandates(office.app, "KEN")[0].mandate.number
    end_mandate(office.app, DESK, number, end="2026-12-31", reason="left")
    with pytest.raises(BadMandate, match="cannot be extended"):
        end_mandate(office.app, DESK, number, end="2027-12-31", reason="stays")


def test_the_letter_of_a_mandate_and_the_meeting_of_a_decision_are_put_right_in_place(
    office: Office, appoint: Callable[..., int]
) -> None:
    number = appoint("focal.mex", Role.FOCAL_POINT, "MEX")
    office.submitted("PER")
    decision = office.decide("granted", "2020-11-01", "PER")
    office.advance("PER", "grant_status", "2020-11-01")
    correct(office.app, DESK, NewCorrection(number, "Slip", fields={"letter": ["L/77 of 3 May"]}))
    changes = {"meeting": ["21"], "note": ["By correspondence"]}
    correct(office.app, DESK, NewCorrection(decision.number, "Slip", fields=changes))
    letters = {one.mandate.number: one.mandate.letter for one in list_mandates(office.app)}
    assert letters[number] == "L/77 of 3 May"
    [decided] = country_sheet(office.app, "PER").case.record.decisions
    assert (decided.meeting, decided.outcome) == ("21", "granted")
    assert state(office) == "implementation"
    assert check(office.app) == []


def test_nothing_else_of_a_mandate_is_put_right_in_place(
    office: Office, appoint: Callable[..., int]
) -> None:
    number = appoint("focal.mex", Role.FOCAL_POINT, "MEX")
    with pytest.raises(NotCorrectable, match="besides is: letter"):
        correct(office.app, DESK, NewCorrection(number, "x", fields={"role": ["gcg"]}))
    with pytest.raises(NotCorrectable):
        correct(office.app, DESK, NewCorrection(number, "x", effective="2020-01-01"))
    with pytest.raises(TextMissing):
        correct(office.app, DESK, NewCorrection(number, "x", fields={"letter": [" "]}))


def test_a_rehearsal_says_that_a_status_would_be_lost_and_withdraws_nothing(
    office: Office,
) -> None:
    decision, _ = granted(office)
    new = NewCorrection(decision, "x", withdraw=True, with_dependents=True)
    [found] = rehearse_correction(office.app, DESK, new)
    assert (found.country, found.before, found.after) == (
        "PER",
        ("implementation", True),
        ("designation", False),
    )
    assert state(office) == "implementation"
    note = NewCorrection(decision, "x", fields={"note": ["By correspondence"]})
    assert rehearse_correction(office.app, DESK, note) == []
    with pytest.raises(StillNeeded):
        rehearse_correction(office.app, DESK, NewCorrection(decision, "x", withdraw=True))
