"""Telling a history: each line as sentences and as values, all of it as a table or as a page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pathfinder_flow.domain.dates.edtf import parse_when
from pathfinder_flow.domain.ledger.entries import PROGRAM, Kind
from pathfinder_flow.presentation.html import Row, Section, Source, page
from pathfinder_flow.services.history.timeline import TimelineEntry, by_date, is_own
from pathfinder_flow.services.validation import is_web_address
from pathfinder_flow.words import story
from pathfinder_flow.words.catalog import counted, join, say
from pathfinder_flow.words.dates import say_when
from pathfinder_flow.words.entries import entry_sentence

COLUMNS = (
    "entry", "kind", "effective", "recorded_at", "certainty", "said", "handle", "role",
    "on_behalf_of", "mandate", "reason", "withdrawn_by", "source", "body", "relies_on",
    "after_refusals", "story",
)  # fmt: skip
"""What a table of a history tells of each entry; new columns are added at the end."""


def story_of(line: TimelineEntry, lang: str) -> list[str]:
    """Tell an entry in plain sentences: who did what and when, on what grounds, after what."""
    entry, stands, workflow = line.entry, line.stands, line.workflow
    told = stands if entry.kind is Kind.DECISION else entry
    return [
        story.did(told, workflow, lang),
        *story.details(told, workflow, lang),
        *story.effect(entry, stands, lang),
        *story.reliance(entry, line.relies_on, workflow, lang),
        *story.after_refusals(line.after_refusals, lang),
        *story.remarks(entry, lang),
        *story.standing(line.certainty, line.withdrawn_by, line.amended_by, lang),
    ]


def as_values(line: TimelineEntry, lang: str) -> dict[str, Any]:
    """Give all that is known of an entry as values for JSON."""
    entry = line.entry
    return {
        "entry": entry.number,
        "kind": str(entry.kind),
        "country": entry.country,
        "effective": line.stands.effective,
        "recorded_at": entry.recorded_at.isoformat(),
        "certainty": line.certainty,
        "said": entry_sentence(line.stands, line.workflow, lang),
        "actor": entry.act.actor,
        # The program is nobody's pseudonym.
        "handle": PROGRAM if entry.act.actor == PROGRAM else line.handle,
        "role": entry.act.role,
        "on_behalf_of": entry.act.on_behalf_of,
        "mandate": entry.act.mandate,
        "reason": entry.reason,
        "withdrawn_by": line.withdrawn_by,
        "amended_by": list(line.amended_by),
        "body": line.stands.body,
        "relies_on": [one.number for one in line.relies_on],
        "after_refusals": list(line.after_refusals),
        "story": " ".join(story_of(line, lang)),
    }


def sheet(
    lines: Iterable[TimelineEntry], lang: str, *, with_handles: bool
) -> tuple[list[str], list[list[Any]]]:
    """Give columns and rows of a table; without handles no sign-in name is among them."""
    columns = [name for name in COLUMNS if with_handles or name != "handle"]
    rows = []
    for line in lines:
        told = as_values(line, lang)
        source = told["body"].get("source", {})
        told["source"] = source.get("url") or source.get("letter", "")
        told["body"] = json.dumps(told["body"], ensure_ascii=False, sort_keys=True)
        for name in ("relies_on", "after_refusals"):
            told[name] = "; ".join(map(str, told[name]))
        rows.append(["" if told[name] is None else told[name] for name in columns])
    return columns, rows


@dataclass
class Year:
    """What took effect in a year: the lines told, and how many of the program's own are not."""

    year: int
    lines: list[TimelineEntry] = field(default_factory=list)
    own: Counter[str] = field(default_factory=Counter)


def by_year(lines: Iterable[TimelineEntry], *, everything: bool = True) -> list[Year]:
    """Put lines in the order of their dates, by year.

    Without ``everything`` what the program recorded of its own accord is only counted, by kind.
    """
    years: dict[int, Year] = {}
    for line in by_date(lines):
        number = parse_when(line.stands.effective).order.year
        year = years.setdefault(number, Year(number))
        if everything or not is_own(line):
            year.lines.append(line)
        else:
            year.own[str(line.entry.kind)] += 1
    return list(years.values())


def as_html(
    title: str, years: Iterable[Year], lang: str, *, head: Sequence[tuple[str, str]] = ()
) -> str:
    """Give a history as a page that needs nothing but itself.

    ``head`` are facts to begin with, each with its label, or "" where one goes on.
    """
    sections = [
        Section(str(year.year), [_row(line, lang) for line in year.lines], own_doings(year, lang))
        for year in years
    ]
    return page(title, head, sections, lang)


def own_doings(year: Year, lang: str) -> str:
    """Say in a sentence what the program recorded besides in a year; nothing if nothing is left."""
    kinds = [counted(f"story.own.{kind}", year.own[kind], lang) for kind in sorted(year.own)]
    return say("story.own", lang, kinds=join(kinds, lang)) if kinds else ""


def source_of(line: TimelineEntry, lang: str) -> Source | None:
    """Give where an entry comes from: an address, a letter or a file; None if it names nothing."""
    source = line.stands.body.get("source") or {}
    url = source.get("url")
    if url:
        return Source(url, url if is_web_address(url) else None)
    if source.get("letter"):
        return Source(source["letter"])
    if source.get("file"):
        places = {"name": source["file"], "sha256": source["sha256"]}
        return Source(say("story.file", lang, **places))
    return None


def _row(line: TimelineEntry, lang: str) -> Row:
    certain = line.certainty == "certain"
    return Row(
        number=line.entry.number,
        when=say_when(line.stands.effective, lang, short=True),
        doubt="" if certain else say(f"certainty.{line.certainty}", lang),
        sentences=story_of(line, lang),
        source=source_of(line, lang),
    )
