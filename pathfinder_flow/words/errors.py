"""Errors as sentences in the reader's language; English is on the error itself."""

from __future__ import annotations

from typing import Any

from pathfinder_flow.domain.errors import Clause, PathfinderError
from pathfinder_flow.words.catalog import texts


def error_sentence(error: PathfinderError, lang: str) -> str:
    """Word an error."""
    if lang == "en":
        return str(error)
    template = texts(lang)[f"error.{error.code()}"]
    return template.format(**{name: worded(fact, lang) for name, fact in error.facts.items()})


def worded(fact: Any, lang: str) -> Any:
    """Word a fact of an error: a clause in the language, anything else as it is."""
    if not isinstance(fact, Clause) or lang == "en":
        return fact
    places = {name: worded(place, lang) for name, place in fact.places.items()}
    return texts(lang)[f"clause.{fact.key}"].format(**places)
