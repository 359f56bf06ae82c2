"""What judges the ledger batch by batch, each for one verdict; all read it in one pass."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.errors.base import PathfinderError
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.ledger.entries import (
    BY_SECRETARIAT,
    OWN_DOINGS,
    PROGRAM,
    Entry,
    Kind,
    parse,
)
from pathfinder_flow.domain.ledger.merkle import Frontier
from pathfinder_flow.domain.roles import Mandate, Role
from pathfinder_flow.domain.workflow.answers import Refusal
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.services.unit_of_work import PROGRAMME
from pathfinder_flow.store.scan import Batch, EntryHeader

MOST = 1000
"""How many faults of one verdict are named; the rest is counted."""


NO_ENTRY = (ValueError, KeyError, TypeError, AttributeError, IndexError, PathfinderError)
"""What reading an entry comes to whose bytes hash rightly and do not say what its kind should."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong: with which entry (None: with none in particular), and what.

    ``refusals`` are those that the ``workflow`` gives for a move it did not allow.
    """

    number: int | None
    said: str
    refusals: tuple[Refusal, ...] = ()
    workflow: Workflow | None = None


@dataclass
class Faults:
    """The faults of a verdict: the first of them, and how many there are."""

    named: list[Fault] = field(default_factory=list)
    count: int = 0

    def add(self, number: int | None, said: str, **more: Any) -> None:
        """Take down a fault."""
        self.count += 1
        if len(self.named) < MOST:
            self.named.append(Fault(number, said, **more))

    def join(self, later: Faults) -> None:
        """Take over what was found further on."""
        self.count += later.count
        self.named += later.named[: MOST - len(self.named)]

    def add_unreadable(self, number: int | None) -> None:
        """Take down an entry that says something other than its kind should."""
        says = "it does not say what an entry of its kind says, and cannot be judged"
        self.add(number, Clause("unreadable_entry", says))


_OTHER_LEAF = Clause("other_leaf", "the bytes do not hash to the leaf")
_OTHER_COLUMNS = Clause("other_columns_kept", "the columns differ from the bytes")


class Integrity:
    """Whether the stored bytes hash to the stored leaves, and these to the root of the head."""

    def __init__(self) -> None:
        self.faults = Faults()
        self.tree = Frontier()
        self.trees: dict[int, Frontier] = {0: Frontier()}

    def take(self, batch: Batch, sizes: Sequence[int]) -> None:
        """Look at a batch; keeps the trees of some ``sizes``, in order, as it passes them."""
        kept = [row[5] for row in batch.rows]
        try:
            leaves: list[bytes | None] = [sha256(b"\x00" + row[4]).digest() for row in batch.rows]
        except TypeError:
            leaves = [_leaf(row[4]) for row in batch.rows]
        if leaves != kept:
            for row, leaf in zip(batch.rows, leaves, strict=True):
                if leaf != row[5]:
                    self.faults.add(row[0], _OTHER_LEAF)
        self._grow([leaf if isinstance(leaf, bytes) else b"" for leaf in kept], sizes)
        if [row[:4] for row in batch.rows] != [_columns(said) for said in batch.said]:
            for row, said in zip(batch.rows, batch.said, strict=True):
                if row[:4] != _columns(said):
                    self.faults.add(row[0], _OTHER_COLUMNS)

    def _grow(self, leaves: list[bytes], sizes: Sequence[int]) -> None:
        done, start = 0, self.tree.size
        for size in sizes[bisect_left(sizes, start + 1) :]:
            if size > start + len(leaves):
                break
            self.tree = self.tree.extend(leaves[done : size - start])
            done = size - start
            self.trees[size] = self.tree
        self.tree = self.tree.extend(leaves[done:])


def hold_against_head(faults: Faults, tree: Frontier, head: Frontier | None) -> None:
    """Hold the tree over all stored leaves against the head; None where it cannot be read."""
    if head is None:
        faults.add(None, Clause("head_missing", "the head is missing"))
    elif head != tree:
        said = "the head ({size} entries) is not the root of the {stored} stored"
        faults.add(None, Clause("other_head", said, size=head.size, stored=tree.size))


def _leaf(data: Any) -> bytes | None:
    return sha256(b"\x00" + data).digest() if isinstance(data, bytes) else None


def _columns(said: EntryHeader | None) -> tuple[Any, ...] | None:
    return (said.number, said.country, said.kind, said.recorded_at) if said else None


class Numbering:
    """Whether numbers run without gaps, from the one after ``last``."""

    def __init__(self, faults: Faults, last: int) -> None:
        self.faults, self.last = faults, last

    def take(self, batch: Batch) -> None:
        """Look at a batch."""
        first, last = batch.rows[0][0], batch.rows[-1][0]
        if (first, last) == (self.last + 1, self.last + len(batch.rows)):
            self.last = last
            return
        for row in batch.rows:
            if row[0] != self.last + 1:
                places = {"first": self.last + 1, "last": row[0] - 1}
                says = "entries {first} to {last} are missing"
                self.faults.add(self.last + 1, Clause("entries_missing", says, **places))
            self.last = row[0]


class Order:
    """Whether no entry says that it was recorded before the one that it follows.

    Nobody can then pass something off as known at a time when it was not.
    """

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.first = self.last = ""

    def take(self, batch: Batch) -> None:
        """Look at a batch."""
        moments = [said.recorded_at for said in batch.said if said]
        self.first = self.first or (moments[0] if moments else "")
        if [self.last, *moments] == sorted([self.last, *moments]):
            self.last = moments[-1] if moments else self.last
            return
        for said in filter(None, batch.said):
            self._follow(said.number, said.recorded_at)

    def _follow(self, number: int, moment: str) -> None:
        if moment < self.last:
            says = "it says that it was recorded at {at}, before the entry that it follows"
            self.faults.add(number, Clause("recorded_before", says, at=moment))
        else:
            self.last = moment

    def join(self, later: Order, number: int) -> None:
        """Go on with what follows, which begins with an entry of that number."""
        if later.first:
            self._follow(number, later.first)
            self.last = max(self.last, later.last)


class Moves:
    """Finds where there is something to decide again: countries, and moves only attested."""

    def __init__(self) -> None:
        self.decided: set[str] = set()
        self.owing: set[str] = set()
        self.attested: list[int] = []

    def take(self, batch: Batch) -> None:
        """Look at a batch."""
        for number, country, kind, _, data, _ in batch.rows:
            if kind == Kind.DUE:
                self.owing.add(country)
            elif kind == Kind.TRANSITION and isinstance(data, bytes):
                if b'"attested":true' in data:
                    self.attested.append(number)
                else:
                    self.decided.add(country)

    def join(self, later: Moves) -> None:
        """Take over what was found further on."""
        self.decided |= later.decided
        self.owing |= later.owing
        self.attested += later.attested


OF_MANDATES = (Kind.MANDATE, Kind.MANDATE_ENDED, Kind.CORRECTION)
"""The kinds of entries that say who held which mandate."""


class Authority:
    """Whether everybody who acted held the mandate relied on, on the day of acting.

    ``earlier`` are the bytes of mandates, their ends and corrections before what is looked at.
    """

    def __init__(self, faults: Faults, earlier: Iterable[bytes] = ()) -> None:
        self.faults = faults
        self.acts = 0
        self._record = Record(PROGRAMME)
        self._sound: set[tuple[Any, ...]] = set()
        for data in earlier:
            # What cannot be read is a fault of the stretch that it lies in.
            with suppress(*NO_ENTRY):
                self._note(parse(data))

    def take(self, batch: Batch) -> None:
        """Look at a batch."""
        for row, said in zip(batch.rows, batch.said, strict=True):
            if said is None or said.kind == Kind.REFUSAL:
                continue
            self.acts += 1
            try:
                self._judge(said, row[4])
            except NO_ENTRY:
                self.faults.add_unreadable(said.number)

    def _judge(self, said: EntryHeader, data: bytes) -> None:
        # Few people act often: what was found sound on a day is so for the whole day.
        act = (said.recorded_at[:10], said.mandate, said.actor, said.role,
               said.on_behalf_of, said.country, said.kind in BY_SECRETARIAT)  # fmt: skip
        if act not in self._sound:
            self._look(said, act)
        if said.kind in OF_MANDATES:
            self._note(parse(data))

    def _note(self, entry: Entry) -> None:
        if entry.kind is Kind.CORRECTION:
            known = {one.number for one in self._record.entries}
            if entry.body["corrects"] not in known:
                return
        self._record.add(entry)
        self._sound.clear()

    def _look(self, said: EntryHeader, act: tuple[Any, ...]) -> None:
        fault = self._fault(said, date.fromisoformat(act[0]))
        if fault:
            self.faults.add(said.number, fault)
        elif said.mandate is not None:
            self._sound.add(act)

    def _fault(self, said: EntryHeader, day: date) -> Clause | None:
        number = said.mandate
        if number is None:
            by_itself = said.actor == PROGRAM and said.kind in OWN_DOINGS
            founding = said.number == 1
            return None if by_itself or founding else Clause("act_without_mandate", _WITHOUT)
        mandate = self._record.mandates.get(number)
        if mandate is None:
            return Clause("mandate_unknown", _UNKNOWN, number=number)
        told = (said.actor, said.role, said.on_behalf_of)
        if told != (mandate.person, str(mandate.role), mandate.on_behalf_of):
            return Clause("mandate_of_another", _OF_ANOTHER, number=number)
        if not mandate.in_force(day):
            return Clause("mandate_not_in_force", _NOT_IN_FORCE, number=number, day=day.isoformat())
        return _beyond(said, mandate)


def _beyond(said: EntryHeader, mandate: Mandate) -> Clause | None:
    """Say what is done under a mandate that it does not give the right to."""
    if said.kind in BY_SECRETARIAT and mandate.role is not Role.SECRETARIAT:
        return Clause("act_of_another_role", _OTHER_ROLE, number=mandate.number)
    if said.country and not mandate.covers(said.country):
        return Clause("mandate_not_for", _NOT_FOR, number=mandate.number, country=said.country)
    return None


_WITHOUT = "it relies on no mandate"
_UNKNOWN = "it relies on mandate {number}, which was not on record then"
_OF_ANOTHER = "it relies on mandate {number}, which is another person's or in another role"
_NOT_IN_FORCE = "it relies on mandate {number}, which was not in force on {day}"
_OTHER_ROLE = "it relies on mandate {number}, and only the Secretariat may do that"
_NOT_FOR = "it relies on mandate {number}, which does not hold for {country}"
