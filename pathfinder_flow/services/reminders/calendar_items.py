"""A deadline as an item of somebody's calendar."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from pathfinder_flow.domain.cases.obligations import Key
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.reminders.mail import CalendarItem
from pathfinder_flow.services.context import NotificationContext

CALENDAR_WORDS = "deadline"
"""The template of the title and description of a deadline in a calendar."""


def deadline_item(
    notices: NotificationContext, record: Record, key: Key, language: str, facts: dict[str, Any]
) -> CalendarItem | None:
    """Give a deadline as an item of a calendar, in a language; None before it has a date."""
    kept = record.obligations.of(key)
    day = kept.last_day
    if day is None or kept.due is None:
        return None
    words = notices.templates.render(CALENDAR_WORDS, language, facts)
    cancelled = kept.due.day is None or kept.is_excused
    name = "/".join(("pathfinder-flow", record.country, *key))
    return CalendarItem(
        uid=str(uuid5(NAMESPACE_URL, name)),
        due=day,
        title=words.subject,
        description=words.text.strip(),
        sequence=kept.sequence,
        cancelled=cancelled,
        stamp=kept.result.recorded_at if kept.is_excused and kept.result else kept.due.recorded_at,
    )
