"""Reads a definition of any kind, or says everything that is wrong with its file at once."""

from __future__ import annotations

from collections.abc import Callable

from pathfinder_flow.definitions.schema_reader import Kind, read_shape
from pathfinder_flow.definitions.source_map import MOST_PROBLEMS, Document, Located
from pathfinder_flow.definitions.suggestions import mended
from pathfinder_flow.definitions.yaml_text import read_yaml
from pathfinder_flow.domain.checks.problems import Path, Problem
from pathfinder_flow.domain.errors.invalid import DefinitionRefused

Check = Callable[[Kind, bool], list[Problem]]
"""Finds what the shape does not say; told whether the definition is whole or was mended."""


def read_definition(
    data: bytes,
    path: str,
    root: type[Kind],
    check: Check[Kind],
    needed: frozenset[Path] = frozenset(),
) -> Kind:
    """Read the bytes of a file; ``path`` is what messages call it, ``root`` what it defines.

    Where the shape is wrong the rest is checked still, unless one of the ``needed`` places is
    wrong as a whole. Raises :class:`DefinitionRefused` with every problem, in the order of the
    lines.
    """
    document = read_yaml(data)
    found = _judge(document, root, check, needed)
    if found is None or document.problems:
        raise _refusal(path, sorted(document.problems))
    return found


def _judge(
    document: Document, root: type[Kind], check: Check[Kind], needed: frozenset[Path]
) -> Kind | None:
    """Note every problem of the tree."""
    if document.tree is None:
        return None
    found = read_shape(root, document.tree)
    whole = not isinstance(found, list)
    if isinstance(found, list):
        document.report(found)
        if not needed.isdisjoint(problem.path for problem in found):
            return None
        found = read_shape(root, mended(root, document.tree, found))
    if isinstance(found, list):
        return None
    document.report(check(found, whole))
    return found


def _refusal(path: str, found: list[Located]) -> DefinitionRefused:
    problems = [
        {
            "file": path,
            "line": located.place[0],
            "column": located.place[1],
            "message": located.problem.message,
            "suggestion": located.problem.suggestion,
        }
        for located in found
    ]
    lines = ["{file}:{line}:{column}: {message}".format(**one) for one in problems[:MOST_PROBLEMS]]
    if len(problems) > MOST_PROBLEMS:
        lines.append(f"... and {len(problems) - MOST_PROBLEMS} more")
    facts = {"path": path, "count": len(problems), "listing": "\n".join(lines)}
    return DefinitionRefused(problems=problems, **facts)
