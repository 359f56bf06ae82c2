from __future__ import annotations

from base64 import encodebytes
from datetime import UTC, datetime
from time import perf_counter

import pytest

from pathfinder_flow.domain.ledger.notes import parse_note
from pathfinder_flow.mail.mime.compose import compose
from pathfinder_flow.mail.mime.message import Mailbox, Message, Rendered
from pathfinder_flow.mail.witness import header_of, notes_in
from pathfinder_flow.verifier.witnesses import notes_in as in_packs

NOTE = (
    "alliance.example/ledger\n1204\nfUvCJG3BvLjBDn7XuBe7mYzrbPbLjFQKw9pIZNDpfP4=\n\n"
    f"\N{EM DASH} alliance.example/ledger {'gN3f' * 22}gN0=\n"
)
OTHER = NOTE.replace("1204", "1205")


def mail(text: str, *, headers: tuple[tuple[str, str], ...] = ()) -> bytes:
    office = Mailbox(None, "secretariat@alliance.example")
    return compose(
        Message(
            message_id="<1@alliance.example>",
            sent_at=datetime(2027, 1, 1, tzinfo=UTC),
            sender=office,
            to=(Mailbox("Bureau régional", "focal.point@labour.example"),),
            rendered=Rendered("Rapport annuel", text, f"<pre>{text}</pre>"),
            language="fr",
            headers=headers,
        )
    )


def test_a_mail_carries_its_checkpoint_twice_and_it_is_found_once() -> None:
    assert notes_in(mail(f"Madame,\n\n…\n\n{NOTE}", headers=(header_of(NOTE),))) == [NOTE]


def test_the_header_alone_is_enough() -> None:
    assert notes_in(mail("Madame,\n", headers=(header_of(NOTE),))) == [NOTE]


@pytest.mark.parametrize("text", [f"Madame, é\n\n{NOTE}", f"Dear colleague,\n\n{NOTE}\n-- \nx\n"])
def test_the_text_alone_is_enough(text: str) -> None:
    assert notes_in(mail(text)) == [NOTE]


def test_a_header_and_a_text_that_do_not_agree_are_both_found() -> None:
    assert notes_in(mail(OTHER, headers=(header_of(NOTE),))) == [NOTE, OTHER]


@pytest.mark.parametrize(
    "kept",
    [
        NOTE,
        NOTE.rstrip("\n"),
        NOTE.replace("\n", "\r\n"),
        f"It said:\n\n{NOTE}\nThat was all.\n",
        "".join(f"> {line}\n" for line in NOTE.splitlines()),
        "".join(f"> > {line}  \n" for line in NOTE.splitlines()),
    ],
    ids=["itself", "no line end", "CRLF", "in a text", "quoted", "quoted twice"],
)
def test_a_checkpoint_that_somebody_copied_is_found(kept: str) -> None:
    assert notes_in(kept.encode()) == [NOTE]


def part(kind: str, charset: str, text: str) -> bytes:
    """A mail as a program writes it anew that keeps one part of it, and none of its headers."""
    head = f"Subject: RE: report\nMIME-Version: 1.0\nContent-Type: {kind}; charset={charset}\n"
    body = encodebytes(text.encode(charset)).decode()
    return f"{head}Content-Transfer-Encoding: base64\n\n{body}".encode()


KEPT = mail("Madame,\n", headers=(header_of(NOTE),))


@pytest.mark.parametrize(
    "kept",
    [
        part("text/plain", "windows-1252", f"Hello\n\n{NOTE}"),
        part("text/plain", "utf-16", f"Hello\n\n{NOTE}"),
        part("text/plain", "utf-8", NOTE.replace("\N{EM DASH} ", "\N{EM DASH}\N{NO-BREAK SPACE}")),
        part("text/html", "utf-8", f"<p>Hello</p>\n<pre class='x'>{NOTE}</pre>"),
        part("text/html", "us-ascii", "<pre>" + NOTE.replace("\N{EM DASH}", "&mdash;") + "</pre>"),
        b"\xef\xbb\xbf" + KEPT,
        b"From somebody Thu Jan  5 08:30:00 2023\n" + KEPT,
        b">From somebody Thu Jan  5 08:30:00 2023\n" + KEPT,
        b"Content-Type: application/octet-stream; name=kept.eml\n"
        b"Content-Transfer-Encoding: base64\n\n" + encodebytes(KEPT),
        b"Content-Type: text/plain; charset=unheard-of\n\n" + NOTE.encode(),
    ],
    ids=[
        "another charset", "UTF-16", "hard blanks", "HTML", "HTML in ASCII", "byte order mark",
        "mbox", "quoted mbox", "as a file", "unknown charset",
    ],
)  # fmt: skip
def test_a_mail_that_a_program_wrote_anew_is_still_a_witness(kept: bytes) -> None:
    assert notes_in(kept) == [NOTE]
    if b"octet-stream" not in kept and not kept.startswith((b"\xef", b">")):
        assert in_packs(kept) == [NOTE]


def test_a_mail_of_nothing_but_quoting_is_read_at_once() -> None:
    assert notes_in(b">" * 1_000_000) == []


def test_two_signatures_stay_together() -> None:
    both = NOTE + NOTE.splitlines()[-1].replace("gN3f", "aaaa") + "\n"
    (found,) = notes_in(both.encode())
    assert len(parse_note(found).signatures) == 2


@pytest.mark.parametrize("kept", [b"", b"\xff\xfe\x00", b"Subject: hello\n\nno checkpoint\n"])
def test_what_holds_none_gives_none(kept: bytes) -> None:
    assert notes_in(kept) == []


@pytest.mark.parametrize("line", [">" * 10**6, "> " * 10**6, ">" * 10**6 + "1" * 10**6])
def test_a_line_of_any_length_is_read_at_once(line: str) -> None:
    began = perf_counter()
    assert notes_in(f"x\n{line}\n{NOTE}".encode()) == [NOTE]
    assert perf_counter() - began < 10


def test_a_header_that_was_cut_is_not_passed_over() -> None:
    name, value = header_of(NOTE)
    assert notes_in(mail("Madame,\n", headers=((name, value[:33]),))) != []
