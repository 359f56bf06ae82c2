"""Country codes and names: codes are ISO 3166-1 alpha-3, names those of the United Nations.

What the United Nations have no name for, and what is said in another language than theirs that we
hold, has the name of the locale data.
"""

from __future__ import annotations

from functools import lru_cache

from pathfinder_flow.domain.errors.clauses import Clause, Joined, Term
from pathfinder_flow.domain.errors.not_found import AmbiguousCountry, UnknownCountry
from pathfinder_flow.words.catalog import locale_of
from pathfinder_flow.words.country_names.index import codes_named, codes_near
from pathfinder_flow.words.country_names.tables import un_names


def find(given: str) -> str:
    """Give the code of a country given by code or name; or raise.

    :class:`AmbiguousCountry` where a name means several, else :class:`UnknownCountry`.
    """
    import pycountry

    text = given.strip()
    if len(text) == len("PER") and text.isascii():
        known = pycountry.countries.get(alpha_3=text.upper())
        if known:
            return str(known.alpha_3)
    codes = codes_named(text)
    if not codes:
        raise UnknownCountry(given=given, suggestion=_suggestion(text))
    if len(codes) > 1:
        raise ambiguous(given, codes)
    return codes[0]


def ambiguous(given: str, codes: tuple[str, ...]) -> AmbiguousCountry:
    """Give the error that asks which of several countries is meant."""
    return AmbiguousCountry(given=given, meant=_named(codes))


def by_alpha_2(text: str) -> str | None:
    """Give the code of a country by ISO's code of two letters; None if there is none."""
    import pycountry

    known = pycountry.countries.get(alpha_2=text.upper()) if len(text) == len("PE") else None
    return str(known.alpha_3) if known else None


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
    ours = un_names().get(code, {}).get(lang)
    return ours or locale_of(lang).territories.get(country.alpha_2) or str(country.name)


def all_codes() -> list[str]:
    """Give every code, in order."""
    import pycountry

    return sorted(country.alpha_3 for country in pycountry.countries)


def _suggestion(text: str) -> str:
    near = codes_near(text)
    if not near:
        return ""
    if len(near) > 1:
        return Clause("did_you_mean_countries", " (did you mean {names}?)", names=_named(near))
    code = near[0]
    country = _term(code)
    return Clause(
        "did_you_mean_country", " (did you mean {name}, {code}?)", name=country, code=code
    )


def _named(codes: tuple[str, ...]) -> Joined:
    both = (Clause("country_code", "{name} ({code})", name=_term(one), code=one) for one in codes)
    return Joined("or", both)


def _term(code: str) -> Term:
    return Term(f"country.{code}", name(code, "en"))
