"""The history: signed by a key that is relied on, and only ever grown."""

from __future__ import annotations

import json

from pathfinder_flow.verifier.entries import SHAPE, Named
from pathfinder_flow.verifier.notes import Key, Note, SignedCheckpoint, checkpoint_of, from_base64
from pathfinder_flow.verifier.reading import Pack
from pathfinder_flow.verifier.report import VerifierReport
from pathfinder_flow.verifier.tree import extends


def check_checkpoints(
    pack: Pack, main: SignedCheckpoint, report: VerifierReport
) -> list[SignedCheckpoint]:
    """Show that every other checkpoint lies on the same history; gives those that do."""
    report.begin("checkpoints")
    found: list[SignedCheckpoint] = []
    count = 0
    for count, data in enumerate(pack.lines("checkpoints.jsonl"), start=1):
        one, proof = _kept_of(data, f"checkpoints.jsonl, line {count}")
        if one is None:
            report.wrong("no_history", line=count)
        elif one.origin != main.origin or not extends(one, main, proof):
            report.wrong("forked", line=count, size=one.size)
        else:
            found.append(one)
    report.good("checkpoints_consistent", count=count)
    return found


def _kept_of(line: bytes, file: str) -> tuple[SignedCheckpoint | None, list[bytes]]:
    """Read a line of checkpoints.jsonl: a checkpoint, and the proof that leads from it on."""
    try:
        kept = json.loads(line)
        one = checkpoint_of(kept["note"], file)
        proof = [from_base64(step) for step in kept["proof"]]
        known = [step for step in proof if step is not None]
    except SHAPE:
        return None, []
    return (one if len(known) == len(proof) else None), known


class Trust:
    """The keys that are relied on: the one given and those it vouches for, or all on record."""

    def __init__(self, given: Key | None, named: Named, notes: list[SignedCheckpoint]) -> None:
        self._replaced = named.replaced
        self.keys = {given} if given else {key for _, key in named.keys}
        found = bool(given)
        while found:
            # What a trusted key signed covers the entries that take others into use.
            covered = max((one.size for one in notes if self.signer(one)), default=0)
            more = {key for number, key in named.keys if number <= covered}
            found = not more <= self.keys
            self.keys |= more

    def signer(self, one: SignedCheckpoint) -> Key | None:
        """Give a trusted key that signed a checkpoint before it was replaced; None without."""
        for key in one.note.signers(self.keys):
            # A key goes by the name of its ledger.
            if key.name == one.origin and one.size <= self._replaced.get(key.id.hex(), one.size):
                return key
        return None


def check_signatures(
    manifest: Note | None, main: SignedCheckpoint, others: list[SignedCheckpoint], trust: Trust,
    report: VerifierReport,
) -> None:  # fmt: skip
    """Check who signed the checkpoint, the manifest, and every other checkpoint."""
    report.begin("signature")
    unsigned = "not_vouched" if report.given else "not_signed"
    report.signer = trust.signer(main)
    if report.signer:
        report.good("signed", size=main.size, signer=report.signer.id.hex())
    else:
        report.wrong(unsigned, file="checkpoint.txt")
    report.begin("manifest")
    signers = manifest.signers(trust.keys) if manifest else []
    if signers:
        report.good("manifest_signed", signer=signers[0].id.hex())
    elif manifest:
        report.wrong(unsigned, file="manifest.txt")
    else:
        report.good("manifest_unsigned")
    report.begin("checkpoints")
    for one in others:
        if report.signer and not trust.signer(one):
            report.wrong("not_signed", file=one.note.file)
