"""Dates as offices write them, turned into what the ledger keeps (EDTF).

What is not precise stays so: "mai 2019" is a month. Nothing is guessed: where the day and the month
can be taken for each other, somebody has to say which comes first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from itertools import product

from pathfinder_flow.domain.dates.edtf import parse_when
from pathfinder_flow.domain.errors.invalid import AmbiguousDay, BadDate
from pathfinder_flow.sheets.headings import without_accents
from pathfinder_flow.words.catalog import locale_of

LANGUAGES = ("en", "fr", "es", "pt")
_SERIALS = range(20_000, 80_000)
"""Numbers of days that can be meant for dates: from 1954 to 2119."""
_CENTURY, _MONTHS = 2000, 12

_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?)?", re.ASCII
)
_PARTS = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{1,2})[-/.](\d{4})|(\d{4})[/.](\d{1,2})", re.ASCII)
_YEARS = re.compile(r"(\d{4})\s*-\s*(\d{4})", re.ASCII)
_FROM = r"(?:from |du |del )?"
_RANGE = re.compile(
    _FROM + r"(.+?)(?:\s*[\u2013\u2014]\s*|\s+(?:-|to|au|al|until|hasta|jusqu'au)\s+)(.+)"
)
_DAYS = re.compile(_FROM + r"(\d{1,2})\s*(?:[-\u2013/]|to|au|al|y|et|and)\s*(\d{1,2})( .*)")
_ABOUT = re.compile(r"(?:circa|about|around|vers|environ|hacia|aprox|ca|env|c)\b\.? *(.+)")
_BY = re.compile(
    r"(?:no later than|at the latest|by|au plus tard(?: le| en)?|a mas tardar(?: el| en)?) +(.+)"
)
_TOKENS = re.compile(r"[a-z]+|\d+", re.ASCII)
_SMALL = frozenset(["de", "del", "of", "the", "le", "el", "la", "en", "in", "on"])
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|ero|o)\b")


class DayOrder(StrEnum):
    """Which comes first where a date is written in numbers."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


def proposed_order(texts: Iterable[str]) -> DayOrder | None:
    """Give the order that dates prove among themselves; None where they prove none, or both."""
    proven = set()
    for found in filter(None, map(_PARTS.fullmatch, map(str.strip, texts))):
        first, second = int(found[1]), int(found[3])
        if found[2] != "." and max(first, second) > _MONTHS:
            proven.add(DayOrder.DAY_FIRST if first > second else DayOrder.MONTH_FIRST)
    return proven.pop() if len(proven) == 1 else None


def begins_late(texts: Iterable[str]) -> bool:
    """Whether texts hold dates in numbers, and every one of them begins with a late day."""
    found = [*filter(None, map(_PARTS.fullmatch, map(str.strip, texts)))]
    return bool(found) and all(int(one[1]) > _MONTHS for one in found)


def read_date(
    text: str, order: Callable[[], DayOrder | None], epoch: date = date(1899, 12, 30)
) -> str:
    """Give a date as the ledger keeps it; raises :class:`BadDate` or :class:`AmbiguousDay`.

    ``order`` is asked only for a date that needs it. What is EDTF already is given as it is.
    """
    try:
        return parse_when(text).text
    except BadDate:
        pass
    spaced = " ".join(text.split())
    try:
        read = _read(spaced, order, epoch)
        return parse_when(read).text
    except (BadDate, ValueError, OverflowError):
        raise BadDate(given=text) from None


def _read(text: str, order: Callable[[], DayOrder | None], epoch: date) -> str:
    if text.isascii() and text.isdecimal() and int(text) in _SERIALS:
        return (epoch + timedelta(days=int(text))).isoformat()
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _PARTS.fullmatch(text):
        return _numbers(text, found, order)
    if found := _MONTH.fullmatch(text):
        return _month(int(found[2] or found[3]), int(found[1] or found[4]))
    if found := _YEARS.fullmatch(text):
        return f"{found[1]}/{found[2]}"
    return _words(text, order, epoch)


def _numbers(text: str, found: re.Match[str], order: Callable[[], DayOrder | None]) -> str:
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    year += _CENTURY if len(found[4]) == 2 else 0  # noqa: PLR2004 - of two digits
    # Whoever writes points writes the day first.
    chosen = DayOrder.DAY_FIRST if found[2] == "." or first == second else order()
    if chosen is None:
        if max(first, second) <= _MONTHS:
            ways = _day(year, second, first), _day(year, first, second)
            raise AmbiguousDay(given=text, one=ways[0], other=ways[1])
        chosen = DayOrder.DAY_FIRST if first > second else DayOrder.MONTH_FIRST
    day, month = (first, second) if chosen is DayOrder.DAY_FIRST else (second, first)
    return _day(year, month, day)


def _words(text: str, order: Callable[[], DayOrder | None], epoch: date) -> str:
    plain = without_accents(text)
    for pattern, shape in ((_BY, "../{}"), (_ABOUT, "{}~")):
        if found := pattern.fullmatch(plain):
            return shape.format(_again(found[1], order, epoch))
    if plain.endswith("?"):
        return f"{_again(plain.rstrip('? '), order, epoch)}?"
    if found := _DAYS.fullmatch(plain):
        return "/".join(_named(found[day] + found[3]) for day in (1, 2))
    if found := _RANGE.fullmatch(plain):
        return "/".join(_again(found[end], order, epoch) for end in (1, 2))
    return _named(plain)


def _again(text: str, order: Callable[[], DayOrder | None], epoch: date) -> str:
    read = read_date(text, order, epoch)
    if "/" in read or read[-1] in "~?":
        raise ValueError(text)
    return read


def _named(plain: str) -> str:
    """Read a date whose month has a name: "3 mai 2026", "May 3, 2026", "mayo de 2026"."""
    tokens = [one for one in _TOKENS.findall(_ORDINAL.sub(r"\1", plain)) if one not in _SMALL]
    months = [month_names()[one] for one in tokens if one in month_names()]
    numbers = [one for one in tokens if one.isdecimal()]
    if len(months) != 1 or len(numbers) + 1 != len(tokens):
        raise ValueError(plain)
    years = [int(one) for one in numbers if len(one) == 4]  # noqa: PLR2004 - of four digits
    days = [int(one) for one in numbers if len(one) < 3]  # noqa: PLR2004
    if len(years) != 1 or len(days) > 1 or len(days) + 1 != len(numbers):
        raise ValueError(plain)
    return _day(years[0], months[0], days[0]) if days else _month(years[0], months[0])


@cache
def month_names() -> dict[str, int]:
    """Give the months by their names, whole and shortened, in the languages that offices write."""
    found: dict[str, int] = {"sept": 9}
    for lang, form, width in product(LANGUAGES, ("format", "stand-alone"), ("wide", "abbreviated")):
        for number, name in locale_of(lang).months[form][width].items():
            found.setdefault(without_accents(name).strip("."), number)
    return found


def _day(year: int, month: int, day: int) -> str:
    return date(year, month, day).isoformat()


def _month(year: int, month: int) -> str:
    return date(year, month, 1).isoformat()[:7]
