"""How a rung ends, on record: who is served by which mail, and who is not, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from pathfinder_flow.domain.entries import Draft, Entry, Kind
from pathfinder_flow.domain.obligations import Key, Served
from pathfinder_flow.domain.record import Record
from pathfinder_flow.services.desk import Session
from pathfinder_flow.services.keeping import OF_ITSELF
from pathfinder_flow.services.letters import NOT_DELIVERED, Subject, send
from pathfinder_flow.services.post import SECRETARIAT, Post
from pathfinder_flow.services.recipients import Addressee, Unserved, office


def serve_instead(
    session: Session, post: Post, subject: Subject, missing: Sequence[Unserved],
    *, but: Sequence[Addressee] = (),
) -> list[Served]:  # fmt: skip
    """Write to the Secretariat's office in place of whom a letter cannot reach.

    Not when nobody is missing, or when the office has the letter itself.
    """
    if not missing or any(one.recipient == SECRETARIAT for one in but):
        return []
    extra = {
        **subject.extra,
        "copied": [],
        "failed_role": missing[0].role,
        "failed_why": missing[0].why,
        "failed_subject": None,
    }
    return send(session, post, replace(subject, template=NOT_DELIVERED, extra=extra), office(post))


def record_reminder(
    session: Session, record: Record, key: Key, rung: str, served: list[Served],
    withheld: str | None, facts: dict[str, Any],
) -> Entry:  # fmt: skip
    """Put on record how a rung, or a letter in place of one, ended."""
    kept = record.obligations.of(key)
    day = kept.last_day
    body = {
        "obligation": key[0],
        "period": key[1],
        "round": kept.round,
        "rung": rung,
        "due": day.isoformat() if day else None,
        "served": [asdict(one) for one in served],
        "withheld": withheld,
        "facts": facts,
    }
    today = session.today.isoformat()
    return session.append(Draft(Kind.REMINDER, record.country, today, OF_ITSELF, "", body))


def whom_not(unserved: Sequence[Unserved]) -> dict[str, Any]:
    """Give the facts of a reminder about those it could not be written to."""
    return {"unserved": [asdict(one) for one in unserved]}
