"""people list, show and erase."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from pathfinder_flow.cli.shell import Shell, json_option, pass_shell

if TYPE_CHECKING:
    from pathfinder_flow.services.people.erasure import Cleaned, Erased
    from pathfinder_flow.services.people.personal_data import PersonalData
    from pathfinder_flow.store.people import Person

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
    from pathfinder_flow.cli.output import print_json, print_table
    from pathfinder_flow.services.people.personal_data import list_people
    from pathfinder_flow.words.catalog import say

    found, lang = list_people(shell.app), shell.lang
    if as_json:
        print_json([{**_as_json(one), "erased": number} for one, number in found])
        return
    none = say("board.none", lang)
    rows = [
        [
            one.id,
            say("people.erased", lang, number=number) if number else one.handle or none,
            one.name or none,
            one.email or none,
        ]
        for one, number in found
    ]
    print_table([say(f"label.{name}", lang) for name in _LABELS], rows)


_LABELS = ("person", "handle", "name", "address")


def _as_json(one: Person) -> dict[str, Any]:
    return {
        "person": one.id,
        "handle": one.handle,
        "name": one.name,
        "email": one.email,
        "language": one.language,
        "doubtful_since": one.doubtful,
    }


@people.command("show")
@_ID
@json_option
@pass_shell
def show(shell: Shell, *, person: str, as_json: bool) -> None:
    """Show what is kept about a person: name, address, mandates, and mails that name them."""
    from pathfinder_flow.cli.output import print_json
    from pathfinder_flow.services.people.personal_data import show_person

    found = show_person(shell.app, person)
    if as_json:
        print_json(_kept_as_json(found))
    else:
        _print(shell, found)


def _kept_as_json(found: PersonalData) -> dict[str, Any]:
    from pathfinder_flow.cli.people.mandate import mandate_as_json
    from pathfinder_flow.services.people.mandates import Holder

    holders = [Holder(mandate, found.person.handle) for mandate in found.mandates]
    return {
        **_as_json(found.person),
        "erased": found.erased.number if found.erased else None,
        "mandates": [mandate_as_json(holder) for holder in holders],
        "mails": dict(Counter(line.state for line in found.to_them)),
        "named_in": [_short(message) for message in found.named_in],
        "readable": [_short(message) for message in found.readable],
    }


def _short(message: str) -> str:
    """Give the id by which people name a mail: its Message-ID begins with it."""
    return message[1:11]


def _print(shell: Shell, found: PersonalData) -> None:
    from pathfinder_flow.cli.output import print_wrapped
    from pathfinder_flow.cli.people.mandate import print_mandates
    from pathfinder_flow.services.people.mandates import Holder
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_moment

    lang = shell.lang
    click.echo(f"{found.person.id}\n")
    if found.erased:
        moment = say_moment(found.erased.recorded_at, lang)
        print_wrapped(say("people.erased_on", lang, moment=moment, number=found.erased.number))
    else:
        _print_contact(found.person, lang)
    holders = [Holder(mandate, found.person.handle) for mandate in found.mandates]
    click.echo(f"\n{say('people.mandates' if holders else 'people.no_mandates', lang)}")
    if holders:
        click.echo()
        print_mandates(shell, holders)
    _print_mails(found, lang)


def _print_contact(one: Person, lang: str) -> None:
    from datetime import datetime

    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_moment
    from pathfinder_flow.words.standing import language_name

    none = say("board.none", lang)
    address = one.email or none
    if one.doubtful:
        since = say_moment(datetime.fromisoformat(one.doubtful), lang)
        address = say("people.doubtful", lang, address=address, since=since)
    language = language_name(one.language, lang) if one.language else none
    values = {"handle": one.handle or none, "name": one.name or none, "address": address}
    values["language"] = language
    labels = {name: say(f"label.{name}", lang) for name in values}
    width = max(map(len, labels.values()))
    for name, value in values.items():
        click.echo(f"{labels[name]:<{width}}  {value}")


def _print_mails(found: PersonalData, lang: str) -> None:
    from pathfinder_flow.cli.output import print_wrapped
    from pathfinder_flow.words.catalog import say

    if not found.to_them and not found.named_in:
        click.echo(f"\n{say('people.no_mails', lang)}")
        return
    click.echo(f"\n{say('people.mails', lang)}\n")
    states = Counter(line.state for line in found.to_them)
    if states:
        counts = ", ".join(f"{say(f'delivery.{state}', lang)} {n}" for state, n in states.items())
        print_wrapped(say("people.to_them", lang, counts=counts))
    if found.named_in:
        ids = ", ".join(map(_short, found.named_in))
        print_wrapped(say("people.named_in", lang, ids=ids))
    ids = ", ".join(map(_short, found.readable))
    print_wrapped(say("people.readable" if ids else "people.none_readable", lang, ids=ids))


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
    from pathfinder_flow.app import mail_folders
    from pathfinder_flow.services.people.erasure import erase_and_clean, plan
    from pathfinder_flow.words.catalog import say

    if not yes and not sys.stdin.isatty():
        raise click.UsageError(say("usage.erase_yes", shell.lang))
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
    _tell(shell, "erase.takes", person=person, own=own, others=others)
    if kept.messages:
        _tell(shell, "erase.waiting")
    if kept.shared:
        _tell(shell, "erase.shared", shared=", ".join(kept.shared))
    _tell(shell, "erase.stays", person=kept.person.id)


def _tell(shell: Shell, key: str, **places: Any) -> None:
    """Say something at length, wrapped to the terminal."""
    from pathfinder_flow.cli.output import print_wrapped
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.errors import worded

    told = {name: worded(place, shell.lang) for name, place in places.items()}
    print_wrapped(say(key, shell.lang, **told), err=True)


def _tell_erased(shell: Shell, done: Erased) -> None:
    key = "done.erased_before" if done.again else "done.erased"
    _tell(shell, key, number=done.entry.number, person=done.person, count=len(done.messages))
    if done.written_anew:
        _tell(shell, "done.written_anew", count=done.written_anew)


def _tell_cleaned(shell: Shell, person: str, cleaned: Cleaned) -> None:
    if cleaned.copies:
        _tell(shell, "done.copies_removed", count=cleaned.copies)
    for folder, said in cleaned.stuck:
        _tell(shell, "done.copies_stuck", folder=folder, said=said, person=person)
    if cleaned.left is None:
        _tell(shell, "done.cleaned")
    else:
        _tell(shell, "done.not_cleaned", why=cleaned.left, person=person)
    _tell(shell, "erase.beyond")
