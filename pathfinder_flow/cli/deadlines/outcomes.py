"""report record: how a reporting period ended, and what that moves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pathfinder_flow.cli.deadlines.deadline import OBLIGATION
from pathfinder_flow.cli.shell import COUNTRY, Shell, parse_fields, pass_shell

if TYPE_CHECKING:
    from pathfinder_flow.domain.ledger.entries import Entry
    from pathfinder_flow.services.lifecycle.evidence import NewEvidence


@click.group()
def report() -> None:
    """Record how a reporting period ended, and what that moves."""


@report.command("record")
@click.argument("country", type=COUNTRY)
@click.argument("year")
@click.option(
    "--outcome", required=True, metavar="NAME",
    help="reported, partly_reported, nil_confirmed, exempt or waived.",
)  # fmt: skip
@click.option("--file", "file", type=click.Path(path_type=Path), help="The report, to keep.")
@click.option("--url", help="Where the report can be found; kept as given.")
@click.option("--evidence", "number", type=int, metavar="ENTRY", help="The report, if on file.")
@click.option("--field", "fields", multiple=True, metavar="NAME=VALUE", help="May be repeated.")
@click.option("--effective", metavar="DATE", help="The date of the report (EDTF); default: today.")
@click.option("--reason", default="", help="Why, in your words; needed without a report.")
@OBLIGATION
@pass_shell
def record(
    shell: Shell,
    *,
    country: str,
    year: str,
    outcome: str,
    file: Path | None,
    url: str | None,
    number: int | None,
    fields: tuple[str, ...],
    effective: str | None,
    reason: str,
    obligation: str | None,
) -> None:
    """Record how the report on a YEAR came out, and make the move that it makes possible.

    If the guards refuse the move, the report
    stays recorded and you are told what is missing.
    """
    from pathfinder_flow.services.deadlines.outcomes import WITH_REPORT, NewReport, record_report

    day = effective or shell.today
    attached = _attached(shell, day, file, url, fields, number)
    new = NewReport(year, outcome, day, attached, number, obligation, reason)
    entries = record_report(shell.app, shell.notices, shell.actor, country, new)
    for entry in entries[:-1]:
        kind = entry.body["kind"]
        shell.tell("done.evidence", number=entry.number, kind=kind, country=country)
    _tell_outcome(shell, entries[-1])
    if outcome in WITH_REPORT:
        _move_on(shell, country, entries[-1])


def _attached(
    shell: Shell, day: str, file: Path | None, url: str | None, fields: tuple[str, ...],
    number: int | None,
) -> NewEvidence | None:  # fmt: skip
    """Give the report as new evidence, or None when it is on file already or there is none."""
    from pathfinder_flow.services.lifecycle.evidence import NewEvidence
    from pathfinder_flow.words.catalog import say

    given = parse_fields(fields)
    if number is not None and (file or url or given):
        raise click.UsageError(say("usage.evidence_alone", shell.lang))
    if given and not (file or url):
        raise click.UsageError(say("usage.field_alone", shell.lang))
    return NewEvidence("", day, file, url, given) if file or url else None


def _tell_outcome(shell: Shell, entry: Entry) -> None:
    from pathfinder_flow.words.catalog import say

    outcome = say(f"outcome.{entry.body['outcome']}", shell.lang)
    places = {"country": entry.country, "period": entry.body["period"], "outcome": outcome}
    shell.tell("done.report", number=entry.number, **places)


def _move_on(shell: Shell, country: str, entry: Entry) -> None:
    """Make the move that the report makes possible; if it is refused, the report stays."""
    from pathfinder_flow.cli.cases.advance import tell_moved, tell_refused
    from pathfinder_flow.domain.errors.conflict import BreaksOrder
    from pathfinder_flow.domain.workflow.denials import Refused
    from pathfinder_flow.services.deadlines.outcomes import next_move
    from pathfinder_flow.services.lifecycle.advance import advance
    from pathfinder_flow.words.errors import error_sentence

    move = next_move(shell.app, country, entry)
    if move is None:
        return
    event, day = move
    once = shell.app.once
    app = shell.app.with_once(once.then("move") if once else None)
    try:
        moved = advance(app, shell.actor, country, event, effective=day)
    except Refused as refused:
        tell_refused(shell, refused)
        click.echo(err=True)
        shell.tell("done.report_stays", country=country, event=event)
    except BreaksOrder as breaks:
        click.echo(error_sentence(breaks, shell.lang), err=True)
        shell.tell("done.report_stays", country=country, event=event)
    else:
        tell_moved(shell, moved)
