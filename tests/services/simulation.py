"""A post room at a desk, for tests: the real almanac, ladders and templates, and what is sent."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pathfinder_flow import app, settings
from pathfinder_flow.domain.cases.obligations import Obligation, Reminder
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.ledger.entries import Entry
from pathfinder_flow.domain.reminders.mail import DeliveryResult, DeliveryStatus, Envelope
from pathfinder_flow.domain.roles import Body, Role
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.deadlines.changes import (
    NewExtension,
    NewPause,
    extend,
    resume,
    suspend,
)
from pathfinder_flow.services.deadlines.outcomes import NewReport, record_report
from pathfinder_flow.services.imports.file_rows import stage_file
from pathfinder_flow.services.imports.import_facts import import_facts
from pathfinder_flow.services.imports.understanding import understanding
from pathfinder_flow.services.lifecycle.decisions import NewDecision, record_decision
from pathfinder_flow.services.lifecycle.evidence import NewEvidence
from pathfinder_flow.services.people.mandates import NewMandate, add_mandate
from pathfinder_flow.services.scheduling.tick import Ticked, next_due_at, tick
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger, outbox, projections
from pathfinder_flow.store.outbox import Delivery
from tests.conftest import DESK, Clock

if TYPE_CHECKING:
    from pathfinder_flow.mail.transport import Transport

NAME = "annual_progress_report"
OFFICE = "secretariat@alliance.example"
RUNGS = (
    "opening", "t_60", "t_30", "t_7", "due_today", "overdue_7", "overdue_30", "overdue_90",
)  # fmt: skip


@cache
def shipped_post() -> NotificationContext:
    """The post room as shipped, with the office at an example address."""
    home = tempfile.mkdtemp(prefix="pf-post-")
    made = app.build_notifications(settings.load({}, home=home, actor=DESK))
    return replace(made, rules=replace(made.rules, office=OFFICE))


@dataclass
class Collector:
    """A transport that keeps what it is given, or fares with it as a test says, by address."""

    fates: dict[str, DeliveryStatus] = field(default_factory=dict)
    everywhere: DeliveryStatus = DeliveryStatus.SENT
    sent: list[tuple[str, Envelope]] = field(default_factory=list)
    tried: int = 0

    def deliver(self, envelopes: Sequence[Envelope]) -> list[DeliveryResult]:
        receipts = []
        for envelope in envelopes:
            self.tried += 1
            for to in envelope.recipients:
                fate = self.fates.get(to, self.everywhere)
                gone = fate is DeliveryStatus.REFUSED
                receipts.append(DeliveryResult(envelope.message, to, fate, f"it is {fate}", gone))
                if fate is DeliveryStatus.SENT:
                    self.sent.append((to, envelope))
        return receipts

    def stop_within(self, seconds: float) -> None:
        """Nothing is in hand."""

    def close(self) -> None:
        """Nothing is open."""


@dataclass(frozen=True)
class Mail:
    """A mail that was delivered to an address."""

    address: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def language(self) -> str:
        return str(self.message["Content-Language"])

    @property
    def sent_at(self) -> datetime:
        return datetime.strptime(str(self.message["Date"]), "%a, %d %b %Y %H:%M:%S %z")

    @property
    def text(self) -> str:
        part = self.message.get_body(("plain",))
        assert part is not None
        return " ".join(str(part.get_content()).split())

    @property
    def calendar(self) -> str | None:
        """The calendar item attached, unfolded."""
        for part in self.message.iter_attachments():
            return bytes(part.get_payload(decode=True)).decode().replace("\r\n ", "")
        return None


class Reminders:
    """A desk with a post room, a transport that collects, and countries that owe reports."""

    def __init__(
        self, app: AppContext, clock: Clock, *, notices: NotificationContext | None = None,
        transport: Transport | None = None, **rules: Any,
    ) -> None:  # fmt: skip
        made = notices or shipped_post()
        self.app, self.clock = app, clock
        self.notices = replace(made, rules=replace(made.rules, **rules))
        self.collector = Collector()
        self.transport: Transport = transport or self.collector

    # People and countries

    def country(self, *codes: str, granted: str = "2022-05-16") -> None:
        """Let countries hold the status since a day, on the public record since now."""
        lines = ["iso3,event,date,certainty,institution,source,note"]
        lines += [f"{code},status_granted,{granted},stated,,https://example.org," for code in codes]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "facts.csv"
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            staged = stage_file(path, understanding(self.app))[0]
            import_facts(self.app, DESK, staged)
            staged.close()

    def appoint(
        self, handle: str, role: Role = Role.FOCAL_POINT, country: str | None = None,
        *, email: str | None = "", language: str | None = "en", name: str | None = None,
        start: str = "2020-01-01", end: str | None = None,
    ) -> str:  # fmt: skip
        """Give someone a mandate; gives the address, made from the handle unless said."""
        reached = f"{handle}@labour.example" if email == "" else email
        new = NewMandate(handle, role, country, start, end, "letter", name, reached, language)
        add_mandate(self.app, DESK, new)
        return reached or ""

    # Time

    def at(self, moment: str) -> None:
        """Set the clock, to a moment in UTC."""
        self.clock.now = datetime.fromisoformat(moment).replace(tzinfo=UTC)

    def tick(self, owner: str = "run") -> Ticked:
        return tick(self.app, self.notices, self.transport, owner)

    def tick_at(self, moment: str) -> Ticked:
        self.at(moment)
        return self.tick()

    def run_until(self, moment: str) -> int:
        """Tick now and whenever there is something to do; gives how many ticks it took."""
        end = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        ticks = 1
        self.tick()
        while (turn := next_due_at(self.app)) and turn <= end:
            self.clock.now = max(turn, self.clock.now + timedelta(seconds=1))
            self.tick()
            ticks += 1
            assert ticks < 1000, "there is always something to do"
        self.clock.now = end
        self.tick()
        return ticks

    # Acts

    def report(
        self, country: str = "PER", outcome: str = "reported", *, effective: str | None = None,
        period: str = "2026", by: str = DESK, reason: str = "",
    ) -> list[Entry]:  # fmt: skip
        day = effective or self.app.today().isoformat()
        evidence = None
        if outcome in ("reported", "partly_reported"):
            evidence = NewEvidence("annual_report", day, url="https://example.org/report")
        new = NewReport(period, outcome, day, evidence, None, None, reason)
        return record_report(self.app, self.notices, by, country, new)

    def decision(self, outcome: str = "deadline_extended", country: str = "PER") -> int:
        """Put a decision of the GCG on record."""
        new = NewDecision(Body.GCG, "21", self.app.today().isoformat(), {country: outcome})
        return record_decision(self.app, DESK, new)[0].number

    def extend(
        self, to: str, *, country: str = "PER", decision: int | None = None, by: str = DESK,
        reason: str = "flood", period: str = "2026",
    ) -> Entry:  # fmt: skip
        number = self.decision(country=country) if decision is None else decision
        new = NewExtension(period, to, number, reason)
        return extend(self.app, self.notices, by, country, new)

    def suspend(self, effective: str | None = None, *, country: str = "PER") -> Entry:
        day = effective or self.app.today().isoformat()
        return suspend(self.app, DESK, country, NewPause(day, "elections"))

    def resume(self, effective: str | None = None, *, country: str = "PER") -> Entry:
        day = effective or self.app.today().isoformat()
        return resume(self.app, DESK, country, NewPause(day, "a government is in office"))

    # What came of it

    @property
    def mails(self) -> list[Mail]:
        """What the collecting transport delivered, in order."""
        return [
            Mail(to, message_from_bytes(envelope.data, policy=policy.default))
            for to, envelope in self.collector.sent
        ]

    def mails_to(self, address: str) -> list[Mail]:
        return [mail for mail in self.mails if mail.address == address]

    def record(self, country: str = "PER") -> Record:
        with self.app.snapshot() as conn:
            return Record(country, ledger.entries_of(conn, country))

    def obligation(self, country: str = "PER", period: str = "2026") -> Obligation:
        return self.record(country).obligations.of((NAME, period))

    def due(self, country: str = "PER", period: str = "2026") -> date | None:
        kept = self.obligation(country, period).due
        return kept.day if kept else None

    def reminders(self, country: str = "PER", period: str = "2026") -> list[Reminder]:
        return list(self.obligation(country, period).reminders.values())

    def ended(self, country: str = "PER", period: str = "2026") -> dict[str, str]:
        """How each rung ended, in the order they did: ``sent`` or why not."""
        return {one.rung: one.withheld or "sent" for one in self.reminders(country, period)}

    def outbox(self, **equal: Any) -> list[Delivery]:
        with self.app.snapshot() as conn:
            return outbox.find(conn, **equal)

    def contents(self) -> dict[str, list[dict[str, Any]]]:
        """Every projection, whole."""
        with self.app.snapshot() as conn:
            return projections.contents(conn)

    def size(self) -> int:
        with self.app.snapshot() as conn:
            return ledger.size(conn)


FOCAL, MEMBER = "focal.per@labour.example", "member.mwg@labour.example"
