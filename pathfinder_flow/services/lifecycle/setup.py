"""Setting up: the first Secretariat, and the workflows that come with the program."""

from __future__ import annotations

import re

from pathfinder_flow.definitions.parse import Definition
from pathfinder_flow.domain.errors.conflict import AlreadyInitialised
from pathfinder_flow.domain.errors.invalid import BadHandle
from pathfinder_flow.domain.ledger.entries import Act, Draft, Entry, Kind
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.services.lifecycle.workflows import publish_in
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.store import people
from pathfinder_flow.store.database import migrate
from pathfinder_flow.store.database.engine import in_plain_words, where

_HANDLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,63}")


def initialise(app: AppContext, handle: str, definitions: list[Definition]) -> list[Entry]:
    """Set a new ledger up.

    1. Create the tables. 2. Register the founder and record the founding mandate as
    Secretariat, which rests on itself. 3. Publish the workflows.
    """
    with in_plain_words(app.engine):
        migrate.upgrade(app.engine)

    def work(uow: UnitOfWork) -> list[Entry]:
        if uow.writer.size:
            raise AlreadyInitialised(where=where(app.engine), size=uow.writer.size)
        mandate = _founding_mandate(uow)
        return [mandate, *(publish_in(uow, definition) for definition in definitions)]

    return app.run(handle, work)


def _founding_mandate(uow: UnitOfWork) -> Entry:
    person = people.register(uow.conn, check_handle(uow.handle), {})
    today = uow.today.isoformat()
    return uow.append(
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
