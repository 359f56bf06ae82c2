"""People behind the pseudonyms. Kept apart from the ledger, so that they can be erased."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select

from pathfinder_flow.store.prepared import Prepared
from pathfinder_flow.store.schema import people

_BY_HANDLE = Prepared(select(people).where(people.c.handle == bindparam("handle")))


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who acts. ``id`` is the pseudonym in the ledger; the rest may be erased (None)."""

    id: str
    handle: str | None
    name: str | None = None
    email: str | None = None
    language: str | None = None


def by_handle(conn: Connection, handle: str) -> Person | None:
    """Find a person by sign-in name."""
    if not handle.isprintable():
        # Nobody has such a name, and what is not UTF-8 cannot even be asked for.
        return None
    row = _BY_HANDLE.run(conn, {"handle": handle}).fetchone()
    return Person(*row) if row else None


def handles(conn: Connection) -> dict[str, str]:
    """Give the sign-in name of every pseudonym that has one."""
    known = select(people.c.id, people.c.handle).where(people.c.handle.is_not(None))
    return {row.id: row.handle for row in conn.execute(known)}


def register(
    conn: Connection,
    handle: str,
    *,
    name: str | None = None,
    email: str | None = None,
    language: str | None = None,
) -> Person:
    """Add a person under a new random pseudonym that says nothing about them."""
    person = Person(f"p-{secrets.token_hex(8)}", handle, name, email, language)
    row = {slot: getattr(person, slot) for slot in Person.__slots__}
    conn.execute(insert(people), row)
    return person
