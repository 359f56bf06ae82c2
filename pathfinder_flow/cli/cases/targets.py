"""targets: the goals of the Alliance, and what the ledger says of each."""

from __future__ import annotations

import click

from pathfinder_flow.cli.options import json_option
from pathfinder_flow.cli.output import print_blocks, print_json
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.definitions.targets import read_targets
from pathfinder_flow.presentation.cases import targets as view
from pathfinder_flow.services.history.targets import progress


@click.command()
@json_option
@pass_shell
def targets(shell: Shell, *, as_json: bool) -> None:
    """Show the goals that the Alliance has set itself, and what the ledger says of each by year."""
    found = progress(shell.view, read_targets())
    if as_json:
        print_json(view.as_values(found, shell.lang))
    else:
        print_blocks(view.as_blocks(found, shell.lang))
