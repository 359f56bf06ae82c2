"""audit verify: four verdicts on the whole ledger."""

from __future__ import annotations

from pathlib import Path

import click

from pathfinder_flow.cli.options import json_option
from pathfinder_flow.cli.output import print_blocks, print_json, read_file
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.domain.ledger.notes import parse_key
from pathfinder_flow.presentation.audit import verdicts as view
from pathfinder_flow.services.audit.verify import verify as ask


@click.command()
@click.option("--witness", "files", multiple=True, type=click.Path(path_type=Path),
              help="A mail or checkpoint that somebody kept; may be given again.")  # fmt: skip
@click.option("--key", "keys", multiple=True, metavar="KEY",
              help="Trust this key instead of those on record.")  # fmt: skip
@json_option
@pass_shell
def verify(shell: Shell, *, files: tuple[Path, ...], keys: tuple[str, ...], as_json: bool) -> None:
    """Give four verdicts on the whole ledger, each by itself; exit code 1 if one is broken.

    Integrity: the bytes are those that were hashed. Anchoring: the ledger begins with what every
    checkpoint signed. Completeness: nothing that it names is missing. Conformance: every move is
    one that the workflow then in force allowed, by somebody who then held a mandate.
    """
    kept = [(str(path), read_file(path)) for path in files]
    trusted = [parse_key(one) for one in keys]
    with shell.counting("done.checking") as progress:
        verdicts = ask(shell.app, shell.notices, files=kept, keys=trusted, progress=progress)
    if as_json:
        print_json([view.as_values(one, shell.lang) for one in verdicts])
    else:
        print_blocks(view.as_blocks(verdicts, shell.lang))
    if any(one.state == "broken" for one in verdicts):
        raise click.exceptions.Exit(1)
