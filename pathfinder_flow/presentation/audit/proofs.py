"""Proofs that an entry is in the ledger, and that the ledger only grew."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from pathfinder_flow.services.audit.proofs import Consistency, Inclusion

_PROOF = "c2sp.org/tlog-proof@v1"


def as_text(proof: Inclusion) -> str:
    """Give a proof in the form of c2sp.org/tlog-proof."""
    lines = [_PROOF, f"extra {_b64(proof.data)}", f"index {proof.number - 1}"]
    lines += [_b64(one) for one in proof.path]
    return "\n".join([*lines, "", proof.note])


def inclusion_values(proof: Inclusion) -> dict[str, Any]:
    """Give it as JSON values."""
    return {
        "entry": proof.number,
        "index": proof.number - 1,
        "data": _b64(proof.data),
        "size": proof.size,
        "path": [_b64(one) for one in proof.path],
        "checkpoint": proof.note,
    }


def consistency_values(proof: Consistency) -> dict[str, Any]:
    """Give it as JSON values."""
    ends = {
        name: {"size": size, "root": _b64(root)}
        for name, (size, root) in (("old", proof.old), ("new", proof.new))
    }
    return {**ends, "proof": [_b64(one) for one in proof.proof]}


def consistency_lines(proof: Consistency) -> list[str]:
    """Give both ends and the proof, a line each."""
    ends = (("old", proof.old), ("new", proof.new))
    lines = [f"{name} {size} {_b64(root)}" for name, (size, root) in ends]
    return lines + [_b64(one) for one in proof.proof]


def _b64(data: bytes) -> str:
    return b64encode(data).decode()
