"""audit pack and verify-pack: a country's record in a file, and its check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pathfinder_flow.cli.shell import COUNTRY, Shell, json_option, pass_shell

if TYPE_CHECKING:
    from pathfinder_flow.verifier.report import VerifierReport


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
    from pathfinder_flow.exports.pack import pack as write
    from pathfinder_flow.exports.pack_contents import PackOptions
    from pathfinder_flow.words.catalog import say

    lang = shell.lang
    with shell.counting("done.proving") as progress:
        wish = PackOptions(country, lang, with_names)
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
        for problems in packed.report.problems.values():
            for problem in problems:
                click.echo(say(f"verify.{problem.code}", lang, **problem.facts), err=True)
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
    from pathfinder_flow.cli.output import print_json, print_wrapped
    from pathfinder_flow.verifier.command import check
    from pathfinder_flow.verifier.report import told
    from pathfinder_flow.words.catalog import say

    def worded(code: str, facts: dict[str, Any]) -> str:
        return say(f"verify.{code}", shell.lang, **facts)

    report = check(pack, key, list(witnesses))
    *lines, verdict = told(report, worded)
    if as_json:
        print_json(_as_json(report, shell.lang))
        lines = []
    for line in lines:
        # Aligned lines are short; what is said of a file may be long.
        if line.startswith(" "):
            click.echo(line)
        else:
            print_wrapped(line)
    click.echo(verdict, err=True)
    if not report.is_sound:
        raise click.exceptions.Exit(1)


def _as_json(report: VerifierReport, lang: str) -> dict[str, Any]:
    from base64 import b64encode

    from pathfinder_flow.verifier.sayings import CHECKS
    from pathfinder_flow.words.catalog import say

    checks = {}
    for name in CHECKS:
        end = report.end_of(name)
        said = say(f"verify.{end.code}", lang, **end.facts) if end else None
        mark = report.mark_of(name).removeprefix("mark_") if end else None
        checks[name] = {"mark": mark, "said": said}
    problems = [
        {"check": check, "code": one.code, **one.facts,
         "said": say(f"verify.{one.code}", lang, **one.facts)}
        for check, found in report.problems.items()
        for one in found
    ]  # fmt: skip
    main = report.main
    return {
        "sound": report.is_sound,
        "entries": main.size if main else None,
        "root": b64encode(main.root).decode() if main else None,
        "key": str(report.signer) if report.signer else None,
        "key_given": report.given is not None,
        "checks": checks,
        "problems": problems,
    }
