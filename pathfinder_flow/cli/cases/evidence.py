"""evidence add, list, show and save."""

from __future__ import annotations

from pathlib import Path

import click

from pathfinder_flow.cli.options import FILE, TABLES, json_option, parse_fields, parse_tables
from pathfinder_flow.cli.output import print_blocks, print_json, write_file
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.cli.types import COUNTRY
from pathfinder_flow.presentation.cases import country as view
from pathfinder_flow.presentation.cases import documents
from pathfinder_flow.services.history.queries import country_sheet
from pathfinder_flow.services.lifecycle.documents import file_of, show_document
from pathfinder_flow.services.lifecycle.evidence import NewEvidence, add_evidence


@click.group()
def evidence() -> None:
    """Record and list evidence."""


@evidence.command("add")
@click.argument("country", type=COUNTRY)
@click.argument("kind")
@click.option("--effective", metavar="DATE", help="When it dates from (EDTF); default: today.")
@click.option("--file", "file", type=click.Path(path_type=Path), help="A document to keep.")
@click.option("--url", help="Where it can be found; kept as given.")
@click.option("--field", "fields", multiple=True, metavar="NAME=VALUE", help="May be repeated.")
@TABLES
@click.option("--note", default="", help="A remark.")
@pass_shell
def add(
    shell: Shell,
    *,
    country: str,
    kind: str,
    effective: str | None,
    file: Path | None,
    url: str | None,
    fields: tuple[str, ...],
    tables: tuple[str, ...],
    note: str,
) -> None:
    """Record evidence of a KIND; 'workflow show' lists the kinds and their fields.

    A file is copied into the evidence store under its SHA-256. Several values of a list are
    separated by semicolons, or the option is given again.
    """
    new = NewEvidence(
        kind,
        effective or shell.today_in(country),
        file,
        url,
        parse_fields(fields),
        note,
        parse_tables(tables),
    )
    entry = add_evidence(shell.app, shell.actor, country, new)
    shell.tell("done.evidence", number=entry.number, kind=kind, country=country)


@evidence.command("list")
@click.argument("country", type=COUNTRY)
@json_option
@pass_shell
def list_(shell: Shell, *, country: str, as_json: bool) -> None:
    """List the evidence on file for a country, oldest first."""
    sheet = country_sheet(shell.view, country)
    if as_json:
        print_json(view.evidence_values(sheet))
    else:
        print_blocks(view.evidence(sheet, shell.lang))


@evidence.command("show")
@click.argument("entry", type=int)
@json_option
@pass_shell
def show(shell: Shell, *, entry: int, as_json: bool) -> None:
    """Show the document of an ENTRY: its fields, and whether its file is as it was recorded."""
    found = show_document(shell.view, entry)
    if as_json:
        print_json(documents.as_values(found, shell.lang))
    else:
        print_blocks(documents.as_blocks(found, shell.lang))


@evidence.command("save")
@click.argument("entry", type=int)
@click.option("-o", "--output", type=FILE, help="Where to; default: its own name, in this folder.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@pass_shell
def save(shell: Shell, *, entry: int, output: Path | None, force: bool) -> None:
    """Save the file of an ENTRY under its own name, after holding it against its hash."""
    name, data = file_of(shell.view, entry)
    path = output or Path(name)
    if path.exists() and not force:
        raise shell.wrong_usage("usage.file_there", path=path)
    write_file(path, data)
    shell.tell("done.saved", path=path, number=entry)
