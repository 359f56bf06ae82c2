"""Putting a meeting of a body on record: when and where it meets, with which papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import BadMeeting
from pathfinder_flow.domain.ledger.entries import Draft, Entry, Kind
from pathfinder_flow.domain.roles import Body, Role
from pathfinder_flow.services.once import of_kind
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.services.validation import certain_day, clean, required

_LONGEST = 31
"""No meeting of a body lasts longer, in days; one that does has a mistyped date."""


@dataclass(frozen=True)
class NewMeeting:
    """A meeting: how the body counts it ("20"), its first and last day (ISO), place and papers.

    Without ``end`` it lasts a day. ``documents`` are web addresses or references of papers.
    """

    body: Body
    name: str
    start: str
    end: str | None = None
    place: str = ""
    documents: tuple[str, ...] = ()
    reason: str = ""


def open_meeting(app: AppContext, handle: str, new: NewMeeting) -> Entry:
    """Put a meeting on record, to come or past; what was said of it before is replaced.

    The Secretariat's to say. Raises :class:`BadMeeting` for dates that are none of a meeting.
    """

    def work(uow: UnitOfWork) -> Entry:
        attempt = Clause("attempt_meeting", "put a meeting on record")
        act = uow.authorise((Role.SECRETARIAT,), attempt, None)
        start = _day(new.start)
        end = _day(new.end) if new.end else start
        if not 0 <= (end - start).days < _LONGEST:
            said = "it cannot last from {start} to {end}"
            raise BadMeeting(why=Clause("meeting_lasts", said, start=start, end=end))
        body = {
            "body": str(new.body),
            "meeting": required(Clause("meeting", "meeting"), new.name),
            "start": start.isoformat(),
            "end": end.isoformat(),
            "place": clean(Clause("place", "place"), new.place),
            "documents": [required(Clause("document", "document"), one) for one in new.documents],
        }
        reason = clean(Clause("reason", "reason"), new.reason)
        return uow.append(Draft(Kind.MEETING, None, uow.today.isoformat(), act, reason, body))

    return app.run(handle, work, again=of_kind(Kind.MEETING))


def _day(given: str) -> date:
    day = certain_day(given)
    if isinstance(day, Clause):
        raise BadMeeting(why=day)
    return day
