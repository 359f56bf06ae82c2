"""What is wrong with a definition, and where: the words the checks share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

Path = tuple[str | int, ...]
"""Where something stands in a file: keys, and numbers of list items counted from 0."""

_LONGEST_SHOWN = 60
# Besides the control characters: line separators and the marks that reverse what is read.
_UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: where, in a sentence, and the name that was probably meant."""

    path: Path
    message: str
    suggestion: str | None = None


def shown(value: Any) -> str:
    """Give a value as a message shows it: in quotes, on one line, shortened."""
    text = value if isinstance(value, str) else str(value)
    if len(text) > _LONGEST_SHOWN:
        text = text[:_LONGEST_SHOWN] + "..."
    return "'" + _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "'"


def unprintable(text: str, *, allowed: str = "") -> Iterator[tuple[int, str]]:
    """Give the place and the code point (``U+0007``) of every character that does not print."""
    for found in _UNPRINTABLE.finditer(text):
        if found[0] not in allowed:
            yield found.start(), f"U+{ord(found[0]):04X}"


def unknown(path: Path, what: str, given: Any, known: Iterable[str]) -> Problem:
    """Word the problem of a name nobody knows, with the nearest known name or all of them."""
    names = [str(name) for name in known]
    near = get_close_matches(str(given), names, n=1)
    if near:
        sentence = f"unknown {what} {shown(given)}: did you mean '{near[0]}'?"
        return Problem(path, sentence, near[0])
    listed = ", ".join(names) or "none"
    return Problem(path, f"unknown {what} {shown(given)}; known: {listed}")


def check_list(path: Path, values: Iterable[str], what: str) -> Iterator[Problem]:
    """Find a list that is empty or says something twice."""
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            yield Problem((*path, index), f"{shown(value)} is listed twice")
        seen.add(value)
    if not seen:
        yield Problem(path, f"the list is empty: name at least one {what}")
