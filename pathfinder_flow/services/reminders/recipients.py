"""Who is written to: by role and mandate, at which address, in which language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.dates.moments import local_day
from pathfinder_flow.domain.errors.base import PathfinderError
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.mail.mime.compose import address
from pathfinder_flow.services.context import SECRETARIAT, NotificationContext
from pathfinder_flow.store import people


@dataclass(frozen=True, slots=True)
class Recipient:
    """Someone a reminder goes to: a pseudonym, or the Secretariat's office."""

    recipient: str
    role: str
    copy: bool
    name: str | None
    address: str
    language: str


@dataclass(frozen=True, slots=True)
class UnreachableRecipient:
    """Someone who should be written to and cannot be.

    ``why`` is ``no_address``, ``bad_address`` or ``doubtful``.
    """

    recipient: str
    role: str
    copy: bool
    why: str


def addressees(
    conn: Connection,
    notices: NotificationContext,
    record: Record,
    to: Iterable[Role],
    copy: Iterable[Role],
    day: date,
) -> tuple[list[Recipient], list[UnreachableRecipient]]:
    """Give everyone a rung goes to on a day, each once, and who cannot be reached.

    A member of a body is not written to about the country whose seat it is.
    """
    wanted: dict[str, tuple[Role, bool]] = {}
    for role, copied in [*((one, False) for one in to), *((one, True) for one in copy)]:
        for recipient in _holders(record, role, day):
            wanted.setdefault(recipient, (role, copied))
    known = people.by_ids(conn, wanted)
    served: list[Recipient] = []
    unserved: list[UnreachableRecipient] = []
    for recipient, (role, copied) in wanted.items():
        if recipient == SECRETARIAT:
            served.append(office(notices, copy=copied))
            continue
        found = reach(notices, known.get(recipient), str(role), copied, recipient)
        if isinstance(found, Recipient):
            served.append(found)
        else:
            unserved.append(found)
    return served, unserved


def in_country(
    conn: Connection, notices: NotificationContext, record: Record, now: datetime
) -> tuple[list[Recipient], list[UnreachableRecipient]]:
    """Give who in the country can be written to today, and who cannot and why."""
    zone = notices.places(record).country.zone
    day = local_day(now, zone) if zone else now.date()
    return addressees(conn, notices, record, (Role.FOCAL_POINT,), (), day)


def office(notices: NotificationContext, *, copy: bool = False) -> Recipient:
    """Give the Secretariat's office as an addressee."""
    language = notices.ladders.secretariat.language
    return Recipient(SECRETARIAT, str(Role.SECRETARIAT), copy, None, notices.rules.office, language)


def _holders(record: Record, role: Role, day: date) -> list[str]:
    if role is Role.SECRETARIAT:
        return [SECRETARIAT]
    return [
        mandate.person
        for mandate in record.mandates.values()
        if mandate.role is role and mandate.in_force(day) and mandate.covers(record.country)
    ]


def reach(
    notices: NotificationContext,
    person: people.Person | None,
    role: str,
    copied: bool,
    recipient: str,
) -> Recipient | UnreachableRecipient:
    """Give how a person can be reached, or why not; one whose mail came back is not tried."""
    if person is None or not person.email:
        return UnreachableRecipient(recipient, role, copied, "no_address")
    if person.doubtful:
        return UnreachableRecipient(recipient, role, copied, "doubtful")
    try:
        reached = address(person.email)
    except PathfinderError:
        return UnreachableRecipient(recipient, role, copied, "bad_address")
    language = person.language or notices.ladders.secretariat.language
    return Recipient(recipient, role, copied, person.name, reached, language)
