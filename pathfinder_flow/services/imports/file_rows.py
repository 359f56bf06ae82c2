"""Setting down the facts of a file, in the program's own shape or as an office keeps its sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from pathfinder_flow.services.imports.csv_file import is_plain, plain_rows
from pathfinder_flow.services.imports.find_sheet import open_sheet
from pathfinder_flow.services.imports.memory import Memory
from pathfinder_flow.services.imports.row_facts import COLUMNS
from pathfinder_flow.services.imports.sheet_file import OfficeSheet, Said
from pathfinder_flow.services.imports.staging import Problem, StagedFacts
from pathfinder_flow.services.imports.understanding import Understanding
from pathfinder_flow.services.imports.written_dates import DayOrder, proposed_order


def stage_file(
    path: Path,
    known: Understanding,
    *,
    said: Said | None = None,
    word: Callable[[Problem], str] = str,
    skip_unknown: bool = False,
    memory: Memory | None = None,
) -> tuple[StagedFacts, OfficeSheet | None]:
    """Read and check a whole file; gives its facts, and its sheet if it is not in our own shape.

    ``said`` is what somebody said of it, ``memory`` what was said of such files before. With
    ``skip_unknown`` rows of a kind that no workflow knows are left out, and listed.

    Raises :class:`FileRefused` when it is not such a file at all. Rows with problems are staged
    with their problems as ``word`` tells them; :func:`refuse_bad_rows` turns them into one error.
    """
    said = said or Said()
    staged = StagedFacts(path, word, skip_unknown=skip_unknown)
    try:
        if is_plain(path) and not (said.columns or said.source):
            sheet, rows = None, plain_rows(path)
            known = replace(known, order=cache(lambda: _order(path, said)), said=said.countries)
        else:
            sheet = open_sheet(path, known, said, memory=memory)
            rows, known = sheet.facts(), sheet.understood
        for row in rows:
            row.stage(known, staged)
    except BaseException:
        staged.close()
        raise
    return staged, sheet


def _order(path: Path, said: Said) -> DayOrder | None:
    """Give the order of day and month in a file of our own shape, read once more for it."""
    return said.order or proposed_order(_dates(path))


def _dates(path: Path) -> Iterator[str]:
    at = COLUMNS.index("date")
    for row in plain_rows(path):
        if len(row.cells) > at:
            yield row.cells[at]
