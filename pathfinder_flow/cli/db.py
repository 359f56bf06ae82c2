"""db upgrade, check, rebuild and backup."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from pathfinder_flow.cli.shell import Shell, json_option, pass_shell


@click.group()
def db() -> None:
    """Upgrade, check, rebuild and back up the database."""


@db.command("upgrade")
@pass_shell
def upgrade(shell: Shell) -> None:
    """Bring the tables to the version this program needs."""
    from pathfinder_flow.services.upkeep import upgrade as run

    shell.make_home()
    before, after = run(shell.new_desk())
    said = f"from {before} to {after}" if before != after else f"at version {after} already"
    click.echo(f"The database is {'upgraded ' if before != after else ''}{said}.", err=True)


@db.command("check")
@json_option
@pass_shell
def check(shell: Shell, *, as_json: bool) -> None:
    """Hold the database against itself: bytes, hashes, numbers, triggers, projections, files."""
    from pathfinder_flow.cli.output import print_json
    from pathfinder_flow.services.upkeep import check as run

    with click.progressbar(
        length=1, label="Checking", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:

        def progress(done: int, size: int) -> None:
            bar.length = size
            bar.update(done - bar.pos)

        findings = run(shell.desk, progress)
    if as_json:
        print_json([asdict(finding) for finding in findings])
    for finding in findings if not as_json else ():
        number = f" {finding.number}" if finding.number else ""
        click.echo(f"{finding.what}{number}: {finding.said}")
    if findings:
        click.echo(f"{len(findings)} problem(s) found.", err=True)
        raise click.exceptions.Exit(1)
    click.echo("All is well: bytes, hashes, numbers, triggers, projections, files.", err=True)


@db.command("rebuild")
@pass_shell
def rebuild(shell: Shell) -> None:
    """Make every projection anew from the ledger."""
    from pathfinder_flow.services.upkeep import rebuild as run

    told = ", ".join(f"{rows} {name}" for name, rows in run(shell.desk).items())
    click.echo(f"Rebuilt from the ledger: {told}.", err=True)


@db.command("backup")
@click.argument("folder", type=click.Path(path_type=Path))
@pass_shell
def backup(shell: Shell, *, folder: Path) -> None:
    """Copy database and evidence into a new FOLDER, while both are in use.

    The database comes out as an SQLite file whatever it is kept in.
    """
    from pathfinder_flow.services.upkeep import back_up

    done = back_up(shell.desk, folder)
    click.echo(f"{done.entries} entries and {done.files} files are in {done.folder}.", err=True)
