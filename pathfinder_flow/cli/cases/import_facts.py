"""import: dated facts from a CSV file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pathfinder_flow.cli.shell import Shell, json_option, pass_shell

if TYPE_CHECKING:
    from pathfinder_flow.services.imports.staging import RowReport, StagedFacts


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Do everything, keep nothing.")
@click.option("--quiet", is_flag=True, help="Only the last line, not one for every row.")
@json_option
@pass_shell
def import_(shell: Shell, *, file: Path, dry_run: bool, quiet: bool, as_json: bool) -> None:
    """Import dated facts from a CSV FILE, all or nothing, each with its source.

    Columns: iso3,event,date,certainty,institution,source,note. Importing a file again adds
    nothing. Every row is reported.
    """
    import_file(shell, file, dry_run=dry_run, verbose=not quiet, as_json=as_json)


def import_file(
    shell: Shell, file: Path, *, dry_run: bool, verbose: bool, as_json: bool = False
) -> None:
    """Check a file, import it, and report what became of each row."""
    from pathfinder_flow.domain.errors.invalid import ImportRefused
    from pathfinder_flow.services.imports.csv_file import refuse_bad_rows, stage_facts
    from pathfinder_flow.services.imports.import_facts import import_facts, known_kinds
    from pathfinder_flow.words import countries
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.errors import worded

    app, lang = shell.app, shell.lang
    if not dry_run:
        app.require_writing()
    staged = stage_facts(
        file, today=app.today(), events=known_kinds(app), country_code=countries.is_code,
        word=lambda problem: str(worded(problem, lang)),
    )  # fmt: skip
    try:
        refuse_bad_rows(staged)
        with click.progressbar(
            length=staged.count(), label=say("done.importing", lang), file=sys.stderr,
            hidden=not sys.stderr.isatty(),
        ) as bar:  # fmt: skip
            import_facts(app, shell.actor, staged, dry_run=dry_run, progress=bar.update)
        if verbose or as_json:
            _report(shell, staged, as_json=as_json)
        known = staged.count_known()
        key = "done.rehearsed" if dry_run else "done.imported"
        shell.tell(key, new=staged.count() - known, known=known)
    except ImportRefused:
        _report(shell, staged, as_json=as_json, only_refused=True)
        raise
    finally:
        staged.close()


def _report(
    shell: Shell, staged: StagedFacts, *, as_json: bool, only_refused: bool = False
) -> None:
    """Print a line for every row, as they come: a file may have any number of them."""
    import json

    from pathfinder_flow.words.catalog import say

    if not as_json:
        labels = (("line", 5), ("code", 5), ("kind", 28), ("effective", 22), ("result", 0))
        click.echo("".join(say(f"label.{n}", shell.lang).ljust(w) for n, w in labels).rstrip())
    for row in staged.report():
        if only_refused and not row.refused:
            continue
        said = _outcome(row, shell.lang)
        if as_json:
            told = {name: getattr(row, name) for name in ("line", "country", "event", "date")}
            told |= {"said": said, "refused": row.refused}
            click.echo(json.dumps(told, ensure_ascii=False))
        else:
            place = f"{row.line:<5}{row.country[:4]:<5}{row.event[:27]:<28}{row.date[:21]:<22}"
            click.echo(f"{place}{said}")


def _outcome(row: RowReport, lang: str) -> str:
    """Say what became of a row; nothing of a sound row in a file that was not imported."""
    from pathfinder_flow.words.catalog import say

    if row.problem:
        return row.problem
    if row.twin:
        return say("row.twin", lang, line=row.twin)
    key = "row.known" if row.known else "row.recorded"
    return say(key, lang, entries=row.entries) if row.entries else ""
