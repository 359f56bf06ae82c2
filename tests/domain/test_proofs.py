from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.domain.merkle import Frontier, leaf_hash, node_hash
from pathfinder_flow.domain.proofs import (
    consistency_ranges,
    extends,
    gather,
    includes,
    inclusion_ranges,
)

MOST = 70
DATA = [f"entry {number}".encode() for number in range(1, MOST + 1)]
LEAVES = [leaf_hash(data) for data in DATA]


def root(size: int) -> bytes:
    """The definition of RFC 6962, 2.1, word by word."""

    def tree(leaves: list[bytes]) -> bytes:
        if len(leaves) == 1:
            return leaves[0]
        middle = 1
        while middle * 2 < len(leaves):
            middle *= 2
        return node_hash(tree(leaves[:middle]), tree(leaves[middle:]))

    return tree(LEAVES[:size]) if size else sha256(b"").digest()


sizes = st.integers(1, MOST)


@given(sizes, st.data())
def test_every_entry_is_proven_in_every_tree(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    ranges = inclusion_ranges(index, size)
    roots = gather(iter(LEAVES), ranges)
    path = [roots[one] for one in ranges]
    assert includes(DATA[index], index, size, path, root(size))


@given(sizes, st.data())
def test_every_tree_extends_every_earlier_one(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(0, new))
    ranges = consistency_ranges(old, new)
    roots = gather(LEAVES[:new], ranges)
    proof = [roots[one] for one in ranges]
    assert extends((old, root(old)), (new, root(new)), proof)


@given(sizes, st.data())
def test_nothing_else_is_proven(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    ranges = inclusion_ranges(index, size)
    roots = gather(LEAVES, ranges)
    path = [roots[one] for one in ranges]
    assert not includes(b"another", index, size, path, root(size))
    assert not includes(DATA[index], index, size, [*path, root(1)], root(size))
    assert not includes(DATA[index], size, size, path, root(size))
    for place in range(len(path)):
        changed = [*path[:place], bytes(32), *path[place + 1 :]]
        assert not includes(DATA[index], index, size, changed, root(size))


@given(sizes, st.data())
def test_a_tree_that_was_changed_extends_nothing(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new))
    changed_at = data.draw(st.integers(0, old - 1))
    leaves = [*LEAVES]
    leaves[changed_at] = leaf_hash(b"rewritten")
    ranges = consistency_ranges(old, new)
    roots = gather(leaves, ranges)
    frontier = Frontier()
    for leaf in leaves[:new]:
        frontier = frontier.append(leaf)
    proof = [roots[one] for one in ranges]
    assert not extends((old, root(old)), (new, frontier.root()), proof)


@pytest.mark.parametrize(
    ("old", "new", "proof"), [(5, 4, []), (-1, 4, []), (3, 4, []), (0, 4, [b"x"])]
)
def test_what_cannot_be_a_proof_is_none(old: int, new: int, proof: list[bytes]) -> None:
    assert not extends((old, root(max(old, 0))), (new, root(new)), proof)


def test_leaves_that_end_too_soon_are_noticed() -> None:
    with pytest.raises(KeyError):
        gather(LEAVES[:5], inclusion_ranges(6, 8))


def test_proofs_are_those_of_the_specification() -> None:
    # RFC 6962, 2.1.3: the tree of seven leaves and its proofs.
    assert inclusion_ranges(0, 7) == [(1, 2), (2, 4), (4, 7)]
    assert inclusion_ranges(3, 7) == [(2, 3), (0, 2), (4, 7)]
    assert inclusion_ranges(4, 7) == [(5, 6), (6, 7), (0, 4)]
    assert inclusion_ranges(6, 7) == [(4, 6), (0, 4)]
    assert consistency_ranges(3, 7) == [(2, 3), (3, 4), (0, 2), (4, 7)]
    assert consistency_ranges(4, 7) == [(4, 7)]
    assert consistency_ranges(6, 7) == [(4, 6), (6, 7), (0, 4)]
