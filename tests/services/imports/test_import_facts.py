"""Importing: what a fact moves, and what it leaves where it is."""

from __future__ import annotations

from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.services.history.queries import history
from tests.services.conftest import Office


def moves(office: Office) -> list[tuple[str | None, str]]:
    entries = [line.entry for line in history(office.app, "PER")]
    moved = [entry.body for entry in entries if entry.kind is Kind.TRANSITION]
    return [(body["from"], body["to"]) for body in moved]


def test_a_second_fact_of_a_stage_moves_nothing(office: Office) -> None:
    office.attest("PER", "strategic_planning_workshop", "2019-05-01")
    once = moves(office)
    office.attest("PER", "roadmap_validated", "2019-09-01")
    assert moves(office) == once
    assert [to for _, to in once] == ["planning"]
