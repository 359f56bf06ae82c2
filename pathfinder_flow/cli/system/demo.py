"""demo: the real public record, and what can be asked of it."""

from __future__ import annotations

import click

from pathfinder_flow.cli.cases.board import board
from pathfinder_flow.cli.cases.country import show
from pathfinder_flow.cli.cases.history import history
from pathfinder_flow.cli.cases.import_facts import import_
from pathfinder_flow.cli.cases.why import why
from pathfinder_flow.cli.output import print_lines
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.definitions.data_files import public_record
from pathfinder_flow.services.history.queries import board as read_board
from pathfinder_flow.services.lifecycle.definition_files import all_definitions
from pathfinder_flow.services.lifecycle.setup import initialise


@click.command()
@click.option("--all", "everything", is_flag=True, help="Every country's steps and history.")
@pass_shell
@click.pass_context
def demo(ctx: click.Context, shell: Shell, *, everything: bool) -> None:
    """Load the real public record of 24 countries and show what can be asked of it."""
    initialise(shell.new_home(), shell.actor, all_definitions(shell.settings.workflows))
    ctx.invoke(import_, file=public_record(), quiet=True)
    _heading("pathfinder-flow board --next")
    ctx.invoke(board, with_next=True)
    chosen = ["MWI"]
    if everything:
        chosen = [standing.country for standing in read_board(shell.app).standings]
    for country in chosen:
        for command, name in ((show, "country show"), (why, "why"), (history, "history")):
            _heading(f"pathfinder-flow {name} {country}")
            ctx.invoke(command, country=country)
    print_lines([""], err=True)
    shell.tell("done.go_on", home=shell.settings.home)
    examples = ("why MYS", "history BRA", "board --as-of 2020-06-30", "deadlines")
    home = shell.settings.home
    print_lines([f"  pathfinder-flow --home {home} {example}" for example in examples], err=True)


def _heading(command: str) -> None:
    print_lines(["", f"> {command}", ""])
