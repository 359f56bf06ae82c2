"""Looking for what should be gone: a word in any of the forms in which bytes can hold it."""

from __future__ import annotations

import quopri
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path

import psycopg


def forms(word: str) -> set[bytes]:
    """Give the bytes of a word, in any case: in UTF-8 and UTF-16, quoted, and in base64."""
    found: set[bytes] = set()
    for spelt in (word, word.lower(), word.upper()):
        plain = spelt.encode()
        found |= {plain, spelt.encode("utf-16-le"), spelt.encode("utf-16-be")}
        found |= {quopri.encodestring(plain), quopri.encodestring(plain, header=True)}
        # Wherever it begins among three bytes: the signs that stand for nothing but the word.
        for before in range(3):
            signs = b64encode(b"\0" * before + plain + b"\0\0")
            found.add(signs[-(-before * 8 // 6) : (before + len(plain)) * 8 // 6])
    return found


def remains(words: Iterable[str], data: bytes) -> set[str]:
    """Give those of some words that stand in some bytes, in any form, across ends of lines too."""
    unbroken = data.replace(b"\r\n", b"\n")
    kept = (data, unbroken.replace(b"=\n", b""), unbroken.replace(b"\n", b""))
    return {word for word in words if any(form in one for form in forms(word) for one in kept)}


def remains_in(words: Iterable[str], folder: Path, pattern: str = "**/*") -> dict[str, set[str]]:
    """Give what stands in the files of a folder, or in their names, by file."""
    known = [*words]
    found = {}
    for path in sorted(folder.glob(pattern)):
        data = path.read_bytes() if path.is_file() else b""
        left = remains(known, data + b"\n" + path.name.encode())
        if left:
            found[str(path.relative_to(folder))] = left
    return found


def remains_on_server(words: Iterable[str], url: str) -> dict[str, set[str]]:
    """Give what stands in the files in which a server keeps a database."""
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute("CHECKPOINT")
        asked = "SELECT current_setting('data_directory'), oid FROM pg_database WHERE datname = "
        row = admin.execute(asked + "current_database()").fetchone()
    assert row
    return remains_in(words, Path(row[0]) / "base" / str(row[1]))
