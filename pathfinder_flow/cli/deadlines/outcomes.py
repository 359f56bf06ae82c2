"""report record: how a reporting period ended, and what that moves."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from pathfinder_flow.cli.options import (
    FILE,
    KNOWN_AT,
    OBLIGATION,
    TABLES,
    Output,
    as_of_option,
    output_option,
    parse_fields,
    parse_tables,
)
from pathfinder_flow.cli.output import (
    print_blocks,
    print_csv,
    print_json,
    print_lines,
    write_book,
    write_file,
)
from pathfinder_flow.cli.shell import Shell, pass_shell, tell_error
from pathfinder_flow.cli.types import COUNTRY
from pathfinder_flow.domain.ledger.entries import Entry
from pathfinder_flow.domain.workflow.denials import Refused
from pathfinder_flow.presentation.deadlines import year as view
from pathfinder_flow.services.deadlines.outcomes import NewReport
from pathfinder_flow.services.deadlines.report_moves import Reported, record_report_and_move
from pathfinder_flow.services.deadlines.year import year_figures
from pathfinder_flow.services.lifecycle.evidence import NewEvidence


@click.group()
def report() -> None:
    """Record how a reporting period ended, and what that moves."""


@report.command("record")
@click.argument("country", type=COUNTRY)
@click.argument("year")
@click.option(
    "--outcome", required=True, metavar="NAME",
    help="reported, partly_reported, nil_confirmed, exempt, waived, closed or returned.",
)  # fmt: skip
@click.option("--file", "file", type=FILE, help="The report, to keep.")
@click.option("--url", help="Where the report can be found; kept as given.")
@click.option("--evidence", "number", type=int, metavar="ENTRY", help="The report, if on file.")
@click.option("--field", "fields", multiple=True, metavar="NAME=VALUE", help="May be repeated.")
@TABLES
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
    tables: tuple[str, ...],
    effective: str | None,
    reason: str,
    obligation: str | None,
) -> None:
    """Record how the report on a YEAR came out, and make the move that it makes possible.

    If the guards refuse the move, the report
    stays recorded and you are told what is missing.
    """
    day = effective or shell.today_in(country)
    attached = _attached(shell, day, file, url, fields, tables, number)
    new = NewReport(year, outcome, day, attached, number, obligation, reason)
    done = record_report_and_move(shell.app, shell.notices, shell.actor, country, new)
    for entry in done.report[:-1]:
        kind = entry.body["kind"]
        shell.tell("done.evidence", number=entry.number, kind=kind, country=country)
    _tell_outcome(shell, done.report[-1])
    _tell_move(shell, country, done)


@report.command("year")
@click.argument("year", type=int)
@as_of_option("What had happened by then; default: today.")
@KNOWN_AT
@output_option
@pass_shell
def year(
    shell: Shell, *, year: int, as_of: date | None, known_at: datetime | None, output: Output
) -> None:
    """Count what became of the reports on a YEAR, country by country, and what moved in it."""
    found = year_figures(shell.view, shell.notices, year, as_of=as_of, known_at=known_at)
    lang, path = shell.lang, output.path
    if output.form == "json":
        print_json(view.as_values(found, lang))
    elif output.form == "csv":
        print_csv(*view.sheet(found, lang))
    elif path is None:
        print_blocks(view.as_blocks(found, lang))
    else:
        if output.form == "xlsx":
            write_book(path, view.book(found, lang))
        else:
            from pathfinder_flow.exports.documents import page

            write_file(path, page(view.as_blocks(found, lang), str(year), lang))
        shell.tell("done.paper", count=len(found.rows), path=path)


def _attached(
    shell: Shell, day: str, file: Path | None, url: str | None, fields: tuple[str, ...],
    tables: tuple[str, ...], number: int | None,
) -> NewEvidence | None:  # fmt: skip
    """Give the report as new evidence, or None when it is on file already or there is none."""
    given = parse_fields(fields)
    if number is not None and (file or url or given or tables):
        raise shell.wrong_usage("usage.evidence_alone")
    if (given or tables) and not (file or url):
        raise shell.wrong_usage("usage.field_alone")
    found = NewEvidence("", day, file, url, given, tables=parse_tables(tables))
    return found if file or url else None


def _tell_outcome(shell: Shell, entry: Entry) -> None:
    outcome = shell.say(f"outcome.{entry.body['outcome']}")
    places = {"country": entry.country, "period": entry.body["period"], "outcome": outcome}
    shell.tell("done.report", number=entry.number, **places)


def _tell_move(shell: Shell, country: str, done: Reported) -> None:
    """Confirm the move that the report made possible, or say why the country stays."""
    if done.moved:
        shell.tell_moved(done.moved)
    if done.stays is None:
        return
    tell_error(done.stays, shell)
    if isinstance(done.stays, Refused):
        print_lines([""], err=True)
    shell.tell("done.report_stays", country=country, event=done.event)
