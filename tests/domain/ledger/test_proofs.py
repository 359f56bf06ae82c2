"""Proofs are made of the right roots; tests/verifier/test_tree.py has others accept them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.domain.ledger.merkle import leaf_hash, node_hash
from pathfinder_flow.domain.ledger.proofs import Range, consistency_ranges, gather, inclusion_ranges

MOST = 70
LEAVES = [leaf_hash(f"entry {number}".encode()) for number in range(1, MOST + 1)]


def root(low: int, high: int) -> bytes:
    """The definition of RFC 6962, 2.1, word by word."""
    if high - low == 1:
        return LEAVES[low]
    middle = 1
    while middle * 2 < high - low:
        middle *= 2
    return node_hash(root(low, low + middle), root(low + middle, high))


@given(st.sets(st.tuples(st.integers(1, MOST), st.integers(0, MOST - 1)), max_size=5))
def test_the_roots_of_all_proofs_are_gathered_in_one_pass(asked: set[tuple[int, int]]) -> None:
    wanted: set[Range] = set()
    for size, place in asked:
        wanted |= {*inclusion_ranges(place % size, size), *consistency_ranges(place % size, size)}
    assert gather(iter(LEAVES), wanted) == {one: root(*one) for one in wanted}


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
    # 2.1.2: nothing needs a proof.
    assert consistency_ranges(0, 7) == consistency_ranges(7, 7) == []
