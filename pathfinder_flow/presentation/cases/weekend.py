"""The days of the week on which a country's offices rest."""

from __future__ import annotations

from pathfinder_flow.domain.ledger.entries import Entry
from pathfinder_flow.words.catalog import join
from pathfinder_flow.words.dates import weekday_name


def days_of(entry: Entry, lang: str) -> str:
    """Give the days that an entry says are off: "Friday and Saturday"."""
    return join([weekday_name(day, lang) for day in entry.body["days"]], lang)
