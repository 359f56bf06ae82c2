"""Checks of what people read in a workflow: names, texts in every language, and its grounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from keyword import iskeyword

from pathfinder_flow.domain.checks.problems import Path, Problem, shown, unprintable
from pathfinder_flow.domain.workflow.model import LANGUAGES, Basis, Field, Text, Workflow

NAME = r"[a-z][a-z0-9]*(_[a-z0-9]+)*"
"""What names look like: they become names in ``transitions``, where a dot would be code."""
CODE = r"[0-9A-Za-z]+([._-][0-9A-Za-z]+)*"
"""What versions and options look like: a version names a file, an option is typed in a command."""
LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
"""What the code of a language looks like."""
LONGEST_NAME = 64

_NAME, _CODE = re.compile(NAME, re.ASCII), re.compile(CODE, re.ASCII)
_LANGUAGE = re.compile(LANGUAGE, re.ASCII)
_DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9])(\..*)?", re.IGNORECASE)
# `transitions` keeps the state of a case under this name.
_TAKEN = {"transitions": {"state"}}
_SECTIONS = ("states", "evidence", "transitions", "obligations", "lapses")

_SENTENCE_END = re.compile(r"(\S+)[.!?]\s+[\"'«“(]*[A-ZÀ-ÖØ-Þ¿¡]")
_ABBREVIATED = re.compile(
    r"(\w|art|cf|ej|etc|ex|fig|mr|mrs|ms|dr|no|núm|sr|sra|st|vs)", re.IGNORECASE
)


def check_wording(workflow: Workflow) -> Iterator[Problem]:
    """Find every name, text and basis that cannot stand."""
    yield from _identity(workflow)
    yield from _names(workflow)
    for path, part in _parts(workflow):
        yield from check_basis(path, part)
    for path, text in _texts(workflow):
        yield from check_text(path, text)


def _parts(workflow: Workflow) -> Iterator[tuple[Path, Basis]]:
    yield (), workflow
    for section in _SECTIONS:
        for name, part in getattr(workflow, section).items():
            yield (section, name), part


def _texts(workflow: Workflow) -> Iterator[tuple[Path, Text]]:
    for path, part in _parts(workflow):
        for key in ("title", "explanation"):
            yield (*path, key), getattr(part, key)
    for section in ("outcomes", "roles"):
        for name, title in getattr(workflow, section).items():
            yield (section, str(name)), title
    for path, field in _fields(workflow):
        yield (*path, "title"), field.title
        for option, title in field.options.items():
            yield (*path, "options", option), title


def _fields(workflow: Workflow) -> Iterator[tuple[Path, Field]]:
    for kind, evidence in workflow.evidence.items():
        for name, field in evidence.fields.items():
            yield ("evidence", kind, "fields", name), field


def _identity(workflow: Workflow) -> Iterator[Problem]:
    yield from check_name(("workflow",), workflow.workflow)
    if not _is_code(workflow.version) or _DEVICE.fullmatch(workflow.version):
        yield Problem(("version",), _not_a_code("version", workflow.version))


def _is_code(text: str) -> bool:
    return bool(_CODE.fullmatch(text)) and len(text) <= LONGEST_NAME


def _not_a_code(what: str, text: str) -> str:
    return (
        f"{shown(text)} cannot be {'an' if what[0] in 'aeiou' else 'a'} {what}: use letters and "
        "digits, with single dots, hyphens or underscores between them"
    )


def _names(workflow: Workflow) -> Iterator[Problem]:
    for section in _SECTIONS:
        for name in getattr(workflow, section):
            yield from check_name((section, name), name)
            if name in _TAKEN.get(section, ()):
                yield Problem((section, name), f"the name '{name}' is taken: choose another")
    for path, field in _fields(workflow):
        yield from check_name(path, str(path[-1]))
        for option in field.options:
            if not _is_code(option):
                yield Problem((*path, "options", option), _not_a_code("option", option))


def check_name(path: Path, name: str) -> Iterator[Problem]:
    """Find a name that cannot be one, or that means something else."""
    if not is_name(name):
        yield Problem(path, not_a_name(name))
    elif iskeyword(name) or _DEVICE.fullmatch(name):
        yield Problem(path, f"'{name}' means something else to the computer: choose another name")


def is_name(text: str) -> bool:
    """Whether a text can be a name."""
    return bool(_NAME.fullmatch(text)) and len(text) <= LONGEST_NAME


def not_a_name(text: str) -> str:
    """Say that a text cannot be a name, and what can."""
    return (
        f"{shown(text)} cannot be a name: use at most {LONGEST_NAME} lower-case letters, digits "
        "and single underscores, starting with a letter"
    )


def check_basis(path: Path, part: Basis) -> Iterator[Problem]:
    """Find what rests on nothing, and an assumption without its reason."""
    for key in ("source", "because"):
        yield from _characters((*path, key), getattr(part, key) or "")
    source, because = (part.source or "").strip(), (part.because or "").strip()
    if part.assumption and not because:
        yield Problem((*path, "assumption"), "an assumption needs its reason: add 'because'")
    if because and not part.assumption:
        yield Problem((*path, "because"), "'because' is only for what has 'assumption: true'")
    if not source and not part.assumption:
        yield Problem(
            path,
            "nothing says what this rests on: add 'source', or 'assumption: true' and 'because'",
        )


def check_text(path: Path, text: Text) -> Iterator[Problem]:
    """Find languages that are missing or none, and what cannot be printed."""
    for language in LANGUAGES:
        if not text.get(language, "").strip():
            yield Problem((*path, language), f"the text in '{language}' is missing")
    for language, words in text.items():
        where = (*path, language)
        if not _LANGUAGE.fullmatch(language):
            yield Problem(where, f"{shown(language)} is not the code of a language, such as 'pt'")
        yield from _characters(where, words)
        if path[-1] == "explanation" and language in LANGUAGES and words.strip():
            yield from _sentence(where, words.strip())


def _characters(path: Path, text: str) -> Iterator[Problem]:
    found = {code for _, code in unprintable(text)}
    if found == {"U+000A"}:
        yield Problem(path, "the text breaks into lines: write it on one, or begin it with '>-'")
    elif found:
        codes = ", ".join(sorted(found))
        yield Problem(path, f"the text contains characters that do not print: {codes}")


def _sentence(path: Path, words: str) -> Iterator[Problem]:
    if not words.endswith("."):
        yield Problem(path, "an explanation is one sentence: end it with a full stop")
    for found in _SENTENCE_END.finditer(words):
        last_word = re.split(r"\W", found[1])[-1]
        if not _ABBREVIATED.fullmatch(last_word):
            yield Problem(
                path, f"an explanation is one sentence: another begins after '{found[1]}'"
            )
