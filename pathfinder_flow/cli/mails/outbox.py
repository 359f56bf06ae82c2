"""outbox list, show, hold, release, cancel and retry."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from pathfinder_flow.cli.shell import COUNTRY, Shell, json_option, pass_shell

if TYPE_CHECKING:
    from pathfinder_flow.services.outbox import Mail
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
    from pathfinder_flow.cli.mails.mail import delivery_as_json
    from pathfinder_flow.cli.output import print_json
    from pathfinder_flow.services.outbox import list_mails
    from pathfinder_flow.words.catalog import say

    found = list_mails(shell.app, states=states, country=country)
    if as_json:
        print_json([delivery_as_json(one) for one in found])
    elif found:
        _print_table(shell, found)
    else:
        key = "outbox.none_such" if states or country else "outbox.none"
        click.echo(say(key, shell.lang), err=True)


def _print_table(shell: Shell, found: list[Delivery]) -> None:
    from pathfinder_flow.cli.output import print_table
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_when

    lang = shell.lang
    rows = [
        [
            one.id,
            say(f"delivery.{one.state}", lang),
            say_when(one.changed_at[:10], lang, short=True),
            say(f"role.{one.role}", lang),
            one.subject,
        ]
        for one in found
    ]
    labels = ("mail", "state", "since", "to", "subject")
    print_table([say(f"label.{name}", lang) for name in labels], rows)


@outbox.command("show")
@click.argument("mail", metavar="ID")
@click.option("--raw", is_flag=True, help="Print the bytes as they are sent, and nothing else.")
@json_option
@pass_shell
def show(shell: Shell, *, mail: str, raw: bool, as_json: bool) -> None:
    """Show one mail: what it says, and what became of it for each recipient."""
    from pathfinder_flow.cli.output import print_json
    from pathfinder_flow.services.outbox import show_mail
    from pathfinder_flow.words.catalog import say

    if raw and as_json:
        raise click.UsageError(say("usage.one_form", shell.lang))
    found = show_mail(shell.app, mail)
    if raw:
        click.echo(found.whole, nl=False)
    elif as_json:
        print_json(_as_json(found))
    else:
        _print(shell, found)


def _as_json(found: Mail) -> dict[str, object]:
    from pathfinder_flow.cli.mails.mail import delivery_as_json, parts_of

    headers, text = parts_of(found.data) if found.data else ({}, "")
    deliveries = [delivery_as_json(one) for one in found.deliveries]
    return {"headers": headers, "text": text, "deliveries": deliveries}


def _print(shell: Shell, found: Mail) -> None:
    from pathfinder_flow.cli.mails.mail import print_mail
    from pathfinder_flow.cli.mails.rungs import delivery_sentence
    from pathfinder_flow.cli.output import print_wrapped
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_moment

    lang = shell.lang
    for one in found.deliveries:
        # An erased address leaves the role.
        to = one.address or say(f"role.{one.role}", lang)
        print_wrapped(delivery_sentence(one, lang), first=f"{to}: ")
    click.echo()
    if found.erased:
        moment = say_moment(found.erased.recorded_at, lang)
        print_wrapped(say("mail.erased", lang, moment=moment, number=found.erased.number))
    elif found.data:
        print_mail(found.data)
    else:
        print_wrapped(say("mail.unwritten", lang, id=found.deliveries[0].id))


@outbox.command("hold")
@_IDS
@_REASON
@pass_shell
def hold(shell: Shell, *, ids: tuple[str, ...], reason: str) -> None:
    """Hold mails back until they are released."""
    from pathfinder_flow.services.delivery import acts

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
    from pathfinder_flow.services.delivery import acts
    from pathfinder_flow.words.catalog import say

    if bool(ids) == everything:
        raise click.UsageError(say("usage.ids_or_all", shell.lang))
    wanted = list(ids) or acts.waiting_for_release(shell.app)
    if not wanted:
        click.echo(say("outbox.none_waiting", shell.lang), err=True)
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
    from pathfinder_flow.services.delivery import acts

    _tell(shell, "cancel", acts.cancel(shell.app, shell.actor, list(ids), reason=reason))


@outbox.command("retry")
@_IDS
@_REASON
@pass_shell
def retry(shell: Shell, *, ids: tuple[str, ...], reason: str) -> None:
    """Try mails again now; one that could not be written is written anew."""
    from pathfinder_flow.services.delivery import acts

    _tell(
        shell, "retry", acts.retry(shell.app, shell.notices, shell.actor, list(ids), reason=reason)
    )


def _tell(shell: Shell, act: str, moved: list[Delivery]) -> None:
    done = ", ".join(dict.fromkeys(one.id for one in moved))
    shell.tell(f"done.mail_{act}", ids=done)
