"""Deadlines as a calendar file (RFC 5545): one attached to a mail, or a feed to subscribe to.

The library takes 0.2 ms for an event, too long for a thousand mails. So it is asked once for the
shape of each kind of item, and only what varies is filled in here: escaped and folded the way the
library does it. A test holds the two to the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, timedelta
from functools import cache
from typing import Literal

from pathfinder_flow.domain.reminders.mail import CalendarItem

Method = Literal["PUBLISH", "CANCEL"]
Kind = Literal["VEVENT", "VTODO"]

_PRODUCT = "-//pathfinder-flow//Deadlines//EN"
_FETCHED_EVERY = timedelta(hours=12)
_TASK = "-task"
_OPEN_OR_CANCELLED = {"VEVENT": ("CONFIRMED", "CANCELLED"), "VTODO": ("NEEDS-ACTION", "CANCELLED")}

_END = "\r\n"
_LONGEST_LINE = 74
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# RFC 5545 allows no control character but the tab; a lone surrogate has no UTF-8.
_UNSENDABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def calendar_file(
    deadlines: Sequence[CalendarItem], *, method: Method | None = None, name: str = ""
) -> bytes:
    """Give the file in UTF-8: every deadline as an event of a whole day that blocks no time.

    With a ``name`` it is a feed: it says how often to fetch it again, and carries every deadline
    as a task as well, for programs that know only tasks. With a ``method`` it travels in a mail,
    where RFC 5546 wants one kind of item: events.
    """
    kinds: tuple[Kind, ...] = ("VEVENT", "VTODO") if name and not method else ("VEVENT",)
    head, end = _frame(method, feed=bool(name))
    lines = head.format(name=_text(name)).split(_END)
    for deadline in deadlines:
        for kind in kinds:
            lines += _item(deadline, kind).split(_END)
    return _END.join([*map(_folded, lines), end]).encode()


def _item(deadline: CalendarItem, kind: Kind) -> str:
    return _shape(kind, cancelled=deadline.cancelled).format(
        uid=_text(deadline.uid),
        due=deadline.due.isoformat().replace("-", ""),
        title=_text(deadline.title),
        description=_text(deadline.description),
        sequence=deadline.sequence,
        stamp=f"{deadline.stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
    )


def _text(words: str) -> str:
    r"""Escape a text; what cannot be sent becomes a space, every kind of line break ``\n``."""
    if not words.isprintable():
        words = _UNSENDABLE.sub(" ", _BREAK.sub("\n", words))
    words = words.replace("\\", "\\\\").replace("\n", "\\n")
    return words.replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """Break a line that is too long, in octets, never within a character or an escape."""
    data = line.encode()
    if len(data) <= _LONGEST_LINE:
        return line
    pieces, start = [], 0
    while len(data) - start > _LONGEST_LINE:
        end = start + _LONGEST_LINE
        while data[end] & 0xC0 == 0x80:  # noqa: PLR2004 - within a character of UTF-8
            end -= 1
        if data[end - 1] in b"\\^":
            end -= 1
        pieces.append(data[start:end])
        start = end
    return b"\r\n ".join([*pieces, data[start:]]).decode()


@cache
def _frame(method: Method | None, *, feed: bool) -> tuple[str, str]:
    """Give what stands before and after the items, with a place for the name of a feed."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    if feed:
        calendar.add("name", "{name}")
        calendar.add("x-wr-calname", "{name}")
        calendar.add("refresh-interval", _FETCHED_EVERY, parameters={"value": "DURATION"})
        # As text: from a length of time the library would write this one wrongly.
        calendar.add("x-published-ttl", "PT12H")
    head, mark, end = calendar.to_ical().decode().partition("END:VCALENDAR")
    return head.removesuffix(_END), mark + end


@cache
def _shape(kind: Kind, *, cancelled: bool) -> str:
    """Give an item as the library writes it, with a place for everything that varies."""
    from icalendar import Event, Todo, vText

    item = Event() if kind == "VEVENT" else Todo()
    item.add("uid", "{uid}" if kind == "VEVENT" else "{uid}" + _TASK)
    item.add("summary", "{title}")
    item.add("description", "{description}")
    item.add("status", _OPEN_OR_CANCELLED[kind][cancelled])
    day = "dtstart" if kind == "VEVENT" else "due"
    item.add(day, vText("{due}"), parameters={"value": "DATE"})
    item.add("sequence", vText("{sequence}"))
    for moment in ("dtstamp", "last-modified"):
        item.add(moment, vText("{stamp}"))
    if kind == "VEVENT":
        item.add("transp", "TRANSPARENT")
    written: bytes = item.to_ical()
    return written.decode().removesuffix(_END)
