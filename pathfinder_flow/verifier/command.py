"""Checks an evidence pack of pathfinder-flow: one file, Python 3.9 or later and nothing else.

    python3 -I verify.py PACK.zip [--key NAME+ID+KEY] [--witness FILE]...

Without a pack it checks the folder it lies in: a pack that was unpacked there. It reads only, and
needs no network. It ends with 0 when everything is in order, with 1 when something is wrong, and
with 2 when it was called wrongly.

What is checked, from the ground up: an Ed25519 signature (RFC 8032) holds for a checkpoint, a
text with the size and the Merkle root of the ledger (C2SP signed-note and tlog-checkpoint); a
path of hashes leads from each entry to that root (RFC 6962); each entry names the SHA-256 of the
files it speaks of; and the manifest that of every file there is.
"""

from __future__ import annotations

import argparse
import sys
import textwrap
from pathlib import Path

from pathfinder_flow.verifier.entries import check_entries
from pathfinder_flow.verifier.files import check_files, check_keys, check_messages, check_named
from pathfinder_flow.verifier.history import Trust, check_checkpoints, check_signatures
from pathfinder_flow.verifier.notes import Key, checkpoint_of, key_of
from pathfinder_flow.verifier.reading import LONGEST_TEXT, Pack, open_pack
from pathfinder_flow.verifier.report import VerifierReport, told
from pathfinder_flow.verifier.sayings import Rejected
from pathfinder_flow.verifier.witnesses import check_witnesses


def verify(pack: Pack, given: Key | None, witnesses: list[tuple[str, bytes]]) -> VerifierReport:
    """Make every check; what cannot be read ends it, with the reason."""
    report = VerifierReport(given)
    try:
        manifest = check_files(pack, report)
        report.begin("signature")
        main = report.main = checkpoint_of(pack.text("checkpoint.txt"), "checkpoint.txt")
        named = check_entries(pack, main, report)
        others = check_checkpoints(pack, main, report)
        report.begin("signature")
        trust = Trust(given, named, [*others, main])
        check_signatures(manifest, main, others, trust, report)
        check_keys(pack, named, report)
        check_named(pack, "workflows", named, report)
        check_named(pack, "evidence", named, report)
        check_messages(pack, named, report)
        check_witnesses(witnesses, main, others, trust, report)
    except Rejected as refused:
        report.wrong(refused.code, **refused.facts)
    return report


def main(arguments: list[str] | None = None) -> int:
    """Check a pack and say what was found; gives the exit code."""
    parser = argparse.ArgumentParser(description="Check an evidence pack of pathfinder-flow.")
    parser.add_argument("pack", nargs="?", help="the zip file, or the folder it was unpacked in")
    parser.add_argument("--key", metavar="NAME+ID+KEY", help="the key, as you had it elsewhere")
    parser.add_argument(
        "--witness", metavar="FILE", action="append", default=[],
        help="a mail of this ledger that somebody kept, or a checkpoint; may be repeated",
    )  # fmt: skip
    asked = parser.parse_args(arguments)
    path = Path(asked.pack) if asked.pack else Path(__file__).resolve().parent
    report = check(path, asked.key, [Path(file) for file in asked.witness])
    lines = [f"  {path}", "", *map(_wrapped, told(report))]
    text = "".join(f"{line}\n" for line in lines)
    # A terminal that cannot show a sign gets its number instead of an error.
    encoding = sys.stdout.encoding or "ascii"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
    return 0 if report.is_sound else 1


def _wrapped(line: str) -> str:
    """Wrap what is said at length; lines that are aligned stay as they are."""
    if line.startswith(" "):
        return line
    return textwrap.fill(line, 80, break_long_words=False, break_on_hyphens=False)


def check(path: Path, key: str | None, witnesses: list[Path]) -> VerifierReport:
    """Check a pack by a key as a text, and against files that others kept."""
    try:
        given = key_of(key, "--key") if key else None
        kept = [(file.name, _read(file)) for file in witnesses]
        with open_pack(path) as pack:
            return verify(pack, given, kept)
    except Rejected as refused:
        report = VerifierReport()
        report.wrong(refused.code, **refused.facts)
        return report


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LONGEST_TEXT)
    except (OSError, ValueError) as error:
        raise Rejected("unreadable", file=path.name) from error


if __name__ == "__main__":
    sys.exit(main())
