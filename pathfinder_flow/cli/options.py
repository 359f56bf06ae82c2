"""Options that several commands have, and reading what is given to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from pathfinder_flow.cli.types import DAY, MOMENT

Command = Callable[..., Any]

FILES = ("xlsx", "html")
"""Formats that are written to a file and never printed."""

OBLIGATION = click.option(
    "--obligation", metavar="NAME", help="Which report, if the workflow has several."
)
KNOWN_AT = click.option(
    "--known-at",
    metavar="MOMENT",
    type=MOMENT,
    help="As known then; a day is its end, today now.",
)
FILE = click.Path(path_type=Path)


def json_option(command: Command) -> Command:
    """Add --json to a reading command."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def as_of_option(said: str) -> Callable[[Command], Command]:
    """Add --as-of, a day; ``said`` is its help."""
    return click.option("--as-of", metavar="DAY", type=DAY, help=said)


def both_clocks(command: Command) -> Command:
    """Add --as-of and --known-at to a command that tells a history."""
    return as_of_option("What held then; default: all that is recorded.")(KNOWN_AT(command))


@dataclass(frozen=True, slots=True)
class Output:
    """In which form something is given, and the file for it; None where it is printed."""

    form: str
    path: Path | None


def output_option(command: Command) -> Command:
    """Add --format, --json and -o; the command gets what they come to as ``output``."""

    @wraps(command)
    def called(*args: Any, form: str, as_json: bool, output: Path | None, **given: Any) -> Any:
        refuse_strange_output(form, output)
        return command(*args, output=Output("json" if as_json else form, output), **given)

    form = click.option(
        "--format",
        "form",
        type=click.Choice(["table", "json", "csv", *FILES]),
        default="table",
        show_default=True,
        help="How to print it.",
    )
    as_json = click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
    file = click.option("-o", "--output", type=FILE, help="File for xlsx or html.")
    return form(as_json(file(called)))


def refuse_strange_output(form: str, output: Path | None) -> None:
    """Refuse a format for a file without one, and a file for a format that is printed."""
    if (form in FILES) == (output is not None):
        return
    if form in FILES:
        raise click.UsageError(f"--format {form} and -o FILE go together.")
    raise click.UsageError(
        "--format xlsx and -o FILE go together; so do --format html and -o FILE."
    )


TABLES = click.option(
    "--table", "tables", multiple=True, metavar="NAME=FILE",
    help="A table that comes with it (indicators, actions, values): CSV or XLSX.",
)  # fmt: skip


def parse_tables(given: tuple[str, ...]) -> dict[str, Path]:
    """Read NAME=FILE options."""
    return {name: Path(paths[-1]) for name, paths in parse_fields(given).items()}


def parse_fields(given: tuple[str, ...]) -> dict[str, list[str]]:
    """Read NAME=VALUE options; a name given again adds another value."""
    fields: dict[str, list[str]] = {}
    for pair in given:
        name, sign, value = pair.partition("=")
        if not sign or not name:
            raise click.UsageError(f"'{pair}' is not NAME=VALUE.")
        fields.setdefault(name, []).append(value)
    return fields
