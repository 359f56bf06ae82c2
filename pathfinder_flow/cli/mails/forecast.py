"""reminders forecast: every mail until a day."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from pathfinder_flow.cli.options import FILE, json_option
from pathfinder_flow.cli.output import print_blocks, print_csv, print_json
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.cli.types import UNTIL, end_of
from pathfinder_flow.domain.errors.clauses import Clause, of_system
from pathfinder_flow.domain.errors.invalid import FileRefused
from pathfinder_flow.presentation.mails import forecast as view
from pathfinder_flow.services.deadlines.queries import deadlines
from pathfinder_flow.services.scheduling.forecast import Foreseen
from pathfinder_flow.services.scheduling.forecast import forecast as foresee


@click.command("forecast")
@click.option(
    "--until", type=UNTIL, required=True, metavar="DAY", help="A day, or a span such as +18months."
)
@click.option("--render", "folder", type=FILE, help="Write every mail into this folder.")
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
    if as_json and as_csv:
        raise shell.wrong_usage("usage.one_form")
    found = _foresee(shell, until, folder)
    if as_json:
        print_json([view.as_values(one) for one in found])
    elif as_csv:
        print_csv(view.COLUMNS, [view.as_row(one) for one in found])
    elif found:
        owed = deadlines(shell.app, shell.notices)
        print_blocks(view.as_blocks(found, owed, shell.lang))
    else:
        shell.tell("forecast.none")
    if folder:
        count = len({one.mail for one in found if one.mail})
        shell.tell("done.rendered", count=count, path=folder)


def _foresee(shell: Shell, until: date, folder: Path | None) -> list[Foreseen]:
    """Make the forecast, with a bar on a terminal: how far the clock has come."""
    start, last = shell.app.clock(), end_of(until)
    with shell.counting("done.foreseeing") as progress:

        def moved(moment: datetime) -> None:
            progress((moment - start).days, max((last - start).days, 1))

        try:
            return foresee(shell.app, shell.notices, last, folder=folder, progress=moved)
        except OSError as error:
            if folder is None:
                raise
            why = Clause("unwritable", "it cannot be written ({said})", said=of_system(error))
            raise FileRefused(path=folder, why=why) from error
