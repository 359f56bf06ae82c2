"""A report for auditors: where it stands, and the story year by year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from pathfinder_flow.presentation.audit.summary import summary, title
from pathfinder_flow.presentation.blocks import (
    BLANK,
    Block,
    Heading,
    Line,
    Paragraph,
    under,
)
from pathfinder_flow.presentation.cases import board, history, never_seen
from pathfinder_flow.presentation.cases.history import Year
from pathfinder_flow.services.history.report import AuditReport
from pathfinder_flow.words.catalog import say


def as_values(found: AuditReport, years: list[Year], lang: str) -> dict[str, Any]:
    """Give it as JSON values."""
    return {
        "country": found.country,
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "known_at": found.known_at.isoformat(),
        "summary": [list(fact) for fact in summary(found, lang)],
        "standing": asdict(found.standing) if found.standing else None,
        "board": board.as_values(found.board, lang)["counts"] if found.board else None,
        "counts": found.counts,
        "possible": found.doubted("possible"),
        "disputed": found.doubted("disputed"),
        "never_seen": never_seen.as_values(list(found.unseen)),
        "years": [
            {
                "year": year.year,
                "entries": [history.as_values(line, lang) for line in year.lines],
                "own": dict(year.own),
            }
            for year in years
        ],
    }


def as_blocks(found: AuditReport, years: list[Year], lang: str) -> Iterator[Block]:
    """Give it as a text."""
    yield Heading(title(found, lang))
    for label, fact in summary(found, lang):
        if label:
            yield Paragraph(say("finding", lang, what=label, said=fact))
        else:
            yield Paragraph(fact, indent=2)
    if not years:
        yield BLANK
        yield Paragraph(say("report.empty", lang))
    for year in years:
        yield from under(str(year.year))
        for line in year.lines:
            said = " ".join(history.story_of(line, lang))
            yield Paragraph(said, mark=f"{line.entry.number:>6}  ")
            source = history.source_of(line, lang)
            if source:
                # An address is printed whole, however long: it is there to be opened.
                yield Line(f"        {say('workflow.source', lang, source=source.text)}")
        note = history.own_doings(year, lang)
        if note:
            yield Paragraph(note, indent=8)


def as_html(found: AuditReport, years: list[Year], lang: str) -> str:
    """Give a report as a page that needs nothing but itself."""
    return history.as_html(title(found, lang), years, lang, head=summary(found, lang))
