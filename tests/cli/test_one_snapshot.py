"""Whatever one reading command shows was read in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from pathfinder_flow.services import reading_context
from tests.cli.years import Owing

READING = (
    "board", "board --next", "board --as-of 2020-06-30", "country show MWI", "evidence list MWI",
    "why MWI", "why MWI --json", "history MWI", "history", "deadlines",
    "deadlines --json", "deadline explain MWI 2026", "reminders list MWI",
    "reminders list MWI 2026",
    "outbox list", "mandate list", "mandate who MWI", "people list", "people show focal.mwi",
    "status", "workflow list", "audit report MWI", "audit report", "audit who-knew 12",
    "audit key show", "country weekend BRA", "country why-status MWI", "country zone BRA",
    "meeting list", "report year 2022", "targets", "indicators MWI",
)  # fmt: skip


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Engine]:
    """The snapshots that were opened."""
    opened: list[Engine] = []
    real = reading_context.open_snapshot

    @contextmanager
    def counting(engine: Engine) -> Iterator[Connection]:
        opened.append(engine)
        with real(engine) as conn:
            yield conn

    monkeypatch.setattr(reading_context, "open_snapshot", counting)
    return opened


@pytest.mark.parametrize("command", READING)
def test_a_reading_command_opens_one_snapshot(
    owing: Owing, opened: list[Engine], command: str
) -> None:
    result = owing.call(*command.split())
    assert result.exit_code in (0, 1), result.output
    assert len(opened) == 1, result.output


def test_a_feed_is_of_one_snapshot(owing: Owing, opened: list[Engine], tmp_path: Path) -> None:
    owing.call("deadlines", "--ics", str(tmp_path / "all.ics"))
    assert len(opened) == 1
