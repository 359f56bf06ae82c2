"""Reads a definition file, or says everything that is wrong with it at once."""

from __future__ import annotations

from pathfinder_flow.definitions.canonical import (
    Definition,
    canonical,
    define,
    fingerprint,
    from_canonical,
)
from pathfinder_flow.definitions.located import MOST_PROBLEMS, Document, Located
from pathfinder_flow.domain.errors import DefinitionRefused
from pathfinder_flow.domain.problems import Problem, shown
from pathfinder_flow.domain.workflow import Workflow

# Reading a file needs YAML and pydantic, a quarter of a second; loading what was published does
# not, so they are imported where they are used.
__all__ = ["Definition", "canonical", "define", "fingerprint", "from_canonical", "parse_workflow"]

_SECTIONS = {("states",), ("evidence",), ("transitions",)}


def parse_workflow(data: bytes, path: str, expect: str | None = None) -> Workflow:
    """Read the bytes of a workflow file; ``path`` is what messages call it.

    ``expect`` is the name its place promises, such as ``pathfinder/2023``. Raises
    :class:`DefinitionRefused` with every problem, in the order of the lines.
    """
    from pathfinder_flow.definitions.yaml_text import read_yaml

    document = read_yaml(data)
    workflow = _judge(document, expect)
    if workflow is None or document.problems:
        raise _refusal(path, sorted(document.problems))
    return workflow


def _judge(document: Document, expect: str | None) -> Workflow | None:
    """Note every problem of the tree: where its shape is wrong, the rest is checked still."""
    if document.tree is None:
        return None
    from pathfinder_flow.definitions.mending import mended
    from pathfinder_flow.definitions.shape import read_shape
    from pathfinder_flow.domain.checks import check

    workflow = read_shape(document.tree)
    whole = isinstance(workflow, Workflow)
    if isinstance(workflow, list):
        document.report(workflow)
        if not _SECTIONS.isdisjoint(problem.path for problem in workflow):
            return None
        workflow = read_shape(mended(document.tree, workflow))
    if not isinstance(workflow, Workflow):
        return None
    document.report([*_misplaced(workflow, expect), *check(workflow, graph=whole)])
    return workflow


def _misplaced(workflow: Workflow, expect: str | None) -> list[Problem]:
    if expect is None or workflow.name == expect:
        return []
    key = "version" if expect.startswith(workflow.workflow + "/") else "workflow"
    sentence = f"the file calls itself {shown(workflow.name)}, but lies where '{expect}' belongs"
    return [Problem((key,), sentence)]


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
