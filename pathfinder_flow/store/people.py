"""People behind the pseudonyms. Kept apart from the ledger, so that they can be erased."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select, update

from pathfinder_flow.store.database.prepared import Prepared
from pathfinder_flow.store.database.schema import people

_BY_ID = Prepared(select(people).where(people.c.id == bindparam("id")))
_BY_HANDLE = Prepared(select(people).where(people.c.handle == bindparam("handle")))


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who acts. ``id`` is the pseudonym in the ledger; the rest may be erased (None).

    ``doubtful`` is the moment (ISO) since which mail to ``email`` has not arrived; ``office`` the
    function that somebody holds, ``address`` where letters on paper go.
    """

    id: str
    handle: str | None
    name: str | None = None
    email: str | None = None
    language: str | None = None
    doubtful: str | None = None
    office: str | None = None
    title: str | None = None
    salutation: str | None = None
    telephone: str | None = None
    address: str | None = None


def by_handle(conn: Connection, handle: str) -> Person | None:
    """Find a person by sign-in name."""
    if not handle.isprintable():
        # Nobody has such a name, and what is not UTF-8 cannot even be asked for.
        return None
    row = _BY_HANDLE.run(conn, {"handle": handle}).fetchone()
    return Person(*row) if row else None


def by_id(conn: Connection, person: str) -> Person | None:
    """Find a person by pseudonym, erased ones too."""
    if not person.isprintable():
        return None
    row = _BY_ID.run(conn, {"id": person}).fetchone()
    return Person(*row) if row else None


def everybody(conn: Connection) -> list[Person]:
    """Give everybody ever registered, by sign-in name; those who were erased come last."""
    rows = conn.execute(select(people).order_by(people.c.handle.is_(None), people.c.handle))
    return [Person(*row) for row in rows]


def handles(conn: Connection) -> dict[str, str]:
    """Give the sign-in name of every pseudonym that has one."""
    known = select(people.c.id, people.c.handle).where(people.c.handle.is_not(None))
    return {row.id: row.handle for row in conn.execute(known)}


DETAILS = ("office", "title", "salutation", "telephone", "address")
"""What letters to a person need beside name, mail address and language."""


def register(conn: Connection, handle: str, values: Mapping[str, str | None]) -> Person:
    """Add a person under a new random pseudonym that says nothing about them."""
    person = Person(f"p-{secrets.token_hex(8)}", handle, **values)
    row = {slot: getattr(person, slot) for slot in Person.__slots__}
    conn.execute(insert(people), row)
    return person


def by_ids(conn: Connection, ids: Iterable[str]) -> dict[str, Person]:
    """Give people by their pseudonyms; who is not there any more is left out."""
    rows = (_BY_ID.run(conn, {"id": one}).fetchone() for one in set(ids))
    return {row[0]: Person(*row) for row in rows if row}


def doubtful(conn: Connection) -> list[str]:
    """Give the sign-in names of those at whose address mail does not arrive."""
    known = select(people.c.handle).where(people.c.doubtful.is_not(None))
    return [handle or "—" for handle in conn.execute(known.order_by(people.c.handle)).scalars()]


def change_contact(conn: Connection, person: str, values: dict[str, str | None]) -> None:
    """Change the name, address or language of a person; a new address is not in doubt."""
    if "email" in values:
        values = {**values, "doubtful": None}
    conn.execute(update(people).where(people.c.id == person).values(values))


def doubt(conn: Connection, person: str, address: str, since: str) -> None:
    """Mark an address as one at which mail does not arrive, unless it was changed meanwhile."""
    held = (people.c.id == person) & (people.c.email == address) & people.c.doubtful.is_(None)
    conn.execute(update(people).where(held).values(doubtful=since))


def erase(conn: Connection, person: str) -> None:
    """Leave nothing of a person but the pseudonym."""
    kept = {column.name: None for column in people.columns if not column.primary_key}
    conn.execute(update(people).where(people.c.id == person).values(kept))
