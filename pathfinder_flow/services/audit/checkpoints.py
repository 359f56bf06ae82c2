"""Checkpoints: what the ledger commits to, signed, so that whoever keeps one is a witness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from pathfinder_flow.domain.errors.conflict import NO_KEY, KeyNotOnRecord
from pathfinder_flow.domain.errors.invalid import BadCheckpoint, BadKey
from pathfinder_flow.domain.errors.not_found import NoneMade
from pathfinder_flow.domain.errors.unavailable import BadFrontier, KeyFileUnavailable, NotGrown
from pathfinder_flow.domain.ledger.entries import PROGRAM, moment_text
from pathfinder_flow.domain.ledger.merkle import Frontier
from pathfinder_flow.domain.ledger.notes import (
    Checkpoint,
    SignedNote,
    VerifierKey,
    parse_checkpoint,
    parse_key,
    parse_note,
)
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.store import checkpoints, ledger
from pathfinder_flow.store.checkpoints import StoredCheckpoint

if TYPE_CHECKING:
    from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
    from pathfinder_flow.signing.ed25519 import Signer


_IN_THE_WAY = (KeyFileUnavailable, KeyNotOnRecord, BadKey, NotGrown)
"""What may keep the ledger from being signed, and keeps nothing else from being done."""


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A signing key, the entry that took it into use, and the one that replaced it, if one did.

    What it signed beyond that entry counts for nothing. ``number`` is 0 for a key that is trusted
    because somebody says so.
    """

    key: VerifierKey
    number: int = 0
    until: int | None = None


def keys_on_record(conn: Connection) -> list[KnownKey]:
    """Give the signing keys that the ledger names, the one in use last.

    Raises :class:`BadKey` where somebody put something else in the place of one.
    """
    entries = ledger.key_entries(conn)
    replaced = [entry.number for entry in entries[1:]]
    return [
        KnownKey(parse_key(entry.body["key"]), entry.number, until)
        for entry, until in zip(entries, [*replaced, None], strict=False)
    ]


def make_checkpoint(app: AppContext, signer: Signer) -> StoredCheckpoint:
    """Sign the ledger as it is now; gives the last checkpoint again if nothing came since."""
    return app.run(PROGRAM, lambda uow: sign(uow.conn, [signer], uow.now), cache=False)


def daily_checkpoint(app: AppContext) -> str | None:
    """Sign the ledger once a day (UTC), if anything came since; gives what stands in the way.

    None when all is well, or there is no key to sign with.
    """
    try:
        signer = app.signer()
        if signer and _is_due(app):
            make_checkpoint(app, signer)
    except _IN_THE_WAY as error:
        return str(error)
    return None


def _is_due(app: AppContext) -> bool:
    with app.snapshot() as conn:
        last, size = checkpoints.latest(conn), ledger.size(conn)
    today = moment_text(app.clock())[: len("2026-11-22")]
    return last is None or (last.size < size and last.made_at < today)


def latest_checkpoint(app: AppContext) -> StoredCheckpoint:
    """Give the last checkpoint made; raises :class:`NoneMade`."""
    app.viewer.require(Thing.AUDIT)
    with app.snapshot() as conn:
        last = checkpoints.latest(conn)
    if last is None:
        raise NoneMade
    return last


def sign(conn: Connection, signers: Sequence[Signer], now: datetime) -> StoredCheckpoint:
    """Sign what is stored, within a transaction.

    1. The key must be the one on record. 2. The ledger must go on from what was signed last: a
    rewritten one is never signed, nor one whose checkpoints were taken away. 3. Sign, with every
    key given, and keep the checkpoint.
    """
    known = _refuse_other_key(conn, signers[-1])
    tree, last = ledger.tree(conn), checkpoints.latest(conn)
    # A key signs when it is put on record: there is a checkpoint of that, or there was one.
    if (last.size if last else 0) < known.number != tree.size:
        raise NotGrown(size=known.number)
    if last:
        _refuse_rewritten(conn, last, tree)
    text = Checkpoint(signers[-1].key.name, tree.size, tree.root()).text
    if last and all(_has_signed(signer, last.note, text) for signer in signers):
        return last
    note = str(SignedNote(text, tuple(signer.sign(text) for signer in signers)))
    kept = StoredCheckpoint(note, tree.size, tree.to_bytes(), moment_text(now))
    checkpoints.add(conn, kept)
    return kept


def _has_signed(signer: Signer, note: str, text: str) -> bool:
    kept = parse_note(note)
    return kept.text == text and signer.sign(text) in kept.signatures


def _refuse_other_key(conn: Connection, signer: Signer) -> KnownKey:
    known = keys_on_record(conn)
    if known and known[-1].key == signer.key:
        return known[-1]
    raise KeyNotOnRecord(
        key_id=signer.key.id.hex(),
        known=known[-1].key.id.hex() if known else NO_KEY,
    )


def _refuse_rewritten(conn: Connection, last: StoredCheckpoint, tree: Frontier) -> None:
    if grown(conn, last) != tree:
        raise NotGrown(size=last.size)


def grown(conn: Connection, last: StoredCheckpoint) -> Frontier | None:
    """Give the tree that grew from a checkpoint by what is stored since.

    None if what is kept with the checkpoint is not what a key on record signed.
    """
    frontier = signed_tree(last, [known.key for known in keys_on_record(conn)])
    if frontier is None:
        return None
    for leaf in ledger.leaves(conn, ledger.size(conn), after=last.size):
        frontier = frontier.append(leaf)
    return frontier


def signed_tree(kept: StoredCheckpoint, keys: list[VerifierKey]) -> Frontier | None:
    """Give the tree that a checkpoint signs, with one of some keys; None if it does not."""
    from pathfinder_flow.signing.ed25519 import verify

    try:
        note = parse_note(kept.note)
        signed, frontier = parse_checkpoint(note), Frontier.from_bytes(kept.size, kept.frontier)
        trusted = note.signed_by(keys, verify)
    except (BadFrontier, BadCheckpoint):
        return None
    same = (signed.size, signed.root) == (frontier.size, frontier.root())
    return frontier if trusted and same else None


def for_mails(uow: UnitOfWork) -> str | None:
    """Give the checkpoint that mails written now carry: of all that was stored before them.

    The last one made where there is no key to sign with, or it cannot be used; None before the
    first.
    """
    try:
        signer = uow.app.signer()
        if signer:
            return sign(uow.conn, [signer], uow.now).note
    except _IN_THE_WAY:
        # No mail waits for that; 'run' and 'status' tell it.
        pass
    last = checkpoints.latest(uow.conn)
    return last.note if last else None
