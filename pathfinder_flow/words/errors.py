"""Errors as sentences in the reader's language; English is on the error itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pathfinder_flow.domain.errors.base import PathfinderError
from pathfinder_flow.domain.errors.clauses import Clause, Joined, Term
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import ENGLISH, join, marked, say, texts


def error_sentence(error: PathfinderError, lang: str) -> str:
    """Word an error."""
    return _worded(f"error.{error.code()}", str(error), error.facts, lang)


def _worded(key: str, english: str, facts: Mapping[str, Any], lang: str) -> str:
    """Word an error or a clause from its facts; one that lacks a translation is all English."""
    if lang == ENGLISH:
        return english
    template = texts(lang).translated(key)
    if template is None:
        return marked(english)
    return template.format(**{name: worded(fact, lang) for name, fact in facts.items()})


def worded(fact: Any, lang: str) -> Any:
    """Word a fact of an error: its parts in the language, anything else as it is."""
    if lang == ENGLISH:
        return fact
    match fact:
        case PathfinderError():
            return error_sentence(fact, lang)
        case Clause():
            return _worded(f"clause.{fact.key}", fact, fact.places, lang)
        case Term():
            return _term(fact.key, lang)
        case Joined():
            return _joined(fact, lang)
    return fact


def _term(key: str, lang: str) -> str:
    what, _, name = key.partition(".")
    return countries.name(name, lang) if what == "country" else say(key, lang)


def _joined(fact: Joined, lang: str) -> str:
    parts = [worded(part, lang) for part in fact.parts]
    if fact.by in ("and", "or"):
        return join(parts, lang, fact.by)
    return say(f"join.{fact.by}", lang).join(parts)
