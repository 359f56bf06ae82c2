"""import: dated facts from a CSV file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from pathfinder_flow.cli.options import FILE, json_option
from pathfinder_flow.cli.output import print_blocks, print_json_line
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.presentation.cases import import_report
from pathfinder_flow.services.imports.import_file import import_file
from pathfinder_flow.services.imports.staging import RowReport, StagedFacts


@click.command("import")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Do everything, keep nothing.")
@click.option(
    "--skip-unknown", is_flag=True, help="Leave out rows of a kind that no workflow knows."
)
@click.option("--quiet", is_flag=True, help="Only the last line, not one for every row.")
@json_option
@pass_shell
def import_(
    shell: Shell, *, file: Path, dry_run: bool, skip_unknown: bool, quiet: bool, as_json: bool
) -> None:
    """Import dated facts from a CSV FILE, all or nothing, each with its source.

    Columns: iso3,event,date,certainty,institution,source,note, and after them any field:NAME for
    a field of the evidence, such as field:period. Importing a file again adds nothing. Every row
    is reported.
    """
    with shell.counting("done.importing") as progress:
        done = import_file(
            shell.app, shell.actor, file, shell.lang,
            skip_unknown=skip_unknown, dry_run=dry_run, progress=progress,
        )  # fmt: skip
    with done:
        if done.refusal:
            _tell_refused(shell, done.rows, as_json=as_json)
            raise done.refusal
        if as_json or not quiet:
            _print_rows(shell, done.rows.report(), as_json=as_json)
        key = "done.rehearsed" if dry_run else "done.imported"
        shell.tell(key, new=done.count_new(), known=done.rows.count_known())
        if left_out := done.rows.count_left_out():
            shell.tell("done.left_out", count=left_out)


def _tell_refused(shell: Shell, staged: StagedFacts, *, as_json: bool) -> None:
    _print_rows(shell, (row for row in staged.report() if row.refused), as_json=as_json)
    if staged.unknown_kinds and not as_json:
        print_blocks(import_report.unknown_kinds(staged.unknown_kinds, shell.lang), err=True)
        shell.tell("import.skip_unknown")


def _print_rows(shell: Shell, rows: Iterable[RowReport], *, as_json: bool) -> None:
    """Print a line for every row, as they come: a file may have any number of them."""
    if as_json:
        for row in rows:
            print_json_line(import_report.as_values(row, shell.lang))
    else:
        print_blocks(import_report.as_blocks(rows, shell.lang))
