"""Running a use case in the mind only, for whoever may read and not write."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from pathfinder_flow.services.desk import Desk, Session

T = TypeVar("T")


def imagine(desk: Desk, handle: str, work: Callable[[Session], T]) -> T:
    """Run a use case on what is on record, as the person with this sign-in name; keep nothing.

    The work may append; it may neither write to the database itself nor flush.
    """
    with desk.reading() as conn:
        return work(Session(desk, conn, handle, {}, (0, 0), hold=False))
