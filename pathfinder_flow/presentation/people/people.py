"""What is kept about a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pathfinder_flow.presentation.blocks import (
    BLANK,
    Block,
    Heading,
    Line,
    Paragraph,
    Table,
    labels,
    under,
)
from pathfinder_flow.presentation.people import mandates
from pathfinder_flow.services.people.mandates import Holder
from pathfinder_flow.services.people.personal_data import PersonalData
from pathfinder_flow.store.people import DETAILS, Person
from pathfinder_flow.words.catalog import say
from pathfinder_flow.words.dates import say_moment
from pathfinder_flow.words.standing import language_name


def _person_values(one: Person) -> dict[str, Any]:
    return {
        "person": one.id,
        "handle": one.handle,
        "name": one.name,
        "email": one.email,
        "language": one.language,
        "doubtful_since": one.doubtful,
        **{name: getattr(one, name) for name in DETAILS},
    }


def listed_values(one: Person, erased: int | None) -> dict[str, Any]:
    """Give a person in a list as JSON values; ``erased`` is the entry that erased them."""
    return {**_person_values(one), "erased": erased}


def listed(found: list[tuple[Person, int | None]], lang: str) -> Iterator[Block]:
    """Give people as a table."""
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
    yield Table(labels(("person", "handle", "name", "address"), lang), rows)


def as_values(found: PersonalData) -> dict[str, Any]:
    """Give it as JSON values."""
    holders = [Holder(mandate, found.person.handle) for mandate in found.mandates]
    return {
        **_person_values(found.person),
        "erased": found.erased.number if found.erased else None,
        "mandates": [mandates.as_values(holder) for holder in holders],
        "mails": dict(Counter(line.state for line in found.to_them)),
        "named_in": [_short(message) for message in found.named_in],
        "readable": [_short(message) for message in found.readable],
    }


def _short(message: str) -> str:
    """Give the id by which people name a mail: its Message-ID begins with it."""
    return message[1:11]


def as_blocks(found: PersonalData, lang: str) -> Iterator[Block]:
    """Give it as a text."""
    yield Heading(found.person.id)
    if found.erased:
        moment = say_moment(found.erased.recorded_at, lang)
        yield Paragraph(say("people.erased_on", lang, moment=moment, number=found.erased.number))
    else:
        yield from _contact(found.person, lang)
    holders = [Holder(mandate, found.person.handle) for mandate in found.mandates]
    yield BLANK
    yield Line(say("people.mandates" if holders else "people.no_mandates", lang))
    if holders:
        yield BLANK
        yield from mandates.as_blocks(holders, lang)
    yield from _mails(found, lang)


def _contact(one: Person, lang: str) -> Iterator[Block]:
    none = say("board.none", lang)
    address = one.email or none
    if one.doubtful:
        since = say_moment(datetime.fromisoformat(one.doubtful), lang)
        address = say("people.doubtful", lang, address=address, since=since)
    language = language_name(one.language, lang) if one.language else none
    values = {"handle": one.handle or none, "name": one.name or none, "address": address}
    values["language"] = language
    details = {name: getattr(one, name) for name in DETAILS}
    values |= {f"contact_{name}": value for name, value in details.items() if value}
    names = {name: say(f"label.{name}", lang) for name in values}
    width = max(map(len, names.values()))
    for name, value in values.items():
        yield Line(f"{names[name]:<{width}}  {value}")


def _mails(found: PersonalData, lang: str) -> Iterator[Block]:
    if not found.to_them and not found.named_in:
        yield BLANK
        yield Line(say("people.no_mails", lang))
        return
    yield from under(say("people.mails", lang))
    states = Counter(line.state for line in found.to_them)
    if states:
        counts = ", ".join(f"{say(f'delivery.{state}', lang)} {n}" for state, n in states.items())
        yield Paragraph(say("people.to_them", lang, counts=counts))
    if found.named_in:
        ids = ", ".join(map(_short, found.named_in))
        yield Paragraph(say("people.named_in", lang, ids=ids))
    ids = ", ".join(map(_short, found.readable))
    yield Paragraph(say("people.readable" if ids else "people.none_readable", lang, ids=ids))
