"""audit against: the ledger beside what somebody kept."""

from __future__ import annotations

from pathlib import Path

import click

from pathfinder_flow.cli.options import json_option
from pathfinder_flow.cli.output import print_json, print_wrapped, read_file
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.domain.ledger.notes import parse_key
from pathfinder_flow.presentation.audit import anchoring as view
from pathfinder_flow.services.audit.anchoring import Fork, compare, hold_against
from pathfinder_flow.store.database.engine import open_file

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
    trusted = [parse_key(one) for one in keys]
    read = {path: read_file(path) for path in files}
    copies = {path: _compare(shell, path) for path, data in read.items() if data[:16] == _SQLITE}
    mails = [(str(path), data) for path, data in read.items() if path not in copies]
    held = hold_against(shell.view, mails, trusted) if mails else []
    if as_json:
        print_json(
            [*map(view.held_values, held), *(view.fork_values(p, f) for p, f in copies.items())]
        )
    else:
        for one in held:
            print_wrapped(view.held_sentence(one, shell.lang))
        for path, fork in copies.items():
            print_wrapped(view.fork_sentence(path, fork, shell.lang))
    parted = any(fork.common < min(fork.here, fork.there) for fork in copies.values())
    if parted or any(one.verdict != "grew" for one in held):
        raise click.exceptions.Exit(1)


def _compare(shell: Shell, path: Path) -> Fork:
    other = open_file(path)
    try:
        return compare(shell.app, other)
    finally:
        other.dispose()
