"""Meetings of the bodies: when and where one meets, and what is put before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.ledger.entries import Entry, Kind
from pathfinder_flow.domain.roles import Body

DEFERRED = "deferred"
"""The outcome of a body that puts a matter off; it allows no move under any workflow."""

NO_DECISION = "none"
"""Stands for an outcome where a body spoke of a country and decided nothing."""

NEEDS_GROUNDS = frozenset(("changes_asked", "declined", "inactive"))
"""Outcomes that a country is told the grounds of, so that none is recorded without."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of a body by what the newest entry ``number`` says of it.

    ``name`` is how the body counts its meetings ("20"), ``start`` and ``end`` its first and last
    day, ``documents`` addresses and references of its papers.
    """

    number: int
    body: Body
    name: str
    start: date
    end: date
    place: str
    documents: tuple[str, ...]


def meeting_of(entry: Entry) -> Meeting:
    """Read a meeting."""
    body = entry.body
    return Meeting(
        number=entry.number,
        body=Body(body["body"]),
        name=body["meeting"],
        start=date.fromisoformat(body["start"]),
        end=date.fromisoformat(body["end"]),
        place=body["place"],
        documents=tuple(body["documents"]),
    )


def meetings(programme: Record) -> list[Meeting]:
    """Give the meetings that the programme's record knows, the earliest first.

    What was said last of a meeting holds.
    """
    known = {}
    for entry in programme.entries:
        if entry.kind is Kind.MEETING and entry.number not in programme.withdrawn:
            found = meeting_of(entry)
            known[found.body, found.name] = found
    return sorted(known.values(), key=lambda one: (one.start, one.body, one.name))


def find_meeting(programme: Record, body: Body, name: str) -> Meeting | None:
    """Find a meeting by its body and its name; None if the record does not know it."""
    known = meetings(programme)
    return next((one for one in known if (one.body, one.name) == (body, name)), None)


def decisions_at(programme: Record, meeting: Meeting) -> list[Entry]:
    """Give the decisions that a body took at a meeting, as corrections leave them, in order."""
    return [
        programme.amend(entry)
        for entry in programme.entries
        if entry.kind is Kind.DECISION
        and entry.number not in programme.withdrawn
        and (entry.body["body"], entry.body["meeting"]) == (meeting.body, meeting.name)
    ]
