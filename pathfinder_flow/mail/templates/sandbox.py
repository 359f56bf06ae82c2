"""Where templates run: sandboxed, strict about names, with the language's own filters.

There is one environment a language, so that its filters need not ask which it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache, partial
from pathlib import Path

from babel import Locale
from babel.dates import format_timedelta
from babel.lists import format_list
from jinja2 import Environment, FileSystemLoader

from pathfinder_flow import jinja
from pathfinder_flow.mail.templates.css import inlined

_STYLE = "style.css"
_NOTHING = "this fact is None here: ask for it with 'if' first"
# A tag alone on its line goes with the line (trim_blocks). Where more stands before it, the line's
# end is meant, which Jinja must be told.
_TAG_AT_THE_END = re.compile(r"^(?![ \t]*\{%[^%\n]*%\}$)(.*[^+\-\n])%\}$", re.MULTILINE)


def environment(
    folders: Sequence[Path],
    language: str,
    country_name: Callable[[str, str], str],
    say_day: Callable[[date, str], str],
) -> Environment:
    """Give what the templates of a language run in.

    Raises babel's UnknownLocaleError or ValueError when there is no such language.
    """
    locale = _locale(language)
    made = jinja.environment(_Loader(folders), _there)
    # A mail's text ends where its file does.
    made.keep_trailing_newline = True
    made.globals = {"language": language.replace("_", "-"), "direction": locale.text_direction}
    keep = lru_cache(maxsize=1024)
    made.filters["country"] = keep(partial(_country, country_name, language))
    day = keep(partial(_day, say_day, language))
    made.filters["day"] = day
    made.filters["days"] = keep(partial(_days, locale))
    made.filters["listing"] = partial(_listing, locale, day)
    return made


def _there(value: object) -> object:
    if value is None:
        raise ValueError(_NOTHING)
    return value


class _Loader(FileSystemLoader):
    """Reads templates, and writes the styles onto those in HTML."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(folders)

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Give a template as it is to be compiled, with as many lines as its file has."""
        source, path, fresh = super().get_source(environment, template)
        if jinja.is_html(template):
            # A mistake is to be told as it stands in the file.
            environment.parse(source, template, path)
            source = inlined(source, self._style(environment))
        return _TAG_AT_THE_END.sub(r"\1+%}", source), path, fresh

    def _style(self, environment: Environment) -> str:
        return super().get_source(environment, _STYLE)[0]


def _locale(language: str) -> Locale:
    # A secretariat writes the day before the month in English too.
    return Locale.parse("en_GB" if language == "en" else language.replace("-", "_"))


def _country(country_name: Callable[[str, str], str], language: str, code: str | None) -> str:
    if code is None:
        raise ValueError(_NOTHING)
    return country_name(code, language)


def _day(say_day: Callable[[date, str], str], language: str, day: date) -> str:
    """Word a day at length."""
    if not isinstance(day, date):
        raise ValueError(_NOTHING)  # noqa: TRY004 - as for any other fact that is not there
    return say_day(day, language)


def _days(locale: Locale, count: int) -> str:
    """Word a number of days. Babel's ``format_unit`` lacks some languages' long forms."""
    sign = "\N{MINUS SIGN}" if count < 0 else ""
    length = timedelta(days=abs(count))
    return sign + format_timedelta(length, granularity="day", threshold=1e9, locale=locale)


def _listing(locale: Locale, say_day: Callable[[date], str], items: Iterable[object]) -> str:
    """Word several things in a row; days among them at length."""
    return _joined(locale, tuple(say_day(i) if isinstance(i, date) else str(i) for i in items))


@lru_cache(maxsize=1024)
def _joined(locale: Locale, items: tuple[str, ...]) -> str:
    return format_list(items, locale=locale)
