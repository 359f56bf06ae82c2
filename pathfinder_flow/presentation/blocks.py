"""What a text is made of: headings, paragraphs, lines and tables, for a terminal and for pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from pathfinder_flow.domain.actions import Action
from pathfinder_flow.words.catalog import say


class Advice(str):
    """A sentence with what can be done about what it says, for a terminal or a page to offer."""

    __slots__ = ("actions",)

    actions: tuple[Action, ...]

    def __new__(cls, said: str, *actions: Action) -> Self:
        """Put the actions beside the sentence."""
        advice = super().__new__(cls, said)
        advice.actions = actions
        return advice


@dataclass(frozen=True, slots=True)
class Heading:
    """What the blocks after it are about."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or several, broken to the width there is.

    ``indent`` says how far it is set in, in characters; ``mark`` stands before it, such as "- "
    of a list.
    """

    text: str
    indent: int = 0
    mark: str = ""

    @property
    def actions(self) -> tuple[Action, ...]:
        """What can be done about what it says."""
        return self.text.actions if isinstance(self.text, Advice) else ()


@dataclass(frozen=True, slots=True)
class Line:
    """What is never broken: an aligned row, or an address that is there to be opened or copied."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; every cell is a text."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


Block = Heading | Paragraph | Line | Table

BLANK = Line("")


def labels(names: Sequence[str], lang: str) -> list[str]:
    """Give the names of columns in the reader's language."""
    return [say(f"label.{name}", lang) for name in names]


def under(title: str) -> Iterator[Block]:
    """Give the heading of a part that others stand before."""
    yield BLANK
    yield Heading(title)
