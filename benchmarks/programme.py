"""A programme to remind: countries with the status, focal points with addresses, a report owed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path

from benchmarks.desks import SECRETARIAT, codes
from pathfinder_flow.app import build_notifications
from pathfinder_flow.calendars.almanac import Almanac
from pathfinder_flow.definitions.data_files import workflow_files
from pathfinder_flow.definitions.parse import define, parse_workflow
from pathfinder_flow.domain.dates.working_days import Calendar
from pathfinder_flow.domain.ledger.entries import Act, Draft, Kind
from pathfinder_flow.domain.reminders.ladder import Hours
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.services.audit.checkpoints import for_mails
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.lifecycle.setup import initialise
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.settings import load
from pathfinder_flow.store import people
from pathfinder_flow.store.database.engine import open_engine
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

    def only_zone(self, country: str) -> str | None:  # noqa: ARG002
        """Give that one."""
        return "UTC"

    def zone(self, name: str) -> tzinfo:  # noqa: ARG002
        """Give UTC."""
        return UTC


def post_room(*, at_once: bool) -> NotificationContext:
    """Give the shipped ladders and templates; ``at_once``: everything due at the same moment."""
    notices = build_notifications(load({}, office="office@secretariat.example"))
    if not at_once:
        return notices
    ladders = {
        name: replace(ladder, hours=Hours(start=0, end=24))
        for name, ladder in notices.ladders.ladders.items()
    }
    return replace(notices, almanac=EveryDay(), ladders=replace(notices.ladders, ladders=ladders))


def programme(folder: Path, countries: int, each: int) -> tuple[AppContext, Clock]:
    """Found a ledger of countries under implementation since 2020, with focal points each."""
    clock = Clock()
    engine = open_engine(f"sqlite:///{folder / 'ledger.sqlite'}")
    app = AppContext(
        engine, EvidenceFiles(folder / "evidence", 1 << 20), clock, mail_checkpoint=for_mails
    )
    path = workflow_files()[NAME]
    definition = define(parse_workflow(path.read_bytes(), NAME, NAME))
    initialise(app, SECRETARIAT, [definition])

    def settle(uow: UnitOfWork) -> None:
        for country in codes(countries):
            _designate(uow, country, definition.sha256)
            for number in range(each):
                _appoint(uow, country, number)

    app.run(SECRETARIAT, settle, cache=False)
    return app, clock


def _designate(uow: UnitOfWork, country: str, sha256: str) -> None:
    act = Act(uow.person.id)
    common = {"workflow": NAME, "sha256": sha256}
    opened = {**common, "to": "interest", "implementing": False, "attested": True}
    uow.append(Draft(Kind.CASE_OPENED, country, "2020-01-01", act, "", opened))
    granted = {
        **common, "event": "grant_status", "from": "interest", "to": "implementation",
        "attested": True, "rests_on": [], "grants_status": True, "ends_status": False,
        "implementing": True,
    }  # fmt: skip
    fact = {
        "kind": "status_granted", "fields": {}, "source": {}, "note": "", "certainty": "stated",
        "attests_status": True,
    }  # fmt: skip
    uow.append(Draft(Kind.EVIDENCE, country, "2020-06-01", act, "", fact))
    uow.append(Draft(Kind.TRANSITION, country, "2020-06-01", act, "", granted))


def _appoint(uow: UnitOfWork, country: str, number: int) -> None:
    handle = f"focal.{country.lower()}.{number}"
    person = people.register(
        uow.conn, handle, email=f"{handle}@labour.example",
        language=("en", "fr", "es")[number % 3],
    )  # fmt: skip
    body = {
        "person": person.id, "role": str(Role.FOCAL_POINT), "country": country,
        "start": "2020-01-01", "end": None, "letter": "letter of appointment",
    }  # fmt: skip
    act = Act(uow.person.id)
    uow.append(Draft(Kind.MANDATE, country, "2020-01-01", act, "", body))


SIXTY_DAYS_BEFORE = datetime.combine(date(2027, 3, 31) - timedelta(days=60), START.time(), UTC)
"""When the reminder of sixty days before is due to all."""
