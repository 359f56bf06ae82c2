"""audit who-knew: what the board looked like on the day a decision was taken."""

from __future__ import annotations

import click

from pathfinder_flow.cli.options import json_option
from pathfinder_flow.cli.output import print_blocks, print_json
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.presentation.audit import who_knew as view
from pathfinder_flow.services.history.who_knew import who_knew as ask


@click.command("who-knew")
@click.argument("entry", type=int)
@json_option
@pass_shell
def who_knew(shell: Shell, *, entry: int, as_json: bool) -> None:
    """Show what was known when an ENTRY was recorded, and on the day on which it took effect.

    For a decision: where the countries stood, those it covers among them, and who could act.
    """
    found = ask(shell.view, entry)
    if as_json:
        print_json(view.as_values(found, shell.lang))
    else:
        print_blocks(view.as_blocks(found, shell.lang))
