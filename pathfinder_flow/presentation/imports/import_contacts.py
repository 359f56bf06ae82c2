"""What became of each contact of a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pathfinder_flow.presentation.blocks import Block, Line, Table, labels
from pathfinder_flow.services.people.contact_rows import ContactRow
from pathfinder_flow.services.people.import_contacts import ContactImport
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import say
from pathfinder_flow.words.errors import worded


def as_values(row: ContactRow, lang: str, *, rehearsed: bool) -> dict[str, Any]:
    """Give what became of a contact as JSON values; ``rehearsed`` is what was not kept."""
    return {
        "line": row.line, "cell": row.cell, "country": row.country, "contact": row.shown,
        "said": _outcome(row, lang, rehearsed=rehearsed), "refused": row.refused,
        "left_out": row.left_out,
    }  # fmt: skip


def as_blocks(done: ContactImport, lang: str, *, rehearsed: bool) -> Iterator[Block]:
    """Give what became of each contact as a table; of a refused sheet those that are wrong."""
    rows = [
        [
            str(row.line), countries.name(row.country, lang), row.shown,
            _outcome(row, lang, rehearsed=rehearsed),
        ]
        for row in done.shown()
    ]  # fmt: skip
    yield Table(labels(("line", "country", "contact", "result"), lang), rows)
    yield Line("")


def reasons(done: ContactImport, lang: str) -> dict[int, str]:
    """Give why each contact was left out, by its row."""
    return {row.line: _problems(row, lang) for row in done.rows if row.left_out}


def _problems(row: ContactRow, lang: str) -> str:
    return " ".join(str(worded(why, lang)) for why in row.problems.values())


def _outcome(row: ContactRow, lang: str, *, rehearsed: bool) -> str:
    if row.problems:
        why = _problems(row, lang)
        return say("row.left_out", lang, why=why) if row.left_out else why
    if row.known:
        return say("row.contact_known", lang)
    if row.changed:
        return say("row.contact_changed", lang)
    if rehearsed:
        return say("row.new", lang)
    return say("row.recorded", lang, entries=", ".join(map(str, row.entries)))
