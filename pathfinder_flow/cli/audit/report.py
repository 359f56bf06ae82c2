"""audit report: the story of a country or of the programme, as an auditor reads it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pathfinder_flow.cli.cases.history import FILES, refuse_strange_output
from pathfinder_flow.cli.shell import COUNTRY, Shell, pass_shell

if TYPE_CHECKING:
    from pathfinder_flow.presentation.history import Year
    from pathfinder_flow.services.history.report import AuditReport


@click.command()
@click.argument("country", type=COUNTRY, required=False)
@click.option("--as-of", metavar="DAY", help="What held then; default: all that is recorded.")
@click.option("--known-at", metavar="MOMENT", help="As known then; a day is its end, today now.")
@click.option("--everything", is_flag=True, help="Also what the program did of its own accord.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", *FILES]),
    default="table",
    show_default=True,
    help="How to print it.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File for xlsx or html.")
@pass_shell
def report(
    shell: Shell,
    *,
    country: str | None,
    as_of: str | None,
    known_at: str | None,
    everything: bool,
    form: str,
    as_json: bool,
    output: Path | None,
) -> None:
    """Tell the story of a country, or of the programme, in plain sentences.

    First where it stands, how much is on record and what is uncertain; then, year by year, who
    did what, in which role, relying on what, after which refusals. Due dates, reminders and
    deliveries are counted, unless --everything is asked for.
    """
    from pathfinder_flow.cli.output import print_json
    from pathfinder_flow.presentation import history as telling
    from pathfinder_flow.services.history import report as auditing
    from pathfinder_flow.services.validation import as_of_day, moment

    refuse_strange_output(form, output)
    found = auditing.report(
        shell.app,
        country,
        as_of=as_of_day(as_of) if as_of else None,
        known_at=moment(known_at, shell.app.clock()) if known_at else None,
    )
    years = telling.by_year(found.lines, everything=everything)
    if as_json or form == "json":
        print_json(_as_json(found, years, shell.lang))
    elif form == "table":
        _print(found, years, shell.lang)
    else:
        _hand_out(shell, found, years, form, output)


def _hand_out(
    shell: Shell, found: AuditReport, years: list[Year], form: str, output: Path | None
) -> None:
    """Print CSV or write a file; say what was left out of a sheet, which has no room for it."""
    from pathfinder_flow.cli.output import print_csv, write_file, write_xlsx
    from pathfinder_flow.presentation import history as telling
    from pathfinder_flow.presentation.report import summary, title

    lines, lang = [line for year in years for line in year.lines], shell.lang
    if output is None:
        print_csv(*telling.sheet(lines, lang, with_handles=True))
    elif form == "xlsx":
        write_xlsx(output, *telling.sheet(lines, lang, with_handles=True))
    else:
        page = telling.as_html(title(found, lang), years, lang, head=summary(found, lang))
        write_file(output, page.encode())
    left_out = len(found.lines) - len(lines)
    if output is not None:
        shell.tell("done.written", count=len(lines), path=output)
    if left_out and form != "html":
        shell.tell("report.left_out", count=left_out)


def _as_json(found: AuditReport, years: list[Year], lang: str) -> dict[str, Any]:
    from dataclasses import asdict

    from pathfinder_flow.cli.cases.board import board_as_json
    from pathfinder_flow.cli.cases.never_seen import unseen_as_json
    from pathfinder_flow.presentation.history import as_values
    from pathfinder_flow.presentation.report import summary

    return {
        "country": found.country,
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "known_at": found.known_at.isoformat(),
        "summary": [list(fact) for fact in summary(found, lang)],
        "standing": asdict(found.standing) if found.standing else None,
        "board": board_as_json(found.board, lang)["counts"] if found.board else None,
        "counts": found.counts,
        "possible": found.doubted("possible"),
        "disputed": found.doubted("disputed"),
        "never_seen": unseen_as_json(list(found.unseen)),
        "years": [
            {
                "year": year.year,
                "entries": [as_values(line, lang) for line in year.lines],
                "own": dict(year.own),
            }
            for year in years
        ],
    }


def _print(found: AuditReport, years: list[Year], lang: str) -> None:
    from pathfinder_flow.cli.output import print_wrapped
    from pathfinder_flow.presentation import history as telling
    from pathfinder_flow.presentation.report import summary, title
    from pathfinder_flow.words.catalog import say

    click.echo(f"{title(found, lang)}\n")
    for label, fact in summary(found, lang):
        if label:
            print_wrapped(say("finding", lang, what=label, said=fact))
        else:
            print_wrapped(fact, indent=2)
    if not years:
        click.echo()
        print_wrapped(say("report.empty", lang))
    for year in years:
        click.echo(f"\n{year.year}\n")
        for line in year.lines:
            said = " ".join(telling.story_of(line, lang))
            print_wrapped(said, first=f"{line.entry.number:>6}  ")
            source = telling.source_of(line, lang)
            if source:
                # An address is printed whole, however long: it is there to be opened.
                click.echo(f"        {say('workflow.source', lang, source=source.text)}")
        note = telling.own_doings(year, lang)
        if note:
            print_wrapped(note, indent=8)
