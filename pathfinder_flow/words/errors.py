"""Errors as sentences in the reader's language; English is on the error itself."""

from __future__ import annotations

from pathfinder_flow.domain.errors import PathfinderError
from pathfinder_flow.words.catalog import texts


def error_sentence(error: PathfinderError, lang: str) -> str:
    """Word an error; in English when a language has no sentence for it."""
    template = texts(lang).get(f"error.{error.code()}", error.template)
    return template.format(**error.facts)
