"""A history as a page of HTML that needs nothing but itself: no script, no other file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pathfinder_flow.words.catalog import MARK, direction, say

if TYPE_CHECKING:
    from jinja2 import Template

_TEMPLATE = "history.html.j2"


@dataclass(frozen=True, slots=True)
class Source:
    """Where something comes from: ``text`` as it is read, ``address`` if it lies on the web."""

    text: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """An entry on a page: its number, its date, the doubt about it ("" if none), its story."""

    number: int
    when: str
    doubt: str
    sentences: Sequence[str]
    source: Source | None


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under a heading; ``note`` says what is left out of them, "" if nothing is."""

    heading: str
    rows: Sequence[Row]
    note: str


def page(
    title: str, head: Sequence[tuple[str, str]], sections: Sequence[Section], lang: str
) -> str:
    """Give the page; every text in it is taken for text, never for markup.

    ``head`` are facts to begin with, each with its label, or "" where one goes on.
    """
    labels = {name: say(f"label.{name}", lang) for name in ("entry", "effective", "story")}
    # What it is, is linked: so its label stands before it alone.
    source = say("workflow.source", lang, source="").rstrip(" ")
    return _template().render(
        title=title,
        head=head,
        sections=sections,
        lang=lang,
        direction=direction(lang),
        labels=labels,
        source=source,
    )


def _spoken(text: str) -> str:
    """Give a sentence; one in English says so to whoever has the page read aloud."""
    from markupsafe import Markup

    if text.startswith(MARK):
        return Markup('<span lang="en" dir="ltr">{}</span>').format(text)
    return text


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import PackageLoader

    from pathfinder_flow.jinja import environment

    made = environment(PackageLoader("pathfinder_flow", "words"))
    made.filters["spoken"] = _spoken
    return made.get_template(_TEMPLATE)
