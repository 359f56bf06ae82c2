"""Meetings of the bodies: a list of them, and one with what it decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pathfinder_flow.domain.cases.meetings import Meeting
from pathfinder_flow.domain.ledger.entries import Entry
from pathfinder_flow.presentation.blocks import (
    BLANK,
    Block,
    Heading,
    Line,
    Paragraph,
    Table,
    labels,
    under,
)
from pathfinder_flow.services.meetings.queries import MeetingView
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import join, say
from pathfinder_flow.words.dates import say_when
from pathfinder_flow.words.refusals import outcome_title


def as_values(found: MeetingView, lang: str) -> dict[str, Any]:
    """Give a meeting as JSON values, with an outcome for each country it decided about."""
    meeting = found.meeting
    return {
        "entry": meeting.number,
        "body": str(meeting.body),
        "meeting": meeting.name,
        "start": meeting.start.isoformat(),
        "end": meeting.end.isoformat(),
        "place": meeting.place,
        "documents": list(meeting.documents),
        "said": title(meeting, lang),
        "decisions": [_decided(one) for one in found.decisions],
    }


def _decided(decision: Entry) -> dict[str, Any]:
    body = decision.body
    return {
        "entry": decision.number,
        "on": decision.effective,
        "outcomes": body["outcomes"],
        "grounds": body.get("grounds", {}),
        "considered": body.get("considered", []),
        "recused": body["recused"],
        "note": body["note"],
    }


def title(meeting: Meeting, lang: str) -> str:
    """Name a meeting: which body's, which one, when and where."""
    body = say(f"role.{meeting.body}", lang)
    named = say("meeting.title", lang, body=body, name=meeting.name, when=when(meeting, lang))
    return f"{named}, {meeting.place}" if meeting.place else named


def when(meeting: Meeting, lang: str) -> str:
    """Give the days of a meeting."""
    days = f"{meeting.start.isoformat()}/{meeting.end.isoformat()}"
    single = meeting.start == meeting.end
    return say_when(meeting.start.isoformat() if single else days, lang, short=True)


def list_blocks(found: Sequence[MeetingView], lang: str) -> Iterator[Block]:
    """Give the meetings as a table."""
    rows = [
        [
            one.meeting.name,
            say(f"role.{one.meeting.body}", lang),
            when(one.meeting, lang),
            one.meeting.place or say("board.none", lang),
            str(sum(len(decision.body["outcomes"]) for decision in one.decisions)),
        ]
        for one in found
    ]
    columns = ("meeting", "body", "when", "place", "countries_decided")
    yield Table(labels(columns, lang), rows)


def as_blocks(found: MeetingView, lang: str) -> Iterator[Block]:
    """Give a meeting as a text: its papers, and what it decided for each country and why."""
    yield Heading(title(found.meeting, lang))
    for document in found.meeting.documents:
        yield Line(f"  {document}")
    if not found.decisions:
        yield Paragraph(say("meeting.undecided", lang))
    for decision in found.decisions:
        yield from _decision(decision, found, lang)


def _decision(decision: Entry, found: MeetingView, lang: str) -> Iterator[Block]:
    body = decision.body
    day = say_when(decision.effective, lang)
    yield from under(say("meeting.decided", lang, number=decision.number, when=day))
    for code, outcome in body["outcomes"].items():
        worded = outcome_title(found.workflows[code], outcome, lang)
        places = {"country": countries.name(code, lang), "outcome": worded}
        grounds = body.get("grounds", {}).get(code)
        key = "meeting.outcome_because" if grounds else "meeting.outcome"
        yield Paragraph(say(key, lang, **places, grounds=grounds), mark="- ")
    for key in ("considered", "recused"):
        if body.get(key):
            named = join([countries.name(code, lang) for code in body[key]], lang)
            yield Paragraph(say(f"meeting.{key}", lang, countries=named))
    if body["note"]:
        yield BLANK
        yield Paragraph(body["note"])
