"""db upgrade, check, rebuild and backup."""

from __future__ import annotations

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
    from pathfinder_flow.services.maintenance import upgrade as run

    before, after = run(shell.new_home())
    key = "done.newest" if before == after else "done.upgraded" if before else "done.tables_made"
    shell.tell(key, before=before, after=after)


@db.command("check")
@json_option
@pass_shell
def check(shell: Shell, *, as_json: bool) -> None:
    """Hold the database against itself: bytes, hashes, numbers, triggers, projections, files."""
    from pathfinder_flow.cli.output import print_json
    from pathfinder_flow.services.maintenance import check as run
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.errors import worded

    lang = shell.lang
    with shell.counting("done.checking") as progress:
        findings = run(shell.app, progress)
    told = [(finding, str(worded(finding.said, lang))) for finding in findings]
    if as_json:
        print_json([{"what": f.what, "number": f.number, "said": said} for f, said in told])
    for finding, said in told if not as_json else ():
        what = say(f"finding.{finding.what}", lang)
        number = f" {finding.number}" if finding.number else ""
        click.echo(say("finding", lang, what=f"{what}{number}", said=said))
    if findings:
        shell.tell("done.problems", count=len(findings))
        raise click.exceptions.Exit(1)
    shell.tell("done.sound")


@db.command("rebuild")
@pass_shell
def rebuild(shell: Shell) -> None:
    """Make every projection anew from the ledger."""
    from pathfinder_flow.services.maintenance import rebuild as run

    shell.tell("done.rebuilt", **run(shell.app))


@db.command("backup")
@click.argument("folder", type=click.Path(path_type=Path))
@pass_shell
def backup(shell: Shell, *, folder: Path) -> None:
    """Copy database and evidence into a new FOLDER, while both are in use.

    The database comes out as an SQLite file whatever it is kept in.
    """
    from pathfinder_flow.services.maintenance import back_up

    done = back_up(shell.app, folder)
    shell.tell("done.backed_up", entries=done.entries, files=done.files, folder=done.folder)
