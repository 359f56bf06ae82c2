"""What judges the ledger batch by batch by its bytes alone; all read it in one pass."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.ledger.merkle import Frontier
from pathfinder_flow.services.audit.faults import Faults
from pathfinder_flow.store.scan import Batch, EntryHeader

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


def hold_against_head(faults: Faults, tree: Frontier, head: tuple[int, bytes] | None) -> None:
    """Hold the tree over all stored leaves against the head as stored; None where there is none."""
    if head is None:
        faults.add(None, Clause("head_missing", "the head is missing"), about="head")
    elif head != (tree.size, tree.to_bytes()):
        said = "the head ({size} entries) is not the root of the {stored} stored"
        other = Clause("other_head", said, size=head[0], stored=tree.size)
        faults.add(None, other, about="head")


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
