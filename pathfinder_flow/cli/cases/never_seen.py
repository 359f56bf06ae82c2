"""What the procedure asks for and the file never saw, of moves that a source only attests."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pathfinder_flow.cli.shell import Shell
    from pathfinder_flow.domain.workflow.gap_plan import Attested


def unseen_as_json(unseen: list[Attested]) -> list[dict[str, Any]]:
    """Give it as JSON values, a mapping for every attested move."""
    return [
        {
            "entry": one.move.number,
            "event": one.move.event,
            "workflow": one.workflow.name,
            "missing": [asdict(thing) for thing in one.missing],
        }
        for one in unseen
    ]


def print_unseen(shell: Shell, unseen: list[Attested]) -> None:
    """Print it, a paragraph for every attested move."""
    from pathfinder_flow.cli.output import print_wrapped
    from pathfinder_flow.words.catalog import join, say
    from pathfinder_flow.words.dates import say_when
    from pathfinder_flow.words.refusals import event_title, unseen_title

    if not unseen:
        return
    lang = shell.lang
    click.echo()
    print_wrapped(say("show.unseen", lang))
    click.echo()
    for one in unseen:
        things = join([unseen_title(x, one.workflow, lang) for x in one.missing], lang)
        key = "show.unseen_line" if one.missing else "show.seen_line"
        event = event_title(one.workflow, one.move.event, lang)
        when = say_when(one.move.account.when.text, lang)
        said = say(key, lang, event=event, when=when, things=things)
        print_wrapped(said, indent=2, first="- ")
