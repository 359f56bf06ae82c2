"""reminders list, why, preview, forecast and ladder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pathfinder_flow.cli.deadlines.deadline import OBLIGATION
from pathfinder_flow.cli.shell import COUNTRY, Shell, json_option, pass_shell
from pathfinder_flow.cli.types import MAIL_LANGUAGE, UNTIL


@click.group()
def reminders() -> None:
    """List, explain, preview and forecast the reminders."""


@reminders.command("list")
@click.argument("country", type=COUNTRY)
@click.argument("year", required=False)
@OBLIGATION
@json_option
@pass_shell
def list_(
    shell: Shell, *, country: str, year: str | None, obligation: str | None, as_json: bool
) -> None:
    """List every rung, when, and how it ended or will: of one YEAR or of all that are owed."""
    from pathfinder_flow.cli.mails.rungs import print_rungs, why_as_json
    from pathfinder_flow.cli.output import print_json
    from pathfinder_flow.services.deadlines.queries import deadlines
    from pathfinder_flow.services.reminders.queries import all_of
    from pathfinder_flow.words.catalog import say

    wanted = [(year, obligation)] if year else []
    if year is None:
        owed = deadlines(shell.app, shell.notices, country=country, everything=True)
        named = [one.key for one in owed if obligation in (None, one.key[0])]
        wanted = [(period, name) for name, period in named]
    found = [all_of(shell.app, shell.notices, country, *one) for one in wanted]
    if as_json:
        print_json([why_as_json(shell, one) for group in found for one in group])
        return
    for index, group in enumerate(found):
        click.echo("\n" if index else "", nl=False)
        print_rungs(shell, group)
    if not found:
        click.echo(say("deadlines.none", shell.lang), err=True)


@reminders.command("why")
@click.argument("country", type=COUNTRY)
@click.argument("year")
@click.argument("rung")
@OBLIGATION
@json_option
@pass_shell
def why(
    shell: Shell, *, country: str, year: str, rung: str, obligation: str | None, as_json: bool
) -> None:
    """Say why the reminder of a RUNG was or was not sent, or when and to whom it will be."""
    from pathfinder_flow.cli.mails.rungs import print_why, why_as_json
    from pathfinder_flow.cli.output import print_json
    from pathfinder_flow.services.reminders.queries import why as ask

    found = ask(shell.app, shell.notices, country, year, rung, obligation)
    if as_json:
        print_json(why_as_json(shell, found))
    else:
        print_why(shell, found)


@reminders.command("preview")
@click.argument("country", type=COUNTRY)
@click.argument("year")
@click.argument("rung")
@click.option("--lang", "language", type=MAIL_LANGUAGE, help="Default: that of its recipient.")
@click.option("--output", type=click.Path(path_type=Path), help="Default: a name of its own, here.")
@OBLIGATION
@pass_shell
def preview(
    shell: Shell,
    *,
    country: str,
    year: str,
    rung: str,
    language: str | None,
    output: Path | None,
    obligation: str | None,
) -> None:
    """Show the mail of a RUNG as it would be written, and write it to an .eml file."""
    from pathfinder_flow.cli.mails.mail import print_mail
    from pathfinder_flow.cli.output import write_file
    from pathfinder_flow.services.reminders.queries import preview as write

    shown = write(shell.app, shell.notices, country, year, rung, language, obligation)
    path = output or Path(f"{country}-{year}-{rung}-{shown.to.language}.eml")
    write_file(path, shown.data)
    print_mail(shown.data)
    shell.tell("done.preview", path=path)


@reminders.command("forecast")
@click.option(
    "--until", type=UNTIL, required=True, metavar="DAY", help="A day, or a span such as +18months."
)
@click.option(
    "--render", "folder", type=click.Path(path_type=Path), help="Write every mail into this folder."
)
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@pass_shell
def forecast(
    shell: Shell, *, until: date, folder: Path | None, as_json: bool, as_csv: bool
) -> None:
    """Foresee every mail until a day: who gets what, when, in which language.

    The real code runs on a copy of the database with the clock moved on; nothing is sent and
    nothing is recorded. Facts, people and ladders are taken as they are now.
    """
    from pathfinder_flow.cli.mails.forecast import foresee, print_foreseen
    from pathfinder_flow.words.catalog import say

    if as_json and as_csv:
        raise click.UsageError(say("usage.one_form", shell.lang))
    found = foresee(shell, until, folder)
    print_foreseen(shell, found, as_json=as_json, as_csv=as_csv)
    if folder:
        count = len({one.mail for one in found if one.mail})
        shell.tell("done.rendered", count=count, path=folder)


@reminders.command("ladder")
@json_option
@pass_shell
def ladder(shell: Shell, *, as_json: bool) -> None:
    """Show the ladder: which rung, when, to whom, with which message."""
    from pathfinder_flow.cli.mails.forecast import ladders_as_json, print_ladders
    from pathfinder_flow.cli.output import print_json

    if as_json:
        print_json(ladders_as_json(shell.notices.ladders))
    else:
        print_ladders(shell, shell.notices.ladders)
