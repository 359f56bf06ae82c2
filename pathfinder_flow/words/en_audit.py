"""English: keys, checkpoints, proofs and verdicts."""

AUDIT = {
    "kind.key": "key",
    "kind.erasure": "erasure",
    "entry.key.first": "Signing key {id} taken into use, under the name {name}",
    "entry.key.rotated": "Signing key {id} taken into use in place of {replaced}, under the name "
    "{name}",
    "entry.erasure": "Name, addresses and mails of a person erased ({person}; mails: {count})",
}
