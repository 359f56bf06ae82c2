"""Dates as imprecise as the sources give them (EDTF, ISO 8601-2, levels 0 and 1).

``2022-09-28`` is a day, ``2020-03`` a month, ``../2025`` "by 2025 at the latest",
``2022-11-21/..`` "from that day, the end unknown", ``2018-10-25?`` an inferred day.
Times of day, seasons and sets are refused: nothing in this field is dated by them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from pathfinder_flow.domain.errors.invalid import BadDate

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# Months 01 to 12 only: the library takes 21 to 41 for seasons, quarters and the like.
_PART = r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?[?~%]?"
_SHAPE = re.compile(rf"{_PART}|({_PART}|\.\.)/({_PART}|\.\.)", re.ASCII)


@dataclass(frozen=True, slots=True)
class When:
    """An EDTF text and the first and last day it can mean.

    ``earliest`` or ``latest`` is None where that end is open. ``uncertain`` says that the date
    itself is inferred or approximate, so that ``latest`` is no promise.
    """

    text: str
    earliest: date | None
    latest: date | None
    uncertain: bool = False

    @property
    def day(self) -> date | None:
        """The one certain day, or None when the date is anything less precise."""
        return self.latest if self.latest == self.earliest and not self.uncertain else None

    @property
    def order(self) -> date:
        """Where this stands in a history: the last day it can be, else the first."""
        return self.latest or self.earliest or date.max


@lru_cache(maxsize=8192)
def parse_when(text: str) -> When:
    """Read an EDTF date; raises :class:`BadDate` for anything else, an impossible day included."""
    if _DAY.fullmatch(text):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise BadDate(given=text) from None
        return When(text, day, day)
    return _parse_imprecise(text)


def of_day(day: date) -> When:
    """Give the date of one certain day."""
    return When(day.isoformat(), day, day)


@lru_cache(maxsize=4096)
def _parse_imprecise(text: str) -> When:
    if not _SHAPE.fullmatch(text) or text == "../..":
        raise BadDate(given=text)
    start, slash, end = text.partition("/")
    try:
        earliest, latest = _bounds(start)[0], _bounds(end if slash else start)[1]
    except ValueError:
        raise BadDate(given=text) from None
    if earliest and latest and earliest > latest:
        raise BadDate(given=text)
    return When(text, earliest, latest, any(mark in text for mark in "?~%"))


@lru_cache(maxsize=4096)
def _bounds(part: str) -> tuple[date | None, date | None]:
    """Give the first and last day of a date or of one end of an interval; None where it is open."""
    if part == "..":
        return None, None
    if _DAY.fullmatch(part):
        return date.fromisoformat(part), date.fromisoformat(part)
    # The library takes 8 ms a date and far more an interval, hence one end at a time, remembered.
    import edtf

    try:
        parsed = edtf.parse_edtf(part)
    except edtf.parser.edtf_exceptions.EDTFParseException as error:
        raise ValueError(part) from error
    return _day(parsed.lower_strict()), _day(parsed.upper_strict())


def _day(bound: Any) -> date:
    """Turn a bound of the library, a struct_time, to a day."""
    return date(bound.tm_year, bound.tm_mon, bound.tm_mday)
