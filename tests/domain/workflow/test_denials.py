"""What is refused carries what goes on record of it, and that names nobody."""

from __future__ import annotations

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.workflow.answers import Refusal
from pathfinder_flow.domain.workflow.denials import NotAuthorised, Refused
from pathfinder_flow.domain.workflow.guards import EvidencePresent
from pathfinder_flow.domain.workflow.machine import AllowedMove, compile_machine
from pathfinder_flow.domain.workflow.possibility import Answer, answer
from tests.domain.values import OPENED, WORKFLOW, ask, guarded

ATTEMPT = Clause("attempt_extend", "extend {what}", what="a deadline")


def test_who_may_not_do_it_is_told_who_may_and_stays_off_the_record() -> None:
    refused = NotAuthorised(
        actor="ana", attempt=ATTEMPT, country="PER", roles=["secretariat"], day="2026-01-01"
    )
    ((country, body),) = refused.on_record
    assert "You (ana) may not extend a deadline" in str(refused)
    assert (country, body["attempt_key"], body["roles"]) == (
        "PER", "attempt_extend", ["secretariat"],
    )  # fmt: skip
    assert "ana" not in str(body)


def answered(*guards: EvidencePresent) -> Answer:
    workflow = guarded(*guards) if guards else WORKFLOW
    return answer(compile_machine(workflow), ask(OPENED, "plan", workflow=workflow))


def test_a_move_that_is_possible_needs_no_plan() -> None:
    found = answered()
    assert isinstance(found.move, AllowedMove)
    assert (found.refusals, found.plan) == ((), ())


def test_a_move_that_is_not_comes_with_the_reasons_and_the_plan() -> None:
    found = answered(EvidencePresent(guard="evidence_present", kind="letter"))
    assert found.move is None
    assert [one.code for one in found.refusals if isinstance(one, Refusal)] == ["evidence_missing"]
    assert [(step.act, step.target) for step in found.plan] == [("evidence", "letter")]


def test_a_refusal_names_every_country() -> None:
    answers = {"PER": answered(), "FRA": answered()}
    refused = Refused(answers=answers, on_record=[], act=None, event="plan")
    assert str(refused) == "'plan' is not possible for PER, FRA."
    assert refused.answers == answers
