"""correct: mend what was recorded wrongly."""

from __future__ import annotations

import sys

import click

from pathfinder_flow.cli.options import parse_fields
from pathfinder_flow.cli.output import print_blocks
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.presentation.cases import consequences
from pathfinder_flow.services.lifecycle.corrections import NewCorrection, rehearse_correction
from pathfinder_flow.services.lifecycle.corrections import correct as record


@click.command()
@click.argument("number", type=int)
@click.option("--reason", required=True, help="What was wrong, in your words.")
@click.option("--withdraw", is_flag=True, help="It should not be there at all.")
@click.option("--effective", metavar="DATE", help="The right date (EDTF).")
@click.option("--field", "fields", multiple=True, metavar="NAME=VALUE", help="The right value.")
@click.option("--with-dependents", is_flag=True, help="Also withdraw the moves that rest on it.")
@click.option("--dry-run", is_flag=True, help="Only say what would change; record nothing.")
@click.option("--yes", is_flag=True, help="Do not ask before withdrawing what rests on it.")
@pass_shell
def correct(
    shell: Shell,
    *,
    number: int,
    reason: str,
    withdraw: bool,
    effective: str | None,
    fields: tuple[str, ...],
    with_dependents: bool,
    dry_run: bool,
    yes: bool,
) -> None:
    """Correct the entry with this NUMBER. The entry itself stays as it was recorded.

    Before moves that rest on it are withdrawn you are told what that changes, and asked.
    """
    asks = with_dependents and not yes and not dry_run
    if asks and not sys.stdin.isatty():
        raise shell.wrong_usage("usage.dependents_yes")
    new = NewCorrection(number, reason, withdraw, effective, parse_fields(fields), with_dependents)
    if asks or dry_run:
        found = rehearse_correction(shell.app, shell.actor, new)
        print_blocks(consequences.as_blocks(found, shell.lang), err=asks)
    if dry_run:
        return
    if asks:
        shell.confirm("ask.withdraw")
    for entry in record(shell.app, shell.actor, new):
        key = "done.withdrawn" if entry.body["withdraw"] else "done.amended"
        shell.tell(key, number=entry.number, corrects=entry.body["corrects"])
