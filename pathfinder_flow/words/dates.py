"""Dates as people read them, imprecision and all."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from pathfinder_flow.words.catalog import say


@lru_cache(maxsize=4096)
def say_when(text: str, lang: str, *, short: bool = False) -> str:
    """Word an EDTF date: "28 September 2022", "by 2025 at the latest", "about 2019".

    ``short`` is for tables: "28 Sep 2022", "by 2025".
    """
    start, slash, end = text.partition("/")
    form = ".short" if short else ""
    if not slash:
        return _part(start, lang, short)
    if start == "..":
        return say(f"when.latest{form}", lang, end=_part(end, lang, short))
    if end == "..":
        return say(f"when.open{form}", lang, start=_part(start, lang, short))
    bounds = {"start": _part(start, lang, short), "end": _part(end, lang, short)}
    return say(f"when.span{form}", lang, **bounds)


def _part(text: str, lang: str, short: bool) -> str:
    bare = text.rstrip("?~%")
    worded = _bare(bare, lang, short)
    match text[len(bare) :]:
        case "?":
            return say("when.inferred", lang, date=worded)
        case "~":
            return say("when.about", lang, date=worded)
        case "%":
            return say("when.about_inferred", lang, date=worded)
    return worded


def _bare(text: str, lang: str, short: bool) -> str:
    from babel.dates import format_date, format_skeleton

    parts = [int(part) for part in text.split("-")]
    match len(parts):
        case 1:
            return text
        case 2:
            return format_skeleton(
                "yMMM" if short else "yMMMM", date(parts[0], parts[1], 1), locale=lang
            )
    return format_date(date.fromisoformat(text), "medium" if short else "long", locale=lang)


def say_day(day: date, lang: str) -> str:
    """Word one day."""
    return say_when(day.isoformat(), lang)


def say_moment(moment: datetime, lang: str) -> str:
    """Word a moment, to the minute, in UTC."""
    return say("when.moment", lang, day=say_day(moment.date(), lang), time=f"{moment:%H:%M}")
