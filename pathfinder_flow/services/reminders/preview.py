"""A mail of a rung as it would be written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from pathfinder_flow.domain.reminders.ladder import Rung
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.mail.mime.message import Rendered
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.deadlines.lookup import owed
from pathfinder_flow.services.reminders.compose import envelope_id, language_of, write
from pathfinder_flow.services.reminders.escalate import letter_of
from pathfinder_flow.services.reminders.recipients import Recipient, addressees
from pathfinder_flow.services.reminders.rung_lookup import (
    asked_about,
    ladder_of,
    moment_in,
    rung_of,
)
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import checkpoints


@dataclass(frozen=True, slots=True)
class Preview:
    """A mail as it would be written: its words, its bytes, and to whom."""

    rendered: Rendered
    data: bytes
    to: Recipient
    moment: datetime


def preview(
    app: AppContext,
    notices: NotificationContext,
    country: str,
    period: str,
    rung: str,
    language: str | None = None,
    obligation: str | None = None,
) -> Preview:
    """Write the mail of a rung in a language, as it will be at its moment; nothing is recorded.

    Without a ``language``, in that of whoever it goes to first.

    To whom it would go first; where nobody can be reached, to an address that can be nobody's.
    Raises :class:`NotOwedYet` for a period without a report, and what a template may raise.
    """
    app.viewer.require(Thing.MAILS)
    asked, due = asked_about(app, notices, country, period, obligation)
    if due is None or due.day is None:
        owed(asked)
        raise ValueError(period)
    ladder = ladder_of(notices, asked.key[0])
    definition = rung_of(ladder, asked.key[0], rung)
    record = asked.case.record
    if due is not record.obligations.of(asked.key).due:
        record.obligations.known[asked.key].dues.append(due)
    now = moment_in(notices, asked, definition, due, ladder) or app.clock()
    with app.snapshot() as conn:
        found, _ = addressees(conn, notices, record, definition.to, definition.copy, now.date())
        checkpoint = checkpoints.latest(conn)
    to = next((one for one in found if not one.copy), _nobody(country, definition))
    copies = tuple(one for one in found if one.copy)
    subject = letter_of(asked.case, asked.key, rung, definition, now, copies)
    message = f"<{envelope_id(subject, to.recipient)}@{notices.rules.domain}>"
    to = replace(to, language=language or language_of(notices, definition.message, to.language))
    seal = checkpoint.note if checkpoint else None
    rendered, data = write(now, notices, subject, to, copies, message, seal)
    return Preview(rendered, data, to, now)


def _nobody(country: str, rung: Rung) -> Recipient:
    role = str(rung.to[0])
    return Recipient("", role, False, None, f"{role}.{country.lower()}@nobody.example", "en")
