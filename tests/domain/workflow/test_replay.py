"""Every move is decided again by what was on record and in force when it was made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.workflow.guards import EvidencePresent
from pathfinder_flow.domain.workflow.machine import compile_machine
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.domain.workflow.replay import Breach, Replay, incoherent
from tests.domain.values import OPENED, WORKFLOW, Ledger, guarded

NEEDS_A_LETTER = guarded(EvidencePresent(guard="evidence_present", kind="letter"))
START = OPENED.mandated("secretariat")
"""Ana has worked for the Secretariat since before the case was opened: entry 2."""


def planned(start: Ledger = START, effective: str = "2020-01-01", mandate: int = 2) -> Ledger:
    """Ana lets the country plan, on the strength of a mandate."""
    *before, move = start.moved("plan", "interest", effective, by="ana").entries
    act = replace(move.draft.act, mandate=mandate)
    return Ledger((*before, replace(move, draft=replace(move.draft, act=act))))


def with_body(ledger: Ledger, **changes: Any) -> Ledger:
    """Change what the last entry says."""
    *before, last = ledger.entries
    body = {**last.body, **changes}
    return Ledger((*before, replace(last, draft=replace(last.draft, body=body))))


def replayed(ledger: Ledger, workflow: Workflow | None = WORKFLOW) -> tuple[Replay, list[Breach]]:
    rules = (workflow, compile_machine(workflow)) if workflow else None
    replay = Replay("PER", lambda _sha256: rules)
    return replay, [found for entry in ledger.entries if (found := replay.take(entry))]


BREACHES = {
    "as the workflow says": (planned(), WORKFLOW, None),
    "attested, so never decided": (
        START.moved("grant", "planning", "2020-01-01", attested=True), WORKFLOW, None,
    ),
    "before the case was opened": (planned(effective="2018-12-31"), WORKFLOW, "not_governed"),
    "on no certain day": (planned(effective="2020"), WORKFLOW, "not_governed"),
    "under a workflow nobody knows": (planned(), None, "other_workflow"),
    "under another workflow": (with_body(planned(), sha256="bb"), WORKFLOW, "other_workflow"),
    "an event it does not have": (with_body(planned(), event="fly"), WORKFLOW, "no_event"),
    "without the evidence": (planned(), NEEDS_A_LETTER, "not_allowed"),
    "to another stage": (with_body(planned(), to="running"), WORKFLOW, "other_move"),
    "on another mandate": (planned(mandate=9), WORKFLOW, "other_move"),
}  # fmt: skip


@pytest.mark.parametrize(("ledger", "workflow", "key"), BREACHES.values(), ids=BREACHES)
def test_what_the_workflow_did_not_allow_is_named(
    ledger: Ledger, workflow: Workflow | None, key: str | None
) -> None:
    _, found = replayed(ledger, workflow)
    assert [one.said.key for one in found] == ([key] if key else [])
    assert {one.number for one in found} <= {3}


def test_a_move_that_was_refused_says_every_reason() -> None:
    _, (breach,) = replayed(planned(), NEEDS_A_LETTER)
    assert [refusal.code for refusal in breach.refusals] == ["evidence_missing"]
    assert breach.workflow == NEEDS_A_LETTER


def test_moves_that_were_decided_are_counted_and_the_record_is_there() -> None:
    replay, _ = replayed(planned())
    assert replay.moves == 1
    assert Case(replay.record, date(2020, 6, 1)).state == "planning"
    assert [*replay.end()] == []


@pytest.mark.parametrize(
    ("ledger", "key"),
    [
        (OPENED.moved("grant", "planning", "2020-01-01"), "out_of_order"),
        (OPENED.moved("plan", "interest", "2020-01-01", rests_on=(9,)), "unsupported"),
    ],
)
def test_what_does_not_stand_after_all_corrections_is_named(ledger: Ledger, key: str) -> None:
    assert [one.said.key for one in incoherent(ledger.record())] == [key]
