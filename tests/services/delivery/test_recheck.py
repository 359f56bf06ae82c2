"""What is no longer true does not leave."""

from __future__ import annotations

from datetime import timedelta

from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.reminders.mail import DeliveryStatus
from pathfinder_flow.services.lifecycle.corrections import NewCorrection, correct
from tests.mailing import DESK, Programme, Server, entries, lines, run


def test_a_mail_about_a_withdrawn_case_does_not_leave(programme: Programme) -> None:
    run(programme, Server(DeliveryStatus.DEFERRED, "451 later"))
    opened = next(e.number for e in entries(programme) if e.kind is Kind.CASE_OPENED)
    wrong = NewCorrection(opened, "wrong country", withdraw=True, with_dependents=True)
    correct(programme.app, DESK, wrong)
    server = Server()
    programme.clock.now += timedelta(minutes=10)
    run(programme, server)
    assert server.sent == []
    assert [line.state for line in lines(programme)] == ["cancelled"]
