"""Giving the first's answer again to whoever asks the same under the same once-only number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.ledger.entries import Entry, Kind
from pathfinder_flow.domain.ledger.once import OnceNumber
from pathfinder_flow.domain.workflow.answers import Refusal
from pathfinder_flow.domain.workflow.denials import (
    DecisionRefused,
    Denied,
    NotAuthorised,
    Refused,
)
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.domain.workflow.possibility import Answer
from pathfinder_flow.store import ledger, once


def done_before(conn: Connection, number: OnceNumber, person: str) -> list[Entry]:
    """Give the entries that an act of this person left under a number; empty if there was none.

    Raises :class:`OnceNumberUsed` when another act has the number.
    """
    rows = once.recorded_under(conn, number.mark(person)["number"])
    for entry, asked in rows[:1]:
        number.refuse_other(person, asked, entry)
    return [ledger.entry(conn, entry) for entry, _ in rows]


def of_kind(kind: Kind) -> Callable[[list[Entry]], Entry]:
    """Give how an act that recorded one entry of a kind, among others, finds its answer again."""
    return lambda entries: next(entry for entry in reversed(entries) if entry.kind is kind)


def refused_before(
    entries: list[Entry], handle: str, workflow: Callable[[str], Workflow]
) -> Denied | None:
    """Give the refusal that entries record, as it was raised then; None if they record none.

    Without a plan: what is on record are the reasons, and what is left to do may have changed.
    """
    if not entries or any(entry.kind is not Kind.REFUSAL for entry in entries):
        return None
    on_record: list[tuple[str | None, dict[str, Any]]] = [
        (entry.country, entry.body) for entry in entries
    ]
    first = entries[0]
    if "event" not in first.body:
        return _not_authorised(first, handle)
    facts: dict[str, Any] = {
        "answers": {str(entry.country): _answer(entry, workflow) for entry in entries},
        "on_record": on_record,
        "act": first.act,
        "event": first.body["event"],
    }
    if "decision" in first.body:
        return DecisionRefused(**facts, count=len(first.body["decision"]["outcomes"]))
    return Refused(**facts)


def _not_authorised(entry: Entry, handle: str) -> NotAuthorised:
    body = entry.body
    return NotAuthorised(
        actor=handle,
        attempt=Clause.again(body["attempt_key"], body["attempt"], body["attempt_places"]),
        country=entry.country,
        roles=body["roles"],
        day=entry.effective,
    )


def _answer(entry: Entry, workflow: Callable[[str], Workflow]) -> Answer:
    body = entry.body
    reasons = [Refusal(one["code"], one["question"], one["facts"]) for one in body["reasons"]]
    return Answer(body["event"], workflow(body["workflow"]), None, tuple(reasons))
