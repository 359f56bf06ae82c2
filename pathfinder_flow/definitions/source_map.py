"""A definition file as read: its values, where each stands, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pathfinder_flow.domain.checks.problems import Path, Problem

MOST_PROBLEMS = 100
"""After so many nobody reads on; the rest is looked for when these are mended."""

Place = tuple[int, int]
"""Line and column, counted from 1."""


class UnreadableSource(Exception):
    """Reading on would make no sense; the problems found are in the document."""


@dataclass(frozen=True, slots=True, order=True)
class Located:
    """A problem at its place."""

    place: Place
    problem: Problem = field(compare=False)


@dataclass(slots=True)
class Document:
    """What was read: the ``tree``, the ``places`` of its keys and items, and the ``problems``.

    The tree is None when the text could not be read to its end. While there are problems it
    serves only to look for more.
    """

    tree: dict[str, Any] | None = None
    places: dict[Path, Place] = field(default_factory=dict)
    problems: list[Located] = field(default_factory=list)

    def place(self, path: Path) -> Place:
        """Give line and column of a key or item, or of the nearest thing around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def add(self, place: Place, message: str, path: Path = ()) -> None:
        """Note a problem; raises :class:`UnreadableSource` when there are enough of them."""
        self.problems.append(Located(place, Problem(path, message)))
        if len(self.problems) >= MOST_PROBLEMS:
            raise UnreadableSource

    def give_up(self, place: Place, message: str) -> None:
        """Note a problem that ends the reading; always raises :class:`UnreadableSource`."""
        self.add(place, message)
        raise UnreadableSource

    def report(self, problems: list[Problem]) -> None:
        """Note problems found in the tree, but for those that only follow from one noted before."""
        spoilt = {located.problem.path for located in self.problems if located.problem.path}
        for problem in problems:
            ways = (problem.path[:length] for length in range(1, len(problem.path) + 1))
            if not any(way in spoilt for way in ways):
                self.problems.append(Located(self.place(problem.path), problem))
