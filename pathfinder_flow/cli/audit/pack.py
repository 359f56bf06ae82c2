"""audit pack and verify-pack: a country's record in a file, and its check."""

from __future__ import annotations

from pathlib import Path

import click

from pathfinder_flow.cli.options import json_option
from pathfinder_flow.cli.output import print_blocks, print_json, print_lines
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.cli.types import COUNTRY
from pathfinder_flow.exports.pack import pack as write
from pathfinder_flow.exports.pack_contents import PackOptions
from pathfinder_flow.presentation.audit import pack as view
from pathfinder_flow.verifier.command import check


@click.command()
@click.argument("country", type=COUNTRY)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="The zip file to write."
)
@click.option("--with-names", is_flag=True, help="With names, and mails as they were written.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@pass_shell
def pack(shell: Shell, *, country: str, output: Path, with_names: bool, force: bool) -> None:
    """Pack the record of a COUNTRY with all that an auditor needs to check it.

    Entries, proofs, checkpoints, workflows, deadlines, mails, evidence, the history to read, and
    verify.py, which checks all of it with nothing but Python. Nobody is named without
    --with-names. The last checkpoint must cover the record: 'audit checkpoint' makes one.
    """
    with shell.counting("done.proving") as progress:
        wish = PackOptions(country, shell.lang, with_names)
        packed = write(
            shell.app, wish, output, shell.app.signer(), replace=force, progress=progress
        )
    shell.tell("done.packed", count=packed.entries, files=packed.files, path=output)
    if not packed.signed:
        shell.tell("done.pack_unsigned")
    if packed.naming and not with_names:
        shell.tell("done.pack_names", numbers=", ".join(map(str, packed.naming)))
    if not packed.report.is_sound:
        shell.tell("done.pack_faulty", path=output)
        print_lines(view.problems(packed.report, shell.lang), err=True)
        raise click.exceptions.Exit(1)


@click.command("verify-pack")
@click.argument("pack", type=click.Path(path_type=Path), metavar="PACK")
@click.option("--key", metavar="KEY", help="The key of the ledger, as you had it from elsewhere.")
@click.option(
    "--witness", "witnesses", type=click.Path(path_type=Path), multiple=True, metavar="FILE",
    help="A mail of the ledger that somebody kept, or a checkpoint; may be repeated.",
)  # fmt: skip
@json_option
@pass_shell
def verify_pack(
    shell: Shell, *, pack: Path, key: str | None, witnesses: tuple[Path, ...], as_json: bool
) -> None:
    """Check a PACK: a zip file, or the folder that one was unpacked into.

    The same check as that of the verify.py in it, which need not be trusted then. It asks
    nothing of the ledger here. The exit code is 1 if anything is wrong.
    """
    report = check(pack, key, list(witnesses))
    found, verdict = view.as_blocks(report, shell.lang)
    if as_json:
        print_json(view.as_values(report, shell.lang))
    else:
        print_blocks(found)
    print_lines([verdict], err=True)
    if not report.is_sound:
        raise click.exceptions.Exit(1)
