"""import: dated facts from a CSV file."""

from __future__ import annotations

from pathlib import Path

import click

from pathfinder_flow.cli.options import FILE, json_option
from pathfinder_flow.cli.output import print_blocks, print_json_line
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.domain.errors.invalid import ImportRefused
from pathfinder_flow.presentation.cases import import_report
from pathfinder_flow.services.imports.csv_file import refuse_bad_rows
from pathfinder_flow.services.imports.import_facts import import_facts
from pathfinder_flow.services.imports.import_facts import staged as read
from pathfinder_flow.services.imports.staging import StagedFacts


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
    if not dry_run:
        shell.app.require_writing()
    staged = read(shell.app, file, shell.lang, skip_unknown=skip_unknown)
    try:
        refuse_bad_rows(staged)
        with shell.counting_up("done.importing", staged.count()) as progress:
            import_facts(shell.app, shell.actor, staged, dry_run=dry_run, progress=progress)
        if as_json or not quiet:
            _report(shell, staged, as_json=as_json)
        known = staged.count_known()
        key = "done.rehearsed" if dry_run else "done.imported"
        left_out = staged.count_left_out()
        shell.tell(key, new=staged.count() - known - left_out, known=known)
        if left_out:
            shell.tell("done.left_out", count=left_out)
    except ImportRefused:
        _report(shell, staged, as_json=as_json, only_refused=True)
        if staged.unknown_kinds and not as_json:
            print_blocks(import_report.unknown_kinds(staged.unknown_kinds, shell.lang), err=True)
            shell.tell("import.skip_unknown")
        raise
    finally:
        staged.close()


def _report(
    shell: Shell, staged: StagedFacts, *, as_json: bool, only_refused: bool = False
) -> None:
    """Print a line for every row, as they come: a file may have any number of them."""
    rows = (row for row in staged.report() if row.refused or not only_refused)
    if as_json:
        for row in rows:
            print_json_line(import_report.as_values(row, shell.lang))
    else:
        print_blocks(import_report.as_blocks(rows, shell.lang))
