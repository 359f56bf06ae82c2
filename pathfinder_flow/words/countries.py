"""Country codes and names. Codes are ISO 3166-1 alpha-3; names come from Babel."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from functools import lru_cache

from pathfinder_flow.domain.errors.clauses import Clause, Term
from pathfinder_flow.domain.errors.not_found import UnknownCountry
from pathfinder_flow.words.catalog import languages, locale_of
from pathfinder_flow.words.country_names import ALSO_KNOWN_AS, NAMES


def find(given: str) -> str:
    """Give the code of a country given by code or name; raises :class:`UnknownCountry`."""
    import pycountry

    text = given.strip()
    if len(text) == len("PER") and text.isascii():
        known = pycountry.countries.get(alpha_3=text.upper())
        if known:
            return str(known.alpha_3)
    code = _names().get(_folded(text))
    if code is None:
        raise UnknownCountry(given=given, suggestion=_suggestion(text))
    return code


def is_code(text: str) -> str:
    """Give a code that is one, in capitals as ISO writes it; raises :class:`UnknownCountry`."""
    import pycountry

    if not pycountry.countries.get(alpha_3=text) or text != text.upper():
        raise UnknownCountry(given=text, suggestion=_suggestion(text))
    return text


@lru_cache(maxsize=1024)
def name(code: str, lang: str) -> str:
    """Give a country's name in a language; the code itself when there is none."""
    import pycountry

    country = pycountry.countries.get(alpha_3=code)
    if country is None:
        return code
    ours = NAMES.get(code, {}).get(lang)
    return ours or locale_of(lang).territories.get(country.alpha_2) or str(country.name)


def all_codes() -> list[str]:
    """Give every code, in order."""
    import pycountry

    return sorted(country.alpha_3 for country in pycountry.countries)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Every name by which a country may be given, without accents and capitals."""
    import pycountry

    names = dict(ALSO_KNOWN_AS)
    locales = [locale_of(lang) for lang in languages()]
    for country in pycountry.countries:
        given = [country.name, getattr(country, "official_name", ""), country.alpha_3]
        given += [getattr(country, "common_name", "")]
        given += [locale.territories.get(country.alpha_2, "") for locale in locales]
        given += NAMES.get(country.alpha_3, {}).values()
        names |= {_folded(text): country.alpha_3 for text in given if text}
    return names


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.strip().casefold().replace("’", "'"))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _suggestion(text: str) -> str:
    names = _names()
    near = get_close_matches(_folded(text), names, n=1, cutoff=0.7)
    if not near:
        return ""
    code = names[near[0]]
    country = Term(f"country.{code}", name(code, "en"))
    return Clause(
        "did_you_mean_country", " (did you mean {name}, {code}?)", name=country, code=code
    )
