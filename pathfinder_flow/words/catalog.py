"""The catalogues of sentences: a language is there when its folder is.

A sentence that a language lacks is said in English and marked as such, so that nobody takes it for
a mistake of the translators; no reader is left without it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pathfinder_flow.words.grammar import joiner_before

if TYPE_CHECKING:
    from pathlib import Path

    from babel import Locale

# Without pathlib, which would be a tenth of what --help takes.
LOCALES = os.path.join(os.path.dirname(os.path.dirname(__file__)), "locales")  # noqa: PTH118, PTH120
ENGLISH = "en"
"""What every sentence is written in first."""
MARK = "[en] "
"""Stands before a sentence that is in English because the reader's language lacks it."""
_PLACE = re.compile(r"\{\w*\}")


@cache
def languages() -> tuple[str, ...]:
    """Give the languages that have a catalogue, English first."""
    found = {name for name in os.listdir(LOCALES) if "." not in name}  # noqa: PTH208
    return (ENGLISH, *sorted(found - {ENGLISH}))


def locale_of(lang: str) -> Locale:
    """Give what Babel knows of a language; raises its UnknownLocaleError, or ValueError."""
    from babel import Locale

    return Locale.parse(lang.replace("-", "_"))


@cache
def direction(lang: str) -> str:
    """Give in which direction a language is written: ``ltr`` or ``rtl``."""
    return str(locale_of(lang).text_direction)


class Catalogue:
    """The sentences of a language by their keys, with those it lacks in English, marked."""

    def __init__(self, lang: str) -> None:
        self._lang, self._own = lang, _read(lang)

    def translated(self, key: str, count: int | None = None) -> str | None:
        """Give a sentence of the language itself, in its form for a count if there is one."""
        own = self._own
        found = own.gettext(key) if count is None else own.ngettext(key, key, count)
        return None if found == key else found

    def find(self, key: str, count: int | None = None) -> str | None:
        """Give a sentence, None where no language has it."""
        found = self.translated(key, count)
        if found is not None or self._lang == ENGLISH:
            return found
        english = texts(ENGLISH).translated(key, count)
        return None if english is None else marked(english)

    def get(self, key: str, otherwise: str) -> str:
        """Give a sentence, or another text where no language has it."""
        found = self.find(key)
        return otherwise if found is None else found

    def __getitem__(self, key: str) -> str:
        found = self.find(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: str) -> bool:
        return self.find(key) is not None


@cache
def texts(lang: str) -> Catalogue:
    """Give the sentences of a language."""
    return Catalogue(lang)


def _read(lang: str) -> GNUTranslations:
    """Read the compiled catalogue; the source itself in a checkout where it is newer."""
    from pathlib import Path

    made = Path(LOCALES, lang, "LC_MESSAGES", "messages.mo")
    source = made.with_suffix(".po")
    if source.exists() and not (made.exists() and _age(made) >= _age(source)):
        from pathfinder_flow.words.po_files import compiled

        return GNUTranslations(BytesIO(compiled(source)))
    with made.open("rb") as file:
        return GNUTranslations(file)


def _age(path: Path) -> int:
    return path.stat().st_mtime_ns


def marked(text: str) -> str:
    """Mark a text as English; signs and mere places are in no language."""
    if not any(sign.isalpha() for sign in _PLACE.sub("", text)):
        return text
    bare = text.lstrip()
    return f"{text[: len(text) - len(bare)]}{MARK}{bare}"


def say(key: str, lang: str, **places: Any) -> str:
    """Give a sentence with its places filled in; raises KeyError when there is none."""
    return filled(texts(lang)[key], places)


def filled(text: str, places: Mapping[str, Any]) -> str:
    """Fill the places of a sentence; within one that is marked as English none is again."""
    if MARK in text:
        places = {
            name: place.replace(MARK, "") if isinstance(place, str) else place
            for name, place in places.items()
        }
    return text.format(**places)


def counted(key: str, count: int, lang: str, **places: str) -> str:
    """Give a sentence in the plural form that the language has for a count."""
    found = texts(lang).find(key, count)
    if found is None:
        raise KeyError(key)
    return filled(found, {"count": count, **places})


def join(parts: list[str], lang: str, word: str = "and") -> str:
    """Join parts as people do: "a, b and c"; ``word`` is "and" or "or"."""
    if len(parts) < 2:  # noqa: PLR2004 - one or none needs no joining
        return "".join(parts)
    joiner = joiner_before(say(f"join.{word}", lang), parts[-1], lang)
    return f"{say('join.list', lang).join(parts[:-1])} {joiner}{parts[-1]}"


def quoted(text: str, lang: str) -> str:
    """Put a text in the quotation marks of the language."""
    return say("quoted", lang, text=text)
