"""completion: the script for bash, zsh or fish."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from pathfinder_flow.cli.output import print_lines


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script; for bash: eval "$(pathfinder-flow completion bash)"."""
    from pathfinder_flow.cli.main import cli

    found = get_completion_class(shell)
    assert found is not None  # noqa: S101 - the choices are exactly those click knows
    maker = found(cli, {}, "pathfinder-flow", "_PATHFINDER_FLOW_COMPLETE")
    print_lines([maker.source()])
