"""Those parts of the README and of docs/ that are made from the code."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from pathfinder_flow import domain, services
from pathfinder_flow.cli.main import COMMANDS, cli
from pathfinder_flow.definitions.data_files import workflow_files
from pathfinder_flow.definitions.draw import mermaid
from pathfinder_flow.definitions.parse import parse_workflow
from pathfinder_flow.definitions.schema import json_schema
from pathfinder_flow.domain.errors.base import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    PathfinderError,
    Unavailable,
)
from pathfinder_flow.domain.workflow.machine import compile_machine
from pathfinder_flow.settings import EXPLAINED, PREFIX
from tests.repository.json_shapes import json_shapes


def picture() -> str:
    """Draw the newest procedure."""
    name, path = list(workflow_files().items())[-1]
    workflow = parse_workflow(path.read_bytes(), name)
    return f"```mermaid\n{mermaid(compile_machine(workflow), workflow, 'en')}```"


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Give a Markdown table; a bar in a cell does not end it."""
    lines = [_row(heads), *map(_row, rows)]
    lines.insert(1, re.sub(r"[^|]+", "---", lines[0]))
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    escaped = [cell.replace("|", "\\|").replace("\n", " ") for cell in cells]
    return f"| {' | '.join(escaped)} |"


def every_command() -> Iterator[tuple[str, click.Command]]:
    """Give every command with its name, those of groups one by one."""
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        yield from _with_name(name, command)


def _with_name(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for sub, found in command.commands.items():
            yield from _with_name(f"{name} {sub}", found)
    else:
        yield name, command


def command_table() -> str:
    """List every command with the first sentence of its help."""
    rows = []
    for name, command in every_command():
        said = (command.help or "").partition("\n\n")[0].replace("\n", " ").rstrip(".")
        rows.append((f"`{_call(name, command)}`", said))
    return table(("command", "what it does"), rows)


def _call(name: str, command: click.Command) -> str:
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    return " ".join([name, *(p.make_metavar(click.Context(command)) for p in arguments)])


def option_lists() -> str:
    """List the options of the program, and then of every command that has any."""
    parts = [f"## Options of the program\n\n{_options(cli)}"]
    for name, command in every_command():
        if any(isinstance(p, click.Option) for p in command.params):
            parts.append(f"## {name}\n\n`{_call(name, command)}`\n\n{_options(command)}")
    return "\n\n".join(parts)


def _options(command: click.Command) -> str:
    context = click.Context(command)
    options = [p for p in command.params if isinstance(p, click.Option)]
    records = [record for p in options if (record := p.get_help_record(context))]
    return table(("option", "what it does"), [(f"`{name}`", said) for name, said in records])


def setting_table() -> str:
    """List every setting with what it does."""
    rows = [(f"`{PREFIX}{name.upper()}`", said) for name, said in EXPLAINED.items()]
    return table(("setting", "what it does"), rows)


def error_table() -> str:
    """List every error with its kind and its English sentence."""
    for module in pkgutil.walk_packages(domain.__path__, "pathfinder_flow.domain."):
        importlib.import_module(module.name)
    kinds = (Conflict, Forbidden, Invalid, NotFound, Unavailable)
    rows = [
        (f"`{error.code()}`", kind.__name__, error.template)
        for kind in kinds
        for error in sorted(_below(kind), key=lambda error: error.code())
        if error.template != PathfinderError.template  # the kinds themselves say nothing
    ]
    return table(("code", "kind", "what it says"), rows)


def _below(kind: type[PathfinderError]) -> Iterator[type[PathfinderError]]:
    yield kind
    for error in kind.__subclasses__():
        yield from _below(error)


def workflow_keys() -> str:
    """List the keys of a workflow file and of each part of it, from its JSON Schema."""
    schema = json_schema()
    parts = [_part("the file", schema)]
    for name, part in schema["$defs"].items():
        if "properties" in part:
            parts.append(_part(name, part))
    return "\n\n".join(parts)


def _part(name: str, part: dict[str, Any]) -> str:
    needed = part.get("required", [])
    rows = [
        (f"`{key}`", _type(value), "yes" if key in needed else "")
        for key, value in part["properties"].items()
    ]
    said = part.get("description", "").replace("``", "`").partition("\n\n")[0].replace("\n", " ")
    return f"## {name}\n\n{said}\n\n{table(('key', 'value', 'needed'), rows)}"


def _type(value: dict[str, Any]) -> str:
    match value:
        case {"$ref": str(name)}:
            return name.rpartition("/")[2]
        case {"const": constant}:
            return f"`{constant}`"
        case {"enum": list(options)}:
            return ", ".join(f"`{option}`" for option in options)
        case {"anyOf": list(options)} | {"oneOf": list(options)}:
            return " or ".join(said for one in options if (said := _type(one)) != "null")
        case _:
            return _container(value)


def _container(value: dict[str, Any]) -> str:
    match value:
        case {"type": "array", "items": dict(items)}:
            return f"list of {_type(items)}"
        case {"type": "object", "additionalProperties": dict(items)}:
            return f"names, each with {_type(items)}"
        case _:
            return str(value.get("type", "anything"))


def service_pages() -> str:
    """Name every use case's module, by room, for the tool that reads their docstrings."""
    root = Path(services.__file__).parent
    rooms: dict[str, list[str]] = {}
    for path in sorted(root.rglob("*.py")):
        name = ".".join(path.relative_to(root).with_suffix("").parts)
        if path.name != "__init__.py":
            rooms.setdefault(name.rpartition(".")[0], []).append(name)
    return "\n\n".join(_room(room, names) for room, names in sorted(rooms.items()))


def _room(room: str, names: list[str]) -> str:
    lines = [f"::: pathfinder_flow.services.{name}" for name in names]
    return "\n\n".join([f"## {room or 'what all rooms share'}", *lines])


GENERATED: dict[str, Callable[[], str]] = {
    "commands": command_table,
    "errors": error_table,
    "json": json_shapes,
    "options": option_lists,
    "picture": picture,
    "services": service_pages,
    "settings": setting_table,
    "workflow-keys": workflow_keys,
}
