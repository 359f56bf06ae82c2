"""Meetings are read off the programme's record; what was said last of one holds."""

from __future__ import annotations

from pathfinder_flow.domain.cases.meetings import decisions_at, find_meeting, meetings
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.roles import Body
from tests.domain.values import Ledger


def held(ledger: Ledger, name: str, day: str, body: str = "gcg") -> Ledger:
    said = {"body": body, "meeting": name, "start": day, "end": day, "place": "", "documents": []}
    return ledger.add(Kind.MEETING, day, said, country=None)


def test_meetings_come_by_their_days_and_the_last_word_holds() -> None:
    ledger = Ledger()
    ledger = held(ledger, "21", "2027-03-01")
    ledger = held(ledger, "20", "2026-12-01")
    ledger = held(ledger, "20", "2026-12-08")
    ledger = held(ledger, "20", "2026-12-09", body="mwg")
    programme = Record("", ledger.entries)
    assert [(one.name, one.start.day) for one in meetings(programme)] == [
        ("20", 8), ("20", 9), ("21", 1),
    ]  # fmt: skip
    found = find_meeting(programme, Body.MWG, "20")
    assert found is not None
    assert found.start.day == 9
    assert find_meeting(programme, Body.MWG, "21") is None
    assert decisions_at(programme, found) == []


def test_a_meeting_that_was_withdrawn_is_none_and_decisions_are_those_of_the_meeting() -> None:
    ledger = held(Ledger(), "9", "2026-03-01").decided("granted", "2026-03-01")
    ledger = held(ledger, "10", "2026-06-01").withdrawn(3)
    programme = Record("", ledger.entries)
    [found] = meetings(programme)
    assert [one.number for one in decisions_at(programme, found)] == [2]
