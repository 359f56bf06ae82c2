"""init: a new ledger."""

from __future__ import annotations

import click

from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.services.lifecycle.definition_files import all_definitions
from pathfinder_flow.services.lifecycle.setup import initialise


@click.command()
@pass_shell
def init(shell: Shell) -> None:
    """Set a new ledger up: tables, yourself as the Secretariat, the shipped workflows."""
    settings = shell.settings
    entries = initialise(shell.new_home(), shell.actor, all_definitions(settings.workflows))
    shell.tell("done.founded", home=settings.home, count=len(entries), actor=shell.actor)
