"""audit report: the story of a country or of the programme, as an auditor reads it."""

from __future__ import annotations

from datetime import date, datetime

import click

from pathfinder_flow.cli.options import Output, both_clocks, output_option
from pathfinder_flow.cli.output import print_blocks, print_csv, print_json, write_file, write_xlsx
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.cli.types import COUNTRY
from pathfinder_flow.presentation.audit import report as view
from pathfinder_flow.presentation.cases.history import Year, by_year, sheet
from pathfinder_flow.services.history.report import AuditReport
from pathfinder_flow.services.history.report import report as read


@click.command()
@click.argument("country", type=COUNTRY, required=False)
@both_clocks
@click.option("--everything", is_flag=True, help="Also what the program did of its own accord.")
@output_option
@pass_shell
def report(
    shell: Shell,
    *,
    country: str | None,
    as_of: date | None,
    known_at: datetime | None,
    everything: bool,
    output: Output,
) -> None:
    """Tell the story of a country, or of the programme, in plain sentences.

    First where it stands, how much is on record and what is uncertain; then, year by year, who
    did what, in which role, relying on what, after which refusals. Due dates, reminders and
    deliveries are counted, unless --everything is asked for.
    """
    found = read(shell.view, country, as_of=as_of, known_at=known_at)
    years = by_year(found.lines, everything=everything)
    if output.form == "json":
        print_json(view.as_values(found, years, shell.lang))
    elif output.form == "table":
        print_blocks(view.as_blocks(found, years, shell.lang))
    else:
        _hand_out(shell, found, years, output)


def _hand_out(shell: Shell, found: AuditReport, years: list[Year], output: Output) -> None:
    """Print CSV or write a file; say what was left out of a sheet, which has no room for it."""
    lines, path = [line for year in years for line in year.lines], output.path
    if path is None:
        print_csv(*sheet(lines, shell.lang, with_handles=True))
    elif output.form == "xlsx":
        write_xlsx(path, *sheet(lines, shell.lang, with_handles=True))
    else:
        write_file(path, view.as_html(found, years, shell.lang).encode())
    left_out = len(found.lines) - len(lines)
    if path is not None:
        shell.tell("done.written", count=len(lines), path=path)
    if left_out and output.form != "html":
        shell.tell("report.left_out", count=left_out)
