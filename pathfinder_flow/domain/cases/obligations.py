"""What the ledger says about obligations: due dates, outcomes, extensions, pauses, reminders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import pairwise
from typing import Any, ClassVar

from pathfinder_flow.domain.dates.edtf import When, parse_when
from pathfinder_flow.domain.ledger.entries import Entry, Kind

Key = tuple[str, str]
"""An obligation: the name of its rule and the period it covers, ``("annual_report", "2026")``."""

CLOSED = "closed"
"""The outcome of a period that ends without a report: it was never sent, and is not awaited."""

EXCUSES = ("exempt", "waived", CLOSED)
"""Outcomes after which no report is expected any more."""

RETURNED = "returned"
"""The outcome that settles nothing: the report was incomplete and went back to the country."""

BEGINS_ANEW = ("extended", "resumed", "taken_back", "owed_again", "returned", "reopened")
"""Why a due date was recorded, when the ladder begins anew with it."""

MOVED = "moved_"
"""How the letters on a moved date are called in place of a rung."""

CANCELLED = "cancelled_"
"""How the letters that call a deadline off are called in place of a rung."""

CORRECTION_LETTER = "correction_letter"
"""In place of a rung: the letter that takes back notices sent in good faith."""


@dataclass(frozen=True, slots=True)
class Due:
    """A due date on record; ``day`` None when the obligation fell away.

    ``at`` is the moment the day is over in the country's ``zone`` (both None while nobody has
    said in which of its zones). ``steps`` tell how it was computed, ``because`` why anew.
    """

    number: int
    recorded_at: datetime
    day: date | None
    opens: date
    zone: str | None
    at: datetime | None
    calendar: str
    calendar_version: str
    steps: tuple[dict[str, Any], ...]
    because: str


@dataclass(frozen=True, slots=True)
class Result:
    """How a period ended: the outcome, since when (the date of the report), on what evidence.

    ``attested``: told by a source, of a time before this ledger knew the country.
    """

    number: int
    recorded_at: datetime
    outcome: str
    when: When
    evidence: int | None
    attested: bool = False


@dataclass(frozen=True, slots=True)
class Extended:
    """A due date put off to another day, on the strength of a decision."""

    number: int
    since: date
    to: date
    decision: int


@dataclass(frozen=True, slots=True)
class Pause:
    """A suspension: from ``start`` to ``end``, the day of the resumption (exclusive) or None."""

    number: int
    start: date
    end: date | None = None
    ended_by: int | None = None


@dataclass(frozen=True, slots=True)
class Delivered:
    """One recipient of a reminder: a pseudonym, or ``secretariat`` for its office.

    ``sha256`` is that of the mail's bytes; None when it could not be written.
    """

    recipient: str
    role: str
    copy: bool
    language: str
    message: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Reminder:
    """How a rung ended: ``served`` recipients, or the reason why it was ``withheld``."""

    number: int
    recorded_at: datetime
    rung: str
    round: int
    due: str | None
    served: tuple[Delivered, ...]
    withheld: str | None
    facts: dict[str, Any]

    @property
    def messages(self) -> tuple[str, ...]:
        """The messages it became, each once."""
        return tuple(dict.fromkeys(one.message for one in self.served))


@dataclass
class Obligation:
    """Everything on record about one obligation, oldest first."""

    dues: list[Due] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    extensions: list[Extended] = field(default_factory=list)
    reminders: dict[tuple[int, str], Reminder] = field(default_factory=dict)

    @property
    def due(self) -> Due | None:
        """The due date on record now."""
        return self.dues[-1] if self.dues else None

    @property
    def last_day(self) -> date | None:
        """The due date on record, or the one that fell away."""
        days = [due.day for due in self.dues if due.day]
        return days[-1] if days else None

    @property
    def previous_day(self) -> date | None:
        """The due date before the present one; None when it was the first."""
        days = [due.day for due in self.dues if due.day]
        return next((day for day in reversed(days) if day != days[-1]), None)

    @property
    def result(self) -> Result | None:
        """The outcome that counts: the one recorded last; None if the report was returned."""
        last = self.results[-1] if self.results else None
        return None if last and last.outcome == RETURNED else last

    @property
    def is_excused(self) -> bool:
        """Whether no report is expected any more, by the outcome."""
        return self.result is not None and self.result.outcome in EXCUSES

    @property
    def sequence(self) -> int:
        """A number that grows with every change that a calendar must follow (RFC 5545)."""
        changes = sum(
            before.day != after.day or after.because == "reopened"
            for before, after in pairwise(self.dues)
        )
        return 2 * changes + self.is_excused

    @property
    def round(self) -> int:
        """The entry with which its term last began anew; 0 for the first time.

        Each rung is climbed once in a round.
        """
        begun = [due.number for due in self.dues if due.because in BEGINS_ANEW]
        return begun[-1] if begun else 0


@dataclass
class Obligations:
    """The fold of a country's entries on obligations.

    ``delivered`` holds, by mail and recipient, what the entries say became of it.
    """

    zones: list[tuple[int, str]] = field(default_factory=list)
    weekends: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    known: defaultdict[Key, Obligation] = field(default_factory=lambda: defaultdict(Obligation))
    pauses: defaultdict[str, list[Pause]] = field(default_factory=lambda: defaultdict(list))
    delivered: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def zone(self) -> str | None:
        """The time zone that was said to hold for the country, if it was."""
        return self.zones[-1][1] if self.zones else None

    @property
    def weekend(self) -> tuple[int, tuple[str, ...]] | None:
        """The days of the week that were said to be off, after the entry that says so."""
        return self.weekends[-1] if self.weekends else None

    def of(self, key: Key) -> Obligation:
        """Give what is on record about an obligation, nothing if nothing is."""
        return self.known.get(key) or Obligation()

    def take(self, entry: Entry) -> None:
        """Take the next entry, if it is about obligations."""
        taker = self._takers.get(entry.kind)
        if taker:
            taker(self, entry)

    def _zone(self, entry: Entry) -> None:
        self.zones.append((entry.number, entry.body["zone"]))

    def _weekend(self, entry: Entry) -> None:
        self.weekends.append((entry.number, tuple(entry.body["days"])))

    def _due(self, entry: Entry) -> None:
        body = entry.body
        self._of(entry).dues.append(
            Due(
                number=entry.number,
                recorded_at=entry.recorded_at,
                day=date.fromisoformat(body["due"]) if body["due"] else None,
                opens=date.fromisoformat(body["opens"]),
                zone=body["zone"],
                at=datetime.fromisoformat(body["at"]) if body["at"] else None,
                calendar=body["calendar"],
                calendar_version=body["calendar_version"],
                steps=tuple(body["steps"]),
                because=body["because"],
            )
        )

    def _outcome(self, entry: Entry) -> None:
        body = entry.body
        when, told = parse_when(entry.effective), bool(body.get("attested"))
        result = Result(
            entry.number, entry.recorded_at, body["outcome"], when, body["evidence"], told
        )
        self._of(entry).results.append(result)

    def _extension(self, entry: Entry) -> None:
        to, since = date.fromisoformat(entry.body["to"]), date.fromisoformat(entry.effective)
        extended = Extended(entry.number, since, to, entry.body["decision"])
        self._of(entry).extensions.append(extended)

    def _of(self, entry: Entry) -> Obligation:
        return self.known[entry.body["obligation"], entry.body["period"]]

    def _suspension(self, entry: Entry) -> None:
        pause = Pause(entry.number, date.fromisoformat(entry.effective))
        self.pauses[entry.body["obligation"]].append(pause)

    def _resumption(self, entry: Entry) -> None:
        pauses = self.pauses[entry.body["obligation"]]
        for index, pause in enumerate(pauses):
            if pause.number == entry.body["suspension"]:
                end = date.fromisoformat(entry.effective)
                pauses[index] = replace(pause, end=end, ended_by=entry.number)

    def _reminder(self, entry: Entry) -> None:
        body = entry.body
        reminder = Reminder(
            number=entry.number,
            recorded_at=entry.recorded_at,
            rung=body["rung"],
            round=body["round"],
            due=body["due"],
            served=tuple(Delivered(**one) for one in body["served"]),
            withheld=body["withheld"],
            facts=body["facts"],
        )
        self._of(entry).reminders[reminder.round, reminder.rung] = reminder

    def _delivery(self, entry: Entry) -> None:
        body = entry.body
        known = self.delivered.setdefault((body["message"], body["recipient"]), [])
        known.append({**body, "number": entry.number, "recorded_at": entry.recorded_at})

    _takers: ClassVar[dict[Kind, Callable[[Obligations, Entry], None]]] = {
        Kind.ZONE: _zone,
        Kind.WEEKEND: _weekend,
        Kind.DUE: _due,
        Kind.OUTCOME: _outcome,
        Kind.EXTENSION: _extension,
        Kind.SUSPENSION: _suspension,
        Kind.RESUMPTION: _resumption,
        Kind.REMINDER: _reminder,
        Kind.DELIVERY: _delivery,
    }
