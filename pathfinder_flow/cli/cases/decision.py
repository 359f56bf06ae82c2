"""decision record."""

from __future__ import annotations

import click

from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.cli.types import COUNTRY
from pathfinder_flow.domain.roles import Body
from pathfinder_flow.services.lifecycle.decisions import NewDecision, record_decision


@click.group()
def decision() -> None:
    """Record decisions of a body."""


@decision.command("record")
@click.argument("countries", type=COUNTRY, nargs=-1, required=True)
@click.option(
    "--body",
    type=click.Choice(["gcg", "mwg"]),
    default="gcg",
    show_default=True,
    help="Which body decided.",
)
@click.option("--meeting", required=True, help="Which meeting, such as 20.")
@click.option("--on", "effective", metavar="DAY", help="The day of the decision; default: today.")
@click.option("--outcome", required=True, help="Such as granted, changes_asked, declined.")
@click.option("--recused", type=COUNTRY, multiple=True, help="A seated country that stood aside.")
@click.option("--event", help="Also make this move for every country, all or none.")
@click.option("--source", metavar="URL", help="Where the decision can be read.")
@click.option("--note", default="", help="A remark.")
@pass_shell
def record(
    shell: Shell,
    *,
    countries: tuple[str, ...],
    body: str,
    meeting: str,
    effective: str | None,
    outcome: str,
    recused: tuple[str, ...],
    event: str | None,
    source: str | None,
    note: str,
) -> None:
    """Record one decision about one or many COUNTRIES, all or nothing."""
    day = effective or shell.today
    new = NewDecision(
        Body(body), meeting, day, dict.fromkeys(countries, outcome), recused, event, source, note,
    )  # fmt: skip
    entries = record_decision(shell.app, shell.actor, new)
    shell.tell("done.decision", number=entries[0].number)
    for entry in entries[1:]:
        shell.tell_moved(entry)
