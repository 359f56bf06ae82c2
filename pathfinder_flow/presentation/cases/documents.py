"""A document on file: its kind and date, what its fields say, and where it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from pathfinder_flow.domain.cases.facts import Evidence
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.presentation.blocks import Block, Heading, Line, Paragraph
from pathfinder_flow.services.lifecycle.documents import DocumentView
from pathfinder_flow.words.catalog import join, say
from pathfinder_flow.words.dates import say_when
from pathfinder_flow.words.errors import worded
from pathfinder_flow.words.refusals import field_title, kind_title, option_title


def as_values(found: DocumentView, lang: str) -> dict[str, Any]:
    """Give a document as JSON values; ``sound`` is null where there is no file."""
    known = found.evidence
    return {
        "entry": known.number,
        "country": found.entry.country,
        "kind": known.kind,
        "title": kind_title(found.workflow, known.kind, lang),
        "effective": known.when.text,
        "source": known.source,
        "fields": known.fields,
        "tables": {name: len(rows) for name, rows in known.tables.items()},
        "note": found.entry.body.get("note", ""),
        "sound": found.fault is None if known.source.get("sha256") else None,
        "withdrawn": found.withdrawn,
    }


def as_blocks(found: DocumentView, lang: str) -> Iterator[Block]:
    """Give a document as a text."""
    known = found.evidence
    when = say_when(known.when.text, lang)
    yield Heading(f"{kind_title(found.workflow, known.kind, lang)}, {when}")
    if found.withdrawn:
        yield Paragraph(say("document.withdrawn", lang))
    for said in field_texts(known, found.workflow, lang):
        yield Paragraph(said, mark="- ")
    for name, rows in known.tables.items():
        yield Paragraph(say("document.table", lang, name=name, count=len(rows)), mark="- ")
    if found.entry.body.get("note"):
        yield Paragraph(found.entry.body["note"])
    source = known.source
    if source.get("url"):
        yield Line(source["url"])
    if source.get("file"):
        state = str(worded(found.fault, lang)) if found.fault else say("document.sound", lang)
        yield Paragraph(say("document.file", lang, name=source["file"], state=state))


def field_texts(
    known: Evidence, workflow: Workflow, lang: str, types: Collection[str] = ()
) -> Iterator[str]:
    """Say what the fields of a document say, in words; only those of some ``types`` if given."""
    kind = workflow.evidence.get(known.kind)
    for name, field in kind.fields.items() if kind else ():
        value = known.fields.get(name)
        if not value or (types and field.type not in types):
            continue
        if field.type in ("period", "date"):
            value = say_when(value, lang, short=True)
        elif field.type == "choice":
            value = option_title(workflow, known.kind, name, value, lang)
        elif field.type == "choices":
            value = join([option_title(workflow, known.kind, name, v, lang) for v in value], lang)
        elif isinstance(value, list):
            value = "; ".join(value)
        yield say("paper.field", lang, field=field_title(workflow, known.kind, name, lang),
                  value=value)  # fmt: skip
