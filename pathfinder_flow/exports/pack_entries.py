"""Which entries belong into the pack of a country: all about it, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.ledger.entries import Entry, Kind
from pathfinder_flow.domain.ledger.references import mails_of, workflows_of
from pathfinder_flow.domain.ledger.reliance import rests_on
from pathfinder_flow.mail.mime.readable import normalise
from pathfinder_flow.services.history.timeline import about
from pathfinder_flow.services.people.personal_data import IdentifyingTerms
from pathfinder_flow.store.people import Person


def entries_for(record: Record) -> list[Entry]:
    """Give the entries for the pack of a country, in order; none if nothing is about it.

    1. What is about the country. 2. The signing keys, the workflows that governed it, and the
    erasure of people and mails that occur. 3. What these rest on, such as the mandates of whoever
    acted, and what was corrected or ended of that; again, until nothing new is found.
    """
    own = about(record)
    if not own:
        return []
    known = {entry.number: entry for entry in record.entries}
    found = {entry.number for entry in own} | set(_beside(record, own))
    before = 0
    while before < len(found):
        before = len(found)
        for number in [*found]:
            found |= {one for one in _grounds(known[number]) if one in known}
        found |= {entry.number for entry in record.entries if _changes(entry) in found}
    return [known[number] for number in sorted(found)]


def _beside(record: Record, own: Iterable[Entry]) -> Iterator[int]:
    """Give what of the programme belongs to a country's entries although it names no country."""
    people, mails = (
        set(people_in(own)),
        {one for entry in own for one in mails_of(entry.kind, entry.body)},
    )
    used = {sha256 for entry in own for sha256 in workflows_of(entry.body).values()}
    for entry in record.entries:
        body = entry.body
        if (
            entry.kind is Kind.KEY
            or (entry.kind is Kind.WORKFLOW_PUBLISHED and body["sha256"] in used)
            or (entry.kind is Kind.ERASURE and body["person"] in people)
            or (entry.kind is Kind.ERASURE and not mails.isdisjoint(body["messages"]))
        ):
            yield entry.number


def people_in(entries: Iterable[Entry]) -> Iterator[str]:
    """Give the pseudonyms in some entries: who acted, who was meant, who was written to."""
    for entry in entries:
        yield entry.act.actor
        yield from (entry.body[name] for name in ("person", "recipient") if name in entry.body)
        if entry.kind is Kind.REMINDER:
            yield from (served["recipient"] for served in entry.body["served"])


_FREE = ("note", "letter", "institution", "fields", "source", "reply", "said")
"""What people write as they like, or servers answer, in the body of an entry."""


def naming_somebody(entries: Iterable[Entry], people: Iterable[Person]) -> list[int]:
    """Give the numbers of entries with a name, address or sign-in name in what people wrote."""
    names, addresses = set(), set()
    for person in people:
        names |= {normalise(one) for one in (person.handle, person.name) if one}
        addresses |= {normalise(person.email)} if person.email else set()
    signs = IdentifyingTerms(names, addresses)
    return [entry.number for entry in entries if signs.found_in(_free_text(entry))]


def _free_text(entry: Entry) -> str:
    parts = [entry.body.get(name) for name in _FREE]
    return "\n".join([entry.reason, *(str(part) for part in parts if part)])


def _grounds(entry: Entry) -> Iterator[int]:
    if entry.act.mandate:
        yield entry.act.mandate
    yield from rests_on(entry)


def _changes(entry: Entry) -> int | None:
    """Give the entry that a correction corrects, or the mandate that is ended."""
    if entry.kind is Kind.CORRECTION:
        return int(entry.body["corrects"])
    return int(entry.body["mandate"]) if entry.kind is Kind.MANDATE_ENDED else None
