"""The catalogue of sentences, one module a language, all with the same keys and places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

LANGUAGES = ("en", "fr", "es")


@cache
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
    joiner = say(f"join.{word}", lang)
    if lang == "es":
        joiner = _before_same_sound(joiner, parts[-1])
    return f"{', '.join(parts[:-1])} {joiner} {parts[-1]}"


def _before_same_sound(joiner: str, following: str) -> str:
    """Give Spanish "e" for "y" before the sound i, and "u" for "o" before the sound o."""
    start = following.lstrip("«'\"").casefold()
    if joiner == "y" and re.match(r"(i|í|hi(?![aeé]))", start):
        return "e"
    return "u" if joiner == "o" and re.match(r"h?[oó]", start) else joiner


def quoted(text: str, lang: str) -> str:
    """Put a text in the quotation marks of the language."""
    return say("quoted", lang, text=text)
