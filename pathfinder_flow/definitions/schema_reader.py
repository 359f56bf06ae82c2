"""The shape of a definition: which keys, of which type; told in plain sentences.

The shape is that of a dataclass, such as
:class:`~pathfinder_flow.domain.workflow.model.Workflow`, and of all those within it, read by
pydantic.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from enum import EnumMeta
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from pathfinder_flow.domain.checks.problems import Path, Problem, shown, unknown
from pathfinder_flow.domain.workflow.guards import AnyGuard

Kind = TypeVar("Kind")
"""What a file defines: a workflow, or the ladders."""

GUARDS: dict[str, Any] = {
    get_args(get_type_hints(guard)["guard"])[0]: guard for guard in get_args(AnyGuard)
}
"""Every guard by the name it has in a file."""

_KEY = "[key]"
_EXPECTED = {
    "string_type": "a text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "tuple_type": "a list, such as [first, second]",
    "dict_type": "'key: value' lines below",
    "dataclass_type": "'key: value' lines below",
}


@cache
def adapter(root: Any) -> TypeAdapter[list[Any]]:
    """Give the reader of the format.

    It reads a list of one definition: pydantic takes settings for a list, and hands them down to
    the dataclasses in it, but takes none for a dataclass itself.
    """
    return TypeAdapter(list[root], config=ConfigDict(extra="forbid", strict=True))


def read_shape(root: type[Kind], tree: dict[str, Any]) -> Kind | list[Problem]:
    """Make the definition, or say in which places the tree has not the shape of one."""
    kind: Any = root
    try:
        # As JSON: only there does strict reading take lists for tuples and texts for roles.
        made: Kind = adapter(kind).validate_json(json.dumps([tree]))[0]
    except ValidationError as error:
        return _problems(root, tree, error.errors(include_url=False, include_context=False))
    return made


def type_at(root: Any, tree: Any, path: Path) -> Any:
    """Give the type that the format has for a place in the tree, or None when it has none."""
    kind: Any = root
    for step in path:
        tree = inside(tree, step)
        kind = _type_inside(kind, step)
        if isinstance(kind, UnionType):
            kind = _chosen(kind, tree)
    return kind


def inside(tree: Any, step: str | int) -> Any:
    """Give what a key or item of a tree holds, or None."""
    if isinstance(tree, dict):
        return tree.get(step)
    return tree[step] if isinstance(tree, list) and isinstance(step, int) else None


def _type_inside(kind: Any, step: str | int) -> Any:
    if is_dataclass(kind):
        return get_type_hints(kind).get(str(step))
    args = get_args(kind)
    if not args:
        return None
    if get_origin(kind) is not dict:
        return args[0]
    return args[1] if args[0] is str or step in get_args(args[0]) else None


def _chosen(kind: UnionType, value: Any) -> Any:
    args = get_args(kind)
    if NoneType in args:
        return args[0]
    name = inside(value, "guard")
    return GUARDS.get(name) if isinstance(name, str) else None


def _problems(root: Any, tree: dict[str, Any], errors: list[ErrorDetails]) -> list[Problem]:
    found: dict[Path, Problem] = {}
    for error in errors:
        problem = _guard_problem(root, tree, error) or _problem(root, tree, error)
        if problem:
            found.setdefault(problem.path, problem)
    # A key that was misspelt is not missing as well.
    meant = {(*one.path[:-1], one.suggestion) for one in found.values() if one.suggestion}
    return [
        one
        for path, one in found.items()
        if path not in meant or inside_all(tree, path) is not None
    ]


def _guard_problem(root: Any, tree: dict[str, Any], error: ErrorDetails) -> Problem | None:
    """Say once that a guard is unknown; the library says of each guard that it is another one."""
    path = error["loc"][1:5]
    if path[2:3] != ("guards",) or len(error["loc"]) < 6:  # noqa: PLR2004 - says what it is not
        return None
    if type_at(root, tree, path):
        return None
    guard = inside_all(tree, path)
    if not isinstance(guard, dict):
        return Problem(path, f"expected {_EXPECTED['dict_type']}, not {_described(guard)}")
    if "guard" not in guard:
        return Problem((*path, "guard"), "the key 'guard' is missing")
    return unknown((*path, "guard"), "guard", guard["guard"], GUARDS)


def inside_all(tree: Any, path: Path) -> Any:
    """Give what stands at a path of the tree, or None."""
    for step in path:
        tree = inside(tree, step)
    return tree


def _problem(root: Any, tree: dict[str, Any], error: ErrorDetails) -> Problem | None:
    path, is_key = _path(root, tree, error["loc"][1:])
    if path is None:
        return None
    code, given = error["type"], error["input"]
    if code == "unexpected_keyword_argument":
        known = [part.name for part in fields(type_at(root, tree, path[:-1]))]
        return unknown(path, "key", path[-1], known)
    if code == "missing":
        return Problem(path, f"the key '{path[-1]}' is missing")
    if code in ("enum", "literal_error"):
        of_key = is_key and type_at(root, tree, path[:-1])
        kind = get_args(of_key)[0] if of_key else type_at(root, tree, path)
        return unknown(path, "key" if is_key else "value", given, _values(kind))
    return Problem(path, _wrong_type(code, given))


def _path(root: Any, tree: dict[str, Any], loc: tuple[str | int, ...]) -> tuple[Path | None, bool]:
    """Give the path in the file of an error's place; None when it speaks of another guard."""
    is_key = loc[-1:] == (_KEY,)
    path = loc[:-1] if is_key else loc
    if path[2:3] == ("guards",) and len(path) > 4:  # noqa: PLR2004 - the guard's type follows
        guard = type_at(root, tree, path[:4])
        if guard is None or guard.__name__ != path[4]:
            return None, False
        path = (*path[:4], *path[5:])
    return path, is_key


def _values(kind: Any) -> list[str]:
    return [str(one) for one in (kind if isinstance(kind, EnumMeta) else get_args(kind))]


def _wrong_type(code: str, given: Any) -> str:
    expected = _EXPECTED.get(code, "something else")
    if code == "string_type" and isinstance(given, bool | int):
        return f'{_described(given)} must be a text here: write it in quotes, "{_written(given)}"'
    return f"expected {expected}, not {_described(given)}"


def _described(given: Any) -> str:
    if given is None:
        return "nothing"
    if isinstance(given, dict | list):
        return "a list" if isinstance(given, list) else "'key: value' lines"
    return shown(given) if isinstance(given, str) else _written(given)


def _written(given: Any) -> str:
    return str(given).lower() if isinstance(given, bool) else str(given)
