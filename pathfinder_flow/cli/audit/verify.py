"""audit verify: four verdicts on the whole ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pathfinder_flow.cli.shell import Shell, json_option, pass_shell

if TYPE_CHECKING:
    from pathfinder_flow.services.audit.checks import Fault
    from pathfinder_flow.services.audit.verify import Verdict

_SHOWN = 20


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
    from pathfinder_flow.cli.output import print_json, read_file
    from pathfinder_flow.domain.ledger.notes import parse_key
    from pathfinder_flow.services.audit.verify import verify as ask

    kept = [(str(path), read_file(path)) for path in files]
    trusted = [parse_key(one) for one in keys]
    with shell.counting("done.checking") as progress:
        verdicts = ask(shell.app, shell.notices, files=kept, keys=trusted, progress=progress)
    if as_json:
        print_json([_as_json(one, shell.lang) for one in verdicts])
    else:
        _print(verdicts, shell.lang)
    if any(one.state == "broken" for one in verdicts):
        raise click.exceptions.Exit(1)


def _as_json(verdict: Verdict, lang: str) -> dict[str, Any]:
    return {
        "verdict": verdict.name,
        "state": verdict.state,
        "looked_at": verdict.looked_at,
        "count": verdict.count,
        "faults": [
            {"entry": one.number, "said": said, "because": because}
            for one in verdict.faults
            for said, because in [_worded(one, lang)]
        ],
        "attested": list(verdict.attested),
    }


def _worded(fault: Fault, lang: str) -> tuple[str, list[str]]:
    from pathfinder_flow.words.errors import worded
    from pathfinder_flow.words.refusals import refusal_sentence

    because = [
        refusal_sentence(refusal, fault.workflow, lang)
        for refusal in fault.refusals
        if fault.workflow
    ]
    return str(worded(fault.said, lang)), because


def _print(verdicts: list[Verdict], lang: str) -> None:
    from pathfinder_flow.cli.output import print_table, print_wrapped
    from pathfinder_flow.words.catalog import say

    rows = [
        [
            say(f"verdict.{one.name}", lang),
            say(f"verdict.{one.state}", lang, count=one.count),
            ", ".join(say(f"judged.{what}", lang, count=n) for what, n in one.looked_at.items()),
        ]
        for one in verdicts
    ]
    print_table([say(f"label.{name}", lang) for name in ("verdict", "result", "judged")], rows)
    for verdict in verdicts:
        _print_faults(verdict, lang)
        if verdict.attested:
            click.echo()
            numbers = ", ".join(map(str, verdict.attested[:_SHOWN]))
            more = len(verdict.attested) - _SHOWN
            numbers += say("verdict.and_more", lang, count=more) if more > 0 else ""
            print_wrapped(say("verdict.attested", lang, numbers=numbers))
        if "no_rungs" in verdict.looked_at:
            click.echo()
            print_wrapped(say("verdict.not_swept", lang))
        if verdict.state == "open":
            click.echo()
            print_wrapped(say("verdict.not_anchored", lang))


def _print_faults(verdict: Verdict, lang: str) -> None:
    from pathfinder_flow.cli.output import print_wrapped
    from pathfinder_flow.words.catalog import say

    if verdict.faults:
        click.echo()
    name = say(f"verdict.{verdict.name}", lang)
    for fault in verdict.faults[:_SHOWN]:
        said, because = _worded(fault, lang)
        where = say("verdict.entry", lang, number=fault.number) if fault.number else ""
        print_wrapped(say("verdict.fault", lang, verdict=name, where=where, said=said))
        for reason in because:
            print_wrapped(reason, indent=2, first="- ")
    if verdict.count > _SHOWN:
        print_wrapped(say("verdict.more", lang, verdict=name, count=verdict.count - _SHOWN))
