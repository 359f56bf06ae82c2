"""What an auditor is given of a ledger, in the form that the verifiers of others are fed with.

A verifier takes a list of materials and gives a verdict on each. Where a material comes from is
nothing to it: made here from a ledger, or taken from what the commands print.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypedDict

from sqlalchemy import select

from pathfinder_flow.domain.ledger.merkle import Frontier, leaf_hash
from pathfinder_flow.domain.ledger.notes import Checkpoint, SignedNote
from pathfinder_flow.domain.ledger.proofs import consistency_ranges, gather, inclusion_ranges
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.signing.ed25519 import Signer
from pathfinder_flow.store.database.schema import ledger as table


class Proven(TypedDict):
    """An entry's place (counted from 0) and bytes, and the proof that the ledger holds it."""

    index: int
    data: str
    proof: list[str]


class Earlier(TypedDict):
    """An earlier ledger, and the proof that the checkpoint's begins with it."""

    size: int
    root: str
    proof: list[str]


class Material(TypedDict):
    """A public key, a checkpoint signed with it, and proofs; bytes in base64."""

    key: str
    checkpoint: str
    entries: list[Proven]
    earlier: list[Earlier]


class Verdict(TypedDict):
    """What is wrong with each part, in the verifier's words; empty where nothing is.

    Proofs are judged only where the checkpoint is right.
    """

    checkpoint: str
    entries: list[str]
    earlier: list[str]


Verifier = Callable[[list[Material]], list[Verdict]]


@dataclass(frozen=True)
class Stored:
    """The bytes and the leaves of a ledger's entries, in order."""

    data: list[bytes]
    leaves: list[bytes]

    def root(self, size: int) -> bytes:
        """Give the root over the first entries."""
        frontier = Frontier()
        for leaf in self.leaves[:size]:
            frontier = frontier.append(leaf)
        return frontier.root()

    def rewritten(self, index: int) -> Stored:
        """Give the ledger that somebody made of it by writing one entry anew."""
        data = [*self.data]
        data[index] = data[index].replace(b'"reason":"', b'"reason":"another ', 1)
        assert data != self.data
        return Stored(data, [leaf_hash(one) for one in data])


def stored(app: AppContext) -> Stored:
    """Read what a ledger stores."""
    with app.snapshot() as conn:
        rows = conn.execute(select(table.c.entry, table.c.leaf).order_by(table.c.number)).all()
    return Stored([row.entry for row in rows], [row.leaf for row in rows])


def material(ledger: Stored, signer: Signer, size: int) -> Material:
    """Sign the ledger at a size; prove every entry of it, and every earlier size."""
    leaves = ledger.leaves[:size]
    paths = [inclusion_ranges(index, size) for index in range(size)]
    growth = [consistency_ranges(old, size) for old in range(1, size + 1)]
    roots = gather(leaves, (one for path in [*paths, *growth] for one in path))
    return {
        "key": signer.key.text,
        "checkpoint": signed_note(ledger, size, signer),
        "entries": [
            {
                "index": index,
                "data": text(ledger.data[index]),
                "proof": [text(roots[one]) for one in path],
            }
            for index, path in enumerate(paths)
        ],
        "earlier": [
            {
                "size": old,
                "root": text(ledger.root(old)),
                "proof": [text(roots[one]) for one in path],
            }
            for old, path in enumerate(growth, 1)
        ],
    }


def without_proofs(key: str, checkpoint: str) -> Material:
    return {"key": key, "checkpoint": checkpoint, "entries": [], "earlier": []}


def signed_note(ledger: Stored, size: int, *signers: Signer) -> str:
    """Give the checkpoint of the ledger at a size, signed by each."""
    body = Checkpoint(signers[0].key.name, size, ledger.root(size)).text
    return str(SignedNote(body, tuple(signer.sign(body) for signer in signers)))


def text(data: bytes) -> str:
    return b64encode(data).decode()
