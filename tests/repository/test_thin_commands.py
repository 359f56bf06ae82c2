"""Commands parse, call one use case and print: what they say is made in presentation/."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

CLI = Path(__file__).parents[2] / "pathfinder_flow" / "cli"
ROOMS = sorted(path for path in CLI.rglob("*.py") if path.parent != CLI)
DEMO = CLI / "system" / "demo.py"
"""Runs other commands one after the other, each under a heading that names it."""

_PRINTERS = {"print_lines", "print_raw", "print_wrapped"}
_OF_CLICK = {"echo", "secho", "prompt", "confirm"}


def strange_imports(tree: ast.Module) -> list[str]:
    """Commands that are imported for anything but to be put under a group."""
    imported = {
        name.asname or name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and _is_room(node.module or "")
        for name in node.names
    }
    grouped = [
        argument.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _called(node) == "add_command"
        for argument in node.args
        if isinstance(argument, ast.Name)
    ]
    used = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return sorted(name for name in imported if used.count(name) != grouped.count(name))


def _is_room(module: str) -> bool:
    parts = module.removeprefix("pathfinder_flow.cli.").split(".")
    return module.startswith("pathfinder_flow.cli.") and (CLI / parts[0]).is_dir()


def _called(call: ast.Call) -> str:
    return getattr(call.func, "attr", None) or getattr(call.func, "id", "")


def own_words(tree: ast.Module) -> Iterator[str]:
    """Ways in which a command would word something itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            "pathfinder_flow.words"
        ):
            yield f"imports {node.module}"
        if isinstance(node, ast.Call):
            if _called(node) in _OF_CLICK and getattr(node.func.value, "id", "") == "click":
                yield f"calls click.{_called(node)}"
            if _called(node) in _PRINTERS and any(map(_is_prose, ast.walk(node))):
                yield f"hands {_called(node)} a text of its own"


def _is_prose(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def place_of(path: Path) -> str:
    return path.relative_to(CLI).as_posix()


@pytest.mark.parametrize("path", ROOMS, ids=place_of)
def test_a_command_imports_no_other_command(path: Path) -> None:
    assert strange_imports(tree_of(path)) == [] or path == DEMO


@pytest.mark.parametrize("path", ROOMS, ids=place_of)
def test_a_command_words_nothing_itself(path: Path) -> None:
    assert [*own_words(tree_of(path))] == [] or path == DEMO


@pytest.mark.parametrize(
    "breach",
    [
        "from pathfinder_flow.cli.cases.board import board\nboard()",
        "from pathfinder_flow.cli.people.mandate import rows\ngroup.add_command(rows)\nrows()",
    ],
)
def test_borrowing_from_a_command_is_seen(breach: str) -> None:
    assert strange_imports(ast.parse(breach))


def test_a_group_may_have_commands_of_other_modules() -> None:
    group = "from pathfinder_flow.cli.audit.keys import key\naudit.add_command(key)"
    assert strange_imports(ast.parse(group)) == []


@pytest.mark.parametrize(
    "breach",
    [
        "from pathfinder_flow.words.catalog import say",
        "def tell():\n    from pathfinder_flow.words import story",
        "click.echo('Done.')",
        "print_lines([f'{count} are due'])",
    ],
)
def test_wording_in_a_command_is_seen(breach: str) -> None:
    assert [*own_words(ast.parse(breach))]
