"""How people are reached: address, language and name, kept apart from the ledger."""

from __future__ import annotations

from collections.abc import Mapping

from pathfinder_flow.domain.actions import action
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import BadContact
from pathfinder_flow.domain.ledger.entries import Act, Draft, Entry, Kind
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.mail.mime.compose import address
from pathfinder_flow.services.once import of_kind
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.services.validation import clean
from pathfinder_flow.store import people


def change_contact(
    app: AppContext, handle: str, whose: str, *, email: str | None = None,
    language: str | None = None, name: str | None = None,
    details: Mapping[str, str] | None = None,
) -> Entry:  # fmt: skip
    """Change how a person is reached and addressed.

    1. The actor must be the Secretariat. 2. The address must be one. 3. Change it; a new address
    is not in doubt. 4. Record that it changed, not what it is: the ledger names nobody.
    """

    def work(uow: UnitOfWork) -> Entry:
        act = uow.authorise((Role.SECRETARIAT,), Clause("attempt_contact", "change a contact"))
        person = people.by_handle(uow.conn, whose)
        if person is None:
            said = "nobody is registered as '{given}'; the list of mandates shows who is"
            why = Clause("nobody_registered", said, action("mandate.list"), given=whose)
            raise BadContact(why=why)
        values = contact_values(email=email, language=language, name=name, details=details)
        if not values:
            said = "say what changes: the address, the language or the name"
            change = action("mandate.set_contact_of", person=whose)
            raise BadContact(why=Clause("nothing_changes", said, change))
        return put_contact(uow, act, person.id, values)

    return app.run(handle, work, again=of_kind(Kind.CONTACT))


def put_contact(uow: UnitOfWork, act: Act, person: str, values: dict[str, str | None]) -> Entry:
    """Change the contact of a person, by the pseudonym, and record that it changed."""
    people.change_contact(uow.conn, person, values)
    body = {"person": person, "changed": sorted(values)}
    return uow.append(Draft(Kind.CONTACT, None, uow.today.isoformat(), act, "", body))


def contact_values(
    *,
    email: str | None,
    language: str | None,
    name: str | None,
    details: Mapping[str, str] | None = None,
) -> dict[str, str | None]:
    """Check what is said of a contact; gives what was given, by column.

    Raises :class:`BadAddress`, and what a text with control characters raises.
    """
    given: dict[str, str | None] = {}
    if email is not None:
        given["email"] = address(clean(Clause("email", "e-mail address"), email)) if email else None
    if language is not None:
        given["language"] = language or None
    if name is not None:
        given["name"] = clean(Clause("name", "name"), name) or None
    for one, value in (details or {}).items():
        given[one] = clean(_DETAILS[one], value) or None
    return given


_DETAILS = {
    "office": Clause("office", "function"),
    "title": Clause("title", "title"),
    "salutation": Clause("salutation", "salutation"),
    "telephone": Clause("telephone", "telephone number"),
    "address": Clause("postal_address", "postal address"),
}
"""What :data:`people.DETAILS` are called."""
