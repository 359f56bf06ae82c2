"""A programme to remind: countries with the status, focal points with addresses, a report owed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path

from benchmarks.desks import SECRETARIAT, codes
from pathfinder_flow.app import build_post
from pathfinder_flow.calendars.almanac import Almanac
from pathfinder_flow.definitions.parse import define, parse_workflow
from pathfinder_flow.definitions.places import workflow_files
from pathfinder_flow.domain.entries import Act, Draft, Kind
from pathfinder_flow.domain.ladder import Hours
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.working_days import Calendar
from pathfinder_flow.services.desk import Desk, Session
from pathfinder_flow.services.founding import found
from pathfinder_flow.services.post import Post
from pathfinder_flow.settings import load
from pathfinder_flow.store import people
from pathfinder_flow.store.engine import open_engine
from pathfinder_flow.store.files import EvidenceFiles

NAME = "pathfinder/2023"
START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that stands where it was put."""

    now: datetime = START

    def __call__(self) -> datetime:
        """Give the moment."""
        return self.now


class EveryDay(Almanac):
    """Every day is worked on, and every clock shows UTC: so that all is due at one moment."""

    def calendar(self, name: str) -> Calendar:
        """Give a calendar without a day off."""
        return Calendar(name, "no days off", lambda _day: None)

    def zones(self, country: str) -> tuple[str, ...]:  # noqa: ARG002 - the same for all
        """Give the one zone."""
        return ("UTC",)

    def zone(self, name: str) -> tzinfo:  # noqa: ARG002
        """Give UTC."""
        return UTC


def post_room(*, at_once: bool) -> Post:
    """Give the shipped ladders and templates; ``at_once``: everything due at the same moment."""
    post = build_post(load({}, office="office@secretariat.example"))
    if not at_once:
        return post
    ladders = {
        name: replace(ladder, hours=Hours(start=0, end=24))
        for name, ladder in post.ladders.ladders.items()
    }
    return replace(post, almanac=EveryDay(), ladders=replace(post.ladders, ladders=ladders))


def programme(folder: Path, countries: int, each: int) -> tuple[Desk, Clock]:
    """Found a ledger of countries under implementation since 2020, with focal points each."""
    clock = Clock()
    engine = open_engine(f"sqlite:///{folder / 'ledger.sqlite'}")
    desk = Desk(engine, EvidenceFiles(folder / "evidence", 1 << 20), clock)
    path = workflow_files()[NAME]
    definition = define(parse_workflow(path.read_bytes(), NAME, NAME))
    found(desk, SECRETARIAT, [definition])

    def settle(session: Session) -> None:
        for country in codes(countries):
            _designate(session, country, definition.sha256)
            for number in range(each):
                _appoint(session, country, number)

    desk.write(SECRETARIAT, settle, cache=False)
    return desk, clock


def _designate(session: Session, country: str, sha256: str) -> None:
    act = Act(session.person.id)
    common = {"workflow": NAME, "sha256": sha256}
    opened = {**common, "to": "interest", "implementing": False, "attested": True}
    session.append(Draft(Kind.CASE_OPENED, country, "2020-01-01", act, "", opened))
    granted = {
        **common, "event": "grant_status", "from": "interest", "to": "implementation",
        "attested": True, "rests_on": [], "grants_status": True, "ends_status": False,
        "implementing": True,
    }  # fmt: skip
    fact = {
        "kind": "status_granted", "fields": {}, "source": {}, "note": "", "certainty": "stated",
        "attests_status": True,
    }  # fmt: skip
    session.append(Draft(Kind.EVIDENCE, country, "2020-06-01", act, "", fact))
    session.append(Draft(Kind.TRANSITION, country, "2020-06-01", act, "", granted))


def _appoint(session: Session, country: str, number: int) -> None:
    handle = f"focal.{country.lower()}.{number}"
    person = people.register(
        session.conn, handle, email=f"{handle}@labour.example",
        language=("en", "fr", "es")[number % 3],
    )  # fmt: skip
    body = {
        "person": person.id, "role": str(Role.FOCAL_POINT), "country": country,
        "start": "2020-01-01", "end": None, "letter": "letter of appointment",
    }  # fmt: skip
    act = Act(session.person.id)
    session.append(Draft(Kind.MANDATE, country, "2020-01-01", act, "", body))


SIXTY_DAYS_BEFORE = datetime.combine(date(2027, 3, 31) - timedelta(days=60), START.time(), UTC)
"""When the reminder of sixty days before is due to all."""
