"""deadlines: what is owed, the earliest first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pathfinder_flow.cli.shell import COUNTRY, Shell, json_option, pass_shell
from pathfinder_flow.cli.types import FEED_LANGUAGE, SPAN, Duration

if TYPE_CHECKING:
    from pathfinder_flow.services.deadlines.queries import Deadline

_COLUMNS = (
    "country", "name", "obligation", "period", "due", "opens", "at", "zone", "standing", "days",
    "said", "entry",
)  # fmt: skip


@click.command()
@click.option("--country", type=COUNTRY, help="Only those of this country.")
@click.option(
    "--within", type=SPAN, metavar="SPAN", help="Due by then, or overdue: 90d, 12w, 6m, or days."
)
@click.option("--overdue", is_flag=True, help="Only those that are overdue.")
@click.option("--all", "everything", is_flag=True, help="Also what is settled or fell away.")
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@click.option(
    "--ics", "feed", type=click.Path(path_type=Path), help="Write a calendar to subscribe to."
)
@click.option("--lang", "language", type=FEED_LANGUAGE, help="Language of the calendar.")
@pass_shell
def deadlines(
    shell: Shell,
    *,
    country: str | None = None,
    within: Duration | None = None,
    overdue: bool = False,
    everything: bool = False,
    as_json: bool = False,
    as_csv: bool = False,
    feed: Path | None = None,
    language: str | None = None,
) -> None:
    """List the reports that are owed, the earliest first, and how each stands.

    With --ics FILE they are written as a calendar to subscribe to instead.
    """
    from pathfinder_flow.services.deadlines.queries import deadlines as read

    _check_usage(
        shell, (as_json, as_csv, feed is not None), feed, language, within or overdue or everything
    )
    if feed is not None:
        _write_feed(shell, feed, country, language or shell.lang)
        return
    today = shell.app.today()
    span = within.after(today) - today if within else None
    found = read(
        shell.app, shell.notices, country=country, within=span, overdue=overdue,
        everything=everything,
    )  # fmt: skip
    _print(shell, found, as_json=as_json, as_csv=as_csv, chosen=bool(within or overdue))


def _check_usage(
    shell: Shell, forms: tuple[bool, ...], feed: Path | None, language: str | None, chosen: Any
) -> None:
    from pathfinder_flow.words.catalog import say

    if sum(forms) > 1:
        raise click.UsageError(say("usage.one_form", shell.lang))
    if feed is not None and chosen:
        raise click.UsageError(say("usage.feed_alone", shell.lang))
    if feed is None and language:
        raise click.UsageError(say("usage.feed_language", shell.lang))


def _write_feed(shell: Shell, path: Path, country: str | None, language: str) -> None:
    from pathfinder_flow.cli.output import write_file
    from pathfinder_flow.exports.calendar_feed import feed
    from pathfinder_flow.words import countries
    from pathfinder_flow.words.catalog import languages, say

    spoken = language if language in languages() else shell.lang
    name = say("feed.all", spoken)
    if country:
        name = say("feed.country", spoken, country=countries.name(country, spoken))
    data, count = feed(shell.app, shell.notices, country, language, name)
    write_file(path, data)
    shell.tell("done.feed", count=count, path=path)


def _print(
    shell: Shell, found: list[Deadline], *, as_json: bool, as_csv: bool, chosen: bool
) -> None:
    from pathfinder_flow.cli.output import print_csv, print_json
    from pathfinder_flow.words.catalog import say

    if as_json:
        print_json([deadline_as_json(shell, one) for one in found])
    elif as_csv:
        rows = [deadline_as_json(shell, one) for one in found]
        print_csv(_COLUMNS, [["" if row[c] is None else row[c] for c in _COLUMNS] for row in rows])
    elif found:
        _print_table(shell, found)
    else:
        key = "deadlines.none_chosen" if chosen else "deadlines.none"
        click.echo(say(key, shell.lang), err=True)


def deadline_as_json(shell: Shell, one: Deadline) -> dict[str, Any]:
    """Give a deadline as JSON values; ``entry`` is None while it is not on record."""
    from pathfinder_flow.words import countries
    from pathfinder_flow.words.standing import say_standing

    due = one.due
    return {
        "country": one.country,
        "name": countries.name(one.country, shell.lang),
        "obligation": one.key[0],
        "period": one.key[1],
        "due": due.day.isoformat() if due.day else None,
        "opens": due.opens.isoformat(),
        "at": due.at.isoformat() if due.at else None,
        "zone": due.zone,
        "standing": one.standing.code,
        "days": one.days,
        "said": say_standing(one.standing, one.days, shell.lang),
        "entry": one.number,
    }


def _print_table(shell: Shell, found: list[Deadline]) -> None:
    from pathfinder_flow.cli.output import print_table
    from pathfinder_flow.words import countries
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_when
    from pathfinder_flow.words.standing import say_standing

    lang, none = shell.lang, say("board.none", shell.lang)
    several = len({one.key[0] for one in found}) > 1
    rows = [
        [
            one.country,
            countries.name(one.country, lang),
            ", ".join(reversed(one.key)) if several else one.key[1],
            say_when(one.due.day.isoformat(), lang, short=True) if one.due.day else none,
            say_standing(one.standing, one.days, lang),
        ]
        for one in found
    ]
    labels = ("code", "country", "period", "due", "standing")
    print_table([say(f"label.{name}", lang) for name in labels], rows)
    print_waiting(shell, found)


def print_waiting(shell: Shell, found: list[Deadline]) -> None:
    """Point out the countries of which somebody must say in which time zone they live."""
    from pathfinder_flow.cli.output import print_wrapped
    from pathfinder_flow.words import countries
    from pathfinder_flow.words.catalog import join, say

    lang = shell.lang
    codes = list(dict.fromkeys(one.country for one in found if one.standing.code == "no_zone"))
    if codes:
        names = join([countries.name(code, lang) for code in codes], lang)
        click.echo()
        print_wrapped(say("deadlines.no_zone", lang, countries=names))
    for code in codes:
        click.echo(f"  pathfinder-flow country zone {code}")
