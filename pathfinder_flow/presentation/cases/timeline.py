"""A history, entry by entry: the particulars of each in a line, and below it what it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from pathfinder_flow.presentation.blocks import (
    Block,
    Heading,
    Line,
    Paragraph,
    labels,
)
from pathfinder_flow.services.history.timeline import TimelineEntry
from pathfinder_flow.words import countries, story
from pathfinder_flow.words.catalog import say
from pathfinder_flow.words.dates import say_day, say_moment, say_when
from pathfinder_flow.words.entries import entry_sentence, said_on_record, shown_reason
from pathfinder_flow.words.story import short_actor


def as_blocks(lines: list[TimelineEntry], title: str, lang: str) -> Iterator[Block]:
    """Give each entry as an aligned line of its particulars, and below it what it says."""
    yield Heading(title)
    yield Line(_place(labels(("entry", "effective", "certainty", "recorded", "by"), lang)))
    for line in lines:
        certainty = say(f"certainty.{line.certainty}", lang)
        when = say_when(line.stands.effective, lang, short=True)
        recorded, by = f"{line.entry.recorded_at:%Y-%m-%d}", short_actor(line.entry.act, lang)
        yield Line(_place([str(line.entry.number), when, certainty, recorded, by]))
        for said in _what(line, lang):
            yield Paragraph(said, indent=8)


def _place(cells: list[str]) -> str:
    number, when, certainty, recorded, by = cells
    return f"{number:>6}  {when:<26}  {certainty:<10}  {recorded:<12}  {by}".rstrip()


def title(country: str | None, day: date | None, known: datetime | None, lang: str) -> str:
    """Name a history: whose it is, as of which day, and as known when."""
    said = say("history.programme", lang)
    if country:
        said = say("history.title", lang, country=countries.name(country, lang))
    if day:
        said += f", {say('history.as_of', lang, day=say_day(day, lang))}"
    if known:
        said += f", {say('history.known_at', lang, moment=say_moment(known, lang))}"
    return said


def _what(line: TimelineEntry, lang: str) -> list[str]:
    entry = line.entry
    parts = [entry_sentence(line.stands, line.workflow, lang)]
    if entry.country is None and line.workflow is None:
        parts += [", ".join(story.whom(entry, lang))]
    parts += [f"- {said}" for said in said_on_record(entry, line.workflow, lang)]
    # Nearly every act relies on a mandate, and on nothing else: that is in the other formats.
    if line.relies_on:
        parts += story.reliance(entry, line.relies_on, line.workflow, lang)
    parts += story.after_refusals(line.after_refusals, lang)
    if reason := shown_reason(entry):
        parts.append(say("entry.reason", lang, reason=reason))
    parts.append(entry.body.get("note", ""))
    if line.withdrawn_by:
        parts.append(f"({say('entry.withdrawn_by', lang, number=line.withdrawn_by)})")
    parts += [f"({say('entry.amended_by', lang, number=number)})" for number in line.amended_by]
    return [part for part in parts if part]
