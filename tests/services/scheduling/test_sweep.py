"""Countries are looked at again when calendars change, and after a failure."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pathfinder_flow.services.scheduling.health import status
from pathfinder_flow.services.scheduling.tick import tick
from pathfinder_flow.store import agenda
from tests.mailing import Programme, Server, entries, lines, run


def test_older_calendars_do_not_undo_what_newer_ones_did(programme: Programme) -> None:
    run(programme, Server())
    newer = replace(programme.notices, fingerprint="newer")
    tick(programme.app, newer, Server(), "newer")
    before = len(entries(programme))
    assert tick(programme.app, programme.notices, Server(), "older").outdated
    with programme.app.snapshot() as conn:
        found = agenda.summary(conn, "9999")
    assert (found.fingerprint, found.retired) == ("newer", (programme.notices.fingerprint,))
    assert len(entries(programme)) == before


def test_a_country_that_failed_at_its_first_look_is_tried_again(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("no such zone")

    monkeypatch.setattr("pathfinder_flow.services.scheduling.sweep.reconcile_due_dates", broken)
    run(programme, Server())
    found = status(programme.app, programme.notices.ladders.ladders)
    assert [trouble.code for trouble in found.troubles] == ["cannot_look"]
    monkeypatch.undo()
    programme.clock.now += timedelta(hours=1)
    run(programme, Server())
    assert [line.rung for line in lines(programme)] == ["opening"]
    found = status(programme.app, programme.notices.ladders.ladders)
    assert found.troubles == ()
