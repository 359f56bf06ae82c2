"""Makes a tree with flaws readable, so that all the rest of it can still be checked."""

from __future__ import annotations

import json
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import EnumMeta
from typing import Any, Literal, get_args, get_origin, get_type_hints

from pathfinder_flow.definitions.schema_reader import inside_all, type_at
from pathfinder_flow.domain.checks.problems import Path, Problem

_GUARDS = ("transitions", "*", "guards")
_BLANKS: dict[Any, Any] = {str: "", bool: False, int: 0, dict: {}, tuple: []}


def mended(root: Any, tree: dict[str, Any], problems: list[Problem]) -> dict[str, Any]:
    """Give a copy of the tree in which, wherever the shape was wrong, what was meant stands.

    Or else a blank; what is found wrong with a blank is no news, as its place is known. ``root``
    is the type of the definition.
    """
    copy: dict[str, Any] = json.loads(json.dumps(tree))
    for problem in problems:
        _mend(root, copy, problem)
    return copy


def _mend(root: Any, tree: dict[str, Any], problem: Problem) -> None:
    path = problem.path
    if _is_unknown_guard(root, tree, path):
        path = path[:4]
        # One that refers to nothing, and is not the same at two places.
        blank: Any = {"guard": "not_before", "days": int(path[3]) + 1}
    else:
        kind = type_at(root, tree, path)
        blank = None if kind is None else problem.suggestion or _blank(kind)
    around = inside_all(tree, path[:-1])
    if blank is None:
        around.pop(path[-1], None)
    else:
        around[path[-1]] = blank


def _is_unknown_guard(root: Any, tree: dict[str, Any], path: Path) -> bool:
    is_guard = path[2:3] == ("guards",) and len(path) > len(_GUARDS)
    return is_guard and type_at(root, tree, path[:4]) is None


def _blank(kind: Any) -> Any:
    """Give the least value of a type that can be read."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return {one.name: _blank(hints[one.name]) for one in fields(kind) if _is_needed(one)}
    if isinstance(kind, EnumMeta):
        return str(next(iter(kind)))
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    return _BLANKS[get_origin(kind) or kind]


def _is_needed(part: Field[Any]) -> bool:
    return part.default is MISSING and part.default_factory is MISSING
