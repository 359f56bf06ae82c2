"""What entries say, as values: moves, evidence, decisions, and when each is certain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pathfinder_flow.domain.dates.edtf import When, parse_when
from pathfinder_flow.domain.ledger.entries import Entry
from pathfinder_flow.domain.roles import Mandate, Role

MAY_HAVE_BEEN = "may_have_been"
"""The certainty of a move that facts make possible and none shows."""


@dataclass(frozen=True)
class Count:
    """How many countries certainly, and how many more possibly."""

    certain: int
    possible: int


@dataclass(frozen=True, slots=True)
class Span:
    """From which day something is possible, and from which it is certain.

    ``date.min`` stands for "any time before", ``date.max`` for "never certain".
    """

    possible_from: date
    certain_from: date


@dataclass(frozen=True, slots=True)
class Account:
    """What one entry says about when something happened.

    What is written down as having happened has happened by the day it was written down, however
    imprecise its date; that day bounds every certainty.
    """

    number: int
    when: When
    recorded_on: date
    disputed: bool

    @property
    def span(self) -> Span:
        """When it is possible and when certain, believing this account."""
        latest = None if self.when.uncertain else self.when.latest
        return Span(self.when.earliest or date.min, min(latest or date.max, self.recorded_on))


def agreed(accounts: Iterable[Account]) -> Span | None:
    """Give the span on which all accounts of one fact agree; None without an account.

    An undisputed account outweighs disputed ones. Accounts that can all be true narrow each
    other: what happened "by 6 December 2024" and "by 2025" had happened by 6 December. Several
    disputed accounts differ about the date only: certain once the last of them says so. A single
    disputed account is contradicted as a whole, so it is possible and never certain.
    """
    known = list(accounts)
    if not known:
        return None
    trusted = [account for account in known if not account.disputed]
    chosen = trusted or known
    first = min(account.span.possible_from for account in chosen)
    if trusted:
        certain = min(account.span.certain_from for account in trusted)
        # What is only inferred narrows nothing.
        starts = [one.span.possible_from for one in trusted if not one.when.uncertain]
        narrowed = max(starts, default=first)
        guessed = [one.span.possible_from for one in trusted if one.when.uncertain]
        possible = min([narrowed, *guessed])
        return Span(possible if possible <= certain else first, certain)
    if len(known) == 1:
        return Span(first, date.max)
    return Span(first, max(account.span.certain_from for account in known))


@dataclass(frozen=True, slots=True)
class Move:
    """A change of state on record; the opening of a case is the first, from None."""

    number: int
    event: str
    from_state: str | None
    to_state: str
    account: Account
    attested: bool
    rests_on: tuple[int, ...]
    grants_status: bool
    ends_status: bool
    implementing: bool
    workflow: str
    rank: int | None = None
    """How far along the lifecycle its state lies, where the entry says so."""
    may_have_been: bool = False
    """Whether no fact shows it: it is possible, and never certain."""

    @property
    def order(self) -> tuple[date, int]:
        """Where it stands in the history."""
        return self.account.when.order, self.number


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document or fact on file."""

    number: int
    kind: str
    account: Account
    fields: dict[str, Any]
    source: dict[str, Any]
    recorded_by: frozenset[str]
    attests_status: bool
    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    """Tables that came with it, such as the indicators of a roadmap: rows of texts by column."""

    @property
    def when(self) -> When:
        """Its effective date."""
        return self.account.when

    @property
    def order(self) -> tuple[date, int]:
        """Which of several is the latest."""
        return self.when.order, self.number


@dataclass(frozen=True, slots=True)
class Decision:
    """What a body decided about this country."""

    number: int
    body: str
    meeting: str
    outcome: str
    account: Account
    recused: tuple[str, ...]

    @property
    def when(self) -> When:
        """The day of the decision."""
        return self.account.when

    @property
    def order(self) -> tuple[date, int]:
        """Which of several is the latest."""
        return self.when.order, self.number


@dataclass(frozen=True, slots=True)
class Governance:
    """From when which workflow governs the case."""

    number: int
    workflow: str
    sha256: str
    account: Account


def account_of(entry: Entry) -> Account:
    """Read when an entry says it holds."""
    disputed = entry.body.get("certainty") == "disputed"
    return Account(entry.number, parse_when(entry.effective), entry.recorded_at.date(), disputed)


def move_of(entry: Entry) -> Move:
    """Read a transition, or the opening of a case."""
    body = entry.body
    return Move(
        number=entry.number,
        event=body.get("event", "opened"),
        from_state=body.get("from"),
        to_state=body["to"],
        account=account_of(entry),
        attested=body.get("attested", False),
        rests_on=tuple(body.get("rests_on", ())),
        grants_status=body.get("grants_status", False),
        ends_status=body.get("ends_status", False),
        implementing=body.get("implementing", False),
        workflow=body["workflow"],
        rank=body.get("rank"),
        may_have_been=body.get("certainty") == MAY_HAVE_BEEN,
    )


def evidence_of(entry: Entry, authors: frozenset[str]) -> Evidence:
    """Read evidence; ``authors`` are who recorded it and who amended it."""
    body = entry.body
    return Evidence(
        number=entry.number,
        kind=body["kind"],
        account=account_of(entry),
        fields=body["fields"],
        source=body["source"],
        recorded_by=authors,
        attests_status=body.get("attests_status", False),
        tables=body.get("tables", {}),
    )


def decision_of(entry: Entry, country: str) -> Decision | None:
    """Read what a decision says about a country; None if it does not concern it."""
    body = entry.body
    outcome = body["outcomes"].get(country)
    if outcome is None:
        return None
    return Decision(
        number=entry.number,
        body=body["body"],
        meeting=body["meeting"],
        outcome=outcome,
        account=account_of(entry),
        recused=tuple(body["recused"]),
    )


def mandate_of(entry: Entry) -> Mandate:
    """Read a mandate."""
    body = entry.body
    return Mandate(
        number=entry.number,
        person=body["person"],
        role=Role(body["role"]),
        country=body["country"],
        start=date.fromisoformat(body["start"]),
        end=date.fromisoformat(body["end"]) if body["end"] else None,
        letter=body["letter"],
    )
