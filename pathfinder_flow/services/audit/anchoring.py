"""Holding the ledger against what others kept: mails, checkpoints, a copy of the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, Engine

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import NoCheckpoint, NotTheLedgers
from pathfinder_flow.domain.errors.unavailable import NotGrownFrom
from pathfinder_flow.domain.ledger.merkle import Frontier
from pathfinder_flow.domain.ledger.notes import (
    Checkpoint,
    VerifierKey,
    parse_checkpoint,
    parse_note,
)
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.mail.witness import notes_in
from pathfinder_flow.services.audit.checkpoints import KnownKey, keys_on_record
from pathfinder_flow.services.audit.proofs import trees
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.signing.ed25519 import verify
from pathfinder_flow.store import checkpoints, ledger
from pathfinder_flow.store.database.engine import in_plain_words


@dataclass(frozen=True, slots=True)
class CheckpointCopy:
    """A checkpoint that somebody kept: where it was found, and the key that signed it."""

    place: str
    checkpoint: Checkpoint
    key: VerifierKey


@dataclass(frozen=True, slots=True)
class AnchorCheck:
    """How the ledger, of ``size`` entries, stands to a witness.

    ``grew``: it begins with what the witness saw. ``differs``: an entry from ``first`` to ``last``
    is another now. ``missing``: the entries from ``first`` to ``last`` are not there (any more).
    """

    witness: CheckpointCopy
    size: int
    verdict: Literal["grew", "differs", "missing"]
    first: int = 0
    last: int = 0


def read_witnesses(place: str, data: bytes, keys: Sequence[KnownKey]) -> list[CheckpointCopy]:
    """Find the checkpoints in a file; each must be signed by one of the keys.

    Raises :class:`NoCheckpoint`, :class:`BadCheckpoint`, :class:`NotTheLedgers`.
    """
    found = []
    for text in notes_in(data):
        note = parse_note(text)
        checkpoint = parse_checkpoint(note)
        known = [one.key for one in keys if one.key.name == checkpoint.origin]
        signers = note.signed_by(known, verify)
        if not signers:
            raise NotTheLedgers(path=place, why=_why_not(checkpoint, known, keys))
        found.append(CheckpointCopy(place, checkpoint, _in_use(place, checkpoint, signers, keys)))
    if not found:
        raise NoCheckpoint(path=place)
    return found


def _in_use(
    place: str, checkpoint: Checkpoint, signers: list[VerifierKey], keys: Sequence[KnownKey]
) -> VerifierKey:
    """Give the first signer that was not replaced yet when so many entries were signed."""
    until = {one.key: one.until for one in keys}
    for signer in signers:
        if (until[signer] or checkpoint.size) >= checkpoint.size:
            return signer
    why = "the key that signed it was replaced before, in entry {number}"
    said = Clause("retired_signer", why, number=until[signers[0]])
    raise NotTheLedgers(path=place, why=said)


def _why_not(checkpoint: Checkpoint, known: list[VerifierKey], keys: Sequence[KnownKey]) -> Clause:
    if not keys:
        return Clause("no_keys", "this ledger has no signing key on record, and none was given")
    if not known:
        why = "it is one of '{origin}', and this ledger is '{name}'"
        name = min(one.key.name for one in keys)
        return Clause("other_ledger", why, origin=checkpoint.origin, name=name)
    why = "no key that is on record here, or was given, has signed it"
    return Clause("other_signer", why)


def hold_against(
    app: AppContext, files: Sequence[tuple[str, bytes]], keys: Sequence[VerifierKey] = ()
) -> list[AnchorCheck]:
    """Say of every checkpoint in some files how the ledger stands to it, the smallest first.

    ``keys`` are those to trust instead of the ones on record.
    """
    app.viewer.require(Thing.AUDIT)
    with app.snapshot() as conn:
        trusted = [KnownKey(key) for key in keys] or keys_on_record(conn)
        witnesses = [one for place, data in files for one in read_witnesses(place, data, trusted)]
        return hold(conn, witnesses)


def size_of(app: AppContext, place: str, data: bytes) -> int:
    """Give the number of entries that a kept checkpoint covers, if the ledger begins with them.

    Raises :class:`NotGrownFrom` if it does not.
    """
    app.viewer.require(Thing.AUDIT)
    held = hold_against(app, [(place, data)])[-1]
    if held.verdict != "grew":
        raise NotGrownFrom(path=place)
    return held.witness.checkpoint.size


def hold(conn: Connection, witnesses: Sequence[CheckpointCopy]) -> list[AnchorCheck]:
    """Say how the ledger stands to witnesses, the smallest first, in one pass."""
    size = ledger.size(conn)
    sizes = {one.checkpoint.size for one in witnesses if one.checkpoint.size <= size}
    return judge(conn, witnesses, size, trees(conn, sizes))


def judge(
    conn: Connection, witnesses: Sequence[CheckpointCopy], size: int, now: dict[int, Frontier]
) -> list[AnchorCheck]:
    """Say how a ledger of ``size`` entries stands to witnesses; ``now`` are its trees by size."""
    agreed = max((one.checkpoint.size for one in witnesses if _agrees(one, now)), default=0)
    held = [_held(conn, one, size, now, agreed) for one in witnesses]
    return sorted(held, key=lambda one: (one.witness.checkpoint.size, one.witness.place))


def _agrees(witness: CheckpointCopy, now: dict[int, Frontier]) -> bool:
    tree = now.get(witness.checkpoint.size)
    return tree is not None and tree.root() == witness.checkpoint.root


def _held(
    conn: Connection, witness: CheckpointCopy, size: int, now: dict[int, Frontier], agreed: int
) -> AnchorCheck:
    seen = witness.checkpoint
    if seen.size > size:
        return AnchorCheck(witness, size, "missing", size + 1, seen.size)
    if _agrees(witness, now):
        return AnchorCheck(witness, size, "grew")
    first, last = _where(conn, seen, now[seen.size])
    return AnchorCheck(witness, size, "differs", max(first, min(agreed, last - 1) + 1), last)


def _where(conn: Connection, seen: Checkpoint, now: Frontier) -> tuple[int, int]:
    """Narrow down which entry is another, by the subtrees kept with the checkpoint if any are."""
    for kept in checkpoints.of_size(conn, seen.size):
        frontier = Frontier.from_bytes(kept.size, kept.frontier)
        if frontier.root() == seen.root:
            return frontier.difference(now)
    return 1, seen.size


@dataclass(frozen=True, slots=True)
class Fork:
    """Two ledgers side by side: their sizes, and how many of their first entries are the same."""

    here: int
    there: int
    common: int


def compare(app: AppContext, other: Engine) -> Fork:
    """Find where two ledgers part, entry by entry."""
    app.viewer.require(Thing.AUDIT)
    with app.snapshot() as conn, in_plain_words(other), other.connect() as there:
        sizes = ledger.size(conn), ledger.size(there)
        common = 0
        pairs = zip(ledger.leaves(conn, min(sizes)), ledger.leaves(there, min(sizes)), strict=False)
        for ours, theirs in pairs:
            if ours != theirs:
                break
            common += 1
        return Fork(*sizes, common)
