"""deadlines: what is owed, the earliest first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pathfinder_flow.cli.options import FILE, json_option
from pathfinder_flow.cli.output import print_blocks, print_csv, print_json, write_file
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.cli.types import COUNTRY, FEED_LANGUAGE, SPAN, Duration
from pathfinder_flow.exports.calendar_feed import feed as calendar
from pathfinder_flow.presentation.deadlines import owed as view
from pathfinder_flow.services.deadlines.queries import deadlines as read
from pathfinder_flow.services.deadlines.told import told_periods


@click.command()
@click.option("--country", type=COUNTRY, help="Only those of this country.")
@click.option(
    "--within", type=SPAN, metavar="SPAN", help="Due by then, or overdue: 90d, 12w, 6m, or days."
)
@click.option("--overdue", is_flag=True, help="Only those that are overdue.")
@click.option("--all", "everything", is_flag=True, help="Also what is settled or fell away.")
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@click.option("--ics", "feed", type=FILE, help="Write a calendar to subscribe to.")
@click.option("--lang", "language", type=FEED_LANGUAGE, help="Language of the calendar.")
@pass_shell
def deadlines(
    shell: Shell,
    *,
    country: str | None,
    within: Duration | None,
    overdue: bool,
    everything: bool,
    as_json: bool,
    as_csv: bool,
    feed: Path | None,
    language: str | None,
) -> None:
    """List the reports that are owed, the earliest first, and how each stands.

    With --ics FILE they are written as a calendar to subscribe to instead.
    """
    chosen = within or overdue or everything
    _check_usage(shell, (as_json, as_csv, feed is not None), feed, language, chosen)
    if feed is not None:
        _write_feed(shell, feed, country, language or shell.lang)
        return
    today = shell.app.today()
    found = read(
        shell.view, shell.notices, country=country, overdue=overdue, everything=everything,
        within=within.after(today) - today if within else None,
    )  # fmt: skip
    if everything and not overdue:
        found = [*told_periods(shell.view, shell.notices, country=country), *found]
    if as_json:
        print_json([view.as_values(one, shell.lang) for one in found])
    elif as_csv:
        print_csv(view.COLUMNS, [view.as_row(one, shell.lang) for one in found])
    elif found:
        print_blocks(view.as_blocks(found, shell.lang))
    else:
        shell.tell("deadlines.none_chosen" if within or overdue else "deadlines.none")


def _check_usage(
    shell: Shell, forms: tuple[bool, ...], feed: Path | None, language: str | None, chosen: Any
) -> None:
    if sum(forms) > 1:
        raise shell.wrong_usage("usage.one_form")
    if feed is not None and chosen:
        raise shell.wrong_usage("usage.feed_alone")
    if feed is None and language:
        raise shell.wrong_usage("usage.feed_language")


def _write_feed(shell: Shell, path: Path, country: str | None, language: str) -> None:
    data, count = calendar(shell.view, shell.notices, country, language, shell.lang)
    write_file(path, data)
    shell.tell("done.feed", count=count, path=path)
