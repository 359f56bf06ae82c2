"""Types of what is typed: countries, days, moments, spans of time, languages of mails."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import click

from pathfinder_flow.cli.shell import Shell, language_of

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_SPAN = re.compile(r"([0-9]{1,4})(d|w|m|y|days?|weeks?|months?|years?)?", re.ASCII)
_UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
_FARTHEST = 20
"""How many years ahead may be asked about."""


class CountryType(click.ParamType[str]):
    """A country by its ISO code or its name in English, French or Spanish."""

    name = "country"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Give the code; a country nobody knows is wrong usage."""
        from pathfinder_flow.domain.errors.not_found import AmbiguousCountry, UnknownCountry
        from pathfinder_flow.words import countries
        from pathfinder_flow.words.errors import error_sentence

        try:
            return countries.find(str(value))
        except (AmbiguousCountry, UnknownCountry) as error:
            lang = language_of(ctx.find_object(Shell) if ctx else None)
            self.fail(error_sentence(error, lang), param, ctx)

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Complete codes, with the country's name as help."""
        from click.shell_completion import CompletionItem

        from pathfinder_flow.words import countries

        codes = [code for code in countries.all_codes() if code.startswith(incomplete.upper())]
        return [CompletionItem(code, help=countries.name(code, "en")) for code in codes]


COUNTRY = CountryType()


class OfCountryType(click.ParamType[tuple[str, str]]):
    """Something said of a country: ``Ghana=granted``."""

    name = "country=text"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Give the code and what is said; the first sign of equality parts them."""
        country, _, said = str(value).partition("=")
        if not said.strip():
            from pathfinder_flow.words.catalog import say

            shell = ctx.find_object(Shell) if ctx else None
            self.fail(say("usage.of_country", language_of(shell), given=value), param, ctx)
        return COUNTRY.convert(country.strip(), param, ctx), said.strip()


OF_COUNTRY = OfCountryType()


class DayType(click.ParamType[date]):
    """A day in the past or to come, as 2020-06-30."""

    name = "day"

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,  # noqa: ARG002 - click's signature
        ctx: click.Context | None,  # noqa: ARG002
    ) -> date:
        """Give the day; raises what says how to write one."""
        from pathfinder_flow.services.validation import as_of_day

        return value if isinstance(value, date) else as_of_day(str(value))


class MomentType(click.ParamType[datetime]):
    """A moment that has passed: a day is its end, today is now."""

    name = "moment"

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,  # noqa: ARG002 - click's signature
        ctx: click.Context | None,
    ) -> datetime:
        """Give the moment; raises what says how to write one."""
        from pathfinder_flow.services.validation import moment

        if isinstance(value, datetime):
            return value
        shell = ctx.find_object(Shell) if ctx else None
        assert shell  # noqa: S101 - every command has one
        return moment(str(value), shell.app.clock())


class Duration:
    """So many days, weeks, months or years."""

    def __init__(self, count: int, unit: str) -> None:
        self._step = {unit: count}

    def after(self, day: date) -> date:
        """Give the day so long after another, the last of all days if that is beyond it."""
        from dateutil.relativedelta import relativedelta

        try:
            return day + relativedelta(**self._step)  # type: ignore[arg-type]
        except (ValueError, OverflowError):
            return date.max


def read_span(text: str) -> Duration | None:
    """Read "90d", "12w", "6m", "18months" or a number of days; None for anything else."""
    found = _SPAN.fullmatch(text.strip().casefold())
    return Duration(int(found[1]), _UNITS[(found[2] or "d")[0]]) if found else None


class SpanType(click.ParamType[Duration]):
    """A span of time."""

    name = "span"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Duration:
        """Read it; anything else is wrong usage."""
        found = read_span(str(value))
        if found is None:
            self.fail(_said(ctx, "usage.span", value), param, ctx)
        return found


class UntilType(click.ParamType[date]):
    """A day to come: itself, or a span from today with a plus sign before it."""

    name = "until"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read it; a day that has passed is wrong usage too."""
        if isinstance(value, date):
            return value
        shell = ctx.find_object(Shell) if ctx else None
        assert shell  # noqa: S101 - every command has one
        today = shell.app.today()
        text = str(value).strip()
        span = read_span(text[1:]) if text.startswith("+") else None
        day = span.after(today) if span else _day(text)
        if day is None:
            self.fail(_said(ctx, "usage.until", value), param, ctx)
        if day < today:
            self.fail(_said(ctx, "usage.past", value), param, ctx)
        if day > Duration(_FARTHEST, "years").after(today):
            self.fail(_said(ctx, "usage.far", value, years=_FARTHEST), param, ctx)
        return day


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        return None


def end_of(day: date) -> datetime:
    """Give the last moment of a day, in UTC."""
    return datetime.combine(day, time.max, UTC)


class MailLanguage(click.ParamType[str]):
    """A language in which mails can be written: one whose templates are there."""

    name = "language"

    def __init__(self, message: str) -> None:
        self.message = message

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Give the language; one without templates is wrong usage."""
        shell = ctx.find_object(Shell) if ctx else None
        assert shell  # noqa: S101 - every command has one
        known = shell.notices.templates.languages(self.message)
        if value not in known:
            self.fail(_said(ctx, "usage.language", value, known=", ".join(known)), param, ctx)
        return str(value)

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002 - click's signature
        incomplete: str,
    ) -> list[CompletionItem]:
        """Complete languages."""
        from click.shell_completion import CompletionItem

        shell = ctx.find_object(Shell)
        known = shell.notices.templates.languages(self.message) if shell else ()
        return [CompletionItem(one) for one in known if one.startswith(incomplete)]


def _said(ctx: click.Context | None, key: str, given: Any, **places: Any) -> str:
    from pathfinder_flow.words.catalog import say

    return say(key, language_of(ctx.find_object(Shell) if ctx else None), given=given, **places)


COUNTRY = CountryType()
DAY = DayType()
MOMENT = MomentType()
SPAN = SpanType()
UNTIL = UntilType()
MAIL_LANGUAGE = MailLanguage("report_opens")
FEED_LANGUAGE = MailLanguage("deadline")
