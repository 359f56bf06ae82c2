"""Whatever a mail says can be found in it, however it is written."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from datetime import UTC, date, datetime
from html import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pathfinder_flow.calendars.ics import calendar_file
from pathfinder_flow.domain.reminders.mail import CalendarItem
from pathfinder_flow.mail.mime.compose import Attachment, Mailbox, Rendered, compose
from pathfinder_flow.mail.mime.readable import addressed, normalise, readable_text
from tests.mail.mime.test_compose import ADDRESSES, LETTER, ONE_LINE

PLAIN = Rendered("The report", "Good day", "<p>Good day</p>")
BARE = replace(LETTER, to=(Mailbox(None, "a@x.example"),), cc=(), rendered=PLAIN, attachments=())
# As names are kept: without spaces around them.
NAMES = ONE_LINE.map(lambda text: " ".join(text.split())).filter(bool)
LONG_BEFORE = st.integers(0, 90).map(lambda n: "x " * n)


@given(NAMES, LONG_BEFORE)
@example("0\\0", "")
@example('the "desk"', "")
def test_a_name_is_found_wherever_a_letter_has_it(name: str, before: str) -> None:
    said = f"{before}{name} for you"
    item = CalendarItem(
        uid="1", due=date(2027, 3, 31), title=said, description="", sequence=0, cancelled=False,
        stamp=datetime(2027, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    attached = Attachment("d.ics", "text/calendar", (), calendar_file([item], method="PUBLISH"))
    for letter in (
        replace(BARE, to=(Mailbox(name, "a@x.example"),)),
        replace(BARE, cc=(Mailbox(name, "b@x.example"),)),
        replace(BARE, rendered=replace(PLAIN, subject=said)),
        replace(BARE, rendered=replace(PLAIN, text=said)),
        replace(BARE, rendered=replace(PLAIN, html=f"<p>{escape(said)}</p>")),
    ):
        assert normalise(name) in readable_text(compose(letter))
    # There, some signs are marked with a backslash.
    plain = "".join(sign for sign in name if sign not in ",;\\")
    found = readable_text(compose(replace(BARE, attachments=(attached,)))).replace("\\", "")
    assert normalise(plain) in "".join(sign for sign in found if sign not in ",;")


@given(NAMES, ADDRESSES)
def test_everybody_a_mail_is_to_is_read_with_the_name(name: str, address: str) -> None:
    letter = replace(BARE, to=(Mailbox(name, address),), cc=(Mailbox(None, "b@x.example"),))
    (first, there), second = addressed(compose(letter))
    assert (normalise(first), there) == (normalise(name), address)
    assert second == ("", "b@x.example")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"Subject: =?no-such-charset?q?x?=\r\n\r\nQdesk",
        b"Subject: =?utf-8?b?broken?=\r\n\r\nQdesk",
        b"Content-Type: text/plain; charset=no-such\r\n\r\nQdesk \xff",
        b"Content-Transfer-Encoding: base64\r\n\r\n" + b64encode(b"Qdesk") + b"!",
        b"Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\r\nQdesk",
        b"Content-Type: message/rfc822\r\n\r\nSubject: Qdesk\r\n\r\n",
    ],
)
def test_nothing_in_a_mail_is_too_strange_to_be_read(data: bytes) -> None:
    assert ("qdesk" in readable_text(data)) == (len(data) > 2)
    assert addressed(data) == []
