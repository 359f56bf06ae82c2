"""audit against: the ledger beside what somebody kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pathfinder_flow.cli.shell import Shell, json_option, pass_shell

if TYPE_CHECKING:
    from pathfinder_flow.services.audit.anchoring import AnchorCheck, Fork

_SQLITE = b"SQLite format 3\x00"


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option("--key", "keys", multiple=True, metavar="KEY",
              help="Trust this key instead of those on record.")  # fmt: skip
@json_option
@pass_shell
def against(shell: Shell, *, files: tuple[Path, ...], keys: tuple[str, ...], as_json: bool) -> None:
    """Hold the ledger against mails or checkpoints that somebody kept, or a copy of the ledger.

    Says of each whether today's ledger begins with what it witnessed and, if not, among which
    entries it begins to differ. The exit code is 1 if any does not.
    """
    from pathfinder_flow.cli.output import print_json, print_wrapped, read_file
    from pathfinder_flow.domain.ledger.notes import parse_key
    from pathfinder_flow.services.audit.anchoring import hold_against

    trusted = [parse_key(one) for one in keys]
    read = {path: read_file(path) for path in files}
    copies = {path: _compare(shell, path) for path, data in read.items() if data[:16] == _SQLITE}
    mails = [(str(path), data) for path, data in read.items() if path not in copies]
    held = hold_against(shell.app, mails, trusted) if mails else []
    if as_json:
        print_json([*map(held_as_json, held), *(_fork_json(p, f) for p, f in copies.items())])
    else:
        for one in held:
            print_wrapped(held_sentence(one, shell.lang))
        for path, fork in copies.items():
            print_wrapped(_fork_sentence(path, fork, shell.lang))
    parted = any(fork.common < min(fork.here, fork.there) for fork in copies.values())
    if parted or any(one.verdict != "grew" for one in held):
        raise click.exceptions.Exit(1)


def _compare(shell: Shell, path: Path) -> Fork:
    from pathfinder_flow.services.audit.anchoring import compare
    from pathfinder_flow.store.database.engine import open_file

    other = open_file(path)
    try:
        return compare(shell.app, other)
    finally:
        other.dispose()


def held_as_json(held: AnchorCheck) -> dict[str, Any]:
    """Give how the ledger stands to a witness as JSON values."""
    return {
        "file": held.witness.place,
        "witnessed": held.witness.checkpoint.size,
        "entries": held.size,
        "verdict": held.verdict,
        "first": held.first or None,
        "last": held.last or None,
        "key": held.witness.key.text,
    }


def held_sentence(held: AnchorCheck, lang: str) -> str:
    """Say how the ledger stands to a witness."""
    from pathfinder_flow.words.catalog import say

    places = {"file": held.witness.place, "seen": held.witness.checkpoint.size, "now": held.size}
    return say(f"held.{held.verdict}", lang, **places, first=held.first, last=held.last)


def _fork_json(path: Path, fork: Fork) -> dict[str, Any]:
    return {"file": str(path), "entries": fork.here, "there": fork.there, "common": fork.common}


def _fork_sentence(path: Path, fork: Fork, lang: str) -> str:
    from pathfinder_flow.words.catalog import say

    least = min(fork.here, fork.there)
    verdict = "parted" if fork.common < least else "same" if fork.here == fork.there else "longer"
    return say(
        f"fork.{verdict}", lang, file=path, here=fork.here, there=fork.there, common=fork.common,
        first=fork.common + 1,
    )  # fmt: skip
