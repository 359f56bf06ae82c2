"""The Merkle tree of RFC 6962, with the vectors that certificate-transparency tests with."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.domain.errors.unavailable import BadFrontier
from pathfinder_flow.domain.ledger.merkle import Frontier, leaf_hash, node_hash

LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
# The root of no leaf, of the first leaf, of the first two ...
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def tree(leaves: list[bytes]) -> Frontier:
    frontier = Frontier()
    for leaf in leaves:
        frontier = frontier.append(leaf_hash(leaf))
    return frontier


def mth(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962, 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


@pytest.mark.parametrize("size", range(9))
def test_the_root_is_that_of_the_known_vectors(size: int) -> None:
    assert tree(LEAVES[:size]).root().hex() == ROOTS[size]


def test_a_leaf_never_passes_for_a_node() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != node_hash(left, right)


def test_the_root_is_that_of_the_definition_for_every_size_up_to_200() -> None:
    leaves = [number.to_bytes(2) for number in range(200)]
    frontier = Frontier()
    for size, leaf in enumerate(leaves):
        assert frontier.root() == mth(leaves[:size])
        frontier = frontier.append(leaf_hash(leaf))
    assert frontier.root() == mth(leaves)


@given(st.lists(st.binary(max_size=3), max_size=40))
def test_the_root_is_that_of_the_definition_for_any_leaves(leaves: list[bytes]) -> None:
    assert tree(leaves).root() == mth(leaves)


@given(st.lists(st.binary(max_size=3), max_size=40))
def test_a_frontier_is_read_back_as_it_was_stored(leaves: list[bytes]) -> None:
    frontier = tree(leaves)
    assert Frontier.from_bytes(frontier.size, frontier.to_bytes()) == frontier


def test_a_stored_frontier_is_appended_to_as_if_it_had_never_been_away() -> None:
    stored = tree(LEAVES[:5])
    read = Frontier.from_bytes(5, stored.to_bytes())
    assert read.append(leaf_hash(LEAVES[5])).root().hex() == ROOTS[6]


def test_appending_leaves_the_smaller_tree_as_it_was() -> None:
    small = tree(LEAVES[:3])
    small.append(leaf_hash(b"more"))
    assert small == tree(LEAVES[:3])


@pytest.mark.parametrize(
    ("size", "length"),
    [(0, 32), (1, 0), (1, 31), (1, 33), (2, 64), (3, 32), (8, 96), (-1, 32), (-3, 64)],
)
def test_stored_bytes_that_do_not_fit_the_size_are_refused(size: int, length: int) -> None:
    with pytest.raises(BadFrontier) as caught:
        Frontier.from_bytes(size, bytes(length))
    assert caught.value.facts == {"size": size, "length": length}


@given(st.integers(0, 40), st.integers(0, 70))
def test_many_leaves_at_once_give_what_one_by_one_gives(before: int, more: int) -> None:
    leaves = [leaf_hash(f"{number}".encode()) for number in range(before + more)]
    one_by_one = Frontier()
    for leaf in leaves:
        one_by_one = one_by_one.append(leaf)
    assert Frontier().extend(leaves[:before]).extend(leaves[before:]) == one_by_one


@given(st.integers(0, 4), st.integers(0, 4), st.data())
def test_trees_side_by_side_are_joined_to_the_tree_of_all(
    height: int, times: int, data: st.DataObject
) -> None:
    before, more = times << height, data.draw(st.integers(0, 1 << height))
    leaves = [leaf_hash(f"{number}".encode()) for number in range(before + more)]
    joined = Frontier().extend(leaves[:before]).join(Frontier().extend(leaves[before:]))
    assert joined == Frontier().extend(leaves)


def test_trees_that_do_not_differ_may_differ_anywhere() -> None:
    assert tree(LEAVES[:5]).difference(tree(LEAVES[:5])) == (1, 5)


@given(st.integers(1, 70), st.data())
def test_the_difference_of_two_trees_is_among_the_entries_named(
    size: int, data: st.DataObject
) -> None:
    changed = data.draw(st.integers(1, size))
    leaves = [leaf_hash(f"{number}".encode()) for number in range(1, size + 1)]
    before = Frontier().extend(leaves)
    leaves[changed - 1] = leaf_hash(b"another")
    first, last = before.difference(Frontier().extend(leaves))
    assert first <= changed <= last
    assert last - first + 1 <= size
