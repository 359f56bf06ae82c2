"""The worklist of a day: mine, others', what goes out, what is late."""

from __future__ import annotations

import pytest

from pathfinder_flow.domain.errors.not_found import NotShown
from pathfinder_flow.domain.rights.viewer import PUBLIC
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.services.worklist.today import Worklist, worklist
from tests.conftest import DESK
from tests.services.simulation import Reminders


def today(notices: Reminders, person: str = DESK) -> Worklist:
    return worklist(notices.app, notices.notices, person)


def codes(found: Worklist, country: str) -> list[str]:
    return [one.code for one in found.mine if one.country == country]


def test_a_quiet_day_tells_what_is_missing_and_what_others_owe(notices: Reminders) -> None:
    notices.tick()
    found = today(notices)
    assert codes(found, "PER") == ["lapse", "lapse"]
    assert [one.facts["lapse"].name for one in found.mine] == ["framework", "roadmap"]
    [awaited] = found.awaited
    assert (awaited.step.target, awaited.countries) == ("annual_report", ("PER",))
    assert (found.mails, any(found.late.values()), found.troubles) == ((), False, ())


def test_what_nobody_there_can_be_asked_for_stands_apart_from_what_is_late(
    notices: Reminders,
) -> None:
    notices.country("KEN")
    notices.run_until("2027-05-20")
    late = {band: [one.country for one in known] for band, known in today(notices).late.items()}
    assert late == {"late_30": [], "late_90": ["PER"], "late_more": [], "not_asked": ["KEN"]}
    notices.run_until("2027-08-20")
    assert [one.country for one in today(notices).late["late_more"]] == ["PER"]


def test_the_mails_of_the_next_seven_days_are_named_and_looking_sends_none(
    notices: Reminders,
) -> None:
    notices.run_until("2026-12-27")
    before = len(notices.mails)
    found = today(notices)
    assert [(one.country, one.rung) for one in found.mails] == [("PER", "opening")]
    assert len(notices.mails) == before


def test_a_decision_that_was_not_carried_out_and_a_move_that_is_possible_are_mine(
    notices: Reminders,
) -> None:
    notices.tick()
    decision = notices.decision("inactive")
    [found] = [one for one in today(notices).mine if one.code == "decision"]
    assert (found.country, found.facts["outcome"], found.facts["number"]) == (
        "PER",
        "inactive",
        decision,
    )
    notices.report(effective="2026-11-22", period="2025")
    assert "move" not in codes(today(notices, "nobody.known"), "PER")


def test_what_waits_for_somebody_to_look_at_it_is_mine(notices: Reminders) -> None:
    notices.country("BRA")
    notices.tick()
    assert "no_zone" in codes(today(notices), "BRA")


def test_the_worklist_is_the_offices(notices: Reminders) -> None:
    notices.appoint("mwg.member", Role.MWG)
    with pytest.raises(NotShown):
        worklist(notices.app.but(viewer=PUBLIC), notices.notices, "mwg.member")
