"""The shapes of what commands print as JSON, read off what they print about a small ledger."""

from __future__ import annotations

import json
import re
import shlex
import tempfile
from pathlib import Path
from typing import Any

from tests.cli.lived import AFTERWARDS, live
from tests.cli.years import Owing
from tests.repository.console import a_new_users_terminal

PRINTING = """
audit against {checkpoint}
audit checkpoint
audit consistency 3
audit diff --known-at 2000-01-01 --known-at 2023-01-05
audit key show
audit prove 3
audit report PER
audit verify
audit verify-pack {home}/PER.zip
audit who-knew {decision}
bounces import {notices}
board --next
country migrate --all --dry-run --reason Editions
country show MWI
country weekend MWI
country why-status MWI
country zone MWI
deadline explain MWI 2022
deadlines
evidence list PER
evidence show {evidence}
history MWI
import {facts}
indicators PER
indicators --shared 8.7.1
mandate list
mandate who MWI
meeting list
meeting paper gcg 21 MWI
meeting record gcg 21 --outcome MWI=noted --on 2023-01-04 --dry-run
meeting show gcg 21
outbox list
outbox show {mail}
people list
people show focal.mwi
reminders forecast --until 2023-04-30
reminders ladder
reminders list MWI
reminders why MWI 2022 t_30
report year 2022
status
targets
today
why PER
workflow list
workflow show
db check
"""
"""A line for every command that prints JSON."""

_BY_KIND = ("body", "facts")
"""Keys under which each kind of entry has something else."""

_NAMES = re.compile(r"[A-Z]{3}|[0-9]+")


def json_shapes(lang: str = "en") -> str:
    """Show, for every command that prints JSON, the keys it has and what stands under them."""
    with a_new_users_terminal(), tempfile.TemporaryDirectory() as folder:
        program = Owing(Path(folder))
        places = live(program.home) | {"home": folder}
        program.well(AFTERWARDS, "audit", "pack", "PER", "-o", f"{folder}/PER.zip")
        parts = [_section(line, places, program, lang) for line in PRINTING.split("\n")[1:-1]]
    return "\n\n".join(parts)


def _section(line: str, places: dict[str, str], program: Owing, lang: str) -> str:
    result = program.on(AFTERWARDS, "--lang", lang, *shlex.split(line.format(**places)), "--json")
    assert result.stdout, f"{line}: {result.output}"
    heading = re.sub(r"\{home\}/|[{}]", "", line)
    return f"## {heading}\n\n```text\n{_printed(result.stdout)}\n```"


def _printed(text: str) -> str:
    """Say what was printed: one value, or one on each line."""
    try:
        return shape(json.loads(text))
    except json.JSONDecodeError:
        return f"{shape(*map(json.loads, text.splitlines()))}\n... one on each line"


def shape(*values: Any, indent: str = "") -> str:
    """Say what these values have in common: keys, and under them kinds of values.

    A key that is not always there has a question mark.
    """
    kinds = {_kind(value): value for value in values}
    return " or ".join(_shape(kind, values, indent) for kind in sorted(kinds, key=_order))


def _kind(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "number"
        case str():
            return "text"
        case list():
            return "list"
        case _:
            return "object"


def _order(kind: str) -> tuple[bool, str]:
    return kind == "null", kind


def _shape(kind: str, values: tuple[Any, ...], indent: str) -> str:
    alike = [value for value in values if _kind(value) == kind]
    if kind == "list":
        items = [item for value in alike for item in value]
        return f"[{shape(*items, indent=indent)}, ...]" if items else "[]"
    return _keys(alike, indent) if kind == "object" else kind


def _keys(values: list[dict[str, Any]], indent: str) -> str:
    keys = list(dict.fromkeys(key for value in values for key in value))
    if keys and all(map(_NAMES.fullmatch, keys)):
        inner = shape(*(one for value in values for one in value.values()), indent=indent)
        return f"{{NAME: {inner}, ...}}"
    deeper, lines = indent + "  ", []
    for key in keys:
        there = [value[key] for value in values if key in value]
        mark = "" if len(there) == len(values) else "?"
        if key in _BY_KIND:
            there = [{}]
        lines.append(f"{deeper}{key}{mark}: {shape(*there, indent=deeper)}")
    return "{\n" + "\n".join(lines) + f"\n{indent}}}" if lines else "{}"
