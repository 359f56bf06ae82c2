"""outbox list, show, hold, release, cancel and retry."""

from __future__ import annotations

import sys

import click

from pathfinder_flow.cli.options import json_option
from pathfinder_flow.cli.output import print_blocks, print_json, print_raw
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.cli.types import COUNTRY
from pathfinder_flow.presentation.mails import mail as mail_view
from pathfinder_flow.presentation.mails import outbox as view
from pathfinder_flow.services.delivery import acts
from pathfinder_flow.services.outbox import list_mails, show_mail
from pathfinder_flow.store.outbox import Delivery

STATES = ["queued", "sending", "sent", "deferred", "unknown", "failed", "held", "cancelled"]

_IDS = click.argument("ids", nargs=-1, required=True, metavar="ID...")
_REASON = click.option("--reason", default="", help="Why, in your words.")


@click.group()
def outbox() -> None:
    """Show the mails; hold, release, cancel, try again.

    A mail goes by the beginning of its id, as 'outbox list' shows it.
    """


@outbox.command("list")
@click.option(
    "--state", "states", type=click.Choice(STATES), multiple=True, help="May be repeated."
)
@click.option("--country", type=COUNTRY, help="Only mails about this country.")
@json_option
@pass_shell
def list_(shell: Shell, *, states: tuple[str, ...], country: str | None, as_json: bool) -> None:
    """List mails, oldest first, with how far each has come for each recipient."""
    found = list_mails(shell.view, states=states, country=country)
    if as_json:
        print_json([mail_view.as_values(one) for one in found])
    elif found:
        print_blocks(view.listed(found, shell.lang))
    else:
        shell.tell("outbox.none_such" if states or country else "outbox.none")


@outbox.command("show")
@click.argument("mail", metavar="ID")
@click.option("--raw", is_flag=True, help="Print the bytes as they are sent, and nothing else.")
@json_option
@pass_shell
def show(shell: Shell, *, mail: str, raw: bool, as_json: bool) -> None:
    """Show one mail: what it says, and what became of it for each recipient."""
    if raw and as_json:
        raise shell.wrong_usage("usage.one_form")
    found = show_mail(shell.view, mail)
    if raw:
        print_raw(found.whole)
    elif as_json:
        print_json(view.as_values(found))
    else:
        print_blocks(view.as_blocks(found, shell.lang))


@outbox.command("hold")
@_IDS
@_REASON
@pass_shell
def hold(shell: Shell, *, ids: tuple[str, ...], reason: str) -> None:
    """Hold mails back until they are released."""
    _tell(shell, "hold", acts.hold(shell.app, shell.actor, list(ids), reason=reason))


@outbox.command("release")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--all", "everything", is_flag=True, help="Every mail that waits for release.")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@_REASON
@pass_shell
def release(
    shell: Shell, *, ids: tuple[str, ...], everything: bool, yes: bool, reason: str
) -> None:
    """Let held mails go out.

    With --all, every mail that waits because of the setting hold_mail; drafts, and what somebody
    held, are released by their ids alone.
    """
    if bool(ids) == everything:
        raise shell.wrong_usage("usage.ids_or_all")
    wanted = list(ids) or acts.waiting_for_release(shell.app)
    if not wanted:
        shell.tell("outbox.none_waiting")
        return
    if everything and not yes and sys.stdin.isatty():
        shell.confirm("ask.release", count=len(wanted))
    _tell(shell, "release", acts.release(shell.app, shell.actor, wanted, reason=reason))


@outbox.command("cancel")
@_IDS
@_REASON
@pass_shell
def cancel(shell: Shell, *, ids: tuple[str, ...], reason: str) -> None:
    """Cancel mails that have not left; it takes a reason."""
    _tell(shell, "cancel", acts.cancel(shell.app, shell.actor, list(ids), reason=reason))


@outbox.command("retry")
@_IDS
@_REASON
@pass_shell
def retry(shell: Shell, *, ids: tuple[str, ...], reason: str) -> None:
    """Try mails again now; one that could not be written is written anew."""
    _tell(
        shell, "retry", acts.retry(shell.app, shell.notices, shell.actor, list(ids), reason=reason)
    )


def _tell(shell: Shell, act: str, moved: list[Delivery]) -> None:
    done = ", ".join(dict.fromkeys(one.id for one in moved))
    shell.tell(f"done.mail_{act}", ids=done)
