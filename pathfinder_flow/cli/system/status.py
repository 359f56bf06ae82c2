"""status: whether the scheduler runs and the mail flows."""

from __future__ import annotations

import click

from pathfinder_flow.cli.options import json_option
from pathfinder_flow.cli.output import print_blocks, print_json
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.presentation.system import health as view
from pathfinder_flow.services.scheduling.health import status as ask


@click.command()
@json_option
@pass_shell
def status(shell: Shell, *, as_json: bool) -> None:
    """Say whether the scheduler runs and the mail flows; exit code 1 when something is stuck.

    Made for a monitor to call: last tick, next turn, queue by state, oldest unsent mail.
    """
    mail = shell.settings.mail
    found = ask(shell.view, shell.notices.ladders.ladders)
    if as_json:
        print_json(view.as_values(found, mail, shell.lang))
    else:
        print_blocks(view.as_blocks(found, mail, shell.lang))
    if found.troubles:
        raise click.exceptions.Exit(1)
