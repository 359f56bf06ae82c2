"""A programme with countries that owe a report, and people to remind: what tests of mail share."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from pathfinder_flow.app import build_notifications
from pathfinder_flow.definitions.data_files import workflow_files
from pathfinder_flow.definitions.parse import define, parse_workflow
from pathfinder_flow.domain.ledger.entries import Act, Draft, Kind
from pathfinder_flow.domain.reminders.mail import DeliveryResult, DeliveryStatus
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.services.audit.checkpoints import for_mails
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.lifecycle.setup import initialise
from pathfinder_flow.services.people.mandates import NewMandate, add_mandate
from pathfinder_flow.services.scheduling.tick import tick
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.settings import load
from pathfinder_flow.store import ledger, outbox
from pathfinder_flow.store.database.engine import open_engine
from pathfinder_flow.store.files import EvidenceFiles

DESK = "desk.secretariat"
OFFICE = "office@secretariat.example"
START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
OPENING = datetime(2027, 1, 4, 16, 0, tzinfo=UTC)
"""When the opening notice is due: in hours in Peru and Colombia, on a working day."""


@dataclass
class Clock:
    now: datetime = START

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Programme:
    """A founded ledger, its clock, and the post room."""

    app: AppContext
    clock: Clock
    notices: NotificationContext
    people: dict[str, str] = field(default_factory=dict)

    def with_rules(self, **rules: object) -> NotificationContext:
        return replace(self.notices, rules=replace(self.notices.rules, **rules))  # type: ignore[arg-type]


def open_programme(url: str, folder: Path, now: datetime, *, busy_seconds: float = 30) -> Programme:
    """Open a programme that is there already."""
    clock = Clock(now)
    engine = open_engine(url, busy_seconds=busy_seconds)
    app = AppContext(
        engine, EvidenceFiles(folder / "evidence", 1 << 20), clock, mail_checkpoint=for_mails
    )
    return Programme(app, clock, build_notifications(load({}, office=OFFICE)))


def found_programme(url: str, folder: Path, contacts: dict[str, tuple[str, ...]]) -> Programme:
    """Found one: countries under implementation since 2020, with the addresses of focal points."""
    programme = open_programme(url, folder, START)
    name = "pathfinder/2023"
    definition = define(parse_workflow(workflow_files()[name].read_bytes(), name, name))
    initialise(programme.app, DESK, [definition])
    programme.app.run(
        DESK, lambda session: [designate(session, code, definition.sha256) for code in contacts]
    )
    for country, addresses in contacts.items():
        for number, email in enumerate(addresses):
            appoint(programme, Role.FOCAL_POINT, f"focal.{country}.{number}", email, country)
    return programme


def designate(session: UnitOfWork, country: str, sha256: str) -> None:
    """Put on record, as attested, that a country holds the status and implements."""
    act = Act(session.person.id)
    common = {"workflow": "pathfinder/2023.2", "sha256": sha256, "attested": True}
    opened = {**common, "to": "interest", "implementing": False}
    granted = {
        **common, "event": "grant_status", "from": "interest", "to": "implementation",
        "rests_on": [], "grants_status": True, "ends_status": False, "implementing": True,
    }  # fmt: skip
    fact = {
        "kind": "status_granted", "fields": {}, "source": {}, "note": "", "certainty": "stated",
        "attests_status": True,
    }  # fmt: skip
    for kind, body in (
        (Kind.CASE_OPENED, opened), (Kind.EVIDENCE, fact), (Kind.TRANSITION, granted)
    ):  # fmt: skip
        session.append(Draft(kind, country, "2020-06-01", act, "", body))


def appoint(
    programme: Programme, role: Role, handle: str, email: str | None, country: str | None = None,
    language: str = "en",
) -> None:  # fmt: skip
    """Give somebody a mandate since 2020, with an address to write to."""
    new = NewMandate(
        handle, role, country, "2020-01-01", None, "letter", email=email, language=language
    )
    add_mandate(programme.app, DESK, new)


FOCAL_PERU = "focal@labour.per.example"


class Server:
    """A transport that answers as it is told to, and does something while it has a batch."""

    def __init__(self, fate: DeliveryStatus = DeliveryStatus.SENT, reply: str = "250 ok") -> None:
        self.fate, self.reply = fate, reply
        self.sent: list[tuple[str, bytes]] = []
        self.meanwhile = lambda: None

    def deliver(self, envelopes):  # type: ignore[no-untyped-def]
        self.meanwhile()
        receipts = []
        for one in envelopes:
            for to in one.recipients:
                gone = self.fate is DeliveryStatus.REFUSED and to == FOCAL_PERU
                receipts.append(DeliveryResult(one.message, to, self.fate, self.reply, gone))
                if self.fate is DeliveryStatus.SENT:
                    self.sent.append((to, one.data))
        return receipts

    def stop_within(self, seconds: float) -> None: ...

    def close(self) -> None: ...


def run(programme: Programme, server: Server, owner: str = "run") -> None:
    tick(programme.app, programme.notices, server, owner)


def lines(programme: Programme, **equal: object) -> list[outbox.Delivery]:
    """Give what lies in the outbox."""
    with programme.app.snapshot() as conn:
        return outbox.find(conn, **equal)


def entries(programme: Programme, kind: Kind | None = None) -> list[ledger.Entry]:
    with programme.app.snapshot() as conn:
        return [*ledger.all_entries(conn, kind=kind)]
