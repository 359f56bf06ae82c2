"""The four verdicts on a ledger, and what each found wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pathfinder_flow.domain.actions import action
from pathfinder_flow.presentation.blocks import (
    BLANK,
    Advice,
    Block,
    Paragraph,
    Table,
)
from pathfinder_flow.services.audit.faults import Fault
from pathfinder_flow.services.audit.verify import Verdict
from pathfinder_flow.words.catalog import say
from pathfinder_flow.words.errors import worded
from pathfinder_flow.words.refusals import refusal_sentence

_SHOWN = 20


def as_values(verdict: Verdict, lang: str) -> dict[str, Any]:
    """Give it as JSON values."""
    return {
        "verdict": verdict.name,
        "state": verdict.state,
        "looked_at": verdict.looked_at,
        "count": verdict.count,
        "faults": [
            {"entry": one.number, "said": said, "because": because}
            for one in verdict.faults
            for said, because in [_worded(one, lang)]
        ],
        "attested": list(verdict.attested),
    }


def _worded(fault: Fault, lang: str) -> tuple[str, list[str]]:
    because = [
        refusal_sentence(refusal, fault.workflow, lang)
        for refusal in fault.refusals
        if fault.workflow
    ]
    return str(worded(fault.said, lang)), because


def as_blocks(verdicts: list[Verdict], lang: str) -> Iterator[Block]:
    """Give it as a text."""
    rows = [
        [
            say(f"verdict.{one.name}", lang),
            say(f"verdict.{one.state}", lang, count=one.count),
            ", ".join(say(f"judged.{what}", lang, count=n) for what, n in one.looked_at.items()),
        ]
        for one in verdicts
    ]
    yield Table([say(f"label.{name}", lang) for name in ("verdict", "result", "judged")], rows)
    for verdict in verdicts:
        yield from _faults(verdict, lang)
        if verdict.attested:
            yield BLANK
            numbers = ", ".join(map(str, verdict.attested[:_SHOWN]))
            more = len(verdict.attested) - _SHOWN
            numbers += say("verdict.and_more", lang, count=more) if more > 0 else ""
            yield Paragraph(say("verdict.attested", lang, numbers=numbers))
        if "no_rungs" in verdict.looked_at:
            yield BLANK
            yield Paragraph(Advice(say("verdict.not_swept", lang), action("scheduler.run_once")))
        if verdict.state == "open":
            yield BLANK
            yield Paragraph(Advice(say("verdict.not_anchored", lang), action("key.create")))


def _faults(verdict: Verdict, lang: str) -> Iterator[Block]:
    if verdict.faults:
        yield BLANK
    name = say(f"verdict.{verdict.name}", lang)
    for fault in verdict.faults[:_SHOWN]:
        said, because = _worded(fault, lang)
        where = say("verdict.entry", lang, number=fault.number) if fault.number else ""
        yield Paragraph(say("verdict.fault", lang, verdict=name, where=where, said=said))
        for reason in because:
            yield Paragraph(reason, indent=2, mark="- ")
    if verdict.count > _SHOWN:
        yield Paragraph(say("verdict.more", lang, verdict=name, count=verdict.count - _SHOWN))
