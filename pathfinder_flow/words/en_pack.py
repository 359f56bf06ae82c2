"""English: evidence packs and what their check finds."""

from pathfinder_flow.verifier.sayings import SAID

PACK = {
    # The check speaks English by itself: these are its own words.
    **{f"verify.{code}": text for code, text in SAID.items()},
    "done.proving": "Proving",
    "done.packed": "Packed for an auditor: {count} entries, {files} files, in {path}.",
    "done.pack_faulty": "It is in {path} as it is; its own check found this wrong:",
    "done.pack_unsigned": "There is no key to sign its manifest here: what retells the entries is "
    "not protected, the entries are.",
    "done.pack_names": "Entries that hold the name, address or sign-in name of somebody who is "
    "registered, in what people wrote: {numbers}. They are in the pack as they were recorded, or "
    "they could not be proven; look at them before you hand it over.",
    "pack.title": "Evidence pack: {country}",
    "pack.what": "What the ledger {ledger} says of {country}: {count} of its {size} entries, with "
    "all that an auditor needs to check them without trusting whoever runs the ledger.",
    "pack.check": "How to check it",
    "pack.check.how": "It takes Python 3.9 or later and nothing else; it needs no network and "
    "changes nothing. Unpack the zip file, go into the folder, and run (on Windows: py in place "
    "of python3):",
    "pack.check.witness": "With the key of the ledger as you had it from elsewhere, and a mail "
    "that somebody received from the ledger and kept:",
    "pack.check.own": "Whoever makes a pack up can also change the verify.py in it. To be safe, "
    "take one from elsewhere and give it the zip file, or run 'pathfinder-flow audit verify-pack'.",
    "pack.proves": "What that proves",
    "pack.proves.entries": "Each line of entries.jsonl stood in the ledger under its number, to "
    "the byte, when checkpoint.txt was signed.",
    "pack.proves.history": "All checkpoints in the pack, and the mails you check it against, lie "
    "on one history: between them nothing was rewritten.",
    "pack.proves.files": "Workflows, evidence and mails in it are the very files that the entries "
    "name.",
    "pack.open": "What it does not prove",
    "pack.open.key": "Whose key it is: keys.txt lists the keys on record; compare them with one "
    "that you had from elsewhere.",
    "pack.open.left_out": "That nothing was left out: it holds the entries with the numbers "
    "listed, and what they rest on. Who may read the whole ledger can check that there too, with "
    "'audit verify'.",
    "pack.open.retold": "That what retells the entries (this text, the histories, the lists) does "
    "so rightly, unless the manifest is signed: where they differ, the entries count.",
    "pack.open.truth": "That what was written down is true.",
    "pack.people": "People",
    "pack.people.without_names": "No name, address or sign-in name was put into this pack: people "
    "stand in it by pseudonym and role. What people wrote themselves (reasons, notes, letters, "
    "names of files) and the evidence are as they were recorded.",
    "pack.people.with_names": "This pack names people: people.csv says who is behind the "
    "pseudonyms, and messages/ holds the mails with names and addresses. Give it to nobody who "
    "need not know.",
    "pack.files": "What is in it",
    "pack.file.entries.jsonl": "the entries, one in a line, in the very bytes that were signed",
    "pack.file.proofs.jsonl": "for each of them the path to the root that was signed",
    "pack.file.checkpoint.txt": "the signed number of entries and root of the ledger",
    "pack.file.checkpoints.jsonl": "every other checkpoint, with the proof that the ledger goes on "
    "from there",
    "pack.file.keys.txt": "the keys on record that sign the ledger",
    "pack.file.workflows": "the versions of the procedure that governed the case",
    "pack.file.evidence": "the evidence files, named by their SHA-256",
    "pack.file.history.html": "the history, to read",
    "pack.file.history.csv": "the history, as a table",
    "pack.file.deadlines.csv": "every due date and how it was computed",
    "pack.file.deadlines.json": "the same, for programs",
    "pack.file.messages.csv": "every mail, to whom in which role, and what became of it",
    "pack.file.evidence.csv": "the evidence, with the names its files came with",
    "pack.file.people.csv": "who is behind the pseudonyms",
    "pack.file.messages": "the mails as they were written, named by their SHA-256",
    "pack.file.manifest.txt": "SHA-256, size and name of every other file, signed if there was a "
    "key",
    "pack.file.verify.py": "the program that checks all this",
    "pack.root": "Root of the {size} entries:\n  {root}",
}
