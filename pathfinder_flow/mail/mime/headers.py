"""Headers of a mail: checked, encoded where needed, and folded.

The standard library does this too, at many times the cost. Everything here gives lines of ASCII
joined by CRLF, without the last line end, and raises :class:`BadHeader` for what must not stand
in a header.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import BadHeader
from pathfinder_flow.mail.mime.encoding import (
    TOKEN,
    WIDTH,
    encoded_words,
    folded,
    is_plain,
    parameter,
    quoted,
)

# Beside what controls: what some program takes for the end of a line, and what has no bytes.
_REFUSED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABELS = r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*"
_WORDS = re.compile(rf"{_ATOM}(?: {_ATOM})*")
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABELS}")
_MESSAGE_ID = re.compile(rf"<{_ATOM}(?:\.{_ATOM})*@{_LABELS}>")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,69}")
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]*/[a-z0-9][a-z0-9.+-]*")
_LANGUAGE = re.compile(r"[A-Za-z0-9-]{1,35}")

_LONGEST_NAME = len("Reply-To: ")
_SHOWN = 100
_WEEK_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def without_controls(header: str, value: str) -> str:
    """Give a value back if nothing in it could end a line."""
    if _REFUSED.search(value):
        why = Clause("holds_controls", "it contains control characters")
        raise BadHeader(header=header, given=shown(value), why=why)
    return value


def shown(value: str) -> str:
    """Give a value for an error: printing signs only, cut to what tells where it comes from."""
    signs = value[:_SHOWN]
    return "".join(s if s.isprintable() else ascii(s)[1:-1] for s in signs)


def _require(header: str, value: str, form: re.Pattern[str]) -> str:
    if not form.fullmatch(without_controls(header, value)):
        why = Clause("malformed", "mail needs another form there")
        raise BadHeader(header=header, given=shown(value), why=why)
    return value


@lru_cache(maxsize=1024)
def text(header: str, value: str) -> str:
    """Give a header of free text, such as Subject."""
    _require("name", header, _NAME)
    if is_plain(without_controls(header, value)):
        return folded(f"{header}:", value.split(" "))
    return folded(f"{header}:", encoded_words(value, len(header) + 2))


def date(moment: datetime) -> str:
    """Give the Date of a moment; raises ValueError when it has no time zone."""
    if moment.tzinfo is None:
        raise ValueError(moment)
    at = moment.astimezone(UTC)
    day = f"{_WEEK_DAYS[at.weekday()]}, {at.day:02} {_MONTHS[at.month - 1]} {at.year:04}"
    return f"Date: {day} {at.hour:02}:{at.minute:02}:{at.second:02} +0000"


def message_ids(header: str, ids: Iterable[str]) -> str:
    """Give a header of Message-IDs, each in its angle brackets."""
    return folded(f"{header}:", [_require(header, one, _MESSAGE_ID) for one in ids])


def language(tag: str) -> str:
    """Give the Content-Language."""
    return f"Content-Language: {_require('Content-Language', tag, _LANGUAGE)}"


def mailboxes(header: str, boxes: Iterable[tuple[str | None, str]]) -> str:
    """Give a header of names and addresses, at least one."""
    *others, last = [_mailbox(header, name, address) for name, address in boxes]
    parts = [part for box in others for part in (*box[:-1], f"{box[-1]},")]
    return folded(f"{header}:", [*parts, *last])


@lru_cache(maxsize=1024)
def _mailbox(header: str, name: str | None, address: str) -> tuple[str, ...]:
    """Give the parts of a name and address, between which a line may end."""
    _require(header, address, _ADDRESS)
    if not name:
        return (address,)
    return (*_phrase(without_controls(header, name)), f"<{address}>")


def _phrase(name: str) -> list[str]:
    if is_plain(name):
        if _WORDS.fullmatch(name):
            return name.split(" ")
        # No line may end inside of quotation marks: some readers keep the line end.
        if len(quoted(name)) + _LONGEST_NAME <= WIDTH:
            return [quoted(name)]
    return encoded_words(name, _LONGEST_NAME)


def content(header: str, value: str, parameters: Iterable[tuple[str, str]] = ()) -> str:
    """Give a header with parameters, such as Content-Type."""
    parts = [_require(header, value, _MEDIA_TYPE if "/" in value else TOKEN)]
    for name, given in parameters:
        _require(header, name, TOKEN)
        for part in parameter(name, without_controls(header, given)):
            parts[-1] += ";"
            parts.append(part)
    return folded(f"{header}:", parts)
