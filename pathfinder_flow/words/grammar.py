"""What a language asks for that neither its catalogue nor the locale data can say."""

from __future__ import annotations

import re


def joiner_before(joiner: str, following: str, lang: str) -> str:
    """Give the word that joins, with what stands between it and the word that follows.

    Spanish "y" is "e" before the sound i; Arabic writes its "and" as part of the next word.
    """
    if lang == "ar" and len(joiner) == 1:
        return joiner
    return f"{_spanish_joiner(joiner, following) if lang == 'es' else joiner} "


def _spanish_joiner(joiner: str, following: str) -> str:
    start = following.lstrip("«'\"").casefold()
    if joiner == "y" and re.match(r"(i|í|hi(?![aeé]))", start):
        return "e"
    return "u" if joiner == "o" and re.match(r"h?[oó]", start) else joiner


def long_day(worded: str, lang: str) -> str:
    """Give a day at length as the language writes it: the first of a month is "1er" in French."""
    return f"1er{worded[1:]}" if lang == "fr" and worded.startswith("1 ") else worded
