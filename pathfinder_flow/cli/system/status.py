"""status: whether the scheduler runs and the mail flows."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from pathfinder_flow.cli.shell import Shell, json_option, pass_shell

if TYPE_CHECKING:
    from pathfinder_flow.services.scheduling.health import HealthProblem, ProgramHealth


@click.command()
@json_option
@pass_shell
def status(shell: Shell, *, as_json: bool) -> None:
    """Say whether the scheduler runs and the mail flows; exit code 1 when something is stuck.

    Made for a monitor to call: last tick, next turn, queue by state, oldest unsent mail.
    """
    from pathfinder_flow.cli.output import print_json
    from pathfinder_flow.services.scheduling.health import status as ask

    found = ask(shell.app, shell.notices.ladders.ladders)
    if as_json:
        print_json(_as_json(shell, found))
    else:
        _print(shell, found)
    if found.troubles:
        raise click.exceptions.Exit(1)


def _as_json(shell: Shell, found: ProgramHealth) -> dict[str, Any]:
    from pathfinder_flow.cli.mails.mail import delivery_as_json

    return {
        "last_tick": found.last_tick.isoformat() if found.last_tick else None,
        "next_turn": found.next_due_at.isoformat() if found.next_due_at else None,
        "queue": found.counts,
        "mail": shell.settings.mail,
        "oldest_unsent": delivery_as_json(found.oldest) if found.oldest else None,
        "checkpoint": (
            {"size": found.checkpoint.size, "made_at": found.checkpoint.made_at}
            if found.checkpoint
            else None
        ),
        "troubles": [
            {
                "code": one.code,
                "facts": {name: _plain(value) for name, value in one.facts.items()},
                "said": trouble_sentence(one, shell.lang),
            }
            for one in found.troubles
        ],
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def trouble_sentence(trouble: HealthProblem, lang: str) -> str:
    """Say what is wrong and what to do about it."""
    from pathfinder_flow.words import countries
    from pathfinder_flow.words.catalog import join, say
    from pathfinder_flow.words.dates import say_moment

    places = dict(trouble.facts)
    if "since" in places:
        places["since"] = say_moment(places["since"], lang)
    if "country" in places:
        places["country"] = countries.name(places["country"], lang)
    if "countries" in places:
        codes = places["countries"]
        places["example"] = codes[0]
        places["countries"] = join([countries.name(code, lang) for code in codes], lang)
    places["reply"] = places.get("reply") or say("board.none", lang)
    return say(f"trouble.{trouble.code}", lang, **places)


def _print(shell: Shell, found: ProgramHealth) -> None:
    from pathfinder_flow.cli.output import print_table, print_wrapped
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_moment

    lang, none = shell.lang, say("board.none", shell.lang)
    rows = [
        [
            say("status.last_tick", lang),
            say_moment(found.last_tick, lang) if found.last_tick else none,
        ],
        [
            say("status.next_turn", lang),
            say_moment(found.next_due_at, lang) if found.next_due_at else none,
        ],
        [say("status.oldest", lang), _oldest(found, lang)],
        [say("status.checkpoint", lang), _checkpoint(found, lang)],
        *(
            [say("status.queue", lang, state=say(f"delivery.{state}", lang)), str(count)]
            for state, count in sorted(found.counts.items())
        ),
    ]
    print_table([say("label.what", lang), say("label.state", lang)], rows)
    click.echo()
    if not shell.settings.mail.startswith("smtp://"):
        print_wrapped(say("status.no_server", lang, folder=shell.settings.mail))
    for trouble in found.troubles:
        print_wrapped(trouble_sentence(trouble, lang))
    if not found.troubles:
        click.echo(say("status.well", lang))


def _checkpoint(found: ProgramHealth, lang: str) -> str:
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_moment

    if found.checkpoint is None:
        return say("status.no_checkpoint", lang)
    made = say_moment(datetime.fromisoformat(found.checkpoint.made_at), lang)
    return say("status.covers", lang, moment=made, size=found.checkpoint.size)


def _oldest(found: ProgramHealth, lang: str) -> str:
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_moment

    if found.oldest is None:
        return say("board.none", lang)
    since = say_moment(datetime.fromisoformat(found.oldest.created_at), lang)
    return say("status.mail", lang, id=found.oldest.id, since=since)
