"""A text made of blocks as a file of its own: a page, a document for Word, or PDF."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from itertools import groupby
from pathlib import Path

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import FileRefused
from pathfinder_flow.domain.errors.unavailable import NotInstalled
from pathfinder_flow.presentation.blocks import Block, Heading, Line, Paragraph, Table
from pathfinder_flow.words.catalog import direction

_TEMPLATE = "document.html.j2"


def document(path: Path, blocks: Iterable[Block], title: str, lang: str) -> bytes:
    """Give the bytes of a document, in the format that the name of its file ends with.

    Raises :class:`FileRefused` for another ending, :class:`NotInstalled` where PDF needs more.
    """
    made = _FORMATS.get(path.suffix.lower())
    if made is None:
        known = ", ".join(_FORMATS)
        why = Clause("unknown_ending", "give it a name that ends in one of {known}", known=known)
        raise FileRefused(path=path, why=why)
    return made(list(blocks), title, lang)


def page(blocks: Iterable[Block], title: str, lang: str) -> bytes:
    """Give the bytes of a page that needs nothing but itself."""
    return _html(list(blocks), title, lang)


def _html(blocks: list[Block], title: str, lang: str) -> bytes:
    from jinja2 import PackageLoader

    from pathfinder_flow.jinja import environment

    template = environment(PackageLoader("pathfinder_flow", "exports")).get_template(_TEMPLATE)
    said = filter(_says, blocks)
    groups = [
        {"kind": kind, "blocks": list(alike), "first": number == 0}
        for number, (kind, alike) in enumerate(groupby(said, _kind))
    ]
    page = template.render(title=title, lang=lang, direction=direction(lang), groups=groups)
    return page.encode()


def _kind(block: Block) -> str:
    return "Item" if isinstance(block, Paragraph) and block.mark else type(block).__name__


def _says(block: Block) -> bool:
    return not isinstance(block, Line) or bool(block.text)


def _pdf(blocks: list[Block], title: str, lang: str) -> bytes:
    # What it says of the machine's fonts is for whoever installs it, not for who reads the paper.
    with warnings.catch_warnings(action="ignore"):
        try:
            from weasyprint import HTML
        except (ImportError, OSError) as error:
            raise NotInstalled(what="PDF", extra="pdf") from error
        page: bytes = HTML(string=_html(blocks, title, lang).decode()).write_pdf()
    return page


def _docx(blocks: list[Block], title: str, lang: str) -> bytes:
    from docx import Document
    from docx.shared import Pt

    made = Document()
    made.core_properties.title = title
    made.core_properties.language = lang
    # The library's own template names its author, and a day years ago.
    made.core_properties.author = made.core_properties.comments = ""
    made.core_properties.created = made.core_properties.modified = datetime.now(UTC)
    headings = 0
    for block in filter(_says, blocks):
        if isinstance(block, Heading):
            made.add_heading(block.text, level=1 if headings else 0)
            headings += 1
        elif isinstance(block, Table):
            _word_table(made, block)
        elif isinstance(block, Paragraph):
            style = "List Bullet" if block.mark else None
            said = made.add_paragraph(block.text, style=style)
            said.paragraph_format.space_after = Pt(4)
        else:
            made.add_paragraph(block.text.strip())
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _word_table(made: object, table: Table) -> None:
    grid = made.add_table(rows=1, cols=len(table.columns), style="Table Grid")  # type: ignore[attr-defined]
    for row in (table.columns, *table.rows):
        cells = grid.rows[0].cells if row is table.columns else grid.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text


_FORMATS: Mapping[str, Callable[[list[Block], str, str], bytes]] = {
    ".docx": _docx,
    ".html": _html,
    ".pdf": _pdf,
}
