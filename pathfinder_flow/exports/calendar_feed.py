"""Deadlines as a calendar to subscribe to."""

from __future__ import annotations

from pathfinder_flow.calendars.ics import calendar_file
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.reminders.mail import CalendarItem
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.deadlines.queries import Deadline, deadlines
from pathfinder_flow.services.reminders.calendar_items import CALENDAR_WORDS, deadline_item
from pathfinder_flow.services.reminders.message_facts import MessageContext, facts_of
from pathfinder_flow.services.reminders.recipients import office
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import languages, say

_OVER = ("reported", "partly_reported", "nil_confirmed")
"""Outcomes after which a deadline is no business of anybody's calendar any more."""


def feed(
    app: AppContext, notices: NotificationContext, country: str | None, language: str, lang: str
) -> tuple[bytes, int]:
    """Give the deadlines of a country or of all as a feed, and how many are in it.

    ``language`` is that of its entries, for which there are templates; its name is in ``lang`` if
    the program does not speak that.

    What was reported is left out; what fell away, or was excused, is in it as called off, so that
    it vanishes from calendars that have it already.
    """
    found = deadlines(app, notices, country=country, everything=True)
    records: dict[str, Record] = {}
    with app.snapshot() as conn:
        for code in dict.fromkeys(one.country for one in found):
            records[code] = ledger.record_of(conn, code)
    items = [
        _item(app, notices, records[one.country], one, language)
        for one in found
        if one.standing.facts.get("outcome") not in _OVER
    ]
    known = [item for item in items if item]
    spoken = language if language in languages() else lang
    return calendar_file(known, name=_name(country, spoken)), len(known)


def _name(country: str | None, lang: str) -> str:
    if country is None:
        return say("feed.all", lang)
    return say("feed.country", lang, country=countries.name(country, lang))


def _item(
    app: AppContext, notices: NotificationContext, record: Record, one: Deadline, language: str
) -> CalendarItem | None:
    if one.number is None:
        # Not on record yet: as the next run will put it there.
        record.obligations.known[one.key].dues.append(one.due)
    subject = MessageContext(record, one.key, 0, "", CALENDAR_WORDS, {})
    facts = facts_of(app.clock(), notices, subject, office(notices))
    return deadline_item(notices, record, one.key, language, facts)
