"""people list, show and erase."""

from __future__ import annotations

import sys

import click

from pathfinder_flow.app import mail_folders
from pathfinder_flow.cli.options import json_option
from pathfinder_flow.cli.output import print_blocks, print_json
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.presentation.people import people as view
from pathfinder_flow.services.people.erasure import Cleaned, Erased, erase_and_clean, plan
from pathfinder_flow.services.people.personal_data import PersonalData, list_people, show_person

_ID = click.argument("person", metavar="ID")


@click.group()
def people() -> None:
    """Show and erase what is kept about a person.

    A person goes by the sign-in name, or by the pseudonym (p-...) that stands in the ledger.
    """


@people.command("list")
@json_option
@pass_shell
def list_(shell: Shell, *, as_json: bool) -> None:
    """List everybody who was ever registered, those who were erased last."""
    found = list_people(shell.view)
    if as_json:
        print_json([view.listed_values(one, number) for one, number in found])
    else:
        print_blocks(view.listed(found, shell.lang))


@people.command("show")
@_ID
@json_option
@pass_shell
def show(shell: Shell, *, person: str, as_json: bool) -> None:
    """Show what is kept about a person: name, address, mandates, and mails that name them."""
    found = show_person(shell.view, person)
    if as_json:
        print_json(view.as_values(found))
    else:
        print_blocks(view.as_blocks(found, shell.lang))


@people.command("erase")
@_ID
@click.option("--reason", default="", help="Why; it stays for ever, so it must name nobody.")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@pass_shell
def erase(shell: Shell, *, person: str, reason: str, yes: bool) -> None:
    """Erase name, addresses and language of a person, and the text of mails that hold them.

    Entries, roles and mandates stay, under the pseudonym alone, and every proof still holds. It
    cannot be taken back. The mandates must have ended. It takes a --reason, which is kept in the
    ledger for ever: give none that names anybody.

    Of somebody who was erased before, only what may be left is cleaned away: copies in the mail
    folder, and free pages of the database. That needs no reason and records nothing.
    """
    if not yes and not sys.stdin.isatty():
        raise shell.wrong_usage("usage.erase_yes")
    shell.app.require_writing()
    kept = plan(shell.app, person, reason)
    if not kept.erased:
        _say_what(shell, kept)
        if not yes:
            shell.confirm("ask.erase")
    done, cleaned = erase_and_clean(
        shell.app, shell.notices, shell.actor, kept.person.id, reason, mail_folders(shell.settings)
    )
    _tell_erased(shell, done)
    _tell_cleaned(shell, done.person, cleaned)
    if not cleaned.done:
        raise click.exceptions.Exit(1)


def _say_what(shell: Shell, kept: PersonalData) -> None:
    """Say what will be erased, and what will not."""
    person, others = kept.person.handle or kept.person.id, len(kept.named_in)
    own = len(kept.messages) - others
    shell.tell_at_length("erase.takes", person=person, own=own, others=others)
    if kept.messages:
        shell.tell_at_length("erase.waiting")
    if kept.shared:
        shell.tell_at_length("erase.shared", shared=", ".join(kept.shared))
    shell.tell_at_length("erase.stays", person=kept.person.id)


def _tell_erased(shell: Shell, done: Erased) -> None:
    key = "done.erased_before" if done.again else "done.erased"
    shell.tell_at_length(
        key, number=done.entry.number, person=done.person, count=len(done.messages)
    )
    if done.written_anew:
        shell.tell_at_length("done.written_anew", count=done.written_anew)


def _tell_cleaned(shell: Shell, person: str, cleaned: Cleaned) -> None:
    if cleaned.copies:
        shell.tell_at_length("done.copies_removed", count=cleaned.copies)
    for folder, said in cleaned.stuck:
        shell.tell_at_length("done.copies_stuck", folder=folder, said=said, person=person)
    if cleaned.left is None:
        shell.tell_at_length("done.cleaned")
    else:
        shell.tell_at_length("done.not_cleaned", why=cleaned.left, person=person)
    shell.tell_at_length("erase.beyond")
