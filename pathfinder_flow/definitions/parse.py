"""Reads a definition file, or says everything that is wrong with it at once."""

from __future__ import annotations

from pathfinder_flow.definitions.canonical import (
    Definition,
    canonical,
    define,
    fingerprint,
    from_canonical,
)
from pathfinder_flow.domain.checks.problems import Problem, shown
from pathfinder_flow.domain.workflow.model import Workflow

# Reading a file needs YAML and pydantic, a quarter of a second; loading what was published does
# not, so they are imported where they are used.
__all__ = ["Definition", "canonical", "define", "fingerprint", "from_canonical", "parse_workflow"]

_SECTIONS = frozenset({("states",), ("evidence",), ("transitions",)})


def parse_workflow(data: bytes, path: str, expect: str | None = None) -> Workflow:
    """Read the bytes of a workflow file; ``path`` is what messages call it.

    ``expect`` is the name its place promises, such as ``pathfinder/2023``. Raises
    :class:`DefinitionRefused` with every problem, in the order of the lines.
    """
    from pathfinder_flow.definitions.reading import read_definition
    from pathfinder_flow.domain.checks.workflow import check

    def problems(workflow: Workflow, whole: bool) -> list[Problem]:
        return [*_misplaced(workflow, expect), *check(workflow, graph=whole)]

    return read_definition(data, path, Workflow, problems, _SECTIONS)


def _misplaced(workflow: Workflow, expect: str | None) -> list[Problem]:
    if expect is None or workflow.procedure == expect:
        return []
    key = "version" if expect.startswith(workflow.workflow + "/") else "workflow"
    sentence = (
        f"the file calls itself {shown(workflow.procedure)}, but lies where '{expect}' belongs"
    )
    return [Problem((key,), sentence)]
