"""Status names what only a person can end."""

from __future__ import annotations

from pathfinder_flow.domain.reminders.mail import DeliveryStatus
from pathfinder_flow.services.scheduling.health import status
from pathfinder_flow.services.scheduling.tick import next_due_at
from tests.mailing import OFFICE, Programme, Server, lines, run


def test_status_names_what_only_a_person_can_end(programme: Programme) -> None:
    run(programme, Server(DeliveryStatus.REFUSED, "550 no such user"))
    run(programme, Server())
    codes = {one.code for one in status(programme.app, ()).troubles}
    assert codes >= {"doubtful", "no_ladder"}
    assert OFFICE in {line.address for line in lines(programme)}
    assert next_due_at(programme.app) is not None
