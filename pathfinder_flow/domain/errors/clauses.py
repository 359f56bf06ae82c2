"""Parts of an error's sentence that every language words by itself.

Each is a text in English, so that an error is a sentence without any catalogue; the catalogues of
:mod:`pathfinder_flow.words` know it by its key.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from typing import Any, Self

from pathfinder_flow.domain.actions import Action


class Clause(str):
    """A text in English that other languages word from its places, under ``clause.<key>``.

    ``places`` fill the template, here and there; a place may be a clause, a term or joined parts.
    ``actions`` are what can be done about what it says.
    """

    __slots__ = ("actions", "key", "places")

    key: str
    places: dict[str, Any]
    actions: tuple[Action, ...]

    def __new__(cls, key: str, template: str, *actions: Action, **places: Any) -> Self:
        """Word the clause in English."""
        clause = super().__new__(cls, template.format(**places))
        clause.key, clause.places, clause.actions = key, places, actions
        return clause

    def __reduce__(self) -> tuple[Any, ...]:
        """Let it be handed to another process."""
        return type(self).again, (self.key, str(self), self.places, *self.actions)

    @classmethod
    def again(cls, key: str, english: str, places: dict[str, Any], *actions: Action) -> Self:
        """Make a clause from what was kept of one."""
        clause = cls(key, english.replace("{", "{{").replace("}", "}}"), *actions)
        clause.places = places
        return clause


class Term(str):
    """A name that English writes as commands and files do, and others as ``key`` says."""

    __slots__ = ("key",)

    key: str

    def __new__(cls, key: str, english: str) -> Self:
        """Name it in English."""
        term = super().__new__(cls, english)
        term.key = key
        return term


_ENGLISH = {"and": " and ", "or": " or ", "list": ", ", "problems": "; "}


class Joined(str):
    """Parts in a row: joined by ``and`` or ``or``, as a list or as problems."""

    __slots__ = ("by", "parts")

    by: str
    parts: tuple[str, ...]

    def __new__(cls, by: str, parts: Iterable[str]) -> Self:
        """Join the parts in English."""
        kept = tuple(parts)
        joined = super().__new__(cls, _ENGLISH[by].join(kept))
        joined.by, joined.parts = by, kept
        return joined


SYSTEM = (
    "EACCES", "EEXIST", "EISDIR", "ELOOP", "ENAMETOOLONG", "ENOENT", "ENOSPC", "ENOTDIR",
    "ENOTEMPTY", "EPERM", "EROFS",
)  # fmt: skip
"""What the system says so often that every language has words for it."""


def of_system(error: OSError) -> str:
    """Give what the system said of a file, in lower case, as part of a sentence."""
    said = (error.strerror or str(error)).lower()
    name = errno.errorcode.get(error.errno or 0, "")
    return Term(f"system.{name.lower()}", said) if name in SYSTEM else said


def role_terms(roles: Iterable[str]) -> Joined:
    """Give roles, any of which will do."""
    return Joined("or", [Term(f"role.{role}", str(role)) for role in roles])


def holder_terms(roles: Iterable[str]) -> Joined:
    """Give those who hold one of some roles, any of whom will do."""
    return Joined("or", [Term(f"by.{role}", f"whoever is {role}") for role in roles])
