"""What sources tell of reports that fell due before this ledger knew the country."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.obligations import Key, Result
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.presentation.blocks import Block, Line, Paragraph, under
from pathfinder_flow.words.catalog import say, texts
from pathfinder_flow.words.dates import say_when
from pathfinder_flow.words.refusals import obligation_title


def _told(case: Case) -> list[tuple[Key, Result, str]]:
    """Give what is told, by period, each with its source in words, if it has no document."""
    reasons = {entry.number: entry.reason for entry in case.record.entries}
    return sorted(
        (key, kept.result, reasons[kept.result.number])
        for key, kept in case.record.obligations.known.items()
        if kept.result and kept.result.attested
    )


def as_values(case: Case) -> list[dict[str, Any]]:
    """Give what is told as JSON values, by period."""
    return [
        {
            "entry": result.number,
            "obligation": key[0],
            "period": key[1],
            "outcome": result.outcome,
            "effective": result.when.text,
            "evidence": result.evidence,
            "source": reason or None,
        }
        for key, result, reason in _told(case)
    ]


def as_blocks(case: Case, workflow: Workflow, lang: str) -> Iterator[Block]:
    """Give what is told as a text; nothing if nothing is."""
    found = _told(case)
    if found:
        yield from under(say("show.told", lang))
    for key, result, reason in found:
        report = f"{obligation_title(workflow, key[0], lang)}, {key[1]}"
        outcome = texts(lang).get(f"outcome.{result.outcome}", result.outcome)
        when = say_when(result.when.text, lang, short=True)
        yield Line(f"{result.number:>4}  {report}: {outcome} ({when})")
        if reason:
            yield Paragraph(reason, indent=6)
