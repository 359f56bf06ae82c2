"""The files: each is what the manifest lists, and what the entries name."""

from __future__ import annotations

import re

from pathfinder_flow.verifier.entries import Named
from pathfinder_flow.verifier.notes import Note, note_of
from pathfinder_flow.verifier.reading import Pack
from pathfinder_flow.verifier.report import VerifierReport

TITLE = "pathfinder-flow pack 1"
"""The first line of every manifest: what this is, and in which version."""

_LISTED = re.compile(r"([0-9a-f]{64}) (0|[1-9][0-9]{0,12}) (\S+)")


def check_files(pack: Pack, report: VerifierReport) -> Note | None:
    """Hold every file against the manifest, both ways; gives the manifest if it is signed."""
    report.begin("files")
    text = pack.text("manifest.txt")
    note = note_of(text, "manifest.txt") if "\n\n" in text else None
    listed = _listed(note.text if note else text, report)
    for name in sorted({*pack.sizes, *listed} - {"manifest.txt"}):
        if name not in pack.sizes:
            report.wrong("missing", file=name)
        elif name not in listed:
            report.wrong("not_listed", file=name)
        elif (pack.sha256(name), pack.sizes[name]) != listed[name]:
            report.wrong("changed", file=name)
    report.good("files_listed", count=len(listed))
    return note


def _listed(text: str, report: VerifierReport) -> dict[str, tuple[str, int]]:
    """Read the lines of the manifest, in the order of the names."""
    first, *lines = text.split("\n")
    if first != TITLE or not lines or lines.pop():
        report.wrong("manifest_form", line=1 if first != TITLE else len(lines) + 2)
    listed: dict[str, tuple[str, int]] = {}
    last = ""
    for number, line in enumerate(lines, start=2):
        match = _LISTED.fullmatch(line)
        if match and match[3] > last:
            last = match[3]
            listed[last] = (match[1], int(match[2]))
        else:
            report.wrong("manifest_form", line=number)
    return listed


def check_keys(pack: Pack, named: Named, report: VerifierReport) -> None:
    """Hold the list of keys against the entries."""
    report.begin("keys")
    if pack.text("keys.txt") != "".join(f"{key}\n" for _, key in named.keys):
        report.wrong("other_keys")
    report.good("keys_on_record", count=len(named.keys))


def check_named(pack: Pack, folder: str, named: Named, report: VerifierReport) -> None:
    """Hold the workflows, or the evidence, against the entries that name them, both ways."""
    report.begin(folder)
    expected = named.files[folder]
    _hold(pack, folder, expected, report)
    report.good("as_named", count=len(expected))


def _hold(
    pack: Pack, folder: str, expected: dict[str, tuple[str, int]], report: VerifierReport
) -> None:  # fmt: skip
    found: dict[str, str] = {}
    for name in pack.within(folder):
        # Evidence may end as its name did, for programs to open it: it goes by the hash before.
        meant = name if name in expected else name.split(".")[0]
        if meant not in expected or meant in found:
            report.wrong("not_named", file=name)
        found[meant] = name
    for meant, (digest, number) in expected.items():
        if meant not in found:
            report.wrong("named_missing", file=meant, number=number)
        elif pack.sha256(found[meant]) != digest:
            report.wrong("named_changed", file=found[meant], number=number)


def check_messages(pack: Pack, named: Named, report: VerifierReport) -> None:
    """Hold the mails against the entries; a pack without names holds none of them."""
    report.begin("messages")
    left = {
        f"messages/{digest}.eml": (digest, number)
        for message, (digest, number) in named.mails.items()
        if message not in named.erased
    }
    gone = len(named.mails) - len(left)
    if "people.csv" not in pack.sizes and not pack.within("messages"):
        report.good("messages_only_listed", count=len(named.mails))
        return
    _hold(pack, "messages", left, report)
    report.good("messages_as_named", count=len(left), erased=gone)
