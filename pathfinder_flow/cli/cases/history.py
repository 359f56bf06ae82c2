"""history: how a country came to stand where it stands."""

from __future__ import annotations

from datetime import date, datetime

import click

from pathfinder_flow.cli.options import Output, both_clocks, output_option
from pathfinder_flow.cli.output import print_blocks, print_csv, print_json, write_file, write_xlsx
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.cli.types import COUNTRY
from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.presentation.cases import history as view
from pathfinder_flow.presentation.cases import timeline
from pathfinder_flow.services.history import queries
from pathfinder_flow.services.history.timeline import TimelineEntry, by_date


@click.command()
@click.argument("country", type=COUNTRY, required=False)
@both_clocks
@click.option(
    "--kind",
    "kinds",
    metavar="KIND",
    multiple=True,
    type=click.Choice([str(kind) for kind in Kind]),
    help="Only entries of this kind (transition, refusal ...); can be given again.",
)
@output_option
@pass_shell
def history(
    shell: Shell,
    *,
    country: str | None,
    as_of: date | None,
    known_at: datetime | None,
    kinds: tuple[str, ...],
    output: Output,
) -> None:
    """Tell the history of a country, or of the programme, in the order of its dates.

    Without a COUNTRY: the founding, published workflows, mandates in the bodies, decisions, and
    what was corrected or refused of these.
    """
    if country:
        lines = queries.history(shell.view, country, as_of=as_of, known_at=known_at)
    else:
        lines = queries.programme_history(shell.view, as_of=as_of, known_at=known_at)
    lines = [line for line in by_date(lines) if not kinds or line.entry.kind in kinds]
    _give(shell, lines, timeline.title(country, as_of, known_at, shell.lang), output)


def _give(shell: Shell, lines: list[TimelineEntry], title: str, output: Output) -> None:
    lang, path = shell.lang, output.path
    if output.form == "json":
        print_json([view.as_values(line, lang) for line in lines])
    elif output.form == "csv":
        print_csv(*view.sheet(lines, lang, with_handles=True))
    elif path is None:
        print_blocks(timeline.as_blocks(lines, title, lang))
    else:
        if output.form == "xlsx":
            write_xlsx(path, *view.sheet(lines, lang, with_handles=True))
        else:
            write_file(path, view.as_html(title, view.by_year(lines), lang).encode())
        shell.tell("done.written", count=len(lines), path=path)
