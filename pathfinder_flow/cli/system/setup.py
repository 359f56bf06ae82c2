"""init and demo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pathfinder_flow.cli.shell import Shell, pass_shell

if TYPE_CHECKING:
    from pathfinder_flow.definitions.canonical import Definition
    from pathfinder_flow.domain.ledger.entries import Entry


@click.command()
@pass_shell
def init(shell: Shell) -> None:
    """Set a new ledger up: tables, yourself as the Secretariat, the shipped workflows."""
    entries = found_here(shell)
    home = shell.settings.home
    shell.tell("done.founded", home=home, count=len(entries), actor=shell.actor)


def found_here(shell: Shell) -> list[Entry]:
    """Found a ledger with every workflow there is."""
    from pathfinder_flow.services.lifecycle.setup import initialise

    return initialise(shell.new_home(), shell.actor, definitions(shell))


def definitions(shell: Shell) -> list[Definition]:
    """Read every workflow file, shipped and the user's own; all must be sound."""
    from pathfinder_flow.definitions.data_files import workflow_files
    from pathfinder_flow.definitions.parse import define, parse_workflow

    files = workflow_files(shell.settings.workflows)
    return [
        define(parse_workflow(path.read_bytes(), str(path), name)) for name, path in files.items()
    ]


@click.command()
@click.option("--all", "everything", is_flag=True, help="Every country's steps and history.")
@pass_shell
@click.pass_context
def demo(ctx: click.Context, shell: Shell, *, everything: bool) -> None:
    """Load the real public record of 24 countries and show what can be asked of it."""
    from pathfinder_flow.cli.cases.board import board
    from pathfinder_flow.cli.cases.country import show
    from pathfinder_flow.cli.cases.history import history
    from pathfinder_flow.cli.cases.import_facts import import_file
    from pathfinder_flow.cli.cases.why import why
    from pathfinder_flow.definitions.data_files import public_record
    from pathfinder_flow.services.history.queries import board as read_board

    found_here(shell)
    import_file(shell, public_record(), dry_run=False, verbose=False)
    _heading("pathfinder-flow board --next")
    ctx.invoke(board, with_next=True)
    chosen = ["MWI"]
    if everything:
        chosen = [standing.country for standing in read_board(shell.app).standings]
    for country in chosen:
        for command, name in ((show, "country show"), (why, "why"), (history, "history")):
            _heading(f"pathfinder-flow {name} {country}")
            ctx.invoke(command, country=country)
    click.echo(err=True)
    shell.tell("done.go_on", home=shell.settings.home)
    for example in ("why MYS", "history BRA", "board --as-of 2020-06-30", "deadlines"):
        click.echo(f"  pathfinder-flow --home {shell.settings.home} {example}", err=True)


def _heading(command: str) -> None:
    click.echo(f"\n> {command}\n")
