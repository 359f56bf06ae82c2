"""Codes of countries and their parts, as ISO 3166 has them, and names nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from typing import ClassVar

# Left free by ISO 3166-1 for codes of one's own, such as XKX.
_USERS_OWN = re.compile("AA[A-Z]|Q[M-Z][A-Z]|X[A-Z]{2}|ZZ[A-Z]")


class Unknown(ValueError):
    """A name that is in no list; its sentence gives the nearest one that is."""

    what: ClassVar[str]

    def __init__(self, given: str, known: Iterable[str]) -> None:
        near = get_close_matches(given, list(known), n=1)
        hint = f": did you mean '{near[0]}'?" if near else "."
        super().__init__(f"'{given}' is not {self.what} we know{hint}")


class UnknownCode(Unknown):
    """Three letters that stand for no country."""

    what = "the code of a country"


class UnknownPart(Unknown):
    """A part that its country does not have."""

    what = "a part of a country"


class UnknownZone(Unknown):
    """A time zone that does not exist."""

    what = "a time zone"


@cache
def alpha_2(country: str) -> str | None:
    """Give the two-letter code of a country's alpha-3 code; None for a code of one's own (XKX).

    Raises :class:`UnknownCode` for what is neither.
    """
    import pycountry

    found = pycountry.countries.get(alpha_3=country)
    if found and found.alpha_3 == country:
        return str(found.alpha_2)
    if _USERS_OWN.fullmatch(country):
        return None
    raise UnknownCode(country, (one.alpha_3 for one in pycountry.countries))


def subdivisions(country: str) -> list[str]:
    """Give the codes ISO 3166-2 has for the parts of a country (alpha-2), without the country."""
    import pycountry

    every = (one for one in pycountry.subdivisions if one.country_code == country)
    return [one.code.partition("-")[2] for one in every]
