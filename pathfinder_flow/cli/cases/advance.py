"""advance: make a move."""

from __future__ import annotations

import click

from pathfinder_flow.cli.output import print_blocks
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.cli.types import COUNTRY
from pathfinder_flow.presentation.cases.why import answer_blocks
from pathfinder_flow.services.lifecycle.advance import advance as make_move
from pathfinder_flow.services.lifecycle.advance import rehearse_advance


@click.command()
@click.argument("country", type=COUNTRY)
@click.argument("event")
@click.option("--effective", metavar="DAY", help="The day it holds from; default: today.")
@click.option("--reason", default="", help="Why, in your words.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen; nothing is recorded.")
@pass_shell
def advance(
    shell: Shell, *, country: str, event: str, effective: str | None, reason: str, dry_run: bool
) -> None:
    """Make a move, if its guards allow it; a refused attempt is recorded with its reasons."""
    app, day = shell.app, effective or shell.today_in(country)
    if not dry_run:
        entry = make_move(app, shell.actor, country, event, effective=day, reason=reason)
        shell.tell_moved(entry)
        return
    answer = rehearse_advance(app, shell.actor, country, event, effective=day, reason=reason)
    print_blocks(answer_blocks(answer, shell.lang))
    if answer.move is None:
        raise click.exceptions.Exit(1)
