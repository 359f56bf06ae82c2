"""How an office's sheet was read: which row names the columns, and what each is read as."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pathfinder_flow.presentation.blocks import Block, Line, Paragraph, Table
from pathfinder_flow.services.imports.csv_file import plain_rows
from pathfinder_flow.services.imports.import_file import FileImport
from pathfinder_flow.services.imports.row_facts import COLUMNS
from pathfinder_flow.services.imports.sheet_file import EVENT, OfficeSheet
from pathfinder_flow.sheets.table import column_letter
from pathfinder_flow.words.catalog import say

_USUAL = ("", "utf-8", "utf-8-sig")


def as_blocks(sheet: OfficeSheet, lang: str) -> Iterator[Block]:
    """Give how a sheet was read, before what became of its rows."""
    key = "import.heading_in" if sheet.table.name else "import.heading"
    row = sheet.heading.row
    yield Paragraph(say(key, lang, row=row.number, sheet=sheet.table.name))
    names = [say(f"label.{name}", lang) for name in ("column", "heading", "read_as")]
    yield Table(names, [
        [column_letter(at), name.strip(), _read_as(sheet, at, lang)]
        for at, name in enumerate(row.cells)
        if name.strip()
    ])  # fmt: skip
    if sheet.table.encoding not in _USUAL:
        yield Paragraph(say("import.encoding", lang, encoding=sheet.table.encoding))
    if sheet.order:
        yield Paragraph(say(f"import.{sheet.order}", lang))
    for why, numbers in sheet.passed.items():
        yield Paragraph(say(f"import.passed_{why}", lang, rows=_ranges(numbers)))
    yield Line("")


def _read_as(sheet: OfficeSheet, at: int, lang: str) -> str:
    read = sheet.heading.columns.get(at)
    if read is None:
        return say("import.unread", lang)
    what, _, name = read.partition(":")
    if read.startswith(EVENT):
        return say("column.of_kind", lang, kind=sheet.known.kinds.title(name, lang))
    return say(f"column.{what}", lang, name=name)


def _ranges(numbers: Sequence[int]) -> str:
    """Give numbers in a row as "3, 5-9"."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1][1:] = [number]
        else:
            parts.append([number])
    return ", ".join("\N{EN DASH}".join(map(str, part)) for part in parts)


def to_mend(done: FileImport, lang: str) -> tuple[list[str], list[list[str]]]:
    """Give the rows that were left out, in the shape they came in, with the reason as last column.

    A column of reasons that was there already makes room for the new one.
    """
    reason = say("label.reason_not_taken", lang)
    why: dict[int, list[str]] = {}
    for row in done.rows.report():
        if row.left_out or row.problem:
            why.setdefault(row.line, []).append(row.problem)
    names, rows = _as_they_came(done)
    kept = [at for at, name in enumerate(names) if name.strip() != reason]
    mended = [
        [*(cells[at] if at < len(cells) else "" for at in kept), " ".join(filter(None, why[line]))]
        for line, cells in rows
        if line in why
    ]
    return [*(names[at] for at in kept), reason], mended


def _as_they_came(done: FileImport) -> tuple[list[str], Iterator[tuple[int, Sequence[str]]]]:
    if done.sheet:
        data = done.sheet.data
        return [*done.sheet.heading.row.cells], ((row.number, row.cells) for row in data)
    rows = [*plain_rows(done.rows.path)]
    further = [f"field:{name}" for name in rows[0].fields] if rows else []
    return [*COLUMNS, *further], ((row.line, row.cells) for row in rows)
