"""The catalogue of sentences, one module a language, all with the same keys and places."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

LANGUAGES = ("en", "fr", "es")


def texts(lang: str) -> Mapping[str, str]:
    """Give every sentence of a language by its key."""
    found: Mapping[str, str] = import_module(f"pathfinder_flow.words.{lang}").TEXTS
    return found


def say(key: str, lang: str, **places: Any) -> str:
    """Give a sentence with its places filled in."""
    return texts(lang)[key].format(**places)


def join(parts: list[str], lang: str, word: str = "and") -> str:
    """Join parts as people do: "a, b and c"; ``word`` is "and" or "or"."""
    if len(parts) < 2:  # noqa: PLR2004 - one or none needs no joining
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {say(f'join.{word}', lang)} {parts[-1]}"
