"""Checkpoints that were made and are not kept any more, by the traces that they left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import BadCheckpoint, NotTheLedgers
from pathfinder_flow.mail.witness import notes_in
from pathfinder_flow.services.audit.anchoring import CheckpointCopy, read_witnesses
from pathfinder_flow.services.audit.checkpoints import KnownKey
from pathfinder_flow.services.audit.faults import NO_ENTRY
from pathfinder_flow.store import checkpoints, ledger

Trace = tuple[int, Clause]
"""The entry that a checkpoint left a trace in, and what is missing."""

_OF_A_KEY = "the checkpoint that was made with it is not here any more"
_OF_A_MAIL = "the checkpoint that its mail {message} carries is not here any more"


def of_keys(conn: Connection) -> list[Trace]:
    """Name the keys without the checkpoint that each signs when it is put on record."""
    sizes = {one.size for one in checkpoints.all_kept(conn)}
    try:
        numbers = [entry.number for entry in ledger.key_entries(conn)]
    except NO_ENTRY:
        return []
    gone = Clause("key_checkpoint_gone", _OF_A_KEY)
    return [(number, gone) for number in numbers if number not in sizes]


def of_mails(
    conn: Connection, carried: Mapping[bytes, tuple[int, str]], keys: Sequence[KnownKey]
) -> tuple[list[Trace], list[CheckpointCopy]]:
    """Name the mails here whose checkpoint is not kept, and give those that a key signed.

    ``carried`` is the first mail, by its entry, for each header with a checkpoint.
    """
    kept = {one.note for one in checkpoints.all_kept(conn)}
    gone: list[Trace] = []
    signed: list[CheckpointCopy] = []
    for header, (number, message) in carried.items():
        if kept.issuperset(notes_in(header + b"\n")):
            continue
        gone.append((number, Clause("mail_checkpoint_gone", _OF_A_MAIL, message=message)))
        try:
            signed += read_witnesses(message, header + b"\n", keys)
        except (BadCheckpoint, NotTheLedgers):
            continue
    return gone, signed
