"""Who reads: the viewer that a person on record is."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from pathfinder_flow.domain.rights.viewer import PUBLIC, Viewer, viewer_with
from pathfinder_flow.services.people.personal_data import mandates_of
from pathfinder_flow.store import people


def viewer_of(conn: Connection, handle: str, day: date) -> Viewer:
    """Give the viewer that the person with a sign-in name is on a day.

    By the mandates in force on it; whoever is not on record is the public.
    """
    person = people.by_handle(conn, handle)
    return viewer_with(mandates_of(conn, person.id), day) if person else PUBLIC
