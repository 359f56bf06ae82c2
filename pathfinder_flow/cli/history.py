"""history: how a country came to stand where it stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pathfinder_flow.cli.shell import COUNTRY, Shell, pass_shell

if TYPE_CHECKING:
    from datetime import date, datetime

    from pathfinder_flow.services.reading import Line


@click.command()
@click.argument("country", type=COUNTRY, required=False)
@click.option("--as-of", metavar="DAY", help="What held then; default: all that is recorded.")
@click.option("--known-at", metavar="MOMENT", help="As known then; a day is its end, today now.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "xlsx"]),
    default="table",
    show_default=True,
    help="How to print it.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File for --format xlsx.")
@pass_shell
def history(
    shell: Shell,
    *,
    country: str | None = None,
    as_of: str | None = None,
    known_at: str | None = None,
    form: str = "table",
    as_json: bool = False,
    output: Path | None = None,
) -> None:
    """Tell the history of a country, or of the programme, in the order of its dates.

    Without a COUNTRY: the founding, published workflows, mandates in the bodies, decisions, and
    what was corrected or refused of these.
    """
    from pathfinder_flow.cli.output import print_csv, print_json, write_xlsx
    from pathfinder_flow.services import reading
    from pathfinder_flow.services.checking import as_of_day, moment

    if (form == "xlsx") != (output is not None):
        raise click.UsageError("--format xlsx and -o FILE go together.")
    desk = shell.desk
    day = as_of_day(as_of) if as_of else None
    known = moment(known_at, desk.clock()) if known_at else None
    if country:
        lines = reading.history(desk, country, as_of=day, known_at=known)
    else:
        lines = reading.programme_history(desk, as_of=day, known_at=known)
    lines.sort(key=lambda line: (_order(line), line.entry.number))
    if as_json or form == "json":
        print_json([_as_json(line, shell.lang) for line in lines])
    elif form == "csv":
        print_csv(*_sheet(lines, shell.lang))
    elif output is not None:
        write_xlsx(output, *_sheet(lines, shell.lang))
        shell.tell("done.written", count=len(lines), path=output)
    else:
        _print(lines, _title(country, day, known, shell.lang), shell.lang)


def _order(line: Line) -> Any:
    from pathfinder_flow.domain.edtf import parse_when

    return parse_when(line.stands.effective).order


def certainty_of(line: Line) -> str:
    """Give the word for how certain a line is: its key in the catalogue."""
    if line.withdrawn_by:
        return "withdrawn"
    if line.entry.body.get("certainty") == "disputed":
        return "disputed" if not line.certain else "certain"
    return "certain" if line.certain else "possible"


def _as_json(line: Line, lang: str) -> dict[str, Any]:
    from pathfinder_flow.words.entries import entry_sentence

    entry = line.entry
    return {
        "entry": entry.number,
        "kind": str(entry.kind),
        "country": entry.country,
        "effective": line.stands.effective,
        "recorded_at": entry.recorded_at.isoformat(),
        "certainty": certainty_of(line),
        "said": entry_sentence(line.stands, line.workflow, lang),
        "actor": entry.act.actor,
        "handle": _handle(line),
        "role": entry.act.role,
        "on_behalf_of": entry.act.on_behalf_of,
        "mandate": entry.act.mandate,
        "reason": entry.reason,
        "withdrawn_by": line.withdrawn_by,
        "amended_by": list(line.amended_by),
        "body": line.stands.body,
    }


def _handle(line: Line) -> str | None:
    """Name who recorded it: a person still known, or the program, which is nobody's pseudonym."""
    from pathfinder_flow.domain.entries import PROGRAM

    return PROGRAM if line.entry.act.actor == PROGRAM else line.handle


_SHEET = (
    "entry", "kind", "effective", "recorded_at", "certainty", "said", "handle", "role",
    "on_behalf_of", "mandate", "reason", "withdrawn_by", "source", "body",
)  # fmt: skip


def _sheet(lines: list[Line], lang: str) -> tuple[list[str], list[list[Any]]]:
    rows = []
    for line in lines:
        told = _as_json(line, lang)
        told["source"] = told["body"].get("source", {}).get("url", "")
        told["body"] = json.dumps(told["body"], ensure_ascii=False, sort_keys=True)
        rows.append(["" if told[name] is None else told[name] for name in _SHEET])
    return list(_SHEET), rows


def _print(lines: list[Line], title: str, lang: str) -> None:
    """Print each entry as an aligned line of its particulars, and below it what it says."""
    from pathfinder_flow.cli.output import print_wrapped
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_when

    click.echo(f"{title}\n")
    labels = [say(f"label.{name}", lang) for name in ("entry", "effective", "certainty")]
    labels += [say(f"label.{name}", lang) for name in ("recorded", "by")]
    click.echo(_place(labels))
    for line in lines:
        certainty = say(f"certainty.{certainty_of(line)}", lang)
        when = say_when(line.stands.effective, lang, short=True)
        recorded = f"{line.entry.recorded_at:%Y-%m-%d}"
        click.echo(_place([str(line.entry.number), when, certainty, recorded, _by(line, lang)]))
        for said in _what(line, lang):
            print_wrapped(said, indent=8)


def _place(cells: list[str]) -> str:
    number, when, certainty, recorded, by = cells
    return f"{number:>6}  {when:<26}  {certainty:<10}  {recorded:<12}  {by}".rstrip()


def _title(country: str | None, day: date | None, known: datetime | None, lang: str) -> str:
    from pathfinder_flow.words import countries
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_day, say_moment

    title = say("history.programme", lang)
    if country:
        title = say("history.title", lang, country=countries.name(country, lang))
    if day:
        title += f", {say('history.as_of', lang, day=say_day(day, lang))}"
    if known:
        title += f", {say('history.known_at', lang, moment=say_moment(known, lang))}"
    return title


def _what(line: Line, lang: str) -> list[str]:
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.entries import entry_sentence, said_on_record

    parts = [entry_sentence(line.stands, line.workflow, lang)]
    parts += _whom(line, lang)
    parts += [f"- {said}" for said in said_on_record(line.entry, line.workflow, lang)]
    if line.entry.reason and not line.entry.body.get("attested"):
        parts.append(say("entry.reason", lang, reason=line.entry.reason))
    note = line.entry.body.get("note")
    parts += [note] if note else []
    if line.withdrawn_by:
        parts.append(f"({say('entry.withdrawn_by', lang, number=line.withdrawn_by)})")
    parts += [f"({say('entry.amended_by', lang, number=number)})" for number in line.amended_by]
    return parts


def _whom(line: Line, lang: str) -> list[str]:
    """Name the countries of an entry that is not one country's own."""
    from pathfinder_flow.words import countries

    body = line.entry.body
    codes = list(body.get("outcomes", ())) or [body.get("country")]
    named = [countries.name(code, lang) for code in codes if code]
    of_programme = line.entry.country is None and line.workflow is None
    return [", ".join(named)] if named and of_programme else []


def _by(line: Line, lang: str) -> str:
    from pathfinder_flow.domain.entries import PROGRAM
    from pathfinder_flow.words import countries
    from pathfinder_flow.words.catalog import say

    act = line.entry.act
    if act.actor == PROGRAM:
        return say("by.program", lang)
    role = say(f"role.{act.role}", lang) if act.role else say("board.none", lang)
    if act.on_behalf_of and act.on_behalf_of != act.role:
        role += f", {countries.name(act.on_behalf_of, lang)}"
    return role
