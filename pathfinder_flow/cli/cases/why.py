"""why: what may happen next, what is missing, who can supply it."""

from __future__ import annotations

from datetime import date

import click

from pathfinder_flow.cli.options import json_option
from pathfinder_flow.cli.output import print_blocks, print_json
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.cli.types import COUNTRY, DAY
from pathfinder_flow.presentation.cases import never_seen
from pathfinder_flow.presentation.cases import why as view
from pathfinder_flow.services.history.queries import attested_moves
from pathfinder_flow.services.lifecycle.advance import why as ask


@click.command()
@click.argument("country", type=COUNTRY)
@click.argument("event", required=False)
@click.option("--on", metavar="DAY", type=DAY, help="For a move on this day; default: today.")
@json_option
@pass_shell
def why(shell: Shell, *, country: str, event: str | None, on: date | None, as_json: bool) -> None:
    """Say what may happen next to a country, what is missing, and who can supply it."""
    case, answers = ask(shell.view, shell.actor, country, event, on=on)
    if as_json:
        unseen = attested_moves(shell.view, case)
        print_json(view.case_values(country, case.state, answers, unseen, shell.lang))
        return
    print_blocks(view.as_blocks(country, case.state, answers, shell.lang))
    if event is None and answers:
        print_blocks(never_seen.as_blocks(attested_moves(shell.view, case), shell.lang))
