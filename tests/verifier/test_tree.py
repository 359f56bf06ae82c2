"""The proofs that the program makes are accepted by rules that were written apart from it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.domain.ledger.merkle import Frontier, leaf_hash
from pathfinder_flow.domain.ledger.proofs import consistency_ranges, gather, inclusion_ranges
from pathfinder_flow.verifier.notes import Note, SignedCheckpoint
from pathfinder_flow.verifier.tree import extends, root_from

MOST = 70
DATA = [f"entry {number}".encode() for number in range(1, MOST + 1)]
LEAVES = [leaf_hash(data) for data in DATA]
sizes = st.integers(1, MOST)


def root(leaves: list[bytes]) -> bytes:
    tree = Frontier()
    for leaf in leaves:
        tree = tree.append(leaf)
    return tree.root()


def signed(size: int, leaves: list[bytes] = LEAVES) -> SignedCheckpoint:
    return SignedCheckpoint("ledger.example", size, root(leaves[:size]), Note("file", "text\n", []))


@given(sizes, st.data())
def test_the_path_of_every_entry_leads_to_the_root(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    ranges = inclusion_ranges(index, size)
    roots = gather(LEAVES, ranges)
    path = [roots[one] for one in ranges]
    assert root_from(DATA[index], index, size, path) == root(LEAVES[:size])
    assert root_from(b"another", index, size, path) != root(LEAVES[:size])
    assert root_from(DATA[index], size, size, path) is None
    assert root_from(DATA[index], -1, size, path) is None
    assert root_from(DATA[index], index, size, [*path, bytes(32)]) is None
    assert root_from(DATA[index], index, size, path[:-1]) != root(LEAVES[:size]) or not path


@given(sizes, st.data())
def test_an_entry_is_proven_under_its_own_number_only(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, MOST))
    ranges = inclusion_ranges(index, size)
    roots = gather(LEAVES, ranges)
    found = root_from(DATA[index], other, size, [roots[one] for one in ranges])
    assert (found == root(LEAVES[:size])) is (other == index)


@given(sizes, st.data())
def test_a_ledger_extends_what_it_was_and_nothing_else(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(0, new))
    ranges = consistency_ranges(old, new)
    roots = gather(LEAVES, ranges)
    proof = [roots[one] for one in ranges]
    assert extends(signed(old), signed(new), proof)
    assert not extends(signed(old), signed(new), [*proof, bytes(32)])
    assert not extends(signed(new), signed(old), proof) or old == new
    for place in range(len(proof)):
        changed = [*proof[:place], bytes(32), *proof[place + 1 :]]
        assert not extends(signed(old), signed(new), changed)
    if old:
        rewritten = [*LEAVES]
        rewritten[data.draw(st.integers(0, old - 1))] = leaf_hash(b"rewritten")
        assert not extends(signed(old, rewritten), signed(new), proof)
