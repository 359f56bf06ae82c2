"""What is wrong with a database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pathfinder_flow.presentation.blocks import Block, Line
from pathfinder_flow.store.inspection import Damage
from pathfinder_flow.words.catalog import say
from pathfinder_flow.words.errors import worded


def as_values(one: Damage, lang: str) -> dict[str, Any]:
    """Give a finding as JSON values."""
    return {"what": one.what, "number": one.number, "said": str(worded(one.said, lang))}


def as_blocks(findings: list[Damage], lang: str) -> Iterator[Block]:
    """Give a line for every finding."""
    for one in findings:
        number = f" {one.number}" if one.number else ""
        what = f"{say(f'finding.{one.what}', lang)}{number}"
        yield Line(say("finding", lang, what=what, said=worded(one.said, lang)))
