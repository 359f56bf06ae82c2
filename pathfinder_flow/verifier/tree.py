"""The Merkle tree of RFC 6962, with proofs checked as RFC 9162, section 2.1, has it."""

from __future__ import annotations

import hashlib

from pathfinder_flow.verifier.notes import SignedCheckpoint


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_from(data: bytes, index: int, size: int, path: list[bytes]) -> bytes | None:
    """Give the root that a path leads to from entry ``index`` of ``size``, counted from 0."""
    if not 0 <= index < size:
        return None
    here, last = index, size - 1
    root = hashlib.sha256(b"\x00" + data).digest()
    for step in path:
        if last == 0:
            return None
        if here & 1 or here == last:
            root = _node(step, root)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            root = _node(root, step)
        here, last = here >> 1, last >> 1
    return root if last == 0 else None


def extends(old: SignedCheckpoint, new: SignedCheckpoint, proof: list[bytes]) -> bool:
    """Whether a proof shows that a ledger begins with what it was at an earlier checkpoint."""
    if old.size in (0, new.size):
        root = new.root if old.size else hashlib.sha256(b"").digest()
        return not proof and old.root == root
    # The old root is a step of the new tree by itself where its size is a power of two.
    steps = proof if old.size & (old.size - 1) else [old.root, *proof]
    if old.size > new.size or not steps:
        return False
    here, last = old.size - 1, new.size - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            before, after = _node(step, before), _node(step, after)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            after = _node(after, step)
        here, last = here >> 1, last >> 1
    return (before, after, last) == (old.root, new.root, 0)
