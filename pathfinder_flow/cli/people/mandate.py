"""mandate add, contact, end, list and who."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pathfinder_flow.cli.shell import COUNTRY, Shell, json_option, pass_shell
from pathfinder_flow.cli.types import MAIL_LANGUAGE

if TYPE_CHECKING:
    from pathfinder_flow.services.people.mandates import Holder

ROLES = ["secretariat", "gcg", "mwg", "focal_point", "auditor"]


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
) -> None:
    """Give a PERSON (a sign-in name) a mandate; the person is registered if new.

    Of a person who is known already, the name, address and language given are changed.
    """
    from pathfinder_flow.domain.errors.clauses import Term
    from pathfinder_flow.domain.roles import Role
    from pathfinder_flow.services.people.mandates import NewMandate, add_mandate

    new = NewMandate(
        person, Role(role), country, start or shell.today, end, letter, name, email, language
    )
    entry = add_mandate(shell.app, shell.actor, new)
    worded = Term(f"role.{role}", role)
    shell.tell("done.mandate", number=entry.number, person=person, role=worded)


@mandate.command("contact")
@click.argument("person")
@click.option("--email", help="A new address; an empty one takes it away.")
@click.option("--language", type=MAIL_LANGUAGE, help="For mails to the person.")
@click.option("--name", help="A new name; an empty one takes it away.")
@pass_shell
def contact(
    shell: Shell, *, person: str, email: str | None, language: str | None, name: str | None
) -> None:
    """Change how a PERSON is reached; kept apart from the ledger, which says only that it changed.

    A new address is not in doubt, even if mail to the old one came back.
    """
    from pathfinder_flow.services.people.contacts import change_contact

    entry = change_contact(
        shell.app, shell.actor, person, email=email, language=language, name=name
    )
    shell.tell("done.contact", number=entry.number, person=person)


@mandate.command("end")
@click.argument("number", type=int)
@click.option("--on", "end", metavar="DAY", help="Its last day; default: today.")
@click.option("--reason", required=True, help="Why, in your words.")
@pass_shell
def end(shell: Shell, *, number: int, end: str | None, reason: str) -> None:
    """End the mandate recorded as entry NUMBER."""
    from pathfinder_flow.services.people.mandates import end_mandate

    entry = end_mandate(shell.app, shell.actor, number, end=end or shell.today, reason=reason)
    last = entry.body["end"]
    shell.tell("done.mandate_ended", number=entry.number, mandate=number, end=last)


@mandate.command("list")
@click.argument("country", type=COUNTRY, required=False)
@json_option
@pass_shell
def list_(shell: Shell, *, country: str | None, as_json: bool) -> None:
    """List mandates, of all or of one country, past ones too."""
    from pathfinder_flow.services.people.mandates import list_mandates

    _tell(shell, list_mandates(shell.app, country), as_json=as_json)


@mandate.command("who")
@click.argument("country", type=COUNTRY)
@click.option("--on", metavar="DAY", help="On this day; default: today.")
@json_option
@pass_shell
def who(shell: Shell, *, country: str, on: str | None, as_json: bool) -> None:
    """Say who could act in a matter of a country on a day, and in which role."""
    from pathfinder_flow.services.people.mandates import who_could_act
    from pathfinder_flow.services.validation import as_of_day

    found = who_could_act(shell.app, country, as_of_day(on or shell.today))
    _tell(shell, found, as_json=as_json)


def _tell(shell: Shell, found: list[Holder], *, as_json: bool) -> None:
    from pathfinder_flow.cli.output import print_json
    from pathfinder_flow.words.catalog import say

    if as_json:
        print_json([mandate_as_json(holder) for holder in found])
    elif found:
        print_mandates(shell, found)
    else:
        click.echo(say("mandates.none", shell.lang), err=True)


def mandate_as_json(holder: Holder) -> dict[str, Any]:
    """Give a mandate as JSON values; ``holder`` is None when the name was erased."""
    mandate = holder.mandate
    return {
        "entry": mandate.number,
        "holder": holder.handle,
        "person": mandate.person,
        "role": str(mandate.role),
        "country": mandate.country,
        "start": mandate.start.isoformat(),
        "end": mandate.end.isoformat() if mandate.end else None,
        "letter": mandate.letter,
    }


def print_mandates(shell: Shell, found: list[Holder]) -> None:
    """Print mandates as a table."""
    from pathfinder_flow.cli.output import print_table
    from pathfinder_flow.words import countries
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_day

    lang, none = shell.lang, say("board.none", shell.lang)
    rows = [
        [
            str(mandate.number),
            handle or mandate.person,
            say(f"role.{mandate.role}", lang),
            countries.name(mandate.country, lang) if mandate.country else none,
            say_day(mandate.start, lang),
            say_day(mandate.end, lang) if mandate.end else none,
        ]
        for mandate, handle in ((holder.mandate, holder.handle) for holder in found)
    ]
    labels = ("entry", "holder", "role", "for", "from", "until")
    print_table([say(f"label.{name}", lang) for name in labels], rows)
