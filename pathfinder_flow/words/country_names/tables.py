"""Names of countries: the United Nations' own, and the others by which people mean them.

``un_names.tsv`` holds the short and the formal name of every member and observer of the United
Nations in English, French and Spanish as UNTERM has them (https://unterm.un.org, country names),
and of every other place as the standard M49 has it (https://unstats.un.org/unsd/methodology/m49);
compared on 27 November 2026 with the public-domain table ``datasets/country-codes``, which has
both. ``other_names.tsv`` holds what neither they nor ISO nor the locale data know: abbreviations,
names of daily use, former names. With several codes a name means several countries.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
LANGUAGES = ("en", "fr", "es")
"""The languages in which we have the United Nations' names."""


@cache
def un_names() -> dict[str, dict[str, str]]:
    """Give the United Nations' names by code and column: ``en``, ``en_formal``, ``fr`` ..."""
    head, *rows = _rows("un_names.tsv")
    return {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rows}


def other_names() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give every other name with the codes of what it may mean."""
    for name, codes in _rows("other_names.tsv")[1:]:
        yield name, tuple(codes.split())


def _rows(file: str) -> list[list[str]]:
    lines = (_FOLDER / file).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines]
