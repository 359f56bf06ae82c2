"""board: where every country stands."""

from __future__ import annotations

from datetime import date, datetime

import click

from pathfinder_flow.cli.options import KNOWN_AT, as_of_option, json_option
from pathfinder_flow.cli.output import print_blocks, print_json
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.presentation.cases import board as view
from pathfinder_flow.services.history.queries import board as read_board
from pathfinder_flow.services.history.queries import next_steps


@click.command()
@as_of_option("As of this day; default: all that is recorded.")
@KNOWN_AT
@click.option("--next", "with_next", is_flag=True, help="Also what may happen next, by country.")
@json_option
@pass_shell
def board(
    shell: Shell,
    *,
    as_of: date | None,
    known_at: datetime | None,
    with_next: bool,
    as_json: bool,
) -> None:
    """Show where every country stands.

    Counts apart who has manifested interest, who holds the status and who is implementing.
    """
    if with_next and known_at:
        raise click.UsageError("--next asks about the present: leave --known-at out.")
    found = read_board(shell.view, as_of=as_of, known_at=known_at)
    following = next_steps(shell.view, shell.actor, found) if with_next else {}
    if as_json:
        print_json(view.as_values(found, shell.lang, following))
    elif found.standings:
        print_blocks(view.as_blocks(found, shell.lang, following))
    else:
        shell.tell("board.empty_then" if as_of or known_at else "board.empty")
