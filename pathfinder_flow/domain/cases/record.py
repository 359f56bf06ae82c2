"""The fold: everything the ledger says about a country, with corrections applied."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar, TypeVar

from pathfinder_flow.domain.cases.facts import (
    Account,
    Decision,
    Evidence,
    Governance,
    Move,
    Span,
    account_of,
    agreed,
    decision_of,
    evidence_of,
    mandate_of,
    move_of,
)
from pathfinder_flow.domain.cases.obligations import Obligations
from pathfinder_flow.domain.dates.edtf import parse_when
from pathfinder_flow.domain.ledger.entries import Entry, Kind
from pathfinder_flow.domain.roles import Mandate

Fact = TypeVar("Fact", Move, Evidence, Decision)


def _insert(known: list[Fact], fact: Fact) -> None:
    """Put a fact in its place by its date: nearly always the end."""
    if not known or known[-1].order < fact.order:
        known.append(fact)
    else:
        insort(known, fact, key=lambda other: other.order)


def _put_right(body: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """Give what an entry says with some of it put right: fields of evidence, or words of others."""
    if "fields" in body:
        return {**body, "fields": {**body["fields"], **said}}
    return {**body, **said}


class Record:
    """What is known about one country, entry by entry.

    Takes the country's own entries and those of the whole programme (mandates in bodies,
    decisions), in the order of their numbers. Ask :meth:`as_of` of
    :class:`~pathfinder_flow.domain.cases.case.Case` for a day; leave out entries recorded after a
    moment to know what was known then.
    """

    def __init__(self, country: str, entries: Iterable[Entry] = ()) -> None:
        self.country = country
        self.entries: list[Entry] = []
        self._clear()
        self.extend(entries)

    def _clear(self) -> None:
        self.moves: list[Move] = []
        self.status_changes: list[Move] = []
        self.attestations: list[Evidence] = []
        self.governance: list[Governance] = []
        self.evidence: defaultdict[str, list[Evidence]] = defaultdict(list)
        self.decisions: list[Decision] = []
        self.kinds: dict[int, str] = {}
        self.accounts: dict[int, Account] = {}
        self.mandates: dict[int, Mandate] = {}
        self.obligations = Obligations()
        self.withdrawn: set[int] = set()
        self.amended: dict[int, list[Entry]] = {}

    @property
    def last_number(self) -> int:
        """The number of the newest entry taken; 0 before the first."""
        return self.entries[-1].number if self.entries else 0

    def add(self, entry: Entry) -> None:
        """Take the next entry. A correction changes what earlier entries say."""
        self.extend((entry,))

    def extend(self, entries: Iterable[Entry]) -> None:
        """Take the next entries; however many corrections there are, all is folded once."""
        new = list(entries)
        self.entries += new
        if any(entry.kind is Kind.CORRECTION for entry in new):
            self._refold()
        else:
            for entry in new:
                self._take(entry)

    def _refold(self) -> None:
        self._clear()
        for correction in reversed(self.entries):
            if correction.kind is Kind.CORRECTION and correction.number not in self.withdrawn:
                if correction.body["withdraw"]:
                    self.withdrawn.add(correction.body["corrects"])
                else:
                    self.amended.setdefault(correction.body["corrects"], []).insert(0, correction)
        for entry in self.entries:
            if entry.number not in self.withdrawn:
                self._take(self.amend(entry))

    def amend(self, entry: Entry) -> Entry:
        """Give an entry as its corrections leave it; the number stays its own.

        So does the moment, but when the corrected date only came after it: then nobody had
        written down before the correction that it happened.
        """
        if entry.number not in self.amended:
            return entry
        draft, moment = entry.draft, entry.recorded_at
        for correction in self.amended[entry.number]:
            body = correction.body
            if body["effective"]:
                draft = replace(draft, effective=body["effective"])
                first = parse_when(draft.effective).earliest
                came_after = first is not None and first > entry.recorded_at.date()
                moment = correction.recorded_at if came_after else entry.recorded_at
            if body["fields"]:
                draft = replace(draft, body=_put_right(draft.body, body["fields"]))
        return replace(entry, draft=draft, recorded_at=moment)

    def _take(self, entry: Entry) -> None:
        taker = self._takers.get(entry.kind)
        if taker:
            taker(self, entry)
        else:
            self.obligations.take(entry)

    def _open(self, entry: Entry) -> None:
        self._place(entry)
        self._govern(entry)

    def _place(self, entry: Entry) -> None:
        move = move_of(entry)
        self.accounts[move.number] = move.account
        _insert(self.moves, move)
        if move.grants_status or move.ends_status:
            _insert(self.status_changes, move)

    def _add_evidence(self, entry: Entry) -> None:
        authors = {entry.act.actor, *(c.act.actor for c in self.amended.get(entry.number, ()))}
        evidence = evidence_of(entry, frozenset(authors))
        self.accounts[evidence.number] = evidence.account
        self.kinds[evidence.number] = evidence.kind
        _insert(self.evidence[evidence.kind], evidence)
        if evidence.attests_status:
            _insert(self.attestations, evidence)

    def _add_decision(self, entry: Entry) -> None:
        decision = decision_of(entry, self.country)
        if decision:
            self.accounts[decision.number] = decision.account
            _insert(self.decisions, decision)

    def _govern(self, entry: Entry) -> None:
        body = entry.body
        self.governance.append(
            Governance(entry.number, body["workflow"], body["sha256"], account_of(entry))
        )

    def _add_mandate(self, entry: Entry) -> None:
        self.mandates[entry.number] = mandate_of(entry)

    def _end_mandate(self, entry: Entry) -> None:
        mandate = self.mandates.get(entry.body["mandate"])
        if mandate:
            end = date.fromisoformat(entry.body["end"])
            self.mandates[mandate.number] = replace(mandate, end=end)

    _takers: ClassVar[dict[Kind, Callable[[Record, Entry], None]]] = {
        Kind.CASE_OPENED: _open,
        Kind.TRANSITION: _place,
        Kind.MIGRATION: _govern,
        Kind.EVIDENCE: _add_evidence,
        Kind.DECISION: _add_decision,
        Kind.MANDATE: _add_mandate,
        Kind.MANDATE_ENDED: _end_mandate,
    }

    def span_of(self, move: Move) -> Span:
        """Give when a move is possible and certain.

        An attested move whose source is disputed is judged by every account of that fact; one
        that only may have been is never certain.
        """
        if move.may_have_been:
            return Span(move.account.span.possible_from, date.max)
        if move.attested and move.account.disputed and move.rests_on:
            kind = self.kinds.get(move.rests_on[0], "")
            return agreed(known.account for known in self.evidence[kind]) or move.account.span
        return move.account.span

    def first_break(self) -> tuple[Move, str | None] | None:
        """Find the first move that does not start where the one before it ended.

        Attested moves are exempt: they say where a country came to stand, not from where.
        Returns the move and the state found in its place, or None when all moves fit.
        """
        stand: str | None = None
        for move in self.moves:
            if not move.attested and move.from_state != stand:
                return move, stand
            stand = move.to_state
        return None

    def first_unsupported(self) -> tuple[Move, int] | None:
        """Find the first decided move that rests on something that no longer holds on its day.

        Returns the move and the number of what was withdrawn, dated later or has ended by then;
        None when every move still has what it rests on. Attested moves were never decided here.
        """
        for move in self.moves:
            for number in () if move.attested else move.rests_on:
                if not self._holds(number, move.account.when.order):
                    return move, number
        return None

    def _holds(self, number: int, day: date) -> bool:
        if number in self.mandates:
            return self.mandates[number].in_force(day)
        return number in self.accounts and self.accounts[number].span.certain_from <= day
