"""A workflow as people read it: stages, events with their guards, evidence, what is assumed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from pathfinder_flow.definitions.canonical import Definition
from pathfinder_flow.domain.workflow.model import DueRule, EvidenceKind, Transition, Workflow
from pathfinder_flow.presentation.blocks import (
    BLANK,
    Block,
    Line,
    Paragraph,
    Table,
    labels,
    under,
)
from pathfinder_flow.words.catalog import join, say
from pathfinder_flow.words.dates import say_when
from pathfinder_flow.words.refusals import state_title, title


def listed_values(one: Workflow, published: bool, lang: str) -> dict[str, Any]:
    """Give a workflow in a list as JSON values."""
    return {
        "workflow": one.name,
        "title": title(one.title, lang),
        "in_force": {"start": one.in_force.start, "until": one.in_force.until},
        "published": published,
    }


def listed(found: list[tuple[Workflow, bool]], lang: str) -> Iterator[Block]:
    """Give workflows as a table, each with whether it is published here."""
    rows = [
        [
            one.name,
            title(one.title, lang),
            say_when(f"{one.in_force.start}/{one.in_force.until or '..'}", lang, short=True),
            say("answer.yes" if here else "answer.no", lang),
        ]
        for one, here in found
    ]
    yield Table(labels(("workflow", "title", "in_force", "published"), lang), rows)


def as_values(definition: Definition) -> dict[str, Any]:
    """Give a workflow as JSON values: its hash and its canonical form."""
    return {"sha256": definition.sha256, "canonical": json.loads(definition.content)}


def checked(definition: Definition, file: Path, lang: str) -> str:
    """Say that a file is sound, and what is in it."""
    shown = definition.workflow
    counts = {"states": len(shown.states), "events": len(shown.transitions)}
    places = {"workflow": shown.name, "sha256": definition.sha256[:12], **counts}
    return say("done.checked", lang, path=file, **places)


def as_blocks(definition: Definition, lang: str) -> Iterator[Block]:
    """Give a workflow as a text, part by part."""
    shown = definition.workflow
    yield Line(f"{shown.name}  {title(shown.title, lang)}")
    yield Paragraph(title(shown.explanation, lang))
    yield from _basis(shown, lang)
    yield from under(say("workflow.stages", lang))
    for name, state in shown.states.items():
        yield Paragraph(f"{title(state.title, lang)} ({name})", indent=2)
        yield Paragraph(title(state.explanation, lang), indent=4)
        yield from _basis(state, lang)
    yield from under(say("workflow.events", lang))
    for name, transition in shown.transitions.items():
        yield from _transition(shown, name, transition, lang)
    yield from under(say("workflow.evidence", lang))
    for name, kind in shown.evidence.items():
        yield from _kind(name, kind, lang)
    if shown.obligations:
        yield from under(say("workflow.obligations", lang))
    for name, obligation in shown.obligations.items():
        yield Paragraph(
            f"{title(obligation.title, lang)} ({name}): {_due(obligation.due)}", indent=2
        )
        yield Paragraph(title(obligation.explanation, lang), indent=4)
        yield from _basis(obligation, lang)
    yield BLANK
    yield Line(f"SHA-256 {definition.sha256}")


def _transition(shown: Workflow, name: str, transition: Transition, lang: str) -> Iterator[Block]:
    starts = join([state_title(shown, state, lang) for state in transition.from_states], lang, "or")
    way = f"{starts} → {state_title(shown, transition.to_state, lang)}"
    roles = join([say(f"by.{role}", lang) for role in transition.by], lang, "or")
    yield Paragraph(f"{title(transition.title, lang)} ({name}): {way}", indent=2)
    yield Paragraph(say("workflow.by", lang, roles=roles), indent=4)
    for guard in transition.guards:
        yield Paragraph(_guard_line(guard), indent=4, mark="- ")
    yield from _basis(transition, lang)


def _guard_line(guard: Any) -> str:
    """Give a guard as its file writes it: the names are those to use in commands."""
    parts = []
    for part in fields(guard):
        value = getattr(guard, part.name)
        if part.name != "guard" and value != part.default:
            parts.append(f"{part.name}={', '.join(value) if isinstance(value, tuple) else value}")
    return f"{guard.guard}: {'; '.join(parts)}" if parts else str(guard.guard)


def _kind(name: str, kind: EvidenceKind, lang: str) -> Iterator[Block]:
    roles = join([say(f"by.{role}", lang) for role in kind.suppliers], lang, "or")
    yield Paragraph(f"{title(kind.title, lang)} ({name})", indent=2)
    yield Paragraph(say("workflow.by", lang, roles=roles), indent=4)
    for field_name, field in kind.fields.items():
        options = f": {', '.join(field.options)}" if field.options else ""
        said = f"{field_name} ({title(field.title, lang)}, {field.type}{options})"
        yield Paragraph(said, indent=4, mark="- ")
    yield from _basis(kind, lang)


def _basis(rule: Any, lang: str) -> Iterator[Block]:
    if rule.source:
        yield Paragraph(say("workflow.source", lang, source=rule.source), indent=4)
    if rule.assumption:
        yield Paragraph(say("workflow.assumption", lang, because=rule.because), indent=4)


def _due(due: DueRule) -> str:
    """Give a due rule as its file writes it."""
    said = {key: value for key, value in asdict(due).items() if value and key != "anchor"}
    return due.rrule or ", ".join(f"{key}={value}" for key, value in said.items())
