"""db upgrade, check, rebuild and backup."""

from __future__ import annotations

from pathlib import Path

import click

from pathfinder_flow.cli.options import json_option
from pathfinder_flow.cli.output import print_blocks, print_json
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.presentation.system import findings as view
from pathfinder_flow.services import maintenance


@click.group()
def db() -> None:
    """Upgrade, check, rebuild and back up the database."""


@db.command("upgrade")
@pass_shell
def upgrade(shell: Shell) -> None:
    """Bring the tables to the version this program needs."""
    before, after = maintenance.upgrade(shell.new_home())
    key = "done.newest" if before == after else "done.upgraded" if before else "done.tables_made"
    shell.tell(key, before=before, after=after)


@db.command("check")
@json_option
@pass_shell
def check(shell: Shell, *, as_json: bool) -> None:
    """Hold the database against itself: bytes, hashes, numbers, triggers, projections, files."""
    with shell.counting("done.checking") as progress:
        findings = maintenance.check(shell.app, progress)
    if as_json:
        print_json([view.as_values(one, shell.lang) for one in findings])
    else:
        print_blocks(view.as_blocks(findings, shell.lang))
    if findings:
        shell.tell("done.problems", count=len(findings))
        raise click.exceptions.Exit(1)
    shell.tell("done.sound")


@db.command("rebuild")
@pass_shell
def rebuild(shell: Shell) -> None:
    """Make every projection anew from the ledger."""
    shell.tell("done.rebuilt", **maintenance.rebuild(shell.app))


@db.command("backup")
@click.argument("folder", type=click.Path(path_type=Path))
@pass_shell
def backup(shell: Shell, *, folder: Path) -> None:
    """Copy database and evidence into a new FOLDER, while both are in use.

    The database comes out as an SQLite file whatever it is kept in.
    """
    done = maintenance.back_up(shell.app, folder)
    shell.tell("done.backed_up", entries=done.entries, files=done.files, folder=done.folder)
