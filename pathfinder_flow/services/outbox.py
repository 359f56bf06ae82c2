"""Acts on the outbox: what a person holds, releases, cancels or tries again, and its record."""

from __future__ import annotations

from typing import Any

from pathfinder_flow.domain.entries import Act, Draft, Entry, Kind, moment_text
from pathfinder_flow.domain.obligations import Key
from pathfinder_flow.services.desk import Session
from pathfinder_flow.services.keeping import OF_ITSELF
from pathfinder_flow.store import outbox
from pathfinder_flow.store.outbox import Delivery


def record_delivery(
    session: Session, delivery: Delivery, state: str, *, reply: str | None = None,
    act: Act = OF_ITSELF, reason: str = "", **facts: Any,
) -> Entry:  # fmt: skip
    """Put on record what became of a mail for a recipient; addresses stay out of the ledger."""
    body = {
        "message": delivery.message,
        "recipient": delivery.recipient,
        "obligation": delivery.obligation,
        "period": delivery.period,
        "rung": delivery.rung,
        "state": state,
        "reply": reply,
        **facts,
    }
    today = session.today.isoformat()
    return session.append(Draft(Kind.DELIVERY, delivery.country, today, act, reason, body))


def cancel_unsent(
    session: Session, country: str, key: Key, reason: str, facts: dict[str, Any]
) -> None:
    """Cancel what lies unsent about an obligation, with the reason why it no longer holds.

    A drafted letter stays: a person decides on it.
    """
    if not session.record(country).obligations.of(key).reminders:
        return
    lines = outbox.find(
        session.conn, country=country, obligation=key[0], period=key[1], state=outbox.UNSENT
    )
    for line in lines:
        if line.reason == "draft" or line.template == "not_delivered":
            continue
        now = moment_text(session.now)
        if outbox.move(session.conn, line, state="cancelled", reason=reason, changed_at=now):
            record_delivery(session, line, "cancelled", why=reason, facts=facts)
