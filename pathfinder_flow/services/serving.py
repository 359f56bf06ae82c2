"""How a rung ends, on record: who is served by which mail, and who is not, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from pathfinder_flow.domain.entries import Draft, Entry, Kind
from pathfinder_flow.domain.obligations import Served
from pathfinder_flow.services.desk import Session
from pathfinder_flow.services.keeping import OF_ITSELF
from pathfinder_flow.services.letters import NOT_DELIVERED, Subject, last_day, send
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
    session: Session, subject: Subject, served: list[Served], unserved: Sequence[Unserved],
    withheld: str | None, facts: dict[str, Any] | None = None,
) -> Entry:  # fmt: skip
    """Put on record how a rung, or a letter in place of one, ended."""
    day = last_day(subject.obligation)
    body = {
        "obligation": subject.key[0],
        "period": subject.key[1],
        "round": subject.round,
        "rung": subject.rung,
        "due": day.isoformat() if day else None,
        "served": [asdict(one) for one in served],
        "withheld": withheld,
        "facts": facts or {"unserved": [asdict(one) for one in unserved]},
    }
    today = session.today.isoformat()
    country = subject.record.country
    return session.append(Draft(Kind.REMINDER, country, today, OF_ITSELF, "", body))
