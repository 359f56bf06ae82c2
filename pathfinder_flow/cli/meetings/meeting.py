"""meeting open, list, show, paper and record."""

from __future__ import annotations

from pathlib import Path

import click

from pathfinder_flow.cli.options import json_option
from pathfinder_flow.cli.output import print_blocks, print_json, write_file, write_xlsx
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.cli.types import COUNTRY, OF_COUNTRY
from pathfinder_flow.domain.roles import Body
from pathfinder_flow.presentation.blocks import labels
from pathfinder_flow.presentation.meetings import meeting as view
from pathfinder_flow.presentation.meetings import paper as papers
from pathfinder_flow.presentation.meetings import results as told
from pathfinder_flow.services.meetings.opening import NewMeeting, open_meeting
from pathfinder_flow.services.meetings.queries import list_meetings, meeting_paper, show_meeting
from pathfinder_flow.services.meetings.results import NewResults, record_results

BODY = click.Choice([str(body) for body in Body])


@click.group()
def meeting() -> None:
    """Prepare meetings of a body, and record what each decided."""


@meeting.command("open")
@click.argument("body", type=BODY)
@click.argument("name")
@click.option("--from", "start", required=True, metavar="DAY", help="Its first day.")
@click.option("--to", "end", metavar="DAY", help="Its last day; default: it lasts one.")
@click.option("--place", default="", help="Where it meets.")
@click.option("--document", "documents", multiple=True, help="A paper: address or reference.")
@click.option("--reason", default="", help="Why, in your words.")
@pass_shell
def open_(
    shell: Shell, *, body: str, name: str, start: str, end: str | None, place: str,
    documents: tuple[str, ...], reason: str,
) -> None:  # fmt: skip
    """Put the meeting NAME of BODY on record; what was said of it before is replaced."""
    new = NewMeeting(Body(body), name, start, end, place, documents, reason)
    entry = open_meeting(shell.app, shell.actor, new)
    found = show_meeting(shell.app, Body(body), entry.body["meeting"]).meeting
    shell.tell("done.meeting", number=entry.number, meeting=view.title(found, shell.lang))


@meeting.command("list")
@click.option("--body", type=BODY, help="Only of this body.")
@json_option
@pass_shell
def list_(shell: Shell, *, body: str | None, as_json: bool) -> None:
    """List the meetings on record, the earliest first."""
    found = list_meetings(shell.view, Body(body) if body else None)
    if as_json:
        print_json([view.as_values(one, shell.lang) for one in found])
    else:
        print_blocks(view.list_blocks(found, shell.lang))


@meeting.command("show")
@click.argument("body", type=BODY)
@click.argument("name")
@json_option
@pass_shell
def show(shell: Shell, *, body: str, name: str, as_json: bool) -> None:
    """Show the meeting NAME of BODY, and what it decided for each country."""
    found = show_meeting(shell.view, Body(body), name)
    if as_json:
        print_json(view.as_values(found, shell.lang))
    else:
        print_blocks(view.as_blocks(found, shell.lang))


@meeting.command("paper")
@click.argument("body", type=BODY)
@click.argument("name")
@click.argument("countries", type=COUNTRY, nargs=-1)
@click.option(
    "-o", "--output", "path", type=click.Path(dir_okay=False, path_type=Path),
    help="Write it to a file: .docx, .pdf, .html, or the summary as .xlsx.",
)  # fmt: skip
@json_option
@pass_shell
def paper(
    shell: Shell, *, body: str, name: str, countries: tuple[str, ...], path: Path | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Print what is put before a meeting: half a page a country, ripe or not yet.

    COUNTRIES are put on the agenda besides those that the body decides about next.
    """
    found = meeting_paper(shell.view, shell.notices, Body(body), name, countries)
    lang = shell.lang
    if as_json:
        print_json(papers.as_values(found, lang))
    elif path is None:
        print_blocks(papers.as_blocks(found, lang))
    else:
        if path.suffix == ".xlsx":
            write_xlsx(path, labels(papers.SUMMARY, lang), papers.summary(found, lang))
        else:
            from pathfinder_flow.exports.documents import document

            blocks = papers.as_blocks(found, lang)
            write_file(path, document(path, blocks, view.title(found.meeting, lang), lang))
        shell.tell("done.paper", count=len(found.items), path=path)


def _once_each(shell: Shell, given: tuple[tuple[str, str], ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for country, said in given:
        if country in found:
            raise shell.wrong_usage("usage.country_twice", country=country)
        found[country] = said
    return found


@meeting.command("record")
@click.argument("body", type=BODY)
@click.argument("name")
@click.option(
    "--outcome", "outcomes", multiple=True, type=OF_COUNTRY, required=True,
    metavar="COUNTRY=OUTCOME", help="Such as Ghana=granted, or =deferred, =none; once a country.",
)  # fmt: skip
@click.option(
    "--grounds", multiple=True, type=OF_COUNTRY, metavar="COUNTRY=TEXT",
    help="Why; required for changes_asked, declined and inactive.",
)  # fmt: skip
@click.option("--on", "effective", metavar="DAY", help="Default: the last day of the meeting.")
@click.option("--recused", type=COUNTRY, multiple=True, help="A seated country that stood aside.")
@click.option("--source", metavar="URL", help="Where the decision can be read.")
@click.option("--note", default="", help="A remark.")
@click.option("--dry-run", is_flag=True, help="Show what would come of it; record nothing.")
@json_option
@pass_shell
def record(
    shell: Shell, *, body: str, name: str, outcomes: tuple[tuple[str, str], ...],
    grounds: tuple[tuple[str, str], ...], effective: str | None,
    recused: tuple[str, ...], source: str | None, note: str, dry_run: bool, as_json: bool,
) -> None:  # fmt: skip
    """Record what a meeting decided for each country, in one act, and make the moves it allows.

    The decision is on record whatever the countries still lack: those that are ready move, of
    the others it is said what they wait for.
    """
    new = NewResults(
        Body(body), name, _once_each(shell, outcomes), _once_each(shell, grounds), effective,
        recused, source, note,
    )  # fmt: skip
    found = record_results(shell.app, shell.actor, new, dry_run=dry_run)
    if as_json:
        print_json(told.as_values(found, shell.lang))
        return
    if dry_run:
        shell.tell("results.dry_run")
    else:
        shell.tell("done.decision", number=found.decision.number)
    for entry in found.moves:
        shell.tell_moved(entry)
    print_blocks(told.as_blocks(found, shell.lang), err=True)
