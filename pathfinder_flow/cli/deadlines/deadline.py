"""deadline explain, extend, suspend and resume."""

from __future__ import annotations

import click

from pathfinder_flow.cli.shell import COUNTRY, Shell, json_option, pass_shell

OBLIGATION = click.option(
    "--obligation", metavar="NAME", help="Which report, if the workflow has several."
)
"""Added to every command about one period."""


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
    from pathfinder_flow.cli.deadlines.explanation import explanation_as_json, print_explanation
    from pathfinder_flow.cli.output import print_json
    from pathfinder_flow.services.deadlines.queries import explain as ask

    found = ask(shell.app, shell.notices, country, year, obligation)
    if as_json:
        print_json(explanation_as_json(shell, found))
    else:
        print_explanation(shell, found)


@deadline.command("extend")
@click.argument("country", type=COUNTRY)
@click.argument("year")
@click.option("--to", metavar="DAY", required=True, help="The new due date.")
@click.option(
    "--decision", type=int, metavar="ENTRY", required=True, help="The decision it rests on."
)
@click.option("--reason", required=True, help="Why, in your words.")
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
    from datetime import date

    from pathfinder_flow.services.deadlines.changes import NewExtension
    from pathfinder_flow.services.deadlines.changes import extend as put_off
    from pathfinder_flow.words.dates import say_day

    new = NewExtension(year, to, decision, reason, obligation)
    entry = put_off(shell.app, shell.notices, shell.actor, country, new)
    day = say_day(date.fromisoformat(entry.body["to"]), shell.lang)
    shell.tell("done.extended", number=entry.number, country=country, period=year, day=day)


@deadline.command("suspend")
@click.argument("country", type=COUNTRY)
@click.option("--effective", metavar="DAY", help="The day it holds from; default: today.")
@click.option("--reason", required=True, help="Why, in your words.")
@OBLIGATION
@pass_shell
def suspend(
    shell: Shell, *, country: str, effective: str | None, reason: str, obligation: str | None
) -> None:
    """Suspend what a country owes: no reminder goes out, and nothing becomes overdue."""
    from pathfinder_flow.services.deadlines.changes import NewPause
    from pathfinder_flow.services.deadlines.changes import suspend as pause

    new = NewPause(effective or shell.today, reason, obligation)
    entry = pause(shell.app, shell.actor, country, new)
    shell.tell("done.suspended", number=entry.number, country=country)


@deadline.command("resume")
@click.argument("country", type=COUNTRY)
@click.option("--effective", metavar="DAY", help="The first day it is owed again; default: today.")
@click.option("--reason", required=True, help="Why, in your words.")
@OBLIGATION
@pass_shell
def resume(
    shell: Shell, *, country: str, effective: str | None, reason: str, obligation: str | None
) -> None:
    """Resume what was suspended: due dates in its course move on by the days it lasted."""
    from pathfinder_flow.services.deadlines.changes import NewPause
    from pathfinder_flow.services.deadlines.changes import resume as go_on

    new = NewPause(effective or shell.today, reason, obligation)
    entry = go_on(shell.app, shell.actor, country, new)
    shell.tell("done.resumed", number=entry.number, country=country)
