"""Whoever holds the status and is not inactive owes the report, at whatever stage it works."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathfinder_flow.calendars.almanac import Almanac
from pathfinder_flow.definitions.data_files import workflow_files
from pathfinder_flow.definitions.parse import parse_workflow
from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.deadlines.due_dates import Place, Places
from pathfinder_flow.domain.deadlines.periods import AHEAD, Expected, NotOwed, assess, expected
from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.workflow.guards import StatusHeld
from pathfinder_flow.domain.workflow.model import Workflow
from tests.domain.values import Ledger

ALMANAC = Almanac()
LIMA = Place("America/Lima", ALMANAC.zone("America/Lima"), ALMANAC.calendar("PER"))
PERU = Places(LIMA, LIMA)
NAME = "annual_progress_report"
SHIPPED = {
    name: parse_workflow(path.read_bytes(), str(path)) for name, path in workflow_files().items()
}
LATEST = SHIPPED["pathfinder/2023"]


class History:
    """A country on its way through a workflow, one move after another."""

    def __init__(self, workflow: Workflow, day: str = "2020-02-10") -> None:
        self.workflow, self.day = workflow, date.fromisoformat(day)
        body = {"to": workflow.initial, "workflow": workflow.name, "sha256": "aa"}
        self.ledger = Ledger().add(Kind.CASE_OPENED, day, body, recorded=day)

    def case(self, day: date | None = None) -> Case:
        return self.ledger.as_of((day or self.day).isoformat())

    def possible(self) -> list[str]:
        """The events that may be tried from here, but for those that need a status not held."""
        held = self.case().status is not None
        events = self.workflow.events_from(str(self.case().state))
        return [one for one in events if held or not self._needs_status(one)]

    def _needs_status(self, event: str) -> bool:
        return any(
            isinstance(guard, StatusHeld) for guard in self.workflow.transitions[event].guards
        )

    def move(self, event: str, day: str | date) -> History:
        self.day = date.fromisoformat(day) if isinstance(day, str) else day
        move = self.workflow.transitions[event]
        state = self.workflow.states[move.to_state]
        body = {
            "event": event, "from": self.case().state, "to": move.to_state, "rests_on": [],
            "attested": False, "grants_status": move.grants_status,
            "ends_status": state.ends_status, "implementing": state.implementing,
            "workflow": self.workflow.name, "sha256": "aa", "certainty": "stated",
        }  # fmt: skip
        text = self.day.isoformat()
        self.ledger = self.ledger.add(Kind.TRANSITION, text, body, recorded=text)
        return self

    def owes(self, year: int, day: str | date | None = None) -> bool:
        """Whether the report on a year is owed, as seen on a day."""
        today = date.fromisoformat(day) if isinstance(day, str) else day
        rule = self.workflow.obligations[NAME]
        return isinstance(assess(self.case(today), (NAME, str(year)), rule, PERU), Expected)


@given(st.data())
@settings(deadline=None, max_examples=150)
def test_a_holder_that_is_not_inactive_owes_the_report_and_nobody_else_does(
    data: st.DataObject,
) -> None:
    history = History(data.draw(st.sampled_from(list(SHIPPED.values()))))
    for _ in range(data.draw(st.integers(0, 10))):
        history.move(
            data.draw(st.sampled_from(history.possible())),
            history.day + timedelta(days=data.draw(st.integers(1, 500))),
        )
    today = history.day + timedelta(days=data.draw(st.integers(0, 500)))
    case = history.case(today)
    found = expected(case, history.workflow, PERU, until=today + AHEAD)
    owes = any(one.derivation.day >= today for one in found)
    assert owes is (case.status is not None and case.state != "inactive")


@pytest.mark.parametrize("name", SHIPPED)
def test_a_country_can_be_set_inactive_wherever_it_can_hold_the_status(name: str) -> None:
    workflow = SHIPPED[name]
    ways = set(workflow.transitions["set_inactive"].from_states)
    elsewhere = {one for one, state in workflow.states.items() if state.ends_status}
    assert ways == set(workflow.states) - elsewhere - {"inactive"}


def holder(granted: str = "2020-05-01") -> History:
    """A country that holds the status and works on its roadmap."""
    history = History(LATEST)
    for event in ("begin_planning", "submit_roadmap"):
        history.move(event, history.day + timedelta(days=1))
    return history.move("grant_status", granted)


def test_revising_the_roadmap_is_no_way_out_of_the_report() -> None:
    revising = holder().move("revise_roadmap", "2021-06-01")
    assert all(revising.owes(year, "2024-06-01") for year in (2021, 2022, 2023))


def resting(left: str, back: str | None = None, workflow: Workflow = LATEST) -> History:
    history = holder().move("set_inactive", left)
    history.workflow = workflow
    return history.move("reactivate", back) if back else history


AWAY = {
    # From when to when it was inactive, seen on which day: the years it owes a report on.
    "still away": ("2023-06-01", None, [2021, 2022]),
    "away since the term of 2022": ("2023-02-01", None, [2021]),
    "away since the due date of 2022": ("2023-03-31", None, [2021]),
    "away since the day after it": ("2023-04-01", None, [2021, 2022]),
    "back in another year": ("2022-06-01", "2024-05-10", [2021, 2024]),
    "back in the term of 2023": ("2022-06-01", "2024-02-01", [2021, 2024]),
    "back on the last day of 2023": ("2022-06-01", "2023-12-31", [2021, 2023, 2024]),
    "back within the year": ("2022-06-01", "2022-08-01", [2021, 2022, 2023, 2024]),
    "away for a month in the term": ("2023-02-01", "2023-03-01", [2021, 2023, 2024]),
}


@pytest.mark.parametrize("case", AWAY)
def test_an_inactive_country_owes_nothing_for_the_time_in_which_it_was_not_asked(case: str) -> None:
    left, back, years = AWAY[case]
    history = resting(left, back)
    assert [year for year in range(2020, 2025) if history.owes(year, "2024-12-01")] == years


def test_the_first_period_after_the_return_can_be_the_next() -> None:
    rule = replace(LATEST.obligations[NAME], after_return="next_period")
    later = replace(LATEST, obligations={NAME: rule})
    history = resting("2022-06-01", "2024-05-10", later)
    assert (history.owes(2024), history.owes(2025)) == (False, True)
    found = [*expected(history.case(), later, PERU, until=history.day + AHEAD)]
    assert found[-1].key == (NAME, "2025")


def test_what_is_not_asked_says_at_which_stage() -> None:
    history = resting("2023-06-01")
    rule = LATEST.obligations[NAME]
    found = assess(history.case(), (NAME, "2023"), rule, PERU)
    assert found == NotOwed("other_stage", {"state": "inactive"})
