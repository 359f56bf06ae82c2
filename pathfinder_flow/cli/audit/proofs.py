"""audit checkpoint, prove and consistency."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pathfinder_flow.cli.shell import Shell, json_option, pass_shell

if TYPE_CHECKING:
    from pathfinder_flow.services.audit.proofs import Consistency, Inclusion

_PROOF = "c2sp.org/tlog-proof@v1"


@click.command()
@click.option("--latest", is_flag=True, help="Print the last one made; sign nothing.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write it to a file.")
@json_option
@pass_shell
def checkpoint(shell: Shell, *, latest: bool, output: Path | None, as_json: bool) -> None:
    """Sign how many entries the ledger holds, and their Merkle root; print the signed note."""
    from pathfinder_flow.cli.output import print_json, write_file
    from pathfinder_flow.domain.errors.unavailable import NoSigner
    from pathfinder_flow.services.audit.checkpoints import latest_checkpoint, make_checkpoint

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
        click.echo(kept.note, nl=False)


@click.command()
@click.argument("entry", type=int)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the proof to a file.")
@json_option
@pass_shell
def prove(shell: Shell, *, entry: int, output: Path | None, as_json: bool) -> None:
    """Prove that an ENTRY, by its number, is in the ledger that was signed last.

    Printed as c2sp.org/tlog-proof, with the entry's bytes as its extra data.
    """
    from pathfinder_flow.cli.output import print_json, write_file
    from pathfinder_flow.services.audit.proofs import prove_entry

    proof = prove_entry(shell.app, entry)
    if output:
        write_file(output, proof_text(proof).encode())
        shell.tell("done.proven", number=entry, size=proof.size, path=output)
    elif as_json:
        print_json(_inclusion_json(proof))
    else:
        click.echo(proof_text(proof), nl=False)


def proof_text(proof: Inclusion) -> str:
    """Give a proof in the form of c2sp.org/tlog-proof."""
    lines = [_PROOF, f"extra {_b64(proof.data)}", f"index {proof.number - 1}"]
    lines += [_b64(one) for one in proof.path]
    return "\n".join([*lines, "", proof.note])


def _inclusion_json(proof: Inclusion) -> dict[str, Any]:
    return {
        "entry": proof.number,
        "index": proof.number - 1,
        "data": _b64(proof.data),
        "size": proof.size,
        "path": [_b64(one) for one in proof.path],
        "checkpoint": proof.note,
    }


@click.command()
@click.argument("old")
@click.argument("new", required=False)
@json_option
@pass_shell
def consistency(shell: Shell, *, old: str, new: str | None, as_json: bool) -> None:
    """Prove that the ledger of NEW entries begins with that of OLD entries (RFC 6962).

    Each is a number of entries, or a file with a checkpoint; NEW is by default all there are.
    """
    from pathfinder_flow.cli.output import print_json
    from pathfinder_flow.services.audit.anchoring import size_of
    from pathfinder_flow.services.audit.proofs import prove_growth

    sizes = [int(one) if one.isdecimal() else size_of(shell.app, one, _read(one))
             for one in (old, new) if one is not None]  # fmt: skip
    proof = prove_growth(shell.app, sizes[0], sizes[1] if new else None)
    if as_json:
        print_json(_consistency_json(proof))
        return
    for name, (size, root) in (("old", proof.old), ("new", proof.new)):
        click.echo(f"{name} {size} {_b64(root)}")
    for one in proof.proof:
        click.echo(_b64(one))


def _consistency_json(proof: Consistency) -> dict[str, Any]:
    ends = {
        name: {"size": size, "root": _b64(root)}
        for name, (size, root) in (("old", proof.old), ("new", proof.new))
    }
    return {**ends, "proof": [_b64(one) for one in proof.proof]}


def _read(name: str) -> bytes:
    from pathfinder_flow.cli.output import read_file

    return read_file(Path(name))


def _b64(data: bytes) -> str:
    return b64encode(data).decode()
