"""bounces import: notices that mails did not arrive."""

from __future__ import annotations

from pathlib import Path

import click

from pathfinder_flow.cli.options import FILE, json_option
from pathfinder_flow.cli.output import print_blocks, print_json
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.presentation.mails import bounces as view
from pathfinder_flow.services.delivery.bounces import import_bounces


@click.group()
def bounces() -> None:
    """Take in notices that mails did not arrive."""


@bounces.command("import")
@click.argument("path", type=FILE)
@json_option
@pass_shell
def import_(shell: Shell, *, path: Path, as_json: bool) -> None:
    """Read a Maildir or mbox of notices, and match each to the mail it speaks of.

    What will never arrive is failed, its address is in doubt, and the Secretariat is told. The
    mailbox is only read; what was taken in before changes nothing again.
    """
    taken = import_bounces(shell.app, shell.notices, shell.actor, path)
    if as_json:
        print_json([view.as_values(one) for one in taken])
    elif taken:
        print_blocks(view.as_blocks(taken, shell.lang))
    if taken:
        shell.tell("done.bounces", counts=view.counts(taken, shell.lang))
    else:
        shell.tell("done.no_bounces")
