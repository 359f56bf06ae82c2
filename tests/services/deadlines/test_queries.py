"""How deadlines are listed: who was asked, and who was not."""

from __future__ import annotations

from pathfinder_flow.services.deadlines.queries import Deadline, deadlines
from tests.services.simulation import Reminders


def of(notices: Reminders, country: str) -> Deadline:
    found = deadlines(notices.app, notices.notices, country=country)
    return next(one for one in found if one.key[1] == "2026")


def test_a_report_that_nobody_was_asked_for_is_not_called_late(notices: Reminders) -> None:
    notices.country("KEN")
    notices.run_until("2027-04-20")
    assert of(notices, "KEN").standing.code == "not_asked"
    assert of(notices, "KEN").standing.facts == {"would_be": "overdue", "why": "no_focal_point"}
    overdue = deadlines(notices.app, notices.notices, overdue=True)
    assert "KEN" in {one.country for one in overdue}


def test_a_country_that_was_asked_is_late_when_it_is(notices: Reminders) -> None:
    notices.run_until("2027-04-20")
    assert of(notices, "PER").standing.code == "overdue"


def test_a_focal_point_whose_mail_comes_back_was_not_asked(notices: Reminders) -> None:
    notices.country("FRA")
    notices.appoint("focal.fra", country="FRA", email=None)
    notices.run_until("2027-04-20")
    assert of(notices, "FRA").standing.facts["why"] == "unreachable"
