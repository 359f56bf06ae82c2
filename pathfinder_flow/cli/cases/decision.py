"""decision record."""

from __future__ import annotations

import click

from pathfinder_flow.cli.shell import COUNTRY, Shell, pass_shell
from pathfinder_flow.domain.workflow.denials import Refused


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
    from pathfinder_flow.cli.cases.advance import tell_moved, tell_refused
    from pathfinder_flow.domain.roles import Body
    from pathfinder_flow.services.lifecycle.decisions import NewDecision, record_decision

    day = effective or shell.today
    new = NewDecision(
        Body(body), meeting, day, outcome, tuple(dict.fromkeys(countries)), recused, event,
        source, note,
    )  # fmt: skip
    try:
        entries = record_decision(shell.app, shell.actor, new)
    except Refused as refused:
        tell_refused(shell, refused)
        raise click.exceptions.Exit(1) from refused
    shell.tell("done.decision", number=entries[0].number)
    for entry in entries[1:]:
        tell_moved(shell, entry)
