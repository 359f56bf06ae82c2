"""The modules of this package joined into verify.py, the one file that a pack carries."""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

MODULES = (
    "sayings", "signatures", "notes", "tree", "reading", "report", "entries", "files", "history",
    "witnesses", "command",
)  # fmt: skip
"""In this order, each needs only those before it."""

_OWN = ("__future__", "pathfinder_flow")


@cache
def verify_py() -> bytes:
    """Give verify.py: what the modules import first, then each module under its own heading."""
    folder = Path(__file__).parent
    texts = [(folder / f"{name}.py").read_text(encoding="utf-8") for name in MODULES]
    said = ast.get_docstring(ast.parse(texts[-1]), clean=False)
    head = [f'"""{said}"""', "from __future__ import annotations", "\n".join(_imports(texts))]
    return "\n\n".join([*head, *map(_section, texts)]).encode()


def _imports(texts: list[str]) -> list[str]:
    """Give the imports from the standard library, those of all modules together."""
    whole: set[str] = set()
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for text in texts:
        for node in ast.parse(text).body:
            if isinstance(node, ast.Import):
                whole |= {one.name for one in node.names}
            elif isinstance(node, ast.ImportFrom):
                parts[str(node.module)] |= {one.name for one in node.names}
    lines = [f"import {name}" for name in sorted(whole)]
    return lines + [
        f"from {module} import {', '.join(sorted(names))}"
        for module, names in sorted(parts.items())
        if not module.startswith(_OWN)
    ]


def _section(text: str) -> str:
    """Give a module below a line that says what it is about, without its imports."""
    said, *rest = ast.parse(text).body
    code = [node for node in rest if not isinstance(node, ast.Import | ast.ImportFrom)]
    lines = text.splitlines()
    # The comments above the first statement belong to it.
    first = max(node.end_lineno or 0 for node in [said, *rest] if node not in code)
    title = lines[0].strip('"').partition(":")[0].rstrip(".")
    return f"\n# {title}\n\n\n" + "\n".join(lines[first:]).strip("\n") + "\n"
