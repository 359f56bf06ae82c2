"""Clocks that are wrong: the moments in the ledger never go back."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from pathfinder_flow.domain.errors.unavailable import ClockBehind
from pathfinder_flow.domain.ledger.entries import Entry
from pathfinder_flow.services.lifecycle.cases import open_case
from pathfinder_flow.services.maintenance import check
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger
from pathfinder_flow.words.errors import error_sentence

FOUNDER = "desk.secretariat"


def entries(app: AppContext) -> list[Entry]:
    with app.snapshot() as conn:
        return [*ledger.all_entries(conn)]


def open_one(app: AppContext, code: str) -> Entry:
    return open_case(app, FOUNDER, code, effective="2024-01-01", workflow=None, reason="")


@pytest.mark.parametrize("behind", [{"minutes": 3}, {"days": 1}, {"days": 9000}])
def test_a_clock_far_behind_is_refused_in_one_sentence(
    app: AppContext, behind: dict[str, float]
) -> None:
    before = entries(app)
    now = app.clock()
    app.clock = lambda: now - timedelta(**behind)
    with pytest.raises(ClockBehind) as told:
        open_one(app, "PER")
    assert "already holds an entry recorded at 2026-11-22 09:00:00 UTC" in str(told.value)
    assert len(error_sentence(told.value, "en").splitlines()) == 1
    assert entries(app) == before


def test_a_clock_a_little_behind_goes_on_without_going_back(app: AppContext) -> None:
    now = app.clock()
    for step, code in enumerate(("PER", "FRA", "KEN", "UGA")):
        app.clock = lambda step=step: now - timedelta(seconds=25 * step)
        open_one(app, code)
    moments = [entry.recorded_at for entry in entries(app)]
    assert all(before < after for before, after in pairwise(moments))
    assert check(app) == []


def test_a_clock_that_stands_still_gives_every_entry_its_own_moment(app: AppContext) -> None:
    for code in ("PER", "FRA", "KEN"):
        open_one(app, code)
    moments = [entry.recorded_at for entry in entries(app)]
    assert len(set(moments)) == len(moments)


def test_reading_does_not_mind_a_wrong_clock(app: AppContext) -> None:
    now = app.clock()
    app.clock = lambda: now - timedelta(days=900)
    assert check(app) == []
