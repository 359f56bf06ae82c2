"""The scheduler's waiting: what it takes for a clock that was set back, and what not."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pathfinder_flow import scheduler
from pathfinder_flow.app import build_notifications
from pathfinder_flow.mail.maildir import MaildirTransport
from pathfinder_flow.scheduler import Ticker
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.settings import load
from pathfinder_flow.store.database import migrate
from pathfinder_flow.store.database.engine import open_engine
from pathfinder_flow.store.files import EvidenceFiles

EVERY = timedelta(seconds=0.05)


@pytest.fixture
def events(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Callable[[], datetime], threading.Event], list[str]]:
    """What a ticker with this clock logs until the event, and a few more of its turns."""
    monkeypatch.setattr(scheduler, "EVERY", EVERY)
    engine = open_engine(sqlite_url, busy_seconds=5)
    migrate.upgrade(engine)

    def logged(clock: Callable[[], datetime], enough: threading.Event) -> list[str]:
        app = AppContext(engine, EvidenceFiles(tmp_path / "evidence", 1 << 20), clock)
        said: list[str] = []
        transport = MaildirTransport(tmp_path / "mail")
        ticker = Ticker(
            app, build_notifications(load({})), transport, "run", lambda e, **_: said.append(e)
        )

        def stop() -> None:
            enough.wait(10)
            time.sleep(3 * EVERY.total_seconds())
            ticker.stop()

        stopping = threading.Thread(target=stop)
        stopping.start()
        ticker.run()
        stopping.join()
        engine.dispose()
        return said

    return logged


def test_a_tick_that_takes_long_is_no_clock_set_back(
    events: Callable[[Callable[[], datetime], threading.Event], list[str]],
) -> None:
    ticked = threading.Event()

    def slow_in_the_tick() -> datetime:
        if threading.current_thread() is not threading.main_thread() and not ticked.is_set():
            time.sleep(10 * EVERY.total_seconds())
            ticked.set()
        return datetime.now(UTC)

    assert events(slow_in_the_tick, ticked) == ["started", "stopped"]


def test_a_clock_set_back_is_told_and_keeps_no_tick_waiting(
    events: Callable[[Callable[[], datetime], threading.Event], list[str]],
) -> None:
    ticked = threading.Event()
    ahead = [timedelta(hours=1)]

    def set_back_after_the_start() -> datetime:
        if threading.current_thread() is not threading.main_thread():
            ticked.set()
        return datetime.now(UTC) + (ahead.pop() if ahead else timedelta())

    said = events(set_back_after_the_start, ticked)
    assert ticked.is_set()
    assert said.count("clock_set_back") >= 1
