"""Clocks that are wrong: the moments in the ledger never go back."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from pathfinder_flow.domain.entries import Entry
from pathfinder_flow.domain.errors import ClockBehind
from pathfinder_flow.services.desk import Desk
from pathfinder_flow.services.opening import open_case
from pathfinder_flow.services.upkeep import check
from pathfinder_flow.store import ledger
from pathfinder_flow.words.errors import error_sentence

FOUNDER = "desk.secretariat"


def entries(desk: Desk) -> list[Entry]:
    with desk.reading() as conn:
        return [*ledger.all_entries(conn)]


def open_one(desk: Desk, code: str) -> Entry:
    return open_case(desk, FOUNDER, code, effective="2024-01-01", workflow=None, reason="")


@pytest.mark.parametrize("behind", [{"minutes": 3}, {"days": 1}, {"days": 9000}])
def test_a_clock_far_behind_is_refused_in_one_sentence(
    desk: Desk, behind: dict[str, float]
) -> None:
    before = entries(desk)
    now = desk.clock()
    desk.clock = lambda: now - timedelta(**behind)
    with pytest.raises(ClockBehind) as told:
        open_one(desk, "PER")
    assert "already holds an entry recorded at 2026-11-22 09:00:00 UTC" in str(told.value)
    assert len(error_sentence(told.value, "en").splitlines()) == 1
    assert entries(desk) == before


def test_a_clock_a_little_behind_goes_on_without_going_back(desk: Desk) -> None:
    now = desk.clock()
    for step, code in enumerate(("PER", "FRA", "KEN", "UGA")):
        desk.clock = lambda step=step: now - timedelta(seconds=25 * step)
        open_one(desk, code)
    moments = [entry.recorded_at for entry in entries(desk)]
    assert all(before < after for before, after in pairwise(moments))
    assert check(desk) == []


def test_a_clock_that_stands_still_gives_every_entry_its_own_moment(desk: Desk) -> None:
    for code in ("PER", "FRA", "KEN"):
        open_one(desk, code)
    moments = [entry.recorded_at for entry in entries(desk)]
    assert len(set(moments)) == len(moments)


def test_reading_does_not_mind_a_wrong_clock(desk: Desk) -> None:
    now = desk.clock()
    desk.clock = lambda: now - timedelta(days=900)
    assert check(desk) == []
