"""English: keys, checkpoints, proofs and verdicts."""

AUDIT = {
    "kind.key": "key",
    "kind.erasure": "erasure",
    "entry.key.first": "Signing key {id} taken into use, under the name {name}",
    "entry.key.rotated": "Signing key {id} taken into use in place of {replaced}, under the name "
    "{name}",
    "entry.erasure": "Name, addresses and mails of a person erased ({person}; mails: {count})",
    "done.key_created": "The secret half is in {path}; keep it to yourself. Hand the line above to "
    "auditors on a way of its own: whoever has it can check what this ledger signs.",
    "done.key_rotated": "The new secret half is in {path}; the old one is gone. Hand the line "
    "above to auditors; what was signed with the old key stays valid.",
    "done.proven": "Entry {number} is proven in the ledger of {size} entries; the proof is in "
    "{path}.",
    "keys.none": "The ledger has no signing key yet: make one with 'audit key create'.",
    "held.grew": "{file} is right: it witnessed the ledger of {seen} entries, and today's ledger "
    "({now} entries) begins with exactly these.",
    "held.differs": "{file} does not agree: it witnessed the ledger of {seen} entries, and today "
    "one from entry {first} to entry {last} is another. What was recorded has been rewritten "
    "since, or this ledger and the one that sent it went on separately from one backup.",
    "held.missing": "{file} does not agree: it witnessed the ledger of {seen} entries, and today "
    "there are {now}; entries {first} to {last} are not there. The end was cut off, an older "
    "backup was restored, or this is not the newest copy.",
    "fork.same": "{file} holds the same ledger: {here} entries, all alike.",
    "fork.longer": "{file} holds the same ledger, but for its length: {there} entries there, "
    "{here} here, the first {common} alike. One of them went on longer.",
    "fork.parted": "{file} is another ledger from entry {first} on: {there} entries there, {here} "
    "here, the first {common} alike. Both went on from one backup, or one of them was rewritten.",
    "status.checkpoint": "Last checkpoint",
    "status.covers": "{moment}; entries: {size}",
    "status.no_checkpoint": "— (no key yet: 'audit key create')",
    "trouble.unsigned": "The ledger was last signed on {since} and has grown since; mails carry "
    "that checkpoint ({size} entries): 'audit checkpoint' says what keeps it from being signed.",
    "label.verdict": "Verdict",
    "label.result": "Result",
    "label.judged": "Looked at",
    "verdict.integrity": "Integrity",
    "verdict.anchoring": "Anchoring",
    "verdict.completeness": "Completeness",
    "verdict.conformance": "Conformance",
    "verdict.sound": "sound",
    "verdict.broken": "BROKEN: {count}",
    "verdict.open": "open",
    "verdict.entry": ", entry {number}",
    "verdict.fault": "{verdict}{where}: {said}.",
    "verdict.more": "{verdict}: and {count} more; --json names up to a thousand.",
    "verdict.and_more": " and {count} more",
    "verdict.attested": "Moves that only a source attests, so that nothing was decided about them "
    "here: entries {numbers}.",
    "verdict.not_anchored": "Nothing was ever signed, so nothing shows that the ledger was not "
    "rewritten as a whole: 'audit key create' begins it.",
    "judged.entries": "entries: {count}",
    "judged.checkpoints": "checkpoints: {count}",
    "judged.mails": "mails: {count}",
    "judged.documents": "documents: {count}",
    "judged.rungs": "reminders: {count}",
    "judged.acts": "acts: {count}",
    "judged.moves": "moves decided: {count}",
    "judged.attested": "attested: {count}",
    "done.checkpoint": "The checkpoint of {size} entries is in {path}.",
    "judged.no_rungs": "reminders: not judged",
    "verdict.not_swept": "Reminders are not judged before the scheduler has looked at all with the "
    "ladders in use now: 'run --once' does.",
}
