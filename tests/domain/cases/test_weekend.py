"""A weekend that was put on record."""

from pathfinder_flow.domain.ledger.entries import Kind
from tests.domain.values import OPENED


def test_the_weekend_said_last_holds() -> None:
    ledger = OPENED.add(Kind.WEEKEND, "2026-01-01", {"days": ["fri", "sat"]})
    assert OPENED.record().obligations.weekend is None
    assert ledger.record().obligations.weekend == (2, ("fri", "sat"))
