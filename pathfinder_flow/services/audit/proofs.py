"""Proofs for auditors: that an entry is in the ledger, and that the ledger only grew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from pathfinder_flow.domain.errors.invalid import BadSize
from pathfinder_flow.domain.errors.not_found import NotCovered
from pathfinder_flow.domain.ledger.merkle import Frontier
from pathfinder_flow.domain.ledger.proofs import Range, consistency_ranges, gather, inclusion_ranges
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import checkpoints, ledger


@dataclass(frozen=True, slots=True)
class Inclusion:
    """An entry's bytes, and the path from it to the root that a signed note covers."""

    number: int
    data: bytes
    size: int
    path: tuple[bytes, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Consistency:
    """Two trees (size, root) and the proof that the second begins with the first."""

    old: tuple[int, bytes]
    new: tuple[int, bytes]
    proof: tuple[bytes, ...]


def prove_entry(app: AppContext, number: int) -> Inclusion:
    """Prove that the ledger that was signed last holds an entry.

    Raises :class:`UnknownEntry`, and :class:`NotCovered` when no checkpoint reaches it yet.
    """
    app.viewer.require(Thing.AUDIT)
    with app.snapshot() as conn:
        data, last = ledger.data_of(conn, number), checkpoints.latest(conn)
        if last is None or last.size < number:
            raise NotCovered(number=number, size=last.size if last else 0)
        ranges = inclusion_ranges(number - 1, last.size)
        roots = roots_of(conn, ranges)
    return Inclusion(number, data, last.size, tuple(roots[one] for one in ranges), last.note)


def prove_growth(app: AppContext, old: int, new: int | None = None) -> Consistency:
    """Prove that the ledger of ``new`` entries (None: all) begins with that of ``old``."""
    app.viewer.require(Thing.AUDIT)
    with app.snapshot() as conn:
        held = ledger.size(conn)
        new = held if new is None else new
        if not 0 <= old <= new <= held:
            raise BadSize(old=old, new=new, held=held)
        ranges = consistency_ranges(old, new)
        roots = roots_of(conn, ranges)
        ends = trees(conn, [old, new])
    proof = tuple(roots[one] for one in ranges)
    return Consistency((old, ends[old].root()), (new, ends[new].root()), proof)


def roots_of(conn: Connection, ranges: Iterable[Range]) -> dict[Range, bytes]:
    """Give the roots of ranges of entries, in one pass over what is stored."""
    wanted = set(ranges)
    return gather(ledger.leaves(conn, max((high for _, high in wanted), default=0)), wanted)


def trees(conn: Connection, sizes: Iterable[int]) -> dict[int, Frontier]:
    """Give the trees over the first entries, for some sizes; those beyond the ledger are not."""
    wanted, tree = set(sizes), Frontier()
    found = {0: tree} if 0 in wanted else {}
    for leaf in ledger.leaves(conn, max(wanted, default=0)):
        tree = tree.append(leaf)
        if tree.size in wanted:
            found[tree.size] = tree
    return found
