"""What an entry rests on, and which refused attempts came before it."""

from typing import Any

import pytest

from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.ledger.reliance import refused_before, rests_on
from tests.domain.values import OPENED, Ledger

RESTING = {
    "a move": (Kind.TRANSITION, {"rests_on": [2, 3]}, (2, 3)),
    "an outcome on a report": (Kind.OUTCOME, {"evidence": 2}, (2,)),
    "an outcome without one": (Kind.OUTCOME, {"evidence": None}, ()),
    "an extension": (Kind.EXTENSION, {"decision": 3}, (3,)),
    "a due date": (Kind.DUE, {"status": [2]}, (2,)),
    "evidence": (Kind.EVIDENCE, {}, ()),
}


@pytest.mark.parametrize(("kind", "body", "grounds"), RESTING.values(), ids=RESTING)
def test_an_entry_rests_on_what_its_body_names(
    kind: Kind, body: dict[str, Any], grounds: tuple[int, ...]
) -> None:
    assert rests_on(Ledger().add(kind, "2026-01-01", body).entries[0]) == grounds


def refused(ledger: Ledger, body: dict[str, Any], country: str | None = "PER") -> Ledger:
    return ledger.add(Kind.REFUSAL, "2026-01-01", {"said": ["No."], **body}, country=country)


def tried(ledger: Ledger, key: str, country: str | None = "PER", **places: str) -> Ledger:
    body = {"attempt": key, "attempt_key": key, "attempt_places": places}
    return refused(ledger, body, country)


def test_a_move_comes_after_the_refused_attempts_at_it() -> None:
    ledger = refused(refused(OPENED, {"event": "plan"}), {"event": "plan"})
    ledger = ledger.moved("plan", "interest", "2020-06-01")
    assert refused_before(ledger.entries) == {4: (2, 3)}


def test_refused_attempts_at_another_event_do_not_count() -> None:
    ledger = refused(OPENED, {"event": "grant"}).moved("plan", "interest", "2020-06-01")
    assert refused_before(ledger.entries) == {}


def test_nor_do_those_of_another_country() -> None:
    ledger = refused(OPENED, {"event": "plan"}, "FRA").moved("plan", "interest", "2020-06-01")
    assert refused_before(ledger.entries) == {}


def test_an_attempt_that_succeeded_is_over() -> None:
    ledger = refused(OPENED, {"event": "plan"}).moved("plan", "interest", "2020-06-01")
    ledger = refused(ledger, {"event": "plan"}).moved("plan", "interest", "2020-07-01")
    assert refused_before(ledger.entries) == {3: (2,), 5: (4,)}


def test_evidence_comes_after_attempts_to_record_that_kind() -> None:
    ledger = tried(OPENED, "attempt_evidence", kind="letter")
    ledger = tried(ledger, "attempt_evidence", kind="roadmap")
    ledger = ledger.filed("letter", "2020-01-01", {})
    assert refused_before(ledger.entries) == {4: (2,)}


def test_a_seat_in_a_body_comes_after_attempts_to_give_it_to_the_country() -> None:
    ledger = tried(Ledger(), "attempt_mandate", "PER")
    ledger = ledger.add(Kind.MANDATE, "2020-01-01", {"country": "PER"}, country=None)
    assert refused_before(ledger.entries) == {2: (1,)}


@pytest.mark.parametrize(
    ("attempt", "kind"), [("attempt_key", Kind.KEY), ("attempt_erase", Kind.ERASURE)]
)
def test_so_do_acts_on_keys_and_people(attempt: str, kind: Kind) -> None:
    ledger = tried(Ledger(), attempt, None).add(kind, "2020-01-01", {}, country=None)
    assert refused_before(ledger.entries) == {2: (1,)}


def test_a_resumption_comes_after_attempts_to_suspend_or_resume() -> None:
    ledger = tried(OPENED, "attempt_suspend")
    ledger = ledger.add(Kind.RESUMPTION, "2020-01-01", {"suspension": 1})
    assert refused_before(ledger.entries) == {3: (2,)}


@pytest.mark.parametrize(
    "body", [{"attempt": "act"}, {"attempt_key": "attempt_import", "attempt_places": {}}]
)
def test_an_attempt_at_nothing_in_particular_comes_before_nothing(body: dict[str, Any]) -> None:
    ledger = refused(OPENED, body).moved("plan", "interest", "2020-06-01")
    assert refused_before(ledger.entries) == {}
