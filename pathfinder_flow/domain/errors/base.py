"""The root of every error this program raises on purpose, and the five kinds there are.

Every error names what was refused, the value, and what to do. The English sentence is the
class's ``template``; the other languages are in :mod:`pathfinder_flow.words`, keyed by ``code``.
What varies in a sentence beyond a value is a part of :mod:`pathfinder_flow.domain.errors.clauses`.
A caller tells errors apart by their kind, without knowing each one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar

from pathfinder_flow.domain.actions import Action, action
from pathfinder_flow.domain.errors.clauses import Clause, Joined


class PathfinderError(Exception):
    """Root of every error this program raises on purpose; ``facts`` are plain JSON values.

    ``actions`` names what can be done about it, as :mod:`pathfinder_flow.domain.actions` does.
    """

    template: ClassVar[str] = "Something was refused."
    actions: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__(self.template.format(**facts))

    @property
    def remedies(self) -> tuple[Action, ...]:
        """What can be done about it: by the error itself, and by what its facts say."""
        own = [action(name, **self.facts) for name in self.actions]
        return (*own, *_actions_in(list(self.facts.values())))

    @classmethod
    def code(cls) -> str:
        """Give the stable name of this error, as used in ``--json`` and in translations."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


def _actions_in(part: Any) -> Iterator[Action]:
    """Find the actions that a fact speaks of, in whatever it is made up of."""
    match part:
        case PathfinderError():
            yield from part.remedies
        case Clause():
            yield from part.actions
            yield from _actions_in(list(part.places.values()))
        case Joined():
            yield from _actions_in(list(part.parts))
        case list():
            for one in part:
                yield from _actions_in(one)


class Invalid(PathfinderError):
    """What was given cannot be used as it is: a value, a file, a key."""


class NotFound(PathfinderError):
    """What was asked for is not on record."""


class Conflict(PathfinderError):
    """What was asked for does not go with what is on record."""


class Forbidden(PathfinderError):
    """Who asks may not do it."""


class Unavailable(PathfinderError):
    """The program, its database or its key cannot do the work now."""
