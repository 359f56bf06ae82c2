"""Checkpoints in mails: put in when a mail is written, found again in one that somebody kept."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from codecs import BOM_UTF8
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import unescape

HEADER = "Pathfinder-Checkpoint"
_PIECE = 60
_NOTE = re.compile(
    r"^\S+\n\d+\n[A-Za-z0-9+/]{43}=\n\n(?:\N{EM DASH} \S+ [A-Za-z0-9+/=]+\n)+", re.MULTILINE
)
_HEADER = re.compile(rb"^" + HEADER.encode() + rb":.*(?:\n[ \t].*)*\n", re.MULTILINE)
_BODY = re.compile(rb"\n\r?\n")
_TAG = re.compile(r"<[^<>]*>")
_QUOTING = "> \t\N{NO-BREAK SPACE}"


def header_of(note: str) -> tuple[str, str]:
    """Give the header that carries a checkpoint: its bytes in base64, in pieces that can fold."""
    data = b64encode(note.encode()).decode()
    return HEADER, " ".join(data[at : at + _PIECE] for at in range(0, len(data), _PIECE))


def header_in(data: bytes) -> bytes:
    """Give the header that carries a mail's checkpoint as it stands, or nothing.

    For many mails: most carry the same, which then need be read only once.
    """
    body = _BODY.search(data)
    found = _HEADER.search(data, 0, body.end() if body else len(data))
    return found[0] if found else b""


def notes_in(data: bytes) -> list[str]:
    """Give every checkpoint in a mail or another text, each once, the header's first.

    Only what looks like one: whether it can be trusted is another question.
    """
    data = data.removeprefix(BOM_UTF8).removeprefix(b">")
    mail = message_from_bytes(data, policy=policy.default)
    found = [*_in_headers(mail), *_in_parts(mail), *_in_text(data.decode("utf-8", "replace"))]
    return list(dict.fromkeys(found))


def _in_headers(mail: EmailMessage) -> Iterator[str]:
    for value in mail.get_all(HEADER, []):
        try:
            yield b64decode("".join(str(value).split()), validate=True).decode()
        except ValueError:
            # It was meant to be one: what is wrong with it is told when it is read.
            yield str(value)


def _in_parts(mail: EmailMessage) -> Iterator[str]:
    for part in mail.walk():
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes):
            continue
        kind = part.get_content_type()
        if kind.startswith("text/"):
            text = _decoded(data, part.get_content_charset("utf-8"))
            # A mail that was answered or passed on may be left with this part alone.
            yield from _in_text(unescape(_TAG.sub("", text)) if kind == "text/html" else text)
        elif HEADER.encode() in data:
            # A mail that was passed on as a file, as some programs do.
            yield from notes_in(data)


def _decoded(data: bytes, charset: str) -> str:
    """Read a text as it is said to be written; programs write it anew in their own way."""
    try:
        return data.decode(charset, "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _in_text(text: str) -> Iterator[str]:
    """Find notes in a text, also where an answer quotes them or a program indents them."""
    lines = [line.strip(_QUOTING).replace("\N{NO-BREAK SPACE}", " ") for line in text.splitlines()]
    yield from _NOTE.findall("\n".join([*lines, ""]))
