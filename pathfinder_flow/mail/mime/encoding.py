"""Values of headers in ASCII: encoded words, parameters, folding (RFC 2047, 2231, 5322)."""

from __future__ import annotations

import re
from binascii import b2a_base64
from collections.abc import Iterable, Iterator
from typing import TypeVar
from urllib.parse import quote

WIDTH = 76
_LONGEST_WORD = 75
_FRAME = len("=?utf-8?q??=")
_PIECE = 45
_SMALLEST = 12  # enough for any one sign, however little of the line is left

PLAIN = re.compile(r"[!-~]{1,70}(?: [!-~]{1,70})*")
"""Printing ASCII that survives folding: single blanks between words, none at the ends."""

Piece = TypeVar("Piece", str, bytes)

TOKEN = re.compile(r"[A-Za-z0-9.+_-]+")
"""What needs no quotation marks; RFC 2045 allows more, but RFC 2231 gives some of it a meaning."""

# What a Q-encoded word may hold as it is, even in a name (RFC 2047, section 5).
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/"
_Q = {" ": "_"} | {letter: letter for letter in _LETTERS}


def is_plain(value: str) -> bool:
    """Whether a text may stand in a header as it is, and be folded at its blanks."""
    return "=?" not in value and PLAIN.fullmatch(value) is not None


def folded(start: str, parts: Iterable[str]) -> str:
    """Give a header with its parts a blank apart, on lines of at most 76 characters.

    A part that is longer by itself stays whole. The first stays beside the header's name: some
    servers drop a header whose first line is empty.
    """
    lines, line, first = [], start, True
    for part in parts:
        if not first and len(line) + 1 + len(part) > WIDTH:
            lines.append(line)
            line = ""
        line, first = f"{line} {part}", False
    return "\r\n".join([*lines, line])


def encoded_words(value: str, used: int) -> list[str]:
    """Give a text as encoded words, in Q or B, whichever is shorter; no sign is cut in two.

    ``used`` characters of the first line are taken.
    """
    first = WIDTH - used - _FRAME
    signs = [_Q.get(sign) or _q(sign) for sign in value]
    letters = [sign.encode() for sign in value]
    if sum(map(len, signs)) * 3 <= sum(map(len, letters)) * 4:
        pieces = _packed(signs, first, _LONGEST_WORD - _FRAME)
        return [f"=?utf-8?q?{''.join(piece)}?=" for piece in pieces]
    in_bytes = _packed(letters, first // 4 * 3, (_LONGEST_WORD - _FRAME) // 4 * 3)
    return [f"=?utf-8?b?{_base64(b''.join(piece))}?=" for piece in in_bytes]


def _q(sign: str) -> str:
    return "".join(f"={byte:02X}" for byte in sign.encode())


def _base64(data: bytes) -> str:
    return b2a_base64(data, newline=False).decode("ascii")


def _packed(items: list[Piece], first: int, room: int) -> Iterator[list[Piece]]:
    """Put items in a row together up to a length, which may differ for the first lot."""
    lot: list[Piece] = []
    left = max(first, _SMALLEST)
    for item in items:
        if lot and len(item) > left:
            yield lot
            lot, left = [], room
        lot.append(item)
        left -= len(item)
    yield lot


def quoted(value: str) -> str:
    """Give a text of ASCII in quotation marks."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def parameter(name: str, value: str) -> list[str]:
    """Give a parameter whole if it is plain and short, else percent-encoded and in pieces."""
    if TOKEN.fullmatch(value) and len(name) + len(value) < _LONGEST_WORD - 1:
        return [f"{name}={value}"]
    if is_plain(value) and len(name) + len(quoted(value)) < _LONGEST_WORD - 1:
        return [f"{name}={quoted(value)}"]
    # Some readers decode each piece by itself, so no sign may be cut in two here either.
    signs = [quote(sign, safe="") for sign in value]
    first, *others = ["".join(piece) for piece in _packed(signs, _PIECE, _PIECE)]
    if not others:
        return [f"{name}*=utf-8''{first}"]
    pieces = [f"{name}*{number}*={piece}" for number, piece in enumerate(others, 1)]
    return [f"{name}*0*=utf-8''{first}", *pieces]
