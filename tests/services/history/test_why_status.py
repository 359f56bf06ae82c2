"""Why a country stands where it stands, with its grounds and the letters it had."""

from __future__ import annotations

import pytest

from pathfinder_flow.domain.errors.not_found import NoCase, NotShown
from pathfinder_flow.domain.rights.viewer import PUBLIC
from pathfinder_flow.domain.roles import Body
from pathfinder_flow.services.history.why_status import StatusGrounds, status_grounds
from pathfinder_flow.services.meetings.opening import NewMeeting, open_meeting
from pathfinder_flow.services.meetings.results import NewResults, record_results
from tests.conftest import DESK
from tests.services.simulation import Reminders


def grounds(notices: Reminders, country: str = "PER") -> StatusGrounds:
    return status_grounds(notices.app, DESK, country)


def test_an_inactive_country_is_told_the_decision_its_grounds_and_the_letters(
    notices: Reminders,
) -> None:
    notices.run_until("2027-04-10")
    today = notices.app.today().isoformat()
    open_meeting(notices.app, DESK, NewMeeting(Body.GCG, "22", today))
    because = "No report for 2026; seven letters."
    new = NewResults(Body.GCG, "22", {"PER": "inactive"}, {"PER": because})
    decision = record_results(notices.app, DESK, new).decision
    found = grounds(notices)
    assert found.standing.state == "inactive"
    assert found.move is not None
    assert decision.number in [one.number for one in found.move.relies_on]
    assert found.grounds == because
    assert (found.letters.accepted, found.letters.failed) == (6, 0)
    assert str(found.letters.first) == "2026-12-31"
    assert [one.event for one in found.ahead][:2] == ["reactivate", "resume_planning"]


def test_a_country_that_was_never_written_to_says_so(notices: Reminders) -> None:
    notices.country("KEN")
    found = grounds(notices, "KEN")
    assert (found.letters.accepted, found.letters.first, found.grounds) == (0, None, "")
    assert found.move is not None
    assert found.move.entry.body["attested"]


def test_it_is_not_for_everybody_and_only_of_countries_with_a_case(notices: Reminders) -> None:
    with pytest.raises(NotShown):
        status_grounds(notices.app.but(viewer=PUBLIC), DESK, "PER")
    with pytest.raises(NoCase):
        grounds(notices, "FJI")
