"""Brings the catalogues in line with the program: ``make catalogues``.

English errors and clauses are taken from where they are raised; every other English sentence is
written by hand in ``en``. The other languages get what is new, lose what nobody says any more, and
keep a translation whose English changed as ``fuzzy``, with the English it was made from.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from pathfinder_flow.words.po_files import SOURCE, read, write_compiled

PACKAGE = Path(__file__).parents[1] / "pathfinder_flow"
LOCALES = PACKAGE / "locales"
_OFFICE = "secretariat@pathfinder.example"
_START = datetime(2026, 1, 1, tzinfo=UTC)


def main(new_languages: Iterable[str]) -> None:
    """Write every catalogue anew, those of new languages for the first time; compile them."""
    for language in new_languages:
        if not path_of(language).exists():
            write(path_of(language), new(language))
    english = with_raised(read(path_of(SOURCE)), raised_in(PACKAGE))
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/messages.po")):
        made = english if path == path_of(SOURCE) else brought_up(read(path), english)
        write(path, made)
    write_compiled(LOCALES)


def path_of(language: str, locales: Path = LOCALES) -> Path:
    """Give where the catalogue of a language lies."""
    return locales / language / "LC_MESSAGES" / "messages.po"


# What stands at the raise site


def raised_in(folder: Path) -> dict[str, str]:
    """Give the English of every error and clause in a folder of Python files, by its key."""
    found: dict[str, str] = {}
    methods = [("**.py", f"{__name__}:extract")]
    keywords = {"pgettext": ((1, "c"), 2)}
    for path, line, english, _, key in extract_from_dir(folder, methods, keywords=keywords):
        if found.setdefault(str(key), str(english)) != english:
            message = f"{path}:{line}: {key} says something else than elsewhere: {english}"
            raise ValueError(message)
    return found


def extract(
    file: IO[bytes],
    keywords: Collection[str],  # noqa: ARG001 - Babel hands them to every extractor
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, Any],  # noqa: ARG001
) -> Iterator[tuple[int, str, tuple[str, str], list[str]]]:
    """Find errors (``template = "..."`` in a class) and clauses (``Clause("key", "...")``).

    It is an extractor as Babel knows them: give line, function, its arguments, and comments.
    """
    module = ast.parse(file.read())
    for line, key, english in (*_errors(module), *_clauses(module)):
        yield line, "pgettext", (key, english), []


def _errors(module: ast.Module) -> Iterator[tuple[int, str, str]]:
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef):
            code = re.sub(r"(?<!^)(?=[A-Z])", "_", node.name).lower()
            for found in _set_as("template", node.body):
                for english in _literals(found.value):
                    yield node.lineno, f"error.{code}", english


def _clauses(module: ast.Module) -> Iterator[tuple[int, str, str]]:
    for function in ast.walk(module):
        if isinstance(function, ast.Module | ast.FunctionDef):
            for call in _made_in(function):
                for key in _literals(call.args[0]):
                    for english in _english_of(call.args[1], function, module):
                        yield call.lineno, f"clause.{key}", english


def _made_in(function: ast.Module | ast.FunctionDef) -> Iterator[ast.Call]:
    """Find the clauses made in a function, or outside of all functions."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef):
            continue
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Clause":
            yield node
        waiting += ast.iter_child_nodes(node)


def _english_of(
    node: ast.expr, function: ast.Module | ast.FunctionDef, module: ast.Module
) -> list[str]:
    """Give a template, which may be the value of a name.

    The same function sets it just before, or the module sets it outside of all functions.
    """
    if not isinstance(node, ast.Name):
        return _literals(node)
    here = [one for one in _set_as(node.id, ast.walk(function)) if one.lineno < node.lineno]
    found = here or list(_set_as(node.id, module.body))
    return _literals(max(found, key=lambda one: one.lineno).value)


def _set_as(name: str, nodes: Iterable[ast.AST]) -> Iterator[ast.Assign]:
    """Find where a name is set."""
    for node in nodes:
        if isinstance(node, ast.Assign):
            targets = [getattr(target, "id", "") for target in node.targets]
            if targets == [name]:
                yield node


def _literals(node: ast.expr) -> list[str]:
    """Give the texts an expression may be, when it is one text or a choice of two."""
    match node:
        case ast.Constant(value=str() as text):
            return [text]
        case ast.IfExp(body=yes, orelse=no):
            return _literals(yes) + _literals(no)
    return []


# Bringing catalogues up to date


def with_raised(english: Catalog, raised: Mapping[str, str]) -> Catalog:
    """Give the English catalogue with the errors and clauses that the program has now."""
    kept = {m.context: m.id for m in english if m.context and not is_raised(m.context)}
    made = _headed_as(english)
    for key, text in sorted({**kept, **raised}.items()):
        _add(made, key, text)
    return made


def is_raised(key: str) -> bool:
    """Whether the English of a sentence stands where it is raised."""
    return key.startswith(("error.", "clause."))


def brought_up(old: Catalog, english: Catalog) -> Catalog:
    """Give a language's catalogue with exactly the sentences of the English one."""
    known = {message.context: message for message in old}
    made = _headed_as(old)
    for source in english:
        if source.context:
            before = known.get(source.context)
            added = _add(made, source.context, source.id)
            if before and before.string:
                _keep(before, added)
    return made


def _keep(before: Message, now: Message) -> None:
    """Keep a translation; one whose English changed waits for a translator to look at it."""
    now.string, now.user_comments = before.string, before.user_comments
    if before.fuzzy or before.id != now.id:
        now.flags.add("fuzzy")
    if before.id != now.id:
        now.previous_id = [before.id] if isinstance(before.id, str) else list(before.id)


def _add(catalogue: Catalog, key: str, source: Any) -> Message:
    added = catalogue.add(source, context=key)
    # A share of something, as in "5 % of", is no place to fill.
    added.flags.discard("python-format")
    return added


def _headed_as(old: Catalog) -> Catalog:
    made = Catalog(locale=old.locale, fuzzy=False)
    made.header_comment, made.mime_headers = old.header_comment, old.mime_headers
    return made


def new(language: str) -> Catalog:
    """Give an empty catalogue in a language."""
    name = Locale.parse(language).english_name
    return Catalog(
        locale=language,
        header_comment=f"# {name} sentences of pathfinder-flow.",
        project="pathfinder-flow",
        version="main",
        msgid_bugs_address=_OFFICE,
        creation_date=_START,
        revision_date=_START,
        last_translator=f"Secretariat <{_OFFICE}>",
        language_team=f"{name} <{_OFFICE}>",
        fuzzy=False,
    )


def write(path: Path, catalogue: Catalog) -> None:
    """Write a catalogue, in the order of its keys."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, include_previous=True)


if __name__ == "__main__":
    main(sys.argv[1:])
