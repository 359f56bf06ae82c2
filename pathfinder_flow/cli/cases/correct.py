"""correct: mend what was recorded wrongly."""

from __future__ import annotations

import click

from pathfinder_flow.cli.options import parse_fields
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.services.lifecycle.corrections import NewCorrection
from pathfinder_flow.services.lifecycle.corrections import correct as record


@click.command()
@click.argument("number", type=int)
@click.option("--reason", required=True, help="What was wrong, in your words.")
@click.option("--withdraw", is_flag=True, help="It should not be there at all.")
@click.option("--effective", metavar="DATE", help="The right date (EDTF).")
@click.option("--field", "fields", multiple=True, metavar="NAME=VALUE", help="The right value.")
@click.option("--with-dependents", is_flag=True, help="Also withdraw the moves that rest on it.")
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
) -> None:
    """Correct the entry with this NUMBER. The entry itself stays as it was recorded."""
    new = NewCorrection(number, reason, withdraw, effective, parse_fields(fields), with_dependents)
    for entry in record(shell.app, shell.actor, new):
        key = "done.withdrawn" if entry.body["withdraw"] else "done.amended"
        shell.tell(key, number=entry.number, corrects=entry.body["corrects"])
