"""Checking what people type, before any of it reaches a rule or the ledger."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit

from pathfinder_flow.domain.dates.edtf import When, parse_when
from pathfinder_flow.domain.errors.clauses import Clause, Joined
from pathfinder_flow.domain.errors.invalid import (
    BadField,
    BadFilter,
    ControlCharacters,
    FutureDate,
    TextMissing,
    TextTooLong,
    UnclearDate,
    UnknownField,
)
from pathfinder_flow.domain.workflow.model import EvidenceKind, Field

_YEAR = re.compile(r"[0-9]{4}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

# Control and format characters (which can reverse what is read), what is not UTF-8, line breaks
# that only some programs see.
_UNPRINTABLE = ("Cc", "Cf", "Cs", "Zl", "Zp")

MAX_TEXT = 4000
"""The longest text, in characters, that an entry keeps."""


def clean(what: str, text: str) -> str:
    """Give a text in normal form (NFC), trimmed; refuses control characters and long texts."""
    text = unicodedata.normalize("NFC", text).strip()
    if not text.isprintable() and any(
        unicodedata.category(sign) in _UNPRINTABLE and sign != "\n" for sign in text
    ):
        raise ControlCharacters(what=what, given=repr(text[:60]))
    if len(text) > MAX_TEXT:
        raise TextTooLong(what=what, length=len(text), limit=MAX_TEXT)
    return text


def cleaned_reason(text: str) -> str:
    """Give the reason somebody gave for an act, as :func:`clean` does."""
    return clean(Clause("reason", "reason"), text)


def printable(text: str) -> str:
    """Give a text as it can be shown: what does not print is shown as a question mark."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


def is_web_address(text: str) -> bool:
    """Whether a text is a web address, begins with http and holds no space or line break."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    spaced = any(sign.isspace() for sign in text)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not spaced


def required(what: Clause, text: str) -> str:
    """Give a cleaned text that may not be empty; raises :class:`TextMissing`."""
    text = clean(what, text)
    if not text:
        raise TextMissing(what=what)
    return text


def suggestion(given: str, known: list[str]) -> str:
    """Give " (did you mean 'x'?)" for a near miss, else nothing."""
    near = get_close_matches(given, known, n=1)
    return Clause("did_you_mean", " (did you mean '{name}'?)", name=near[0]) if near else ""


def listed(known: list[str]) -> str:
    """Give names for a person to choose from."""
    return ", ".join(known) or Clause("none", "none")


def happened(text: str, today: date) -> When:
    """Read the date of something that has happened; the future is refused.

    A month or year that has begun may be given, and "by ... at the latest" whatever its end.
    """
    when = parse_when(text)
    first = when.earliest
    if first is not None and first > today:
        raise FutureDate(given=text, today=today.isoformat())
    return when


def one_day(text: str, today: date) -> date:
    """Read the one certain day on which a move is made; not in the future."""
    day = happened(text, today).day
    if day is None:
        raise UnclearDate(given=text)
    return day


def certain_day(text: str) -> date | Clause:
    """Read one certain day, also to come; gives what is wrong with it where it is none."""
    said = "'{given}' is not one certain day; write it as 2024-05-01"
    return parse_when(text).day or Clause("not_one_day", said, given=text)


def moment(text: str, now: datetime) -> datetime:
    """Read a moment of knowledge, not in the future: an ISO 8601 date or date and time.

    A day means its end, in UTC; today means now.
    """
    what = Clause("a_moment", "a moment")
    expected = Clause(
        "moment_expected",
        "write a day (2026-11-22) or a moment (2026-11-22T14:30 or 2026-11-22T14:30+01:00); "
        "without a zone it is UTC, and it may not lie in the future",
    )
    try:
        if _DAY.fullmatch(text):
            day = date.fromisoformat(text)
            if day == now.date():
                return now
            read = datetime.combine(day, time.max, UTC)
        else:
            read = datetime.fromisoformat(text if _DAY.match(text) else "")
        read = read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadFilter(given=text, what=what, expected=expected) from None
    if read > now:
        raise BadFilter(given=text, what=what, expected=expected)
    return read


def as_of_day(text: str) -> date:
    """Read the day on which a question is asked."""
    try:
        return date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        expected = Clause("day_expected", "write it as 2020-06-30 and check that it exists")
        raise BadFilter(given=text, what=Clause("a_day", "a day"), expected=expected) from None


def fields_of(
    kind: str, definition: EvidenceKind, given: dict[str, list[str]], *, keep_empty: bool = False
) -> dict[str, Any]:
    """Check the fields of a piece of evidence against its definition; gives what is stored.

    ``keep_empty`` is for corrections, which may say that a field should be empty.
    """
    stored: dict[str, Any] = {}
    for name, values in given.items():
        field = definition.fields.get(name)
        if field is None:
            known = list(definition.fields)
            raise UnknownField(
                kind=kind, given=name, suggestion=suggestion(name, known),
                known=listed(known),
            )  # fmt: skip
        stored[name] = _value(kind, name, field, [clean(name, value) for value in values])
    return {name: value for name, value in stored.items() if value or keep_empty}


def _value(kind: str, name: str, field: Field, values: list[str]) -> str | list[str]:
    if field.type in ("list", "choices"):
        chosen = [part.strip() for value in values for part in value.split(";") if part.strip()]
        for value in chosen if field.type == "choices" else ():
            _one_of(kind, name, field, value)
        return list(dict.fromkeys(chosen))
    if len(values) != 1:
        one = Clause("one_value", "one value")
        raise BadField(field=name, kind=kind, given=Joined("and", values), expected=one)
    if values[0]:
        _check_single(kind, name, field, values[0])
    return values[0]


def _check_single(kind: str, name: str, field: Field, value: str) -> None:
    match field.type:
        case "choice":
            _one_of(kind, name, field, value)
        case "date":
            parse_when(value)
        case "period":
            when = parse_when(value)
            if not (when.earliest and when.latest and "/" in value):
                both = Clause("a_period", "a period with both ends, such as 2023/2030")
                _refuse_value(kind, name, value, both)
        case "year":
            if not _YEAR.fullmatch(value):
                year = Clause("a_year", "a year of four digits, such as 2025")
                _refuse_value(kind, name, value, year)
        case _:
            pass


def _one_of(kind: str, name: str, field: Field, value: str) -> None:
    if value not in field.options:
        known = list(field.options)
        expected = Clause(
            "one_of", "one of {known}{near}", known=", ".join(known), near=suggestion(value, known)
        )
        _refuse_value(kind, name, value, expected)


def _refuse_value(kind: str, name: str, value: str, expected: Clause) -> None:
    raise BadField(field=name, kind=kind, given=quoted(value), expected=expected)


def quoted(text: str) -> Clause:
    """Give a text in quotation marks, as each language has them."""
    return Clause("quoted", "'{text}'", text=text)
