"""What the procedure asks for and the file never saw, of moves that a source only attests."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pathfinder_flow.cli.shell import Shell
    from pathfinder_flow.domain.facts import Move
    from pathfinder_flow.domain.gap import Unseen
    from pathfinder_flow.domain.workflow import Workflow


def unseen_as_json(unseen: list[tuple[Move, list[Unseen]]]) -> list[dict[str, Any]]:
    """Give it as JSON values, a mapping for every attested move."""
    return [
        {"entry": move.number, "event": move.event, "missing": [asdict(one) for one in missing]}
        for move, missing in unseen
    ]


def print_unseen(shell: Shell, unseen: list[tuple[Move, list[Unseen]]], workflow: Workflow) -> None:
    """Print it, a paragraph for every attested move."""
    from pathfinder_flow.cli.output import print_wrapped
    from pathfinder_flow.words.catalog import join, say
    from pathfinder_flow.words.dates import say_when
    from pathfinder_flow.words.refusals import event_title, unseen_title

    if not unseen:
        return
    lang = shell.lang
    click.echo(f"\n{say('show.unseen', lang)}\n")
    for move, missing in unseen:
        things = join([unseen_title(one, workflow, lang) for one in missing], lang)
        key = "show.unseen_line" if missing else "show.seen_line"
        event = event_title(workflow, move.event, lang)
        when = say_when(move.account.when.text, lang)
        said = say(key, lang, event=event, when=when, things=things)
        print_wrapped(said, indent=2, first="- ")
