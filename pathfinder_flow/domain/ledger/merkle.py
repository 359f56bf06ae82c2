"""The RFC 6962 Merkle tree over the ledger, kept as a frontier.

The frontier is the list of roots of the perfect subtrees that make up a tree of ``size`` leaves,
largest first: 32 bytes each, one for every bit set in ``size``. It is all that appending needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from pathfinder_flow.domain.errors.unavailable import BadFrontier

HASH_SIZE = 32


def leaf_hash(data: bytes) -> bytes:
    """Hash one entry's bytes as a leaf (RFC 6962, 2.1: prefix 0x00)."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into their parent (RFC 6962, 2.1: prefix 0x01)."""
    return sha256(b"\x01" + left + right).digest()


def fold(roots: Sequence[bytes]) -> bytes:
    """Give the root over perfect subtrees that stand side by side, largest first."""
    result = roots[-1]
    for left in reversed(roots[:-1]):
        result = node_hash(left, result)
    return result


def _subtree(leaves: Sequence[bytes]) -> bytes:
    """Give the root of a perfect subtree."""
    level = list(leaves)
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=True)
        level = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
    return level[0]


@dataclass(frozen=True, slots=True)
class Frontier:
    """A Merkle tree of ``size`` leaves, as the roots of its perfect subtrees."""

    size: int = 0
    roots: tuple[bytes, ...] = ()

    def append(self, leaf: bytes) -> Frontier:
        """Give the tree with one more leaf (a leaf hash, 32 bytes)."""
        return self._add(leaf, 0)

    def extend(self, leaves: Sequence[bytes]) -> Frontier:
        """Give the tree with many more leaves, as :meth:`append` would one by one, but faster."""
        tree, done = self, 0
        while done < len(leaves):
            # The widest perfect subtree that begins at this place and that there are leaves for.
            fits = (len(leaves) - done).bit_length() - 1
            height = (
                fits if tree.size == 0 else min(fits, (tree.size & -tree.size).bit_length() - 1)
            )
            tree = tree._add(_subtree(leaves[done : done + (1 << height)]), height)
            done += 1 << height
        return tree

    def _add(self, root: bytes, height: int) -> Frontier:
        roots, carry, bits = list(self.roots), root, self.size >> height
        while bits & 1:
            carry = node_hash(roots.pop(), carry)
            bits >>= 1
        return Frontier(self.size + (1 << height), (*roots, carry))

    def join(self, following: Frontier) -> Frontier:
        """Give the tree that goes on with the leaves of another.

        The size of this one must be a multiple of a power of two that the other does not exceed.
        """
        tree, left = self, following.size
        for root in following.roots:
            height = left.bit_length() - 1
            tree, left = tree._add(root, height), left - (1 << height)
        return tree

    def root(self) -> bytes:
        """Give the tree's root; the empty tree has the hash of nothing."""
        return fold(self.roots) if self.roots else sha256(b"").digest()

    def difference(self, now: Frontier) -> tuple[int, int]:
        """Give the numbers, from and to, of the entries among which a tree of this size differs.

        Numbers count from 1. As narrow as the frontiers tell: the first subtree that differs, or
        all if none does.
        """
        low = 0
        widths = [
            1 << bit for bit in reversed(range(self.size.bit_length())) if self.size >> bit & 1
        ]
        for width, before, after in zip(widths, self.roots, now.roots, strict=True):
            if before != after:
                return low + 1, low + width
            low += width
        return 1, self.size

    def to_bytes(self) -> bytes:
        """Give the stored form: the roots one after the other."""
        return b"".join(self.roots)

    @classmethod
    def from_bytes(cls, size: int, data: bytes) -> Frontier:
        """Read the stored form back; raises :class:`BadFrontier` when it cannot be right."""
        if size < 0 or len(data) != HASH_SIZE * size.bit_count():
            raise BadFrontier(size=size, length=len(data))
        return cls(size, tuple([data[i : i + HASH_SIZE] for i in range(0, len(data), HASH_SIZE)]))
