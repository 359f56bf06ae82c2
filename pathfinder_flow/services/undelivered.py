"""What did not arrive: the contact is in doubt, and the Secretariat is served instead."""

from __future__ import annotations

from pathfinder_flow.domain.entries import moment_text
from pathfinder_flow.domain.obligations import Served
from pathfinder_flow.services.desk import Session
from pathfinder_flow.services.letters import NOT_DELIVERED, Subject, send
from pathfinder_flow.services.outbox import record_delivery
from pathfinder_flow.services.post import SECRETARIAT, Post
from pathfinder_flow.services.recipients import office
from pathfinder_flow.store import outbox, people
from pathfinder_flow.store.outbox import Delivery


def fail(
    session: Session, post: Post, line: Delivery, why: str, reply: str, *, doubt: bool
) -> None:
    """Close a delivery that will not arrive: ``refused``, ``given_up`` or ``bounced``.

    1. It is failed. 2. The contact is in ``doubt`` if it was the address that was refused. 3.
    The Secretariat's office is written to instead, and told why.
    """
    now = moment_text(session.now)
    values = {"state": "failed", "reason": why, "reply": reply, "owner": None, "changed_at": now}
    if not outbox.move(session.conn, line, **values, attempts=line.attempts + 1):
        return
    if doubt and line.recipient != SECRETARIAT:
        people.doubt(session.conn, line.recipient, line.address, now)
    instead = _serve_office(session, post, line, why)
    record_delivery(
        session, line, "failed", reply=reply, why=why,
        instead=instead.message if instead else None, sha256=instead.sha256 if instead else None,
    )  # fmt: skip


def _serve_office(session: Session, post: Post, line: Delivery, why: str) -> Served | None:
    """Write to the office; None when it is the office that was not reached."""
    if line.recipient == SECRETARIAT:
        return None
    key = (line.obligation, line.period)
    extra = {"failed_role": line.role, "failed_why": why, "failed_subject": line.subject}
    # What a person tries again may fail again.
    rung = f"{line.rung}/{line.recipient}/{line.attempts}"
    subject = Subject(session.record(line.country), key, line.round, rung, NOT_DELIVERED, extra)
    return send(session, post, subject, office(post))[0]
