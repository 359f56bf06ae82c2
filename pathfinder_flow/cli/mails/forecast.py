"""Printing what will be sent: the forecast, and the ladders it follows."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pathfinder_flow.cli.shell import Shell
from pathfinder_flow.words.catalog import join, say
from pathfinder_flow.words.dates import say_when

if TYPE_CHECKING:
    from pathfinder_flow.domain.reminders.ladder import Ladders, Rung
    from pathfinder_flow.services.scheduling.forecast import Foreseen

_COLUMNS = (
    "moment", "country", "period", "rung", "role", "copy", "language", "subject", "mail",
    "withheld",
)  # fmt: skip


def foresee(shell: Shell, until: date, folder: Path | None) -> list[Foreseen]:
    """Make the forecast, with a bar on a terminal: how far the clock has come."""
    from pathfinder_flow.cli.types import end_of
    from pathfinder_flow.domain.errors.clauses import Clause, of_system
    from pathfinder_flow.domain.errors.invalid import FileRefused
    from pathfinder_flow.services.scheduling.forecast import forecast

    start, last = shell.app.clock(), end_of(until)
    with click.progressbar(
        length=max((last - start).days, 1), label=say("done.foreseeing", shell.lang),
        file=sys.stderr, hidden=not sys.stderr.isatty(),
    ) as bar:  # fmt: skip

        def progress(moment: datetime) -> None:
            bar.update((moment - start).days - bar.pos)

        try:
            return forecast(shell.app, shell.notices, last, folder=folder, progress=progress)
        except OSError as error:
            if folder is None:
                raise
            why = Clause("unwritable", "it cannot be written ({said})", said=of_system(error))
            raise FileRefused(path=folder, why=why) from error


def print_foreseen(shell: Shell, found: list[Foreseen], *, as_json: bool, as_csv: bool) -> None:
    """Print a forecast as a table, JSON or CSV."""
    from pathfinder_flow.cli.deadlines.deadlines import print_waiting
    from pathfinder_flow.cli.output import print_csv, print_json, print_table
    from pathfinder_flow.services.deadlines.queries import deadlines

    if as_json:
        print_json([_as_json(one) for one in found])
        return
    if as_csv:
        told = [_as_json(one) for one in found]
        rows = [["" if row[name] is None else row[name] for name in _COLUMNS] for row in told]
        print_csv(_COLUMNS, rows)
        return
    if not found:
        click.echo(say("forecast.none", shell.lang), err=True)
        return
    labels = ("when", "code", "rung", "to", "subject")
    head = [say(f"label.{name}", shell.lang) for name in labels]
    print_table(head, [_row(one, shell.lang) for one in found])
    print_waiting(shell, deadlines(shell.app, shell.notices))


def _as_json(one: Foreseen) -> dict[str, Any]:
    return {**asdict(one), "moment": one.moment.isoformat()}


def _row(one: Foreseen, lang: str) -> list[str]:
    from pathfinder_flow.words.deadlines import withheld_reason

    when = say_when(one.moment.date().isoformat(), lang, short=True)
    if one.withheld:
        reason = withheld_reason(one.withheld, {}, lang)
        none = say("board.none", lang)
        said = say("reminder.withheld", lang, why=reason)
        return [when, one.country, one.rung, none, said]
    role = say(f"role.{one.role}", lang)
    to = say("reminder.copy", lang, role=role) if one.copy else role
    return [when, one.country, one.rung, f"{to}, {one.language}", one.subject]


def ladders_as_json(ladders: Ladders) -> dict[str, Any]:
    """Give the ladders as JSON values, by the name of the obligation."""
    return {name: asdict(one) for name, one in ladders.ladders.items()}


def print_ladders(shell: Shell, ladders: Ladders) -> None:
    """Print every ladder as a table."""
    from pathfinder_flow.cli.output import print_table
    from pathfinder_flow.words.standing import say_rung_day

    lang = shell.lang
    head = [say(f"label.{name}", lang) for name in ("rung", "when", "to", "message")]
    for name, ladder in ladders.ladders.items():
        hours = {"start": ladder.hours.start, "end": ladder.hours.end}
        title = say("ladder.title", lang, name=name, **hours)
        rows = [
            [
                rung,
                say_rung_day(one, lang),
                join(_recipients(one, lang), lang),
                one.message,
            ]
            for rung, one in ladder.rungs.items()
        ]
        print_table(head, rows, title=title)


def _recipients(rung: Rung, lang: str) -> list[str]:
    copies = [say("reminder.copy", lang, role=say(f"role.{role}", lang)) for role in rung.copy]
    return [*(say(f"role.{role}", lang) for role in rung.to), *copies]
