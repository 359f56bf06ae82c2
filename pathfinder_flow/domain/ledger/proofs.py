"""Proofs about the Merkle tree (RFC 6962, 2.1): that it holds an entry, and that it only grew.

A proof is a list of hashes, each the root of a range of leaves. Which ranges is arithmetic; their
roots are gathered in one pass over the leaves, however many proofs are asked for at once.
"""

from __future__ import annotations

from collections.abc import Iterable

from pathfinder_flow.domain.ledger.merkle import fold, node_hash

Range = tuple[int, int]
"""Leaves from the first to before the second, counted from 0."""


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """Give the ranges whose roots prove that a tree of ``size`` holds leaf ``index`` (2.1.1)."""
    low, high, path = 0, size, []
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append((middle, high))
            high = middle
        else:
            path.append((low, middle))
            low = middle
    return path[::-1]


def consistency_ranges(old: int, new: int) -> list[Range]:
    """Give the ranges whose roots prove that a tree of ``new`` begins with that of ``old`` (2.1.2).

    Empty when there is nothing to prove: an empty old tree, or two trees of one size.
    """
    if old in (0, new):
        return []
    low, high, path = 0, new, []
    while old != high:
        middle = low + _split(high - low)
        if old <= middle:
            path.append((middle, high))
            high = middle
        else:
            path.append((low, middle))
            low = middle
    # The verifier has the old root already when it is a subtree of the new tree by itself.
    return [*([(low, high)] if low else []), *path[::-1]]


def _split(length: int) -> int:
    """Give the largest power of two smaller than a length of at least 2."""
    return 1 << (length - 1).bit_length() - 1


def _perfect(wanted: Range) -> list[Range]:
    """Cut a range of a proof into perfect subtrees, largest first."""
    low, high = wanted
    parts = []
    while low < high:
        width = 1 << (high - low).bit_length() - 1
        parts.append((low, low + width))
        low += width
    return parts


def gather(leaves: Iterable[bytes], ranges: Iterable[Range]) -> dict[Range, bytes]:
    """Give the roots of ranges of leaves (leaf hashes, in order), in one pass over them.

    Ranges are those of proofs. Memory holds their roots, not the tree. Raises ``KeyError`` when
    the leaves end before a range does.
    """
    wanted = set(ranges)
    needed = {part for one in wanted for part in _perfect(one)}
    found: dict[Range, bytes] = {}
    stack: list[bytes] = []
    for index, leaf in enumerate(leaves):
        low, end = index, index + 1
        if (low, end) in needed:
            found[low, end] = leaf
        root, size = leaf, end
        while size & 1 == 0:
            root = node_hash(stack.pop(), root)
            size >>= 1
            low = end - (end - low) * 2
            if (low, end) in needed:
                found[low, end] = root
        stack.append(root)
    return {one: fold([found[part] for part in _perfect(one)]) for one in wanted}
