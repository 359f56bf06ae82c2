"""Everything that is said of a pack, and why one cannot be read."""

from __future__ import annotations

from typing import Any

SAID = {
    # What is in order, one line for each check.
    "files_listed": "{count} files are what the manifest lists, and there are no others",
    "manifest_signed": "signed by the key {signer}",
    "manifest_unsigned": "not signed: rely on the entries, not on what retells them",
    "signed": "{size} entries, signed by the key {signer}",
    "entries_proven": "{count} of {count} are in the ledger as they stand here",
    "checkpoints_consistent": "others: {count}, all on the same history",
    "keys_on_record": "{count} on record",
    "as_named": "{count}, as the entries name them",
    "messages_only_listed": "{count} on record; their texts are not in this pack",
    "messages_as_named": "{count}, as the entries name them; erased: {erased}",
    "no_witness": "none given",
    "witnessed": "{count}, on the same history",
    "problems": "{count} wrong, see below",
    "unmade": "Not checked: {checks}.",
    # What all of it comes to.
    "root": "The root of the {size} entries of the ledger is:",
    "own_key": "It was signed with a key that comes from the pack itself, and anybody can make"
    " one. Compare it with one that you had from elsewhere, or give that one with --key:",
    "sound": "Everything is in order.",
    "unsound": "{count} wrong: do not rely on this pack.",
    "more": "... and {count} more of {check}.",
    # What stands in the way of checking anything more.
    "unreadable": "{file}: it cannot be read.",
    "no_zip": "{file}: it is not a zip file, or it was cut off.",
    "unsafe_name": "{file}: no pack has a file of such a name; do not unpack this one.",
    "twice": "{file}: it is there twice; do not unpack this pack.",
    "no_file": "{file}: it is a link, a folder or a device, and no pack holds such a thing.",
    "encrypted": "{file}: it is encrypted, and nothing in a pack is.",
    "odd_method": "{file}: it is compressed by a method that no pack uses.",
    "too_many": "{file}: it holds more files than a pack may ({limit}).",
    "too_large": "{file}: with it the pack would hold more than {limit} bytes; do not unpack it.",
    "inflates": "{file}: it holds more than the {size} bytes it declares; do not unpack this pack.",
    "damaged": "{file}: it is damaged and cannot be unpacked.",
    "not_there": "{file}: it is missing, and nothing can be checked without it.",
    "long_line": "{file}, line {line}: it is too long to be read.",
    # What is wrong.
    "manifest_form": "manifest.txt, line {line}: it is not a line of a manifest.",
    "missing": "{file}: the manifest lists it, and it is missing.",
    "not_listed": "{file}: it is there, and the manifest does not list it.",
    "changed": "{file}: it is not what the manifest lists; one of the two was changed.",
    "not_signed": "{file}: no key on record has signed it.",
    "not_vouched": "{file}: neither the key given nor one that it vouches for has signed it.",
    "wrong_signature": "{file}: the signature of the key {signer} is wrong; text or signature was"
    " changed.",
    "no_note": "{file}: it is not a signed note, or was cut off.",
    "no_checkpoint": "{file}: it is not a checkpoint.",
    "no_key": "{file}: '{given}' is not a key; it is written NAME+ID+KEY.",
    "other_keys": "keys.txt: its keys are not those that the entries name.",
    "unproven": "entries.jsonl, entry {number}: it does not lead to what was signed; it, or its"
    " line in proofs.jsonl, was changed.",
    "no_proof": "proofs.jsonl, line {line}: it is not a proof, or is out of order.",
    "no_entry": "entries.jsonl, entry {number}: it is proven, but is not an entry of that number.",
    "uneven": "proofs.jsonl: it has more lines or fewer than entries.jsonl.",
    "foreign": "entries.jsonl, entry {number}: it is about another country.",
    "left_out": "entries.jsonl, entry {number}: it rests on entry {on}, which is left out.",
    "no_history": "checkpoints.jsonl, line {line}: it is not a checkpoint with its proof.",
    "forked": "checkpoints.jsonl, line {line}: {size} entries were signed, and this is not how the"
    " ledger goes on from them; it was rewritten since.",
    "named_missing": "{file}: entry {number} names it, and it is missing.",
    "named_changed": "{file}: it is not what entry {number} names.",
    "not_named": "{file}: no entry names it.",
    "witness_none": "{file}: there is no checkpoint of this ledger in it.",
    "witness_unsigned": "{file}: no key that is trusted here has signed its checkpoint.",
    "witness_newer": "{file}: it witnesses {size} entries, more than this pack leads to, and cannot"
    " be told from it; ask for a newer pack.",
    "witness_unknown": "{file}: it witnesses {size} entries, of which this pack has no checkpoint;"
    " it cannot be told from it.",
    "witness_forked": "{file}: it witnesses {size} entries with another root; the ledger was"
    " rewritten since.",
    # The checks, and the mark before each.
    "check_files": "files",
    "check_manifest": "manifest",
    "check_signature": "signature",
    "check_entries": "entries",
    "check_checkpoints": "checkpoints",
    "check_keys": "keys",
    "check_workflows": "workflows",
    "check_evidence": "evidence",
    "check_messages": "messages",
    "check_witness": "witness",
    "mark_ok": "ok",
    "mark_wrong": "WRONG",
    "mark_none": "-",
}  # fmt: skip
"""Everything that this program says of a pack, by its code."""

CHECKS = (
    "files", "manifest", "signature", "entries", "checkpoints", "keys", "workflows", "evidence",
    "messages", "witness",
)  # fmt: skip


UNTOLD = ("manifest_unsigned", "no_witness")
"""Ends of checks that say that there was nothing to check."""


class Rejected(Exception):
    """Why a pack, or a part of it, cannot be read any further."""

    def __init__(self, code: str, **facts: Any) -> None:
        self.code, self.facts = code, facts
        super().__init__(code)
