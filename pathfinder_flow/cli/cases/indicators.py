"""indicators: how far a country has come with its roadmap, or countries by one indicator."""

from __future__ import annotations

import click

from pathfinder_flow.cli.options import json_option
from pathfinder_flow.cli.output import print_blocks, print_json
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.cli.types import COUNTRY
from pathfinder_flow.presentation.cases import indicators as view
from pathfinder_flow.services.history.indicators import roadmap_progress, shared_progress


@click.command()
@click.argument("country", type=COUNTRY, required=False)
@click.option("--shared", metavar="ID", help="Compare countries by a shared id, such as 8.7.1.")
@json_option
@pass_shell
def indicators(shell: Shell, *, country: str | None, shared: str | None, as_json: bool) -> None:
    """Show the indicators and actions of a country's roadmap, and what its reports say of them."""
    if (country is None) == (shared is None):
        raise shell.wrong_usage("usage.country_or_shared")
    if country is not None:
        found = roadmap_progress(shell.view, country)
        if as_json:
            print_json(view.as_values(found))
        else:
            print_blocks(view.as_blocks(found, shell.lang))
        return
    compared = shared_progress(shell.view, str(shared))
    if as_json:
        print_json([view.progress_values(one) for one in compared])
    else:
        print_blocks(view.shared_blocks(compared, shell.lang, compared=True))
