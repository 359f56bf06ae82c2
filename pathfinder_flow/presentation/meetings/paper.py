"""The paper for a meeting: half a page a country, and a summary of all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pathfinder_flow.domain.cases.facts import Evidence
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.presentation.blocks import Block, Heading, Paragraph, under
from pathfinder_flow.presentation.cases.documents import field_texts
from pathfinder_flow.presentation.cases.standing import (
    stage_of,
    stage_sentences,
    status_of,
    status_sentence,
)
from pathfinder_flow.presentation.meetings.meeting import title
from pathfinder_flow.services.deadlines.queries import Deadline
from pathfinder_flow.services.meetings.queries import AgendaItem, MeetingPaper
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import say
from pathfinder_flow.words.dates import say_when
from pathfinder_flow.words.refusals import (
    event_title,
    kind_title,
    obligation_title,
    outcome_title,
    refusal_sentence,
)
from pathfinder_flow.words.standing import say_standing

SUMMARY = (
    "code", "country", "stage", "status", "matter", "missing", "proposed", "stands_aside",
)  # fmt: skip
"""The columns of the summary."""

_READ = ("period", "choice", "choices", "year")
"""Types of fields that a paper of half a page has room for."""


def as_values(found: MeetingPaper, lang: str) -> dict[str, Any]:
    """Give the paper as JSON values."""
    return {
        "body": str(found.meeting.body),
        "meeting": found.meeting.name,
        "items": [
            {
                "country": one.case.country,
                "event": one.event,
                "ripe": one.ripe,
                "proposed": one.proposed,
                "missing": _missing(one, lang),
                "stands_aside": one.aside,
                "documents": [known.number for known in one.documents],
                "reports": [{"period": r.key[1], "standing": r.standing.code} for r in one.reports],
            }
            for one in found.items
        ],
    }


def summary(found: MeetingPaper, lang: str) -> list[list[str]]:
    """Give a row a country, under the columns of ``SUMMARY``."""
    return [
        [
            one.case.country,
            countries.name(one.case.country, lang),
            stage_of(one.standing, one.workflow, lang),
            status_of(one.standing, lang),
            event_title(one.workflow, one.event, lang) if one.event else "",
            " ".join(_missing(one, lang)),
            outcome_title(one.workflow, one.proposed, lang) if one.proposed else "",
            say("paper.yes", lang) if one.aside else "",
        ]
        for one in found.items
    ]


def as_blocks(found: MeetingPaper, lang: str) -> Iterator[Block]:
    """Give the paper as a text: what is ripe, then what is not yet."""
    yield Heading(title(found.meeting, lang))
    ripe = sum(one.ripe for one in found.items)
    counts = {"ripe": ripe, "waiting": len(found.items) - ripe}
    yield Paragraph(say("paper.counts" if found.items else "paper.empty", lang, **counts))
    for one in found.items:
        yield from _item(one, lang)


def _item(one: AgendaItem, lang: str) -> Iterator[Block]:
    name = countries.name(one.case.country, lang)
    yield from under(f"{name} ({one.case.country})")
    for said in (*stage_sentences(one.standing, one.workflow, lang), _status(one, lang)):
        yield Paragraph(said)
    yield Paragraph(_matter(one, lang))
    for reason in _missing(one, lang):
        yield Paragraph(reason, indent=2, mark="- ")
    if one.aside:
        yield Paragraph(say("paper.aside", lang, country=name))
    if one.documents:
        yield Paragraph(say("paper.documents", lang))
    for known in one.documents:
        yield Paragraph(_document(known, one.workflow, lang), indent=2, mark="- ")
    if one.reports:
        yield Paragraph(say("paper.reports", lang))
    for owed in one.reports:
        yield Paragraph(_report(owed, one.workflow, lang), indent=2, mark="- ")


def _status(one: AgendaItem, lang: str) -> str:
    return status_sentence(one.standing, lang)


def _matter(one: AgendaItem, lang: str) -> str:
    if one.event is None:
        return say("paper.by_hand", lang)
    move = event_title(one.workflow, one.event, lang)
    if one.proposed is None:
        return say("paper.not_yet", lang, move=move)
    outcome = outcome_title(one.workflow, one.proposed, lang)
    return say("paper.ripe", lang, move=move, outcome=outcome)


def _missing(one: AgendaItem, lang: str) -> list[str]:
    return [refusal_sentence(refusal, one.workflow, lang) for refusal in one.missing]


def _document(known: Evidence, workflow: Workflow, lang: str) -> str:
    when = say_when(known.when.text, lang, short=True)
    named = f"{kind_title(workflow, known.kind, lang)}, {when}"
    parts = list(field_texts(known, workflow, lang, _READ))
    return say("paper.field", lang, field=named, value="; ".join(parts)) if parts else named


def _report(owed: Deadline, workflow: Workflow, lang: str) -> str:
    named = f"{obligation_title(workflow, owed.key[0], lang)}, {owed.key[1]}"
    standing = say_standing(owed.standing, owed.days, lang)
    return say("paper.field", lang, field=named, value=standing)
