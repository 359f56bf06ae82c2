"""Notices of failure as several servers write them, and what else lands in such a mailbox."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.domain.errors.invalid import BadMailbox
from pathfinder_flow.domain.reminders.mail import Bounce
from pathfinder_flow.mail.bounces.notices import NotABounce, read_bounces, read_mail

US = "desk@pathfinder.example"


def lines(text: str) -> bytes:
    return text.strip("\n").encode() + b"\n"


def report(status: str, returned: str = "", headers: str = "") -> bytes:
    """A notice as RFC 3464 wants it, with the given machine-readable part."""
    return lines(f"""
Return-Path: <>
From: MAILER-DAEMON@mx.example (Mail Delivery System)
To: {US}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
{headers}Content-Type: multipart/report; report-type=delivery-status;
 boundary="BOUNDARY"

This is a MIME-encapsulated message.

--BOUNDARY
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--BOUNDARY
Content-Description: Delivery report
Content-Type: message/delivery-status

{status.strip()}

--BOUNDARY
{returned.strip() or "Content-Type: text/plain"}

--BOUNDARY--
""")


POSTFIX = report(
    """
Reporting-MTA: dns; mx.example
Original-Envelope-Id: E-17
X-Postfix-Queue-ID: 4ABCDE
Arrival-Date: Sun, 22 Nov 2026 09:00:00 +0000 (UTC)

Final-Recipient: rfc822; gone@ministry.example
Original-Recipient: rfc822;focal.point@ministry.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mail.ministry.example
Diagnostic-Code: smtp; 550 5.1.1 <gone@ministry.example>: Recipient address
    rejected: User unknown
""",
    """
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

From: desk@pathfinder.example
Message-ID: <17@pathfinder.example>
Subject: Annual report
""",
)

EXCHANGE = report(
    """
Reporting-MTA: dns;EXCH01.ministry.example
Received-From-MTA: dns;mx.example
Arrival-Date: Sun, 22 Nov 2026 09:00:00 +0000

Final-Recipient: rfc822;boss@ministry.example
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp;554 5.2.2 mailbox full;
 STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded
X-Display-Name: The Focal Point
""",
    """
Content-Type: message/rfc822

From: desk@pathfinder.example
Message-ID: <18@pathfinder.example>
Subject: Annual report

Dear colleague,
""",
)

EXIM = lines(f"""
Return-path: <>
X-Failed-Recipients: nobody@ministry.example
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mx.example>
To: {US}
Subject: Mail delivery failed: returning message to sender

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  nobody@ministry.example
    host mail.ministry.example [192.0.2.7]
    SMTP error from remote mail server after RCPT TO:<nobody@ministry.example>:
    550 5.1.1 no such user here

------ This is a copy of the message, including all the headers. ------

From: {US}
Message-Id: <19@pathfinder.example>
Subject: Annual report

Dear colleague,
""")

QMAIL = lines(f"""
Return-Path: <>
From: MAILER-DAEMON@mx.example
To: {US}
Subject: failure notice

Hi. This is the qmail-send program at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<nobody@ministry.example>:
192.0.2.7 does not like recipient.
Remote host said: 550 5.7.1 relaying denied

--- Below this line is a copy of the message.

Message-ID: <20@pathfinder.example>
""")

OUT_OF_OFFICE = lines(f"""
From: The Focal Point <focal.point@ministry.example>
To: {US}
Subject: Automatic reply: Annual report
Auto-Submitted: auto-replied
In-Reply-To: <17@pathfinder.example>

I am away until Monday. A mail to me may be answered: 550 5.1.1 late.
""")


def test_a_notice_by_postfix_is_matched_by_its_envelope_id() -> None:
    assert read_mail("x", POSTFIX) == [
        Bounce(
            "E-17",
            "<17@pathfinder.example>",
            "focal.point@ministry.example",
            permanent=True,
            status="5.1.1",
            said="550 5.1.1 <gone@ministry.example>: Recipient address rejected: User unknown",
        )
    ]


def test_a_notice_by_exchange_is_matched_by_the_message_it_returns() -> None:
    [bounce] = read_mail("x", EXCHANGE)
    assert isinstance(bounce, Bounce)
    assert (bounce.envid, bounce.message) == (None, "<18@pathfinder.example>")
    assert (bounce.recipient, bounce.status) == ("boss@ministry.example", "5.2.2")
    assert bounce.permanent
    assert bounce.said.startswith("554 5.2.2 mailbox full;")


@pytest.mark.parametrize(
    ("data", "message", "status", "said"),
    [
        (EXIM, "<19@pathfinder.example>", "5.1.1", "550 5.1.1 no such user here"),
        (QMAIL, "<20@pathfinder.example>", "5.7.1", "Remote host said: 550 5.7.1 relaying denied"),
    ],
    ids=["exim", "qmail"],
)
def test_a_notice_in_a_format_of_its_own_is_read_by_its_habits(
    data: bytes, message: str, status: str, said: str
) -> None:
    expected = Bounce(None, message, "nobody@ministry.example", True, status, said)
    assert read_mail("x", data) == [expected]


def test_a_delay_is_not_permanent() -> None:
    status = "Original-Envelope-Id: E1\n\nFinal-Recipient: rfc822; a@x.example\nAction: delayed\n"
    [bounce] = read_mail("x", report(status + "Status: 4.4.1\nDiagnostic-Code: smtp; timed out"))
    assert bounce == Bounce("E1", None, "a@x.example", False, "4.4.1", "timed out")


def test_giving_up_after_days_of_delay_is_permanent() -> None:
    status = "Original-Envelope-Id: E1\n\nFinal-Recipient: rfc822; a@x.example\nAction: failed\n"
    [bounce] = read_mail("x", report(status + "Status: 4.4.7"))
    assert isinstance(bounce, Bounce)
    assert (bounce.permanent, bounce.status, bounce.said) == (True, "4.4.7", "4.4.7")


def test_each_recipient_of_a_notice_is_told_apart() -> None:
    blocks = "\n\n".join(
        f"Final-Recipient: rfc822; {name}@x.example\nAction: {action}\nStatus: {status}"
        for name, action, status in [
            ("a", "failed", "5.1.1"),
            ("b", "delivered", "2.0.0"),
            ("c", "delayed", "4.2.2"),
            ("d", "relayed", "2.0.0"),
            ("e", "expanded", "2.0.0"),
        ]
    )
    found = read_mail("x", report(f"Original-Envelope-Id: E1\n\n{blocks}"))
    told = [(b.recipient, b.permanent) for b in found if isinstance(b, Bounce)]
    assert told == [("a@x.example", True), ("c@x.example", False)]
    assert len(found) == 2


def test_a_notice_of_delivery_is_no_bounce() -> None:
    status = "X: y\n\nFinal-Recipient: rfc822; a@x.example\nAction: delivered\nStatus: 2.0.0"
    assert read_mail("m", report(status)) == [
        NotABounce("m", "a notice of delivery, not of failure")
    ]


PERSON = lines(f"""
From: colleague@ministry.example
To: {US}
Subject: Re: Annual report

I got this, what does it mean?

> A message that you sent could not be delivered to one or more of its
> recipients. The following address(es) failed:
>
>  nobody@ministry.example
>     550 5.1.1 no such user here
""")
READ_RECEIPT = lines("""
From: colleague@ministry.example
Content-Type: multipart/report; report-type=disposition-notification; boundary=B

--B
Content-Type: message/disposition-notification

Final-Recipient: rfc822; colleague@ministry.example
Disposition: manual-action/MDN-sent-manually; displayed

--B--
""")
FORWARDED = b"""From: colleague@ministry.example
Subject: Fwd: Undelivered
Content-Type: multipart/mixed; boundary=OUTER

--OUTER
Content-Type: message/rfc822

""" + POSTFIX + b"\n--OUTER--\n"  # fmt: skip


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (OUT_OF_OFFICE, "an automatic reply, such as of somebody out of office"),
        (PERSON, "not a delivery notice"),
        (READ_RECEIPT, "a read receipt"),
        (FORWARDED, "not a delivery notice"),
        (report(""), "a report that names no recipient"),
        (b"", "empty, or not to be read"),
        (b"\xff\xfe\x00garbage", "not a delivery notice"),
    ],
    ids=["out of office", "person", "read receipt", "forwarded", "no recipient", "empty", "noise"],
)
def test_other_mail_is_named_with_what_it_is(data: bytes, why: str) -> None:
    assert read_mail("m", data) == [NotABounce("m", why)]


def test_eight_bit_garbage_in_the_fields_spoils_nothing_else() -> None:
    data = POSTFIX.replace(b"Recipient address", b"\xe9\xff\x00 \x1b[31m address")
    [bounce] = read_mail("x", data.replace(b"Action: failed", b"Action: failed \xe9"))
    assert isinstance(bounce, Bounce)
    assert (bounce.envid, bounce.status, bounce.permanent) == ("E-17", "5.1.1", True)
    assert bounce.said.isprintable()


@pytest.mark.parametrize("whole", [POSTFIX, EXCHANGE, EXIM, QMAIL])
def test_a_notice_cut_off_anywhere_is_read_as_far_as_it_goes(whole: bytes) -> None:
    for end in range(0, len(whole), 7):
        assert read_mail("x", whole[:end])


@given(st.binary(max_size=200), st.integers(0, len(POSTFIX)), st.sampled_from([POSTFIX, EXIM]))
def test_nothing_that_can_be_sent_raises(noise: bytes, at: int, whole: bytes) -> None:
    assert read_mail("x", whole[:at] + noise + whole[at:])
    assert read_mail("x", noise)


def test_parts_within_parts_without_end_raise_nothing() -> None:
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=B%d\n\n--B%d\n" % (n, n) for n in range(2000)
    )
    assert read_mail("m", deep) == [NotABounce("m", "too broken to be read")]


@pytest.fixture
def maildir(tmp_path: Path) -> Path:
    for part in ("tmp", "new", "cur"):
        (tmp_path / "post" / part).mkdir(parents=True)
    return tmp_path / "post"


def snapshot(path: Path) -> dict[str, tuple[bytes, int]]:
    files = [file for file in path.rglob("*") if file.is_file()]
    return {str(file): (file.read_bytes(), file.stat().st_mtime_ns) for file in files}


def test_a_maildir_is_read_whole_and_left_as_it_was(maildir: Path) -> None:
    (maildir / "new" / "1").write_bytes(POSTFIX)
    (maildir / "cur" / "2:2,S").write_bytes(EXIM)
    (maildir / "cur" / "3:2,S").write_bytes(OUT_OF_OFFICE)
    (maildir / "tmp" / "4").write_bytes(EXCHANGE)
    before = snapshot(maildir)
    found = list(read_bounces(maildir))
    assert [type(item).__name__ for item in found] == ["Bounce", "Bounce", "NotABounce"]
    assert found[2] == NotABounce("3:2,S", "an automatic reply, such as of somebody out of office")
    assert snapshot(maildir) == before


def test_an_mbox_is_read_whole_and_left_as_it_was(tmp_path: Path) -> None:
    mbox = tmp_path / "mbox"
    mark = b"From MAILER-DAEMON Sun Nov 22 09:00:00 2026\n"
    mbox.write_bytes(mark + POSTFIX + b"\n" + mark + OUT_OF_OFFICE + b"\n" + mark + EXIM)
    before = snapshot(tmp_path)
    found = list(read_bounces(mbox))
    assert [type(item).__name__ for item in found] == ["Bounce", "NotABounce", "Bounce"]
    assert isinstance(found[1], NotABounce)
    assert found[1].name == "mail 2"
    assert snapshot(tmp_path) == before


def test_an_emptied_mailbox_holds_nothing(tmp_path: Path, maildir: Path) -> None:
    (tmp_path / "mbox").touch()
    assert list(read_bounces(tmp_path / "mbox")) == []
    assert list(read_bounces(maildir)) == []


@pytest.mark.parametrize("what", ["missing", "folder", "text"])
def test_a_path_that_is_no_mailbox_is_refused_at_once(tmp_path: Path, what: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "text").write_text("Dear colleague")
    with pytest.raises(BadMailbox, match="cannot be read as a mailbox"):
        read_bounces(tmp_path / what)


def test_something_else_in_the_folder_is_named_and_the_rest_is_read(maildir: Path) -> None:
    (maildir / "new" / "a folder").mkdir()
    (maildir / "new" / "b").write_bytes(POSTFIX)
    first, second = read_bounces(maildir)
    assert first == NotABounce("a folder", "empty, or not to be read")
    assert isinstance(second, Bounce)
