"""board: where every country stands."""

from __future__ import annotations

from dataclasses import asdict
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from pathfinder_flow.cli.shell import Shell, json_option, pass_shell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pathfinder_flow.domain.workflow.possibility import Answer
    from pathfinder_flow.services.history.queries import Board, Count


@click.command()
@click.option("--as-of", metavar="DAY", help="As of this day; default: all that is recorded.")
@click.option("--known-at", metavar="MOMENT", help="As known then; a day is its end, today now.")
@click.option("--next", "with_next", is_flag=True, help="Also what may happen next, by country.")
@json_option
@pass_shell
def board(
    shell: Shell,
    *,
    as_of: str | None = None,
    known_at: str | None = None,
    with_next: bool = False,
    as_json: bool = False,
) -> None:
    """Show where every country stands.

    Counts apart who has manifested interest, who holds the status and who is implementing.
    """
    from pathfinder_flow.cli.output import print_json
    from pathfinder_flow.services.history.queries import board as read_board
    from pathfinder_flow.services.validation import as_of_day, moment

    if with_next and known_at:
        raise click.UsageError("--next asks about the present: leave --known-at out.")
    app = shell.app
    found = read_board(
        app,
        as_of=as_of_day(as_of) if as_of else None,
        known_at=moment(known_at, app.clock()) if known_at else None,
    )
    following = _next_steps(shell, found) if with_next else {}
    if as_json:
        print_json(board_as_json(found, shell.lang, following))
    else:
        _print(shell, found, following)


def board_as_json(
    found: Board, lang: str, following: Mapping[str, list[Answer]] = MappingProxyType({})
) -> dict[str, Any]:
    """Give a board as JSON values; ``following`` is what may happen next, by country."""
    from pathfinder_flow.cli.cases.why import answer_as_json
    from pathfinder_flow.words import countries

    rows = []
    for standing in found.standings:
        row: dict[str, Any] = {
            "country": standing.country,
            "name": countries.name(standing.country, lang),
        }
        row |= {key: value for key, value in asdict(standing).items() if key != "country"}
        if standing.country in following:
            row["next"] = [answer_as_json(one, lang) for one in following[standing.country]]
        rows.append(row)
    return {
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "known_at": found.known_at.isoformat() if found.known_at else None,
        "counts": {
            "manifested_interest": asdict(found.manifested),
            "holding_status": asdict(found.holding_status),
            "implementing": asdict(found.implementing),
        },
        "countries": rows,
    }


def _print(shell: Shell, found: Board, following: dict[str, list[Answer]]) -> None:
    from pathfinder_flow.words.catalog import say

    lang = shell.lang
    if not found.standings:
        past = found.as_of or found.known_at
        click.echo(say("board.empty_then" if past else "board.empty", lang), err=True)
        return
    print_standings(found, lang, title=_title(found, lang))
    click.echo()
    click.echo(
        say(
            "board.counts",
            lang,
            manifested=_count(found.manifested, lang),
            holding=_count(found.holding_status, lang),
            implementing=_count(found.implementing, lang),
        )
    )
    _print_next(shell, following)


def print_standings(found: Board, lang: str, *, title: str = "") -> None:
    """Print where every country stands, as a table."""
    from pathfinder_flow.cli.output import print_table
    from pathfinder_flow.presentation.standing import stage_of, status_of
    from pathfinder_flow.words import countries
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_when

    labels = ("code", "country", "stage", "since", "status")
    rows = [
        [
            standing.country,
            countries.name(standing.country, lang),
            stage_of(standing, found.workflows[standing.sha256], lang),
            say_when(standing.since, lang, short=True) if standing.since else "",
            status_of(standing, lang),
        ]
        for standing in found.standings
    ]
    print_table([say(f"label.{name}", lang) for name in labels], rows, title=title)


def _count(count: Count, lang: str) -> str:
    from pathfinder_flow.words.catalog import say

    if not count.possible:
        return str(count.certain)
    return say("board.count", lang, certain=count.certain, possible=count.possible)


def _title(found: Board, lang: str) -> str:
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_day, say_moment

    title = say("board.title", lang)
    if found.as_of:
        title = say("board.title_as_of", lang, day=say_day(found.as_of, lang))
    if found.known_at:
        title += f", {say('board.known_at', lang, moment=say_moment(found.known_at, lang))}"
    return title


def _next_steps(shell: Shell, found: Board) -> dict[str, list[Answer]]:
    from pathfinder_flow.services.lifecycle.advance import why

    return {
        standing.country: why(shell.app, shell.actor, standing.country, on=found.as_of)[1]
        for standing in found.standings
        if standing.state is not None
    }


def _print_next(shell: Shell, following: dict[str, list[Answer]]) -> None:
    from pathfinder_flow.cli.output import print_table
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.refusals import event_title, step_brief

    rows = []
    for country, answers in following.items():
        # The way forward is the first event of the file; the others are in 'why CODE'.
        if not answers:
            rows.append([country, say("why.nothing", shell.lang), ""])
            continue
        answer = answers[0]
        # Who asks is beside the point here: the table is about the country.
        steps = [step for step in answer.plan if step.act != "another_person"]
        missing = [step_brief(step, answer.workflow, shell.lang) for step in steps]
        event = event_title(answer.workflow, answer.event, shell.lang)
        rows.append([country, event, "; ".join(missing) or say("next.ready", shell.lang)])
    if rows:
        labels = [say(f"label.{name}", shell.lang) for name in ("code", "next", "missing")]
        click.echo()
        print_table(labels, rows)
