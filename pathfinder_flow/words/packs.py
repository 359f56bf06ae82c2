"""README.txt of an evidence pack: what it is, how to check it, what that proves and what not."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from pathfinder_flow.words.catalog import say

_WIDTH = 78
_ALWAYS = (
    "entries.jsonl", "proofs.jsonl", "checkpoint.txt", "checkpoints.jsonl", "keys.txt",
    "workflows", "evidence", "history.html", "history.csv", "deadlines.csv", "deadlines.json",
    "messages.csv", "evidence.csv", "manifest.txt", "verify.py",
)  # fmt: skip
_WITH_NAMES = ("people.csv", "messages")


def readme(facts: Mapping[str, Any], lang: str, *, with_names: bool) -> str:
    """Give the text; ``facts`` are country, count, ledger, size and root."""
    people = "with_names" if with_names else "without_names"
    sections = [
        [say("pack.what", lang, **facts)],
        _section("check", ("how", "$ python3 -I verify.py", "witness",
                           "$ python3 -I verify.py --key KEY --witness MAIL.eml", "own"), lang),
        _section("proves", ("entries", "history", "files"), lang),
        _section("open", ("key", "left_out", "retold", "truth"), lang),
        _section("people", (people,), lang),
        [_heading(say("pack.files", lang)), *_files(lang, with_names=with_names)],
    ]  # fmt: skip
    title = _heading(say("pack.title", lang, **facts))
    root = say("pack.root", lang, **facts)
    texts = [title, *("\n\n".join(map(_wrapped, section)) for section in sections), root]
    return "\n\n".join(texts) + "\n"


def _section(name: str, parts: tuple[str, ...], lang: str) -> list[str]:
    said = [
        f"  {part[2:]}" if part.startswith("$ ") else say(f"pack.{name}.{part}", lang)
        for part in parts
    ]
    return [_heading(say(f"pack.{name}", lang)), *said]


def _heading(text: str) -> str:
    return f"{text}\n{'-' * len(text)}"


def _wrapped(text: str) -> str:
    """Wrap a paragraph; what has lines already keeps them."""
    if "\n" in text or text.startswith(" "):
        return text
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _files(lang: str, *, with_names: bool) -> Iterator[str]:
    lines = []
    for name in (*_ALWAYS, *(_WITH_NAMES if with_names else ())):
        folder = name in ("workflows", "evidence", "messages")
        shown = f"{name}/" if folder else name
        said = textwrap.wrap(say(f"pack.file.{name}", lang), _WIDTH - 21)
        lines += [f"  {shown:19}{said[0]}", *(" " * 21 + line for line in said[1:])]
    yield "\n".join(lines)
