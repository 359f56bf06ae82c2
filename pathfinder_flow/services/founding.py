"""Setting up: the first Secretariat, and the workflows that come with the program."""

from __future__ import annotations

import re

from pathfinder_flow.definitions.parse import Definition
from pathfinder_flow.domain.entries import Act, Draft, Entry, Kind
from pathfinder_flow.domain.errors import BadHandle
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.troubles import AlreadyInitialised
from pathfinder_flow.services.desk import Desk, Session
from pathfinder_flow.services.publishing import publish_in
from pathfinder_flow.store import migrate, people
from pathfinder_flow.store.engine import in_plain_words, where

_HANDLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,63}")


def found(desk: Desk, handle: str, definitions: list[Definition]) -> list[Entry]:
    """Set a new ledger up.

    1. Create the tables. 2. Register the founder and record the founding mandate as
    Secretariat, which rests on itself. 3. Publish the workflows.
    """
    with in_plain_words(desk.engine):
        migrate.upgrade(desk.engine)

    def work(session: Session) -> list[Entry]:
        if session.writer.size:
            raise AlreadyInitialised(where=where(desk.engine), size=session.writer.size)
        mandate = _founding_mandate(session)
        return [mandate, *(publish_in(session, definition) for definition in definitions)]

    return desk.write(handle, work)


def _founding_mandate(session: Session) -> Entry:
    person = people.register(session.conn, check_handle(session.handle))
    today = session.today.isoformat()
    return session.append(
        Draft(
            kind=Kind.MANDATE,
            country=None,
            effective=today,
            act=Act(person.id),
            reason="The founding mandate: whoever sets the ledger up acts as the Secretariat.",
            body={
                "person": person.id,
                "role": str(Role.SECRETARIAT),
                "country": None,
                "start": today,
                "end": None,
                "letter": "founding of this ledger",
            },
        )
    )


def check_handle(handle: str) -> str:
    """Give a sign-in name that can be used; raises :class:`BadHandle`."""
    if not _HANDLE.fullmatch(handle):
        raise BadHandle(given=handle)
    return handle
