"""today: what the Secretariat has to do."""

from __future__ import annotations

import click

from pathfinder_flow.cli.options import json_option
from pathfinder_flow.cli.output import print_blocks, print_json
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.presentation.system import today as view
from pathfinder_flow.services.worklist.today import worklist


@click.command()
@click.option("--for", "person", metavar="PERSON", help="Whose moves to look for; default: yours.")
@json_option
@pass_shell
def today(shell: Shell, *, person: str | None, as_json: bool) -> None:
    """Say what is yours to do today, what waits for others, what goes out and what is late."""
    found = worklist(shell.view, shell.notices, person or shell.actor)
    if as_json:
        print_json(view.as_values(found, shell.lang))
    else:
        print_blocks(view.as_blocks(found, shell.lang))
