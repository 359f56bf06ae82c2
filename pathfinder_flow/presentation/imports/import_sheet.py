"""How an office's sheet was read: which row names the columns, and what each is read as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pathfinder_flow.domain.actions import Action, action
from pathfinder_flow.presentation.blocks import Block, Line, Paragraph, labels
from pathfinder_flow.services.imports.csv_file import plain_rows
from pathfinder_flow.services.imports.import_file import FileImport
from pathfinder_flow.services.imports.row_facts import COLUMNS
from pathfinder_flow.services.imports.sheet_file import EVENT, OfficeSheet
from pathfinder_flow.services.validation import printable
from pathfinder_flow.sheets.table import column_letter
from pathfinder_flow.words.catalog import say

_WIDEST = 40
_USUAL = ("", "utf-8", "utf-8-sig")


def countries_to_say(file: Path, names: Iterable[str]) -> list[Action]:
    """Give, for each doubtful name of a sheet, the action that says which country it means."""
    return [action("import.country", path=file, name=name) for name in names]


def as_blocks(sheet: OfficeSheet, lang: str) -> Iterator[Block]:
    """Give how a sheet was read, before what became of its rows."""
    key = "import.heading_in" if sheet.table.name else "import.heading"
    row = sheet.heading.row
    yield Paragraph(say(key, lang, row=row.number, sheet=sheet.table.name))
    rows = [labels(("column", "heading", "read_as"), lang)]
    rows += [
        [column_letter(at), printable(name.strip()[:_WIDEST]), _read_as(sheet, at, lang)]
        for at, name in enumerate(row.cells)
        if name.strip()
    ]
    widths = [max(map(len, cells)) + 2 for cells in zip(*rows, strict=True)]
    for cells in rows:
        line = "".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        yield Line(line.rstrip())
    if sheet.table.encoding not in _USUAL:
        yield Paragraph(say("import.encoding", lang, encoding=sheet.table.encoding))
    if sheet.order:
        yield Paragraph(say(f"import.{sheet.order}", lang))
    if sheet.turned:
        yield Paragraph(say("import.turned", lang, cells=", ".join(sheet.turned)))
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
    why: dict[int, list[str]] = {}
    for row in done.rows.report():
        if row.left_out or row.problem:
            why.setdefault(row.line, []).append(row.problem)
    told = {line: " ".join(filter(None, reasons)) for line, reasons in why.items()}
    if done.sheet:
        return sheet_to_mend(done.sheet, told, lang)
    rows = [*plain_rows(done.rows.path)]
    further = [f"field:{name}" for name in rows[0].fields] if rows else []
    return _with_reasons([*COLUMNS, *further], ((row.line, row.cells) for row in rows), told, lang)


def sheet_to_mend(
    sheet: OfficeSheet, why: Mapping[int, str], lang: str
) -> tuple[list[str], list[list[str]]]:
    """Give rows of a sheet by their numbers, each with a reason, as :func:`to_mend` does."""
    rows = ((row.number, row.cells) for row in sheet.data)
    return _with_reasons([*sheet.heading.row.cells], rows, why, lang)


def _with_reasons(
    names: list[str], rows: Iterable[tuple[int, Sequence[str]]], why: Mapping[int, str], lang: str
) -> tuple[list[str], list[list[str]]]:
    reason = say("label.reason_not_taken", lang)
    kept = [at for at, name in enumerate(names) if name.strip() != reason]
    mended = [
        [*(cells[at] if at < len(cells) else "" for at in kept), why[line]]
        for line, cells in rows
        if line in why
    ]
    return [*(names[at] for at in kept), reason], mended
