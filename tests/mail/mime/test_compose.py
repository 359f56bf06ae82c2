"""Letters become bytes that the standard library reads back as they were."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.domain.errors.invalid import BadAddress, BadHeader
from pathfinder_flow.mail.mime.compose import (
    Attachment,
    Mailbox,
    Message,
    Rendered,
    address,
    compose,
)

LETTER = Message(
    message_id="<per.2026.overdue-30@alliance.example>",
    sent_at=datetime(2027, 4, 30, 14, 0, 5, tzinfo=UTC),
    sender=Mailbox("Secrétariat de l\u2019Alliance 8.7", "secretariat@alliance.example"),
    reply_to=Mailbox(None, "secretariat@alliance.example"),
    to=(Mailbox("Labour, Office of Ñuñoa", "focal.point@labour.example"),),
    cc=(Mailbox("The “Office”", "office@alliance.example"), Mailbox(None, "mwg@alliance.example")),
    rendered=Rendered("Pérou : échéance", "Été\n\nFrom here.\n.\n", "<p>Été</p>\n"),
    language="fr",
    in_reply_to="<per.2026.opens@alliance.example>",
    references=("<per.2026.opens@alliance.example>", "<per.2026.t-30@alliance.example>"),
    headers=(("X-Ledger", "42 abc"),),
    attachments=(
        Attachment(
            "échéance.ics",
            "text/calendar",
            (("method", "PUBLISH"), ("charset", "utf-8")),
            b"BEGIN:VCALENDAR\r\n",
        ),
    ),
)

# Whatever people may write on one line.
ONE_LINE = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=120
)
ATOMS = st.from_regex(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,20}", fullmatch=True)
ADDRESSES = st.builds("{}@{}.example".format, ATOMS, st.from_regex(r"[a-z]{1,20}", fullmatch=True))
IDS = st.builds("<{}>".format, ADDRESSES)
BODIES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=600)


def parsed(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    for part in message.walk():
        assert part.defects == []
        for value in part.values():
            assert value.defects == ()
    return message


def part_of(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return content_of(part)


def content_of(part: MIMEPart) -> str:
    """The words of a part; on their way their lines end with CRLF."""
    content: str = part.get_content()
    return content.replace("\r\n", "\n")


def structure(message: EmailMessage) -> list[str]:
    return [part.get_content_type() for part in message.walk()]


def boxes(message: EmailMessage, header: str) -> list[tuple[str, str]]:
    return [(box.display_name, box.addr_spec) for box in message[header].addresses]


# What a mail carries


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Subject", "Pérou : échéance"),
        ("Date", "Fri, 30 Apr 2027 14:00:05 +0000"),
        ("Message-ID", "<per.2026.overdue-30@alliance.example>"),
        ("In-Reply-To", "<per.2026.opens@alliance.example>"),
        (
            "References",
            "<per.2026.opens@alliance.example> <per.2026.t-30@alliance.example>",
        ),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "OOF, AutoReply"),
        ("Content-Language", "fr"),
        ("X-Ledger", "42 abc"),
        ("MIME-Version", "1.0"),
        ("Reply-To", "secretariat@alliance.example"),
    ],
)
def test_a_mail_carries_its_headers_once(header: str, value: str) -> None:
    assert parsed(compose(LETTER)).get_all(header) == [value]


def test_a_mail_says_whom_it_is_from_and_to() -> None:
    message = parsed(compose(LETTER))
    assert boxes(message, "From") == [
        ("Secrétariat de l\u2019Alliance 8.7", "secretariat@alliance.example")
    ]
    assert boxes(message, "To") == [("Labour, Office of Ñuñoa", "focal.point@labour.example")]
    assert boxes(message, "Cc") == [
        ("The “Office”", "office@alliance.example"),
        ("", "mwg@alliance.example"),
    ]


def test_a_mail_without_copies_or_thread_has_no_such_headers() -> None:
    bare = replace(LETTER, cc=(), in_reply_to=None, references=(), reply_to=None)
    assert {"Cc", "In-Reply-To", "References", "Reply-To"}.isdisjoint(parsed(compose(bare)))


def test_text_and_html_are_alternatives_beside_the_attachments() -> None:
    assert structure(parsed(compose(LETTER))) == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
    ]


def test_parts_are_put_together_only_where_there_are_several() -> None:
    alone = replace(LETTER, attachments=())
    text = replace(alone, rendered=Rendered("a", "b\n", None))
    assert structure(parsed(compose(alone)))[0] == "multipart/alternative"
    assert structure(parsed(compose(text))) == ["text/plain"]


def test_an_attachment_comes_back_with_its_name_and_parameters() -> None:
    (part,) = parsed(compose(LETTER)).iter_attachments()
    assert part.get_filename() == "échéance.ics"
    assert dict(part["Content-Type"].params) == {"method": "PUBLISH", "charset": "utf-8"}
    assert part.get_payload(decode=True) == b"BEGIN:VCALENDAR\r\n"


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert compose(LETTER) == compose(replace(LETTER))


def test_a_moment_of_any_zone_is_given_in_utc() -> None:
    lima = LETTER.sent_at.astimezone(timezone(timedelta(hours=-5)))
    assert compose(replace(LETTER, sent_at=lima)) == compose(LETTER)


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="2027"):
        compose(replace(LETTER, sent_at=datetime(2027, 4, 30)))  # noqa: DTZ001 - the point


def test_arabic_takes_the_encoding_that_is_shorter_for_it() -> None:
    arabic = replace(LETTER, rendered=Rendered("تقرير", "تقرير سنوي\n" * 20, None), attachments=())
    data = compose(arabic)
    assert b"\r\nContent-Transfer-Encoding: base64\r\n" in data
    assert content_of(parsed(data)) == "تقرير سنوي\n" * 20


# Held against the standard library


@given(subject=ONE_LINE)
def test_any_subject_is_read_back_as_it_was(subject: str) -> None:
    letter = replace(LETTER, rendered=replace(LETTER.rendered, subject=subject))
    assert parsed(compose(letter))["Subject"] == subject


@given(st.lists(st.builds(Mailbox, st.none() | ONE_LINE, ADDRESSES), min_size=1, max_size=5))
def test_any_names_and_addresses_are_read_back_as_they_were(to: list[Mailbox]) -> None:
    found = boxes(parsed(compose(replace(LETTER, to=tuple(to)))), "To")
    given = [(box.name or "", box.address) for box in to]
    assert [(unspaced(name), at) for name, at in found] == [
        (unspaced(name), at) for name, at in given
    ]


def unspaced(name: str) -> str:
    """A name without its blanks, which the standard library adds to long names and takes away."""
    return name.replace(" ", "")


@given(text=BODIES, html=BODIES)
def test_any_words_are_read_back_as_they_were(text: str, html: str) -> None:
    message = parsed(compose(replace(LETTER, rendered=Rendered("a", text, html))))
    assert part_of(message, "plain") == text
    assert part_of(message, "html") == html


@given(ONE_LINE, st.binary(max_size=300), ONE_LINE)
def test_any_attachment_is_read_back_as_it_was(name: str, data: bytes, value: str) -> None:
    attached = Attachment(name, "application/octet-stream", (("title", value),), data)
    (part,) = parsed(compose(replace(LETTER, attachments=(attached,)))).iter_attachments()
    # The standard library drops blanks at the ends of a name.
    assert part.get_filename() == name.strip()
    assert part["Content-Type"].params["title"] == value
    assert part.get_payload(decode=True) == data


@given(IDS, st.lists(IDS, min_size=1, max_size=8))
def test_any_thread_is_read_back_as_it_was(parent: str, thread: list[str]) -> None:
    message = parsed(compose(replace(LETTER, in_reply_to=parent, references=tuple(thread))))
    assert message["In-Reply-To"] == parent
    assert message["References"].split() == thread


@given(ONE_LINE, BODIES, ONE_LINE)
def test_bytes_are_ascii_in_short_lines_that_end_as_mail_wants(
    name: str, text: str, subject: str
) -> None:
    letter = replace(
        LETTER,
        to=(Mailbox(name, "a@b.example"),),
        rendered=Rendered(subject, text, text),
        attachments=(Attachment(name, "text/calendar", (), text.encode()),),
    )
    lines = compose(letter).split(b"\r\n")
    assert max(map(len, lines)) <= 78
    assert not [line for line in lines if re.search(rb"[^\t -~]", line)]


# What must not pass

CONTROLS = ("\r", "\n", "\r\nBcc: all@alliance.example", "\0", "\x1b", "\x85", "\u2028", "\ud800")


def with_subject(text: str) -> dict[str, Any]:
    return {"rendered": replace(LETTER.rendered, subject=text)}


@pytest.mark.parametrize("control", CONTROLS, ids=ascii)
@pytest.mark.parametrize(
    "place",
    [
        with_subject,
        lambda text: {"sender": Mailbox(text, "a@b.example")},
        lambda text: {"reply_to": Mailbox(text, "a@b.example")},
        lambda text: {"to": (Mailbox(text, "a@b.example"),)},
        lambda text: {"cc": (Mailbox(None, f"{text}@b.example"),)},
        lambda text: {"to": (Mailbox(None, f"a@b.example{text}"),)},
        lambda text: {"message_id": f"<{text}@b.example>"},
        lambda text: {"in_reply_to": f"<a@b.example>{text}"},
        lambda text: {"references": (f"<{text}@b.example>",)},
        lambda text: {"language": text},
        lambda text: {"headers": (("X-Note", text),)},
        lambda text: {"headers": ((f"X-{text}", "a"),)},
        lambda text: {"attachments": (Attachment(text, "text/calendar", (), b""),)},
        lambda text: {"attachments": (Attachment("a", text, (), b""),)},
        lambda text: {"attachments": (Attachment("a", "text/x", (("a", text),), b""),)},
        lambda text: {"attachments": (Attachment("a", "text/x", ((text, "a"),), b""),)},
    ],
    ids=[
        "subject", "sender", "reply to", "name", "address", "end of address", "message id",
        "in reply to", "references", "language", "value", "header", "file name", "media type",
        "parameter", "parameter name",
    ],
)  # fmt: skip
def test_no_control_character_gets_into_a_header(
    place: Callable[[str], dict[str, Any]], control: str
) -> None:
    with pytest.raises(BadHeader):
        compose(replace(LETTER, **place(f"a{control}b")))


@pytest.mark.parametrize(
    "changes",
    [
        {"message_id": "no-brackets@alliance.example"},
        {"message_id": ""},
        {"to": (Mailbox("A", "not an address"),)},
        {"to": (Mailbox("A", "a@b.example>, <c@d.example"),)},
        {"to": (Mailbox("A", "ñ@b.example"),)},
        {"headers": (("Subject", "another"),)},
        {"headers": (("bcc", "all@alliance.example"),)},
        {"headers": (("Content-Type", "text/plain"),)},
        {"headers": (("X Note", "a"),)},
    ],
)
def test_what_has_not_the_form_of_its_header_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(BadHeader):
        compose(replace(LETTER, **changes))


def test_a_text_that_has_no_bytes_is_refused() -> None:
    with pytest.raises(BadHeader, match="udc80"):
        compose(replace(LETTER, rendered=Rendered("a", "b\udc80c", None)))


def test_the_refusal_shows_what_was_refused_on_one_line() -> None:
    with pytest.raises(BadHeader, match=r"The header 'Subject' of a mail cannot be 'a\\nb'"):
        compose(replace(LETTER, **with_subject("a\nb")))


# Addresses


@pytest.mark.parametrize(
    ("given", "known_as"),
    [
        ("focal.point@labour.example", "focal.point@labour.example"),
        ("Focal.Point@LABOUR.example", "Focal.Point@labour.example"),
        ("office@ministère.example", "office@xn--ministre-60a.example"),
    ],
)
def test_an_address_is_given_as_servers_know_it(given: str, known_as: str) -> None:
    assert address(given) == known_as


@pytest.mark.parametrize(
    "given",
    [
        "", "nobody", "a@b", "a b@c.example", "A <a@b.example>", "a@b.example, c@d.example",
        "ñ@b.example", "a@b.example\nBcc: c@d.example", "a@.example", "a@[127.0.0.1]",
        '"a b"@c.example',
    ],
)  # fmt: skip
def test_what_is_not_one_address_is_refused(given: str) -> None:
    with pytest.raises(BadAddress):
        address(given)


@given(ADDRESSES)
def test_every_address_that_is_accepted_can_be_written_to(given: str) -> None:
    try:
        known = address(given)
    except BadAddress:
        return
    compose(replace(LETTER, to=(Mailbox(None, known),)))
