"""Dates as people read them, imprecision and all."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from pathfinder_flow.words.catalog import say


@lru_cache(maxsize=4096)
def say_when(text: str, lang: str) -> str:
    """Word an EDTF date: "28 September 2022", "by 2025 at the latest", "about 2019"."""
    start, slash, end = text.partition("/")
    if not slash:
        return _part(start, lang)
    if start == "..":
        return say("when.latest", lang, end=_part(end, lang))
    if end == "..":
        return say("when.open", lang, start=_part(start, lang))
    return say("when.span", lang, start=_part(start, lang), end=_part(end, lang))


def _part(text: str, lang: str) -> str:
    bare = text.rstrip("?~%")
    worded = _bare(bare, lang)
    match text[len(bare) :]:
        case "?":
            return say("when.inferred", lang, date=worded)
        case "~":
            return say("when.about", lang, date=worded)
        case "%":
            return say("when.about_inferred", lang, date=worded)
    return worded


def _bare(text: str, lang: str) -> str:
    from babel.dates import format_date, format_skeleton

    parts = [int(part) for part in text.split("-")]
    match len(parts):
        case 1:
            return text
        case 2:
            return format_skeleton("yMMMM", date(*parts, 1), locale=lang)
    return format_date(date(*parts), "long", locale=lang)


def say_day(day: date, lang: str) -> str:
    """Word one day."""
    return say_when(day.isoformat(), lang)


def say_moment(moment: datetime, lang: str) -> str:
    """Word a moment, to the minute, in UTC."""
    return say("when.moment", lang, day=say_day(moment.date(), lang), time=f"{moment:%H:%M}")
