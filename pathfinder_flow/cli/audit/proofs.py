"""audit checkpoint, prove and consistency."""

from __future__ import annotations

from pathlib import Path

import click

from pathfinder_flow.cli.options import json_option
from pathfinder_flow.cli.output import print_json, print_lines, print_raw, read_file, write_file
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.domain.errors.unavailable import NoSigner
from pathfinder_flow.presentation.audit import proofs as view
from pathfinder_flow.services.audit.anchoring import size_of
from pathfinder_flow.services.audit.checkpoints import latest_checkpoint, make_checkpoint
from pathfinder_flow.services.audit.proofs import prove_entry, prove_growth


@click.command()
@click.option("--latest", is_flag=True, help="Print the last one made; sign nothing.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write it to a file.")
@json_option
@pass_shell
def checkpoint(shell: Shell, *, latest: bool, output: Path | None, as_json: bool) -> None:
    """Sign how many entries the ledger holds, and their Merkle root; print the signed note."""
    if latest:
        kept = latest_checkpoint(shell.app)
    else:
        shell.app.require_writing()
        signer = shell.app.signer()
        if signer is None:
            raise NoSigner(path=shell.settings.key_file)
        kept = make_checkpoint(shell.app, signer)
    if output:
        write_file(output, kept.note.encode())
        shell.tell("done.checkpoint", size=kept.size, path=output)
    elif as_json:
        print_json({"note": kept.note, "size": kept.size, "made_at": kept.made_at})
    else:
        print_raw(kept.note)


@click.command()
@click.argument("entry", type=int)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the proof to a file.")
@json_option
@pass_shell
def prove(shell: Shell, *, entry: int, output: Path | None, as_json: bool) -> None:
    """Prove that an ENTRY, by its number, is in the ledger that was signed last.

    Printed as c2sp.org/tlog-proof, with the entry's bytes as its extra data.
    """
    proof = prove_entry(shell.view, entry)
    if output:
        write_file(output, view.as_text(proof).encode())
        shell.tell("done.proven", number=entry, size=proof.size, path=output)
    elif as_json:
        print_json(view.inclusion_values(proof))
    else:
        print_raw(view.as_text(proof))


@click.command()
@click.argument("old")
@click.argument("new", required=False)
@json_option
@pass_shell
def consistency(shell: Shell, *, old: str, new: str | None, as_json: bool) -> None:
    """Prove that the ledger of NEW entries begins with that of OLD entries (RFC 6962).

    Each is a number of entries, or a file with a checkpoint; NEW is by default all there are.
    """
    sizes = [int(one) if one.isdecimal() else size_of(shell.view, one, read_file(Path(one)))
             for one in (old, new) if one is not None]  # fmt: skip
    proof = prove_growth(shell.view, sizes[0], sizes[1] if new else None)
    if as_json:
        print_json(view.consistency_values(proof))
        return
    print_lines(view.consistency_lines(proof))
