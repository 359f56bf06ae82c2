"""Dates as people read them, imprecision and all."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from pathfinder_flow.domain.dates.working_days import WEEKDAYS
from pathfinder_flow.words.catalog import locale_of, say
from pathfinder_flow.words.grammar import long_day


@lru_cache(maxsize=4096)
def say_when(text: str, lang: str, *, short: bool = False) -> str:
    """Word an EDTF date: "28 September 2022", "by 2025 at the latest", "about 2019".

    ``short`` is for tables: "28 Sep 2022", "by 2025".
    """
    words = _ShortWords(lang) if short else _Words(lang)
    start, slash, end = text.partition("/")
    if not slash:
        return words.part(start)
    if start == "..":
        return say(words.latest, lang, end=words.part(end))
    if end == "..":
        return say(words.open, lang, start=words.part(start))
    return words.span(start, end)


class _Words:
    """How the parts of a date are worded at length."""

    latest, open = "when.latest", "when.open"
    day_form, month_form = "long", "yMMMM"

    def __init__(self, lang: str) -> None:
        # A secretariat writes the day before the month in English too.
        self.lang, self.locale = lang, "en_GB" if lang == "en" else lang.replace("-", "_")

    def part(self, text: str) -> str:
        """Word one date with its mark."""
        bare = text.rstrip("?~%")
        worded, mark = self.bare(bare), text[len(bare) :]
        return say(f"when.{_MARKS[mark]}", self.lang, date=worded) if mark else worded

    def bare(self, text: str) -> str:
        """Word a year, month or day."""
        from babel.dates import format_date, format_skeleton

        match len(text):
            case 4:
                return text
            case 7:
                first = date.fromisoformat(f"{text}-01")
                return format_skeleton(self.month_form, first, locale=self.locale)
        worded = format_date(date.fromisoformat(text), self.day_form, locale=self.locale)
        return long_day(worded, self.lang)

    def span(self, start: str, end: str) -> str:
        """Word a span; days of one month as people write them, "28 to 29 March" in short."""
        if len(start) == len("2019-03-28") and start[:7] == end[:7] and start < end:
            return f"{int(start[8:])}–{self.part(end)}"
        return say("when.span", self.lang, start=self.part(start), end=self.part(end))


class _ShortWords(_Words):
    """The same for tables."""

    latest, open = "when.latest.short", "when.open.short"
    day_form, month_form = "medium", "yMMM"


_MARKS = {"?": "inferred", "~": "about", "%": "about_inferred"}


def say_day(day: date, lang: str) -> str:
    """Word one day."""
    return say_when(day.isoformat(), lang)


def say_moment(moment: datetime, lang: str) -> str:
    """Word a moment, to the minute, in UTC."""
    return say("when.moment", lang, day=say_day(moment.date(), lang), time=f"{moment:%H:%M}")


def weekday_name(day: str, lang: str) -> str:
    """Give the name of a day of the week (``fri``) as it stands within a sentence."""
    return str(locale_of(lang).days["format"]["wide"][WEEKDAYS.index(day)])
