"""Texts from strangers, made fit to be kept and shown on one line."""

from __future__ import annotations

_LONGEST = 300


def single_line(text: str) -> str:
    """Put a text on one line of at most 300 characters, without what does not print."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
