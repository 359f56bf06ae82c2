"""What became of each row of a file of facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pathfinder_flow.presentation.blocks import Block, Line, Paragraph
from pathfinder_flow.services.imports.staging import Problem, RowReport
from pathfinder_flow.words.catalog import say
from pathfinder_flow.words.errors import worded

_WIDTHS = (("line", 5), ("code", 5), ("kind", 28), ("effective", 22), ("result", 0))


def as_values(row: RowReport, lang: str, *, rehearsed: bool = False) -> dict[str, Any]:
    """Give what became of a row as JSON values; ``rehearsed`` is what was not kept."""
    told = {name: getattr(row, name) for name in ("line", "cell", "country", "event", "date")}
    return told | {
        "said": _outcome(row, lang, rehearsed=rehearsed), "refused": row.refused,
        "left_out": row.left_out,
    }  # fmt: skip


def as_blocks(rows: Iterable[RowReport], lang: str, *, rehearsed: bool = False) -> Iterator[Block]:
    """Give what became of each row as an aligned line; ``rehearsed`` is what was not kept."""
    head = "".join(say(f"label.{name}", lang).ljust(width) for name, width in _WIDTHS)
    yield Line(head.rstrip())
    for row in rows:
        cells = (str(row.line), row.country, row.event, row.date)
        place = "".join(_cut(cell, width) for cell, (_, width) in zip(cells, _WIDTHS, strict=False))
        yield Line(f"{place}{_outcome(row, lang, rehearsed=rehearsed)}")


def _cut(cell: str, width: int) -> str:
    """Give a cell as wide as its column; what is cut off leaves a sign."""
    shown = cell if len(cell) < width else f"{cell[: width - 2]}\N{HORIZONTAL ELLIPSIS}"
    return shown.ljust(width)


def unknown_kinds(kinds: Mapping[str, Problem], lang: str) -> Iterator[Block]:
    """Give each kind that nobody knows once, with the nearest one that is known."""
    yield Line("")
    for why in kinds.values():
        yield Paragraph(str(worded(why, lang)))


def _outcome(row: RowReport, lang: str, *, rehearsed: bool) -> str:
    """Say what became of a row; nothing of a sound row in a file that was not imported."""
    if row.left_out:
        return say("row.left_out", lang, why=row.problem)
    if row.problem:
        return row.problem
    if row.twin:
        return say("row.twin", lang, line=row.twin)
    if rehearsed and row.entries and not row.known:
        return say("row.new", lang)
    key = "row.known" if row.known else "row.recorded"
    return say(key, lang, entries=row.entries) if row.entries else ""
