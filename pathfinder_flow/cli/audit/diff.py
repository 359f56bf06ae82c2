"""audit diff: what changed in what is known of the past."""

from __future__ import annotations

import click

from pathfinder_flow.cli.options import json_option
from pathfinder_flow.cli.output import print_blocks, print_json
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.cli.types import COUNTRY
from pathfinder_flow.presentation.audit import diff as view
from pathfinder_flow.services.history import diff as diffing

_TWICE = 2


@click.command()
@click.argument("country", type=COUNTRY, required=False)
@click.option(
    "--known-at",
    metavar="MOMENT",
    multiple=True,
    help="Given twice: the earlier moment, then the later; a day is its end, today now.",
)
@json_option
@pass_shell
def diff(shell: Shell, *, country: str | None, known_at: tuple[str, ...], as_json: bool) -> None:
    """Show what became known between two moments about the time before.

    Where countries stood on the day of the first moment, as known then and later; what was
    recorded late; what was corrected; and how much else is new.
    """
    if len(known_at) != _TWICE:
        raise click.UsageError("Give --known-at exactly twice: the earlier moment, then the later.")
    app = shell.view
    first, second = diffing.moments(known_at[0], known_at[1], app.clock())
    found = diffing.diff(app, country, first, second)
    if as_json:
        print_json(view.as_values(found, shell.lang))
    else:
        print_blocks(view.as_blocks(found, shell.lang))
