"""What is kept about a person: who they are, what they may do, and the mails that name them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.errors.not_found import NobodyKnown
from pathfinder_flow.domain.ledger.entries import MARK, Entry, Kind
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.domain.roles import Mandate
from pathfinder_flow.mail.mime.readable import addressed, normalise, readable_text
from pathfinder_flow.services.unit_of_work import PROGRAMME, AppContext
from pathfinder_flow.store import erasure, ledger, outbox, people
from pathfinder_flow.store.erasure import Stored
from pathfinder_flow.store.outbox import Delivery
from pathfinder_flow.store.people import Person

_OF_MANDATES = (Kind.MANDATE, Kind.MANDATE_ENDED, Kind.CORRECTION)


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Everything that is kept about a person.

    ``erased`` is the entry that says they were erased. ``to_them`` are the mails they had, copies
    too; ``named_in`` the Message-IDs of others' mails in which their name or an address stands;
    ``readable`` those of both that still have their text. ``signs`` are their name and addresses,
    and ``shared`` those that are somebody else's too: where these stand, nobody can say who is
    meant.
    """

    person: Person
    mandates: tuple[Mandate, ...]
    erased: Entry | None
    to_them: tuple[Delivery, ...]
    named_in: tuple[str, ...]
    readable: tuple[str, ...]
    signs: IdentifyingTerms
    shared: tuple[str, ...]

    @property
    def messages(self) -> list[str]:
        """The Message-IDs of every mail that they had or that names them, and was not erased."""
        return sorted({line.message for line in self.to_them if not line.erased} | {*self.named_in})

    def is_named_in(self, text: str) -> bool:
        """Whether their name, an address or their sign-in name stands in a text."""
        handles = {normalise(self.person.handle)} if self.person.handle else set()
        return self.signs.found_in(text) or IdentifyingTerms(handles, set()).found_in(text)

    def acting(self, day: date) -> list[Mandate]:
        """Give the mandates that are in force on a day, or begin later."""
        return [one for one in self.mandates if one.end is None or one.end >= day]


class IdentifyingTerms:
    """A name and addresses, to be found wherever they stand as words of their own."""

    def __init__(self, names: set[str], addresses: set[str]) -> None:
        forms = [rf"(?<!\w){_spaced(name)}(?!\w)" for name in sorted(names)]
        forms += [rf"(?<![\w.+-]){_spaced(one)}(?![\w-]|\.\w)" for one in sorted(addresses)]
        self._pattern = re.compile("|".join(forms), re.IGNORECASE) if forms else None

    def found_in(self, text: str) -> bool:
        """Whether any of them stands in a text."""
        return bool(self._pattern and self._pattern.search(normalise(text)))

    def found_in_mail(self, mail: Stored) -> bool:
        """Whether any of them stands in a mail, or in what it was written from."""
        if self._pattern is None:
            return False
        aside = [mail.subject, *map(str, json.loads(mail.extra).values())]
        return any(map(self.found_in, aside)) or bool(
            self._pattern.search(readable_text(mail.data))
        )

    def masked(self, text: str) -> str:
        """Give a text with a mark in place of each of them; of the whole where that fails."""
        if not self._pattern or not self.found_in(text):
            return text
        masked = self._pattern.sub(MARK, text)
        return MARK if self.found_in(masked) else masked


def _spaced(sign: str) -> str:
    return r"\s+".join(map(re.escape, sign.split()))


def list_people(app: AppContext) -> list[tuple[Person, int | None]]:
    """Give everybody ever registered, each with the entry by which they were erased, or None."""
    app.viewer.require(Thing.PERSONS)
    with app.snapshot() as conn:
        erased = {
            entry.body["person"]: entry.number
            for entry in ledger.all_entries(conn, kind=Kind.ERASURE)
        }
        return [(one, erased.get(one.id)) for one in people.everybody(conn)]


def show_person(app: AppContext, given: str) -> PersonalData:
    """Give what is kept about a person, by pseudonym or sign-in name.

    Raises :class:`NobodyKnown`.
    """
    app.viewer.require(Thing.PERSONS)
    with app.snapshot() as conn:
        return kept_about(conn, given)


def kept_about(conn: Connection, given: str) -> PersonalData:
    """Give what is kept about a person (:func:`show_person`); reads every mail there is."""
    person = people.by_id(conn, given) or people.by_handle(conn, given)
    if person is None:
        raise NobodyKnown(given=given)
    to_them = tuple(outbox.find(conn, recipient=person.id))
    signs, shared = _signs(conn, person)
    named_in, readable = _mails(conn, {line.message for line in to_them}, signs)
    erasures = ledger.all_entries(conn, kind=Kind.ERASURE)
    of_them = [entry for entry in erasures if entry.body["person"] == person.id]
    return PersonalData(
        person=person,
        mandates=tuple(mandates_of(conn, person.id)),
        erased=of_them[0] if of_them else None,
        to_them=to_them,
        named_in=named_in,
        readable=readable,
        signs=signs,
        shared=shared,
    )


def _signs(conn: Connection, person: Person) -> tuple[IdentifyingTerms, tuple[str, ...]]:
    """Give the name and addresses a person has and had, and those that are others' too."""
    addresses = set(map(normalise, erasure.addresses_of(conn, person.id)))
    addresses |= {normalise(person.email)} if person.email else set()
    names = {normalise(person.name)} if person.name else set()
    for mail in erasure.stored_mails(conn, to=person.id):
        names |= {
            normalise(name) for name, one in addressed(mail.data) if normalise(one) in addresses
        }
    names.discard("")
    shared = (names | addresses) & set(map(normalise, erasure.signs_of_others(conn, person.id)))
    return IdentifyingTerms(names - shared, addresses - shared), tuple(sorted(shared))


def _mails(
    conn: Connection, theirs: set[str], signs: IdentifyingTerms
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the others' mails that name a person, and those of all that have their text."""
    named_in, readable = [], []
    for mail in erasure.stored_mails(conn):
        if mail.id not in theirs:
            if not signs.found_in_mail(mail):
                continue
            named_in.append(mail.id)
        if mail.data:
            readable.append(mail.id)
    return tuple(named_in), tuple(readable)


def mandates_of(conn: Connection, person: str) -> list[Mandate]:
    """Give every mandate that a person holds or held, whichever country it is for."""
    entries = [one for kind in _OF_MANDATES for one in ledger.all_entries(conn, kind=kind)]
    entries.sort(key=lambda entry: entry.number)
    known = Record(PROGRAMME, entries).mandates.values()
    return [mandate for mandate in known if mandate.person == person]
