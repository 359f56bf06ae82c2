"""bounces import: notices that mails did not arrive."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pathfinder_flow.cli.shell import Shell, json_option, pass_shell

if TYPE_CHECKING:
    from pathfinder_flow.services.delivery.bounces import Taken


@click.group()
def bounces() -> None:
    """Take in notices that mails did not arrive."""


@bounces.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@json_option
@pass_shell
def import_(shell: Shell, *, path: Path, as_json: bool) -> None:
    """Read a Maildir or mbox of notices, and match each to the mail it speaks of.

    What will never arrive is failed, its address is in doubt, and the Secretariat is told. The
    mailbox is only read; what was taken in before changes nothing again.
    """
    from pathfinder_flow.cli.output import print_json
    from pathfinder_flow.services.delivery.bounces import import_bounces
    from pathfinder_flow.words.catalog import say

    taken = import_bounces(shell.app, shell.notices, shell.actor, path)
    if as_json:
        print_json([_as_json(one) for one in taken])
    elif taken:
        _print(shell, taken)
    counts = Counter(one.what for one in taken)
    said = [say(f"bounces.{what}", shell.lang, count=n) for what, n in counts.items()]
    if said:
        shell.tell("done.bounces", counts="; ".join(said))
    else:
        shell.tell("done.no_bounces")


def _as_json(one: Taken) -> dict[str, Any]:
    from pathfinder_flow.cli.mails.mail import delivery_as_json

    mail = delivery_as_json(one.delivery) if one.delivery else None
    return {"what": one.what, "said": one.said, "mail": mail}


def _print(shell: Shell, taken: list[Taken]) -> None:
    from pathfinder_flow.cli.output import print_table
    from pathfinder_flow.words.catalog import say

    lang, none = shell.lang, say("board.none", shell.lang)
    rows = [
        [
            one.delivery.id if one.delivery else none,
            one.delivery.country if one.delivery else none,
            say(f"bounce.{one.what}", lang),
            str(one.said),
        ]
        for one in taken
    ]
    labels = ("mail", "code", "result", "said")
    print_table([say(f"label.{name}", lang) for name in labels], rows)
