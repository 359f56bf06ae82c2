"""Finding a country by any of its names, however it is written.

A name is taken as the set of its words: without accents, capitals, signs and articles, with what
is abbreviated written out, and with the words for a kind of state the same in every language. So
"Korea (the Republic of)" is "Republic of Korea", and "Congo, Dem. Rep." has its country too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from pathfinder_flow.words.catalog import languages, locale_of
from pathfinder_flow.words.country_names.tables import LANGUAGES, other_names, un_names

Words = frozenset[str]

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['\u2019]s\b")
_LETTERS_APART = re.compile(r"\b[a-z](?: [a-z]\b)+")
_SMALL = frozenset(
    [
        "the",
        "of",
        "and",
        "a",
        "l",
        "la",
        "le",
        "les",
        "el",
        "los",
        "las",
        "lo",
        "du",
        "de",
        "des",
        "del",
        "d",
        "en",
        "et",
        "y",
        "e",
        "o",
        "da",
        "do",
        "das",
        "dos",
    ]
)
"""Articles and the like, which some writers leave out."""

_STATE_KINDS = {
    "republic": "rep republic republique republica republika",
    "democratic": "dem democratic democratique democratica",
    "popular": "people peoples popular populaire",
    "islamic": "islamic islamique islamica",
    "arab": "arab arabe arabes arabs",
    "socialist": "socialist socialiste socialista",
    "federal": "fed federal federale federated federes federe federados federative federativa",
    "federation": "federation federacion",
    "united": "united unie unis unies unida unidas unido unidos",
    "state": "state states sts etat etats estado estados",
    "kingdom": "kingdom royaume reino",
    "union": "union",
    "commonwealth": "commonwealth mancomunidad",
    "principality": "principality principaute principado",
    "independent": "independent independant independiente",
    "plurinational": "plurinational plurinacional",
    "bolivarian": "bolivarian bolivarienne bolivariana",
    "sovereign": "sovereign souverain soberana soberano",
    "territory": "terr territory territoire territorio territories territoires territorios",
    "province": "province provincia",
}
"""Words for kinds of state in English, French and Spanish, and their abbreviations."""
_OTHERS = {
    "island": "is isd isds isl isls island islands isle ile iles isla islas",
    "saint": "st saint ste sainte",
    "british": "br british",
}
_SAME = {word: one for one, words in (_STATE_KINDS | _OTHERS).items() for word in words.split()}
_NEAR, _AS_NEAR, _MOST = 0.8, 0.04, 3


def words_of(name: str) -> Words:
    """Give the words of a name that tell it from others; empty when none does."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    spaced = " ".join(_WORD.findall(_POSSESSIVE.sub("", plain)))
    joined = _LETTERS_APART.sub(lambda found: found[0].replace(" ", ""), spaced)
    return frozenset(_SAME.get(word, word) for word in joined.split() if word not in _SMALL)


def codes_named(name: str) -> tuple[str, ...]:
    """Give the codes of what a name means: one, several where it is not clear, none unknown."""
    return _index().get(words_of(name), ())


def codes_near(name: str) -> tuple[str, ...]:
    """Give the codes of what an unknown name may mean, the likeliest first; at most three.

    What is only a kind of state ("Republic") is like no country. A name that differs from known
    ones only in the kind of state means one of them, nothing else.
    """
    core = _core(words_of(name))
    if not core:
        return ()
    cores = _cores()
    if core in cores:
        return cores[core][:_MOST]
    given = _letters(core)
    scored = sorted(((_likeness(given, _letters(one)), one) for one in cores), key=_score)
    least = max(_NEAR, scored[-1][0] - _AS_NEAR)
    near = [code for score, one in reversed(scored) if score >= least for code in cores[one]]
    return tuple(dict.fromkeys(near))[:_MOST]


def _score(scored: tuple[float, Words]) -> tuple[float, str]:
    """Give what puts likenesses in order, the same at every start of the program."""
    return scored[0], _letters(scored[1])


def _core(words: Words) -> Words:
    return words.difference(_STATE_KINDS)


def _letters(words: Words) -> str:
    return " ".join(sorted(words))


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other)
    if matcher.real_quick_ratio() < _NEAR or matcher.quick_ratio() < _NEAR:
        return 0.0
    return matcher.ratio()


@lru_cache(maxsize=1)
def _index() -> dict[Words, tuple[str, ...]]:
    """Give what every known name means; where sources differ the earlier one is right."""
    index: dict[Words, tuple[str, ...]] = {}
    for source in (_of_the_un(), other_names(), _of_iso(), _of_locales()):
        found: dict[Words, tuple[str, ...]] = {}
        for name, codes in source:
            key = words_of(name)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *codes)))
        index = found | index
    index.pop(frozenset(), None)
    return index


@lru_cache(maxsize=1)
def _cores() -> dict[Words, tuple[str, ...]]:
    """Give what the names mean without the kinds of state."""
    cores: dict[Words, tuple[str, ...]] = {}
    for words, codes in _index().items():
        core = _core(words)
        cores[core] = tuple(dict.fromkeys((*cores.get(core, ()), *codes)))
    cores.pop(frozenset(), None)
    return cores


def _of_the_un() -> Iterator[tuple[str, tuple[str, ...]]]:
    for code, names in un_names().items():
        for lang in LANGUAGES:
            yield names[lang], (code,)
            yield names[f"{lang}_formal"], (code,)


def _of_iso() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give ISO's names, and their translations that come with them."""
    from gettext import translation

    import pycountry

    shipped = [lang for lang in LANGUAGES if lang != "en"]
    spoken = [translation("iso3166-1", pycountry.LOCALES_DIR, [lang]) for lang in shipped]
    for country in pycountry.countries:
        for english in _names(country):
            for name in (english, *(one.gettext(english) for one in spoken)):
                yield name, (country.alpha_3,)


def _names(country: Any) -> Iterator[str]:
    for kind in ("name", "official_name", "common_name"):
        if name := getattr(country, kind, None):
            yield name


def _of_locales() -> Iterator[tuple[str, tuple[str, ...]]]:
    import pycountry

    territories = [locale_of(lang).territories for lang in languages()]
    for country in pycountry.countries:
        for names in territories:
            if name := names.get(country.alpha_2):
                yield name, (country.alpha_3,)
