"""mandate add, contact, end, list and who."""

from __future__ import annotations

from datetime import date
from functools import wraps
from typing import Any

import click

from pathfinder_flow.cli.options import Command, json_option
from pathfinder_flow.cli.output import print_blocks, print_json
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.cli.types import COUNTRY, DAY, MAIL_LANGUAGE
from pathfinder_flow.domain.errors.clauses import Term
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.presentation.people import mandates as view
from pathfinder_flow.services.people.contacts import change_contact
from pathfinder_flow.services.people.mandates import (
    Holder,
    NewMandate,
    add_mandate,
    end_mandate,
    list_mandates,
    who_could_act,
)

ROLES = ["secretariat", "gcg", "mwg", "focal_point", "auditor"]


DETAILS = {
    "office": "The function that the person holds.",
    "title": "A title, such as Dr or H.E.",
    "salutation": "How letters begin, such as 'Madam Director'.",
    "telephone": "A telephone number.",
    "address": "Where letters on paper go.",
}


def details_options(command: Command) -> Command:
    """Add what letters to a person need; the command gets what was given as ``details``."""

    @wraps(command)
    def called(*args: Any, **given: Any) -> Any:
        told = {name: given.pop(name) for name in DETAILS}
        details = {name: value for name, value in told.items() if value is not None}
        return command(*args, details=details, **given)

    for name, said in reversed(DETAILS.items()):
        called = click.option(f"--{name}", help=said)(called)
    return called


@click.group()
def mandate() -> None:
    """Say who may act for whom, from when to when, on the strength of which letter."""


@mandate.command("add")
@click.argument("person")
@click.option("--role", type=click.Choice(ROLES), required=True, help="In which role.")
@click.option("--country", type=COUNTRY, help="The country acted for, or that holds the seat.")
@click.option("--from", "start", metavar="DAY", help="First day; default: today.")
@click.option("--to", "end", metavar="DAY", help="Last day; default: open.")
@click.option("--letter", required=True, help="The letter it rests on: reference or address.")
@click.option("--name", help="Kept apart from the ledger, and erasable.")
@click.option("--email", help="Kept apart from the ledger, and erasable.")
@click.option("--language", type=MAIL_LANGUAGE, help="For mails to the person.")
@details_options
@pass_shell
def add(
    shell: Shell,
    *,
    person: str,
    role: str,
    country: str | None,
    start: str | None,
    end: str | None,
    letter: str,
    name: str | None,
    email: str | None,
    language: str | None,
    details: dict[str, str],
) -> None:
    """Give a PERSON (a sign-in name) a mandate; the person is registered if new.

    Of a person who is known already, the name, address and language given are changed.
    """
    new = NewMandate(
        person,
        Role(role),
        country,
        start or shell.today,
        end,
        letter,
        name,
        email,
        language,
        details,
    )
    entry = add_mandate(shell.app, shell.actor, new)
    worded = Term(f"role.{role}", role)
    shell.tell("done.mandate", number=entry.number, person=person, role=worded)


@mandate.command("contact")
@click.argument("person")
@click.option("--email", help="A new address; an empty one takes it away.")
@click.option("--language", type=MAIL_LANGUAGE, help="For mails to the person.")
@click.option("--name", help="A new name; an empty one takes it away.")
@details_options
@pass_shell
def contact(
    shell: Shell, *, person: str, email: str | None, language: str | None, name: str | None,
    details: dict[str, str],
) -> None:  # fmt: skip
    """Change how a PERSON is reached; kept apart from the ledger, which says only that it changed.

    A new address is not in doubt, even if mail to the old one came back.
    """
    entry = change_contact(
        shell.app,
        shell.actor,
        person,
        email=email,
        language=language,
        name=name,
        details=details,
    )
    shell.tell("done.contact", number=entry.number, person=person)


@mandate.command("end")
@click.argument("number", type=int)
@click.option("--on", "end", metavar="DAY", help="Its last day; default: today.")
@click.option("--reason", required=True, help="Why, in your words.")
@pass_shell
def end(shell: Shell, *, number: int, end: str | None, reason: str) -> None:
    """End the mandate recorded as entry NUMBER."""
    entry = end_mandate(shell.app, shell.actor, number, end=end or shell.today, reason=reason)
    last = entry.body["end"]
    shell.tell("done.mandate_ended", number=entry.number, mandate=number, end=last)


@mandate.command("list")
@click.argument("country", type=COUNTRY, required=False)
@json_option
@pass_shell
def list_(shell: Shell, *, country: str | None, as_json: bool) -> None:
    """List mandates, of all or of one country, past ones too."""
    _tell(shell, list_mandates(shell.view, country), as_json=as_json)


@mandate.command("who")
@click.argument("country", type=COUNTRY)
@click.option("--on", metavar="DAY", type=DAY, help="On this day; default: today.")
@json_option
@pass_shell
def who(shell: Shell, *, country: str, on: date | None, as_json: bool) -> None:
    """Say who could act in a matter of a country on a day, and in which role."""
    found = who_could_act(shell.view, country, on or shell.app.today())
    _tell(shell, found, as_json=as_json)


def _tell(shell: Shell, found: list[Holder], *, as_json: bool) -> None:
    if as_json:
        print_json([view.as_values(holder) for holder in found])
    elif found:
        print_blocks(view.as_blocks(found, shell.lang))
    else:
        shell.tell("mandates.none")
