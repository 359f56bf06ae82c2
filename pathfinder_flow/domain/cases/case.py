"""A case: a country's run under a workflow, as it stands on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from pathfinder_flow.domain.cases.facts import Account, Decision, Evidence, Governance, Move, agreed
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.roles import Mandate, Role


@dataclass(frozen=True, slots=True)
class Status:
    """The pathfinder status: from when possible and certain, and the entries that say so."""

    possible_from: date
    certain_from: date
    accounts: tuple[Account, ...]
    shown: bool = True
    """Whether a fact shows it; if not, it only may have been."""

    @property
    def disputed(self) -> bool:
        """Whether accounts contradict it, or each other."""
        return self.shown and any(account.disputed for account in self.accounts)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The entries that say so."""
        return tuple(account.number for account in self.accounts)


class Case:
    """A country as of a day, answering only with what is certain unless it says otherwise."""

    def __init__(self, record: Record, day: date) -> None:
        self.record, self.day = record, day

    @property
    def country(self) -> str:
        """Its ISO 3166-1 alpha-3 code."""
        return self.record.country

    @cached_property
    def _standing(self) -> tuple[Move | None, tuple[Move, ...]]:
        """The last certain move, and those beyond it that may have happened by now."""
        possible: list[Move] = []
        moves = reversed(self.record.moves)
        for move in moves:
            span = self.record.span_of(move)
            if span.certain_from <= self.day:
                possible += self._doubtful_beyond(move, moves)
                return move, tuple(reversed(possible))
            if span.possible_from <= self.day:
                possible.append(move)
        return None, tuple(reversed(possible))

    def _doubtful_beyond(self, last: Move, earlier: Iterator[Move]) -> Iterator[Move]:
        """Give doubtful moves dated before the last certain one that would lead further.

        What is disputed, or only may have been, takes nothing away, and what came after it does
        not settle it.
        """
        for move in earlier:
            doubtful = move.account.disputed or move.may_have_been
            if not doubtful or move.rank is None or last.rank is None:
                continue
            span = self.record.span_of(move)
            if move.rank > last.rank and span.possible_from <= self.day < span.certain_from:
                yield move

    @property
    def last_move(self) -> Move | None:
        """The move that brought it where it certainly stands; None if it may not be open yet."""
        return self._standing[0]

    @property
    def possible_moves(self) -> tuple[Move, ...]:
        """Later moves that may have happened by this day, oldest first."""
        return self._standing[1]

    @property
    def state(self) -> str | None:
        """The state it certainly has reached; None if no case was certainly open."""
        return self.last_move.to_state if self.last_move else None

    @property
    def since(self) -> date | None:
        """The day from which its state counts; the last day possible when imprecise."""
        return self.last_move.account.when.order if self.last_move else None

    @cached_property
    def governance(self) -> Governance | None:
        """The workflow that governs it on this day."""
        known = [g for g in self.record.governance if g.account.span.possible_from <= self.day]
        return known[-1] if known else None

    @cached_property
    def status(self) -> Status | None:
        """The pathfinder status, if any account gives it and nothing certain has ended it."""
        accounts, shown = self._status_accounts()
        span = agreed(accounts)
        if span is None or span.possible_from > self.day:
            return None
        # What may have ended cannot be certain.
        may_have_ended = any(move.ends_status for move in self.possible_moves)
        certain_from = date.max if may_have_ended else span.certain_from
        return Status(span.possible_from, certain_from, tuple(accounts), shown)

    def _status_accounts(self) -> tuple[list[Account], bool]:
        """Give what says that the status was granted, of what nothing certain has ended.

        Where no fact shows it, what only may have been makes it possible.
        """
        changes = [
            m for m in self.record.status_changes if m.account.span.possible_from <= self.day
        ]
        ends = (m for m in changes if m.ends_status and m.account.span.certain_from <= self.day)
        ended = max((move.order for move in ends), default=(date.min, 0))
        granted = [move for move in changes if move.grants_status and move.order > ended]
        found = [move.account for move in granted if not move.attested]
        found += [one.account for one in self.record.attestations if one.order > ended]
        if found:
            return found, True
        may_be = [replace(move.account, disputed=True) for move in granted if move.may_have_been]
        return may_be[:1], False

    @property
    def mandates(self) -> list[Mandate]:
        """Every mandate known for the country or the programme, in force or not."""
        return list(self.record.mandates.values())

    @cached_property
    def _used(self) -> frozenset[int]:
        # What only attests history was never acted on here.
        moves = (move for move in self.record.moves if not move.attested)
        return frozenset(number for move in moves for number in move.rests_on)

    def latest_evidence(self, kind: str, *, unused: bool = False) -> Evidence | None:
        """Give the newest evidence of a kind that certainly holds on this day.

        None if it is to be ``unused`` and a move rests on it: an older one never serves instead.
        """
        for known in reversed(self.record.evidence.get(kind, ())):
            if known.account.span.certain_from <= self.day and not known.account.disputed:
                return None if unused and known.number in self._used else known
        return None

    def first_evidence_after(self, kind: str) -> Evidence | None:
        """Give evidence of a kind that is on file but not certain on this day."""
        for known in self.record.evidence.get(kind, ()):
            if known.account.span.certain_from > self.day or known.account.disputed:
                return known
        return None

    def latest_decision(self, body: str, *, unused: bool = False) -> Decision | None:
        """Give the newest decision of a body about the country; None if ``unused`` and it was."""
        for known in reversed(self.record.decisions):
            if known.body != body or known.account.span.certain_from > self.day:
                continue
            return None if unused and known.number in self._used else known
        return None

    def seat_in(self, body: str, day: date) -> Mandate | None:
        """Give the mandate by which the country holds a seat in a body on a day."""
        for mandate in self.mandates:
            seated = mandate.role is Role(body) and mandate.country == self.country
            if seated and mandate.in_force(day):
                return mandate
        return None
