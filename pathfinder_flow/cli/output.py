"""Printing: tables that fit a terminal, JSON, CSV that is safe to open, and XLSX."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from pathfinder_flow.domain.actions import Action
from pathfinder_flow.presentation.blocks import Block, Heading, Paragraph, Table

LONGEST_CELL = 32_767


def print_json(value: Any) -> None:
    """Print a value as JSON that a person can read too."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_blocks(blocks: Iterable[Block], *, err: bool = False) -> None:
    """Print a text, block by block, as wide as the terminal."""
    for block in blocks:
        if isinstance(block, Table):
            print_table(block.columns, block.rows)
        elif isinstance(block, Paragraph):
            print_wrapped(block.text, indent=block.indent, first=block.mark, err=err)
            print_commands(block.actions, indent=block.indent, err=err)
        elif isinstance(block, Heading):
            click.echo(f"{block.text}\n", err=err)
        else:
            click.echo(block.text, err=err)


def print_commands(actions: Sequence[Action], *, indent: int = 0, err: bool = False) -> None:
    """Print the command for each action in a line of its own, to be copied whole."""
    from pathfinder_flow.cli.actions import command_for

    for line in dict.fromkeys(command_for(one) for one in actions):
        click.echo(f"{' ' * (indent + 2)}{line}", err=err)


def print_json_line(value: Any) -> None:
    """Print a value as JSON in one line, for lists that come row by row."""
    click.echo(json.dumps(value, ensure_ascii=False))


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print an aligned table; cells wrap so that it fits the terminal."""
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    console = Console(soft_wrap=False, highlight=False)
    table = RichTable(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for index, column in enumerate(columns):
        # Data is never markup: a name with [brackets] is printed as it is.
        table.add_column(Text(column), overflow="fold", no_wrap=index == 0)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def print_wrapped(text: str, *, indent: int = 0, first: str = "", err: bool = False) -> None:
    """Print a paragraph wrapped to the terminal; ``first`` is a mark before its first line.

    Options, ids and paths stay whole, to be copied.
    """
    import shutil
    import textwrap

    width = min(shutil.get_terminal_size().columns, 100)
    lines = textwrap.wrap(
        text, width, initial_indent=" " * indent + first,
        subsequent_indent=" " * (indent + len(first)), break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
    click.echo("\n".join(lines), err=err)


def print_csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print CSV in which no cell is taken for a formula by a spreadsheet."""
    from pathfinder_flow.words.sheets import csv_text

    click.echo(csv_text(columns, rows), nl=False)


def _fitting(cell: Any) -> Any:
    """Cut a text to what a spreadsheet's cell holds: it would be left out without a word."""
    if isinstance(cell, str) and len(cell) > LONGEST_CELL:
        return f"{cell[: LONGEST_CELL - 1]}…"
    return cell


def print_lines(lines: Iterable[str], *, err: bool = False) -> None:
    """Print lines as they are: what is there to be copied or read by another program."""
    for line in lines:
        click.echo(line, err=err)


def print_raw(data: str | bytes) -> None:
    """Print a file as it is, and nothing after it."""
    click.echo(data, nl=False)


def read_file(path: Path) -> bytes:
    """Read a file whole; raises :class:`FileRefused`."""
    from pathfinder_flow.domain.errors.clauses import Clause, of_system
    from pathfinder_flow.domain.errors.invalid import FileRefused

    try:
        return path.read_bytes()
    except OSError as error:
        why = Clause("check_rights", "{said}; check the path and its rights", said=of_system(error))
        raise FileRefused(path=path, why=why) from error


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: whoever reads it meanwhile reads the one before."""
    from pathfinder_flow.disk import write_whole
    from pathfinder_flow.domain.errors.clauses import Clause, of_system
    from pathfinder_flow.domain.errors.invalid import FileRefused

    try:
        write_whole(path, data, draft=path.parent / f".{path.name}.partial")
    except OSError as error:
        why = Clause("unwritable", "it cannot be written ({said})", said=of_system(error))
        raise FileRefused(path=path, why=why) from error


def write_rows(
    path: Path, columns: Sequence[str], rows: Sequence[Sequence[str]], *, delimiter: str
) -> None:
    """Write a table as its name says: a workbook, or CSV that spreadsheets open as it is."""
    from pathfinder_flow.words.sheets import csv_text

    if path.suffix.lower() == ".xlsx":
        write_xlsx(path, columns, rows)
    else:
        write_file(path, csv_text(columns, rows, delimiter=delimiter).encode("utf-8-sig"))


def write_xlsx(path: Path, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Write a spreadsheet; texts stay texts."""
    write_book(path, {"": (columns, rows)})


def write_book(
    path: Path,
    sheets: Mapping[str, tuple[Sequence[str], Sequence[Sequence[Any]]]],
) -> None:
    """Write a workbook of several sheets, by their titles; texts stay texts."""
    import xlsxwriter

    from pathfinder_flow.domain.errors.clauses import Clause
    from pathfinder_flow.domain.errors.invalid import FileRefused

    options = {"strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(str(path), options)
    bold = book.add_format({"bold": True})
    for title, (columns, rows) in sheets.items():
        sheet = book.add_worksheet(title)
        sheet.write_row(0, 0, columns, bold)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, [_fitting(cell) for cell in row])
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        why = Clause("unwritable", "it cannot be written ({said})", said=error)
        raise FileRefused(path=path, why=why) from error
