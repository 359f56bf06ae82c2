"""The forecast is what is then really sent, as long as the facts stay as they are."""

from __future__ import annotations

import email
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from pathfinder_flow.domain.roles import Role
from pathfinder_flow.mail.maildir import MaildirTransport
from pathfinder_flow.services.scheduling.forecast import forecast, ledger_size
from pathfinder_flow.services.scheduling.tick import next_due_at, tick
from pathfinder_flow.store import outbox
from tests.mailing import Programme, appoint, found_programme

CONTACTS = {"PER": ("focal@labour.per.example",), "KEN": (), "EGY": ("focal@labour.egy.example",)}
MONTHS_18 = timedelta(days=548)
TRANSPORT = ("Received", "Return-Path", "Delivered-To")


@pytest.fixture
def programme(url: str, tmp_path: Path) -> Iterator[Programme]:
    made = found_programme(url, tmp_path, CONTACTS)
    appoint(made, Role.FOCAL_POINT, "deputy.per", "deputy@labour.per.example", "PER", "es")
    appoint(made, Role.MWG, "mwg.member", "member@mwg.example", None, "fr")
    yield made
    made.app.engine.dispose()


def without_transport(data: bytes) -> bytes:
    mail = email.message_from_bytes(data)
    for header in TRANSPORT:
        del mail[header]
    return mail.as_bytes()


def test_what_was_foreseen_is_what_is_sent(programme: Programme, tmp_path: Path) -> None:
    app, clock, notices = programme.app, programme.clock, programme.notices
    until = clock.now + MONTHS_18
    foreseen = forecast(app, notices, until, folder=tmp_path / "foreseen")
    transport = MaildirTransport(tmp_path / "mail")
    while clock.now <= until:
        tick(app, notices, transport, "run")
        turn = next_due_at(app)
        assert turn is not None
        clock.now = max(turn, clock.now)
    sent = sorted(path.read_bytes() for path in (tmp_path / "mail" / "new").iterdir())
    expected = sorted(path.read_bytes() for path in (tmp_path / "foreseen").iterdir())
    assert len(sent) > 30
    assert [*map(without_transport, sent)] == [*map(without_transport, expected)]
    with app.snapshot() as conn:
        written = {(one.message, one.recipient) for one in outbox.find(conn)}
    assert len(written) == sum(one.withheld is None for one in foreseen)


def test_a_forecast_leaves_everything_as_it_was(programme: Programme) -> None:
    size, turn = ledger_size(programme.app), next_due_at(programme.app)
    assert forecast(programme.app, programme.notices, programme.clock.now + MONTHS_18)
    assert (ledger_size(programme.app), next_due_at(programme.app)) == (size, turn)


def test_mails_that_will_wait_for_a_person_are_foreseen_too(programme: Programme) -> None:
    held = programme.with_rules(hold=True)
    until = programme.clock.now + MONTHS_18
    subjects = [one.subject for one in forecast(programme.app, held, until)]
    assert subjects == [one.subject for one in forecast(programme.app, programme.notices, until)]


def test_a_forecast_says_who_gets_what_when_and_in_which_language(programme: Programme) -> None:
    found = forecast(programme.app, programme.notices, programme.clock.now + timedelta(days=60))
    lines = [
        (f"{one.moment:%Y-%m-%d %H}", one.country, one.rung, one.role, one.language, one.withheld)
        for one in found
    ]
    assert lines == [
        ("2026-12-31 06", "KEN", "not_asked", "secretariat", "en", None),
        ("2026-12-31 06", "KEN", "not_asked", "", "", "no_focal_point"),
        ("2026-12-31 07", "EGY", "opening", "focal_point", "en", None),
        ("2026-12-31 14", "PER", "opening", "focal_point", "en", None),
        ("2026-12-31 14", "PER", "opening", "focal_point", "es", None),
    ]  # fmt: skip


def test_a_country_that_cannot_be_looked_at_is_not_passed_over(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise ValueError("PER")

    monkeypatch.setattr("pathfinder_flow.services.scheduling.sweep.reconcile_due_dates", broken)
    found = forecast(programme.app, programme.notices, programme.clock.now + timedelta(hours=5))
    assert {(one.country, one.withheld) for one in found} == {
        (code, "cannot_look") for code in CONTACTS
    }
