"""history: how a country came to stand where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pathfinder_flow.cli.shell import COUNTRY, Shell, pass_shell
from pathfinder_flow.domain.ledger.entries import Kind

if TYPE_CHECKING:
    from datetime import date, datetime

    from pathfinder_flow.services.history.timeline import TimelineEntry

FILES = ("xlsx", "html")
"""Formats that are written to a file and never printed."""


@click.command()
@click.argument("country", type=COUNTRY, required=False)
@click.option("--as-of", metavar="DAY", help="What held then; default: all that is recorded.")
@click.option("--known-at", metavar="MOMENT", help="As known then; a day is its end, today now.")
@click.option(
    "--kind",
    "kinds",
    metavar="KIND",
    multiple=True,
    type=click.Choice([str(kind) for kind in Kind]),
    help="Only entries of this kind (transition, refusal ...); can be given again.",
)
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
def history(
    shell: Shell,
    *,
    country: str | None = None,
    as_of: str | None = None,
    known_at: str | None = None,
    kinds: tuple[str, ...] = (),
    form: str = "table",
    as_json: bool = False,
    output: Path | None = None,
) -> None:
    """Tell the history of a country, or of the programme, in the order of its dates.

    Without a COUNTRY: the founding, published workflows, mandates in the bodies, decisions, and
    what was corrected or refused of these.
    """
    from pathfinder_flow.cli.output import print_csv, print_json, write_file, write_xlsx
    from pathfinder_flow.presentation import history as telling
    from pathfinder_flow.services.history import queries as reading
    from pathfinder_flow.services.history.timeline import by_date
    from pathfinder_flow.services.validation import as_of_day, moment

    refuse_strange_output(form, output)
    app, lang = shell.app, shell.lang
    day = as_of_day(as_of) if as_of else None
    known = moment(known_at, app.clock()) if known_at else None
    if country:
        lines = reading.history(app, country, as_of=day, known_at=known)
    else:
        lines = reading.programme_history(app, as_of=day, known_at=known)
    lines = [line for line in by_date(lines) if not kinds or line.entry.kind in kinds]
    title = _title(country, day, known, lang)
    if as_json or form == "json":
        print_json([telling.as_values(line, lang) for line in lines])
    elif form == "csv":
        print_csv(*telling.sheet(lines, lang, with_handles=True))
    elif output is None:
        _print(lines, title, lang)
    else:
        if form == "xlsx":
            write_xlsx(output, *telling.sheet(lines, lang, with_handles=True))
        else:
            write_file(output, telling.as_html(title, telling.by_year(lines), lang).encode())
        shell.tell("done.written", count=len(lines), path=output)


def refuse_strange_output(form: str, output: Path | None) -> None:
    """Refuse a format for a file without one, and a file for a format that is printed."""
    if (form in FILES) == (output is not None):
        return
    if form in FILES:
        raise click.UsageError(f"--format {form} and -o FILE go together.")
    raise click.UsageError(
        "--format xlsx and -o FILE go together; so do --format html and -o FILE."
    )


def _print(lines: list[TimelineEntry], title: str, lang: str) -> None:
    """Print each entry as an aligned line of its particulars, and below it what it says."""
    from pathfinder_flow.cli.output import print_wrapped
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_when
    from pathfinder_flow.words.story import short_actor

    click.echo(f"{title}\n")
    labels = [say(f"label.{name}", lang) for name in ("entry", "effective", "certainty")]
    labels += [say(f"label.{name}", lang) for name in ("recorded", "by")]
    click.echo(_place(labels))
    for line in lines:
        certainty = say(f"certainty.{line.certainty}", lang)
        when = say_when(line.stands.effective, lang, short=True)
        recorded, by = f"{line.entry.recorded_at:%Y-%m-%d}", short_actor(line.entry.act, lang)
        click.echo(_place([str(line.entry.number), when, certainty, recorded, by]))
        for said in _what(line, lang):
            print_wrapped(said, indent=8)


def _place(cells: list[str]) -> str:
    number, when, certainty, recorded, by = cells
    return f"{number:>6}  {when:<26}  {certainty:<10}  {recorded:<12}  {by}".rstrip()


def _title(country: str | None, day: date | None, known: datetime | None, lang: str) -> str:
    from pathfinder_flow.words import countries
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_day, say_moment

    title = say("history.programme", lang)
    if country:
        title = say("history.title", lang, country=countries.name(country, lang))
    if day:
        title += f", {say('history.as_of', lang, day=say_day(day, lang))}"
    if known:
        title += f", {say('history.known_at', lang, moment=say_moment(known, lang))}"
    return title


def _what(line: TimelineEntry, lang: str) -> list[str]:
    from pathfinder_flow.words import story
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.entries import entry_sentence, said_on_record

    entry = line.entry
    parts = [entry_sentence(line.stands, line.workflow, lang)]
    if entry.country is None and line.workflow is None:
        parts += [", ".join(story.whom(entry, lang))]
    parts += [f"- {said}" for said in said_on_record(entry, line.workflow, lang)]
    # Nearly every act relies on a mandate, and on nothing else: that is in the other formats.
    if line.relies_on:
        parts += story.reliance(entry, line.relies_on, line.workflow, lang)
    parts += story.after_refusals(line.after_refusals, lang)
    if entry.reason and not entry.body.get("attested"):
        parts.append(say("entry.reason", lang, reason=entry.reason))
    parts.append(entry.body.get("note", ""))
    if line.withdrawn_by:
        parts.append(f"({say('entry.withdrawn_by', lang, number=line.withdrawn_by)})")
    parts += [f"({say('entry.amended_by', lang, number=number)})" for number in line.amended_by]
    return [part for part in parts if part]
