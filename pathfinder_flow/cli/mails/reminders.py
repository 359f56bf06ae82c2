"""reminders list, why, preview, forecast and ladder."""

from __future__ import annotations

from pathlib import Path

import click

from pathfinder_flow.cli.mails.forecast import forecast
from pathfinder_flow.cli.options import FILE, OBLIGATION, json_option
from pathfinder_flow.cli.output import print_blocks, print_json, write_file
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.cli.types import COUNTRY, MAIL_LANGUAGE
from pathfinder_flow.presentation.mails import ladders, mail
from pathfinder_flow.presentation.mails import reminders as view
from pathfinder_flow.services.reminders import queries
from pathfinder_flow.services.reminders.preview import preview as write_preview


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
    found = queries.all_reminders(shell.view, shell.notices, country, year, obligation)
    if as_json:
        print_json([view.as_values(one, shell.lang) for group in found for one in group])
    elif found:
        print_blocks(view.listed(found, shell.lang))
    else:
        shell.tell("deadlines.none")


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
    found = queries.why(shell.view, shell.notices, country, year, rung, obligation)
    if as_json:
        print_json(view.as_values(found, shell.lang))
    else:
        print_blocks(view.as_blocks(found, shell.lang))


@reminders.command("preview")
@click.argument("country", type=COUNTRY)
@click.argument("year")
@click.argument("rung")
@click.option("--lang", "language", type=MAIL_LANGUAGE, help="Default: that of its recipient.")
@click.option("--output", type=FILE, help="Default: a name of its own, here.")
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
    app, notices = shell.view, shell.notices
    shown = write_preview(app, notices, country, year, rung, language, obligation)
    path = output or Path(f"{country}-{year}-{rung}-{shown.to.language}.eml")
    write_file(path, shown.data)
    print_blocks(mail.as_blocks(shown.data))
    shell.tell("done.preview", path=path)


@reminders.command("ladder")
@json_option
@pass_shell
def ladder(shell: Shell, *, as_json: bool) -> None:
    """Show the ladder: which rung, when, to whom, with which message."""
    found = shell.notices.ladders
    if as_json:
        print_json(ladders.as_values(found))
    else:
        print_blocks(ladders.as_blocks(found, shell.lang))


reminders.add_command(forecast)
