"""advance: make a move."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pathfinder_flow.cli.shell import COUNTRY, Shell, pass_shell
from pathfinder_flow.domain.workflow.denials import Refused

if TYPE_CHECKING:
    from pathfinder_flow.domain.ledger.entries import Entry


@click.command()
@click.argument("country", type=COUNTRY)
@click.argument("event")
@click.option("--effective", metavar="DAY", help="The day it holds from; default: today.")
@click.option("--reason", default="", help="Why, in your words.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen; nothing is recorded.")
@pass_shell
def advance(
    shell: Shell, *, country: str, event: str, effective: str | None, reason: str, dry_run: bool
) -> None:
    """Make a move, if its guards allow it; a refused attempt is recorded with its reasons."""
    from pathfinder_flow.services.lifecycle.advance import advance as make_move

    day = effective or shell.today
    if dry_run:
        _rehearse(shell, country, event, day, reason)
        return
    try:
        entry = make_move(shell.app, shell.actor, country, event, effective=day, reason=reason)
    except Refused as refused:
        tell_refused(shell, refused)
        raise click.exceptions.Exit(1) from refused
    tell_moved(shell, entry)


def tell_moved(shell: Shell, entry: Entry) -> None:
    """Confirm a move; English names stages as files do, other languages by their titles."""
    from pathfinder_flow.words.refusals import state_title

    source, dest = str(entry.body["from"]), str(entry.body["to"])
    if shell.lang != "en":
        with shell.app.snapshot() as conn:
            workflow = shell.app.rules(conn, entry.body["sha256"]).workflow
        source, dest = (state_title(workflow, name, shell.lang) for name in (source, dest))
    places = {"country": entry.country, "source": source, "dest": dest}
    shell.tell("done.moved", number=entry.number, **places)


def _rehearse(shell: Shell, country: str, event: str, day: str, reason: str) -> None:
    from pathfinder_flow.cli.cases.why import print_answer
    from pathfinder_flow.services.lifecycle.advance import rehearse_advance

    answer = rehearse_advance(shell.app, shell.actor, country, event, effective=day, reason=reason)
    print_answer(shell, answer)
    if answer.move is None:
        raise click.exceptions.Exit(1)


def tell_refused(shell: Shell, refused: Refused) -> None:
    """Say on stderr why moves were refused, country by country, and what to do."""
    from pathfinder_flow.cli.cases.why import print_plan, print_refusals
    from pathfinder_flow.words.errors import error_sentence

    click.echo(error_sentence(refused, shell.lang), err=True)
    for country, answer in refused.answers.items():
        click.echo(f"\n{country}", err=True)
        print_refusals(answer.refusals, answer.workflow, shell.lang, err=True)
        print_plan(answer.plan, answer.workflow, shell.lang, err=True)
