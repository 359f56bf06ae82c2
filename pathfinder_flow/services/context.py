"""What deadlines and reminders need besides the application: ladders, calendars, templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.dates.working_days import Calendar
from pathfinder_flow.domain.deadlines.due_dates import Place, Places

if TYPE_CHECKING:
    from pathfinder_flow.calendars.almanac import Almanac
    from pathfinder_flow.domain.reminders.ladder import Ladders
    from pathfinder_flow.mail.templates.render import Templates

SECRETARIAT = "secretariat"
"""The recipient that is the Secretariat's office, not a person."""


@dataclass(frozen=True)
class MailPolicy:
    """How mail leaves: the office's address, what waits for a person, and how many a day.

    ``hold`` lets every mail wait until a person releases it; ``daily_limit`` is the most that one
    address gets on one day (UTC); ``give_up_days`` is how long a delivery is tried;
    ``lease_minutes`` is longer than handing a batch over can take: what a run has had in hand for
    so long is given up for lost.
    """

    office: str
    hold: bool = False
    daily_limit: int = 20
    give_up_days: int = 5
    lease_minutes: int = 15

    @property
    def domain(self) -> str:
        """The domain in which Message-IDs are made."""
        return self.office.rpartition("@")[2]


@dataclass(frozen=True)
class NotificationContext:
    """Ladders, calendars, templates and rules; ``fingerprint`` changes when dates may change."""

    ladders: Ladders
    fingerprint: str
    almanac: Almanac
    templates: Templates
    rules: MailPolicy

    def places(self, record: Record) -> Places:
        """Give where a country's deadlines hold, and the Secretariat's own place."""
        name = record.obligations.zone or self.almanac.only_zone(record.country)
        zone = self.almanac.zone(name) if name else None
        country = Place(name, zone, self._calendar(record))
        return Places(country, self.secretariat)

    def _calendar(self, record: Record) -> Calendar:
        calendar = self.almanac.calendar(record.country)
        said = record.obligations.weekend
        return calendar.with_weekend(said[1], f"entry {said[0]}") if said else calendar

    @property
    def secretariat(self) -> Place:
        """The Secretariat's own place."""
        office = self.ladders.secretariat
        zone = self.almanac.zone(office.zone)
        return Place(office.zone, zone, self.almanac.calendar(office.calendar))
