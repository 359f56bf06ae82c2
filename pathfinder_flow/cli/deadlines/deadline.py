"""deadline explain, extend, suspend and resume."""

from __future__ import annotations

from datetime import date

import click

from pathfinder_flow.cli.options import OBLIGATION, json_option
from pathfinder_flow.cli.output import print_blocks, print_json
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.cli.types import COUNTRY
from pathfinder_flow.presentation.deadlines import explanation as view
from pathfinder_flow.services.deadlines import changes
from pathfinder_flow.services.deadlines.queries import explain as ask

_REASON = click.option("--reason", required=True, help="Why, in your words.")


@click.group()
def deadline() -> None:
    """Explain a due date, put it off, suspend and resume."""


@deadline.command("explain")
@click.argument("country", type=COUNTRY)
@click.argument("year")
@OBLIGATION
@json_option
@pass_shell
def explain(
    shell: Shell, *, country: str, year: str, obligation: str | None, as_json: bool
) -> None:
    """Say how the due date of the report on a YEAR was computed, and compute it again."""
    found = ask(shell.view, shell.notices, country, year, obligation)
    if as_json:
        print_json(view.as_values(found, shell.lang))
    else:
        print_blocks(view.as_blocks(found, shell.lang))


@deadline.command("extend")
@click.argument("country", type=COUNTRY)
@click.argument("year")
@click.option("--to", metavar="DAY", required=True, help="The new due date.")
@click.option(
    "--decision", type=int, metavar="ENTRY", required=True, help="The decision it rests on."
)
@_REASON
@OBLIGATION
@pass_shell
def extend(
    shell: Shell,
    *,
    country: str,
    year: str,
    to: str,
    decision: int,
    reason: str,
    obligation: str | None,
) -> None:
    """Put off the due date of the report on a YEAR, before it has passed."""
    new = changes.NewExtension(year, to, decision, reason, obligation)
    entry = changes.extend(shell.app, shell.notices, shell.actor, country, new)
    day = date.fromisoformat(entry.body["to"])
    shell.tell("done.extended", number=entry.number, country=country, period=year, day=day)


@deadline.command("suspend")
@click.argument("country", type=COUNTRY)
@click.option("--effective", metavar="DAY", help="The day it holds from; default: today.")
@_REASON
@OBLIGATION
@pass_shell
def suspend(
    shell: Shell, *, country: str, effective: str | None, reason: str, obligation: str | None
) -> None:
    """Suspend what a country owes: no reminder goes out, and nothing becomes overdue."""
    new = changes.NewPause(effective or shell.today_in(country), reason, obligation)
    entry = changes.suspend(shell.app, shell.actor, country, new)
    shell.tell("done.suspended", number=entry.number, country=country)


@deadline.command("resume")
@click.argument("country", type=COUNTRY)
@click.option("--effective", metavar="DAY", help="The first day it is owed again; default: today.")
@_REASON
@OBLIGATION
@pass_shell
def resume(
    shell: Shell, *, country: str, effective: str | None, reason: str, obligation: str | None
) -> None:
    """Resume what was suspended: due dates in its course move on by the days it lasted."""
    new = changes.NewPause(effective or shell.today_in(country), reason, obligation)
    entry = changes.resume(shell.app, shell.actor, country, new)
    shell.tell("done.resumed", number=entry.number, country=country)
