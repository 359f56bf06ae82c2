"""Witnesses: checkpoints that others kept, in mails that they received or by themselves."""

from __future__ import annotations

import email
import html
import re
from typing import Any

from pathfinder_flow.verifier.history import Trust
from pathfinder_flow.verifier.notes import SignedCheckpoint, checkpoint_of, from_base64
from pathfinder_flow.verifier.report import VerifierReport

_IN_TEXT = re.compile(
    r"^[^\n]+\n(?:0|[1-9][0-9]{0,15})\n[A-Za-z0-9+/]{43}=\n\n(?:\u2014 \S+ \S+\n)+", re.MULTILINE
)


def notes_in(data: bytes) -> list[str]:
    """Find the checkpoints in a mail, in its header and its text, or in any other text."""
    texts = [data]
    mail = email.message_from_bytes(data)
    for value in mail.get_all("Pathfinder-Checkpoint", []):
        texts += [from_base64("".join(str(value).split())) or b""]
    for part in mail.walk():
        content: Any = part.get_payload(decode=True)
        if content and part.get_content_type() in ("text/plain", "text/html"):
            texts += [_as_utf8(part.get_content_type(), content, part.get_content_charset("utf-8"))]
    found: set[str] = set()
    for text in texts:
        # As an answer quotes it, or a program indents it.
        lines = [line.strip(b"> \t\r") for line in text.split(b"\n")]
        found.update(_IN_TEXT.findall(b"\n".join([*lines, b""]).decode("utf-8", "replace")))
    return sorted(found)


def _as_utf8(kind: str, content: bytes, charset: str) -> bytes:
    """Give a part of a mail as plain text: programs write mails anew in their own way."""
    try:
        text = content.decode(charset, "replace")
    except LookupError:
        text = content.decode("utf-8", "replace")
    if kind == "text/html":
        text = html.unescape(re.sub(r"<[^<>]*>", "", text))
    return text.replace("\u00a0", " ").encode("utf-8", "replace")


def check_witnesses(
    witnesses: list[tuple[str, bytes]],
    main: SignedCheckpoint,
    others: list[SignedCheckpoint],
    trust: Trust,
    report: VerifierReport,
) -> None:
    """Hold what others kept against this history: mails that were received, or checkpoints."""
    report.begin("witness")
    known = {one.size: one.root for one in [*others, main]}
    for file, data in witnesses:
        notes = [checkpoint_of(text, file) for text in notes_in(data)]
        ours = [one for one in notes if one.origin == main.origin]
        if not ours:
            report.wrong("witness_none", file=file)
        for one in ours:
            code = _doubt(one, main, known, trust)
            if code:
                report.wrong(code, file=file, size=one.size)
    report.good("witnessed" if witnesses else "no_witness", count=len(witnesses))


def _doubt(
    one: SignedCheckpoint, main: SignedCheckpoint, known: dict[int, bytes], trust: Trust
) -> str | None:
    """Say why a witness does not confirm this history; None if it does."""
    if not trust.signer(one):
        return "witness_unsigned"
    if one.size > main.size:
        return "witness_newer"
    if one.size not in known:
        return "witness_unknown"
    return None if known[one.size] == one.root else "witness_forked"
