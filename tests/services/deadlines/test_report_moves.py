"""A report and the move that it makes possible are one act."""

from __future__ import annotations

import pytest

from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.ledger.once import OnceNumber
from pathfinder_flow.domain.workflow.denials import Refused
from pathfinder_flow.services.deadlines.outcomes import NewReport
from pathfinder_flow.services.deadlines.report_moves import Reported, record_report_and_move
from pathfinder_flow.services.lifecycle.evidence import NewEvidence
from pathfinder_flow.store import ledger
from tests.services.conftest import DESK
from tests.services.simulation import Reminders

WHOLE, LACKING = {"progress": ["Inspections doubled"]}, {}


def report(notices: Reminders, fields: dict[str, list[str]], once: OnceNumber | None) -> Reported:
    day = notices.app.today().isoformat()
    evidence = NewEvidence("", day, url="https://example.org/report", fields=fields)
    app = notices.app.with_once(once)
    new = NewReport("2026", "reported", day, evidence)
    return record_report_and_move(app, notices.notices, DESK, "PER", new)


def last_kinds(notices: Reminders, count: int) -> list[Kind]:
    with notices.app.snapshot() as conn:
        return [entry.kind for entry in ledger.all_entries(conn)][-count:]


def test_the_move_is_recorded_with_the_report(notices: Reminders) -> None:
    notices.run_until("2027-03-02")
    done = report(notices, WHOLE, None)
    assert done.moved
    assert (done.moved.body["to"], done.stays) == ("monitoring", None)
    assert last_kinds(notices, 3) == [Kind.EVIDENCE, Kind.OUTCOME, Kind.TRANSITION]


def test_a_refused_move_is_recorded_beside_the_report_that_stays(notices: Reminders) -> None:
    notices.run_until("2027-03-02")
    done = report(notices, LACKING, None)
    assert isinstance(done.stays, Refused)
    assert done.stays.answers["PER"].plan
    assert last_kinds(notices, 3) == [Kind.EVIDENCE, Kind.OUTCOME, Kind.REFUSAL]


@pytest.mark.parametrize("fields", [WHOLE, LACKING], ids=["moved", "refused"])
def test_the_same_form_sent_twice_gives_the_same_answer(
    notices: Reminders, fields: dict[str, list[str]]
) -> None:
    notices.run_until("2027-03-02")
    form = OnceNumber("form 17", "report 2026")
    first, second = report(notices, fields, form), report(notices, fields, form)
    assert (second.report, second.moved, second.event) == (first.report, first.moved, first.event)
    assert str(second.stays) == str(first.stays)
