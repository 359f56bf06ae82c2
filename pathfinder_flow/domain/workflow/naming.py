"""Finding something in a workflow by its name, or by the title that people read on the screen."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Protocol

from pathfinder_flow.domain.workflow.model import Text


class Titled(Protocol):
    """What has a title in every language."""

    @property
    def title(self) -> Text:
        """Its title."""


def by_title(things: Mapping[str, Titled], given: str) -> str:
    """Give the name of what bears this name, or this title in any language; else what was given."""
    return find_title({name: thing.title for name, thing in things.items()}, given)


def find_title(titles: Mapping[str, Text], given: str) -> str:
    """Give the name whose title, in any language, is given; what was given where none is.

    Case, spaces at the ends and how an accent is written make no difference. A title that two
    bear stands for neither.
    """
    if given in titles:
        return given
    wanted = _plain(given)
    found = [name for name, title in titles.items() if wanted in map(_plain, title.values())]
    return found[0] if len(found) == 1 else given


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
