"""What is wrong with the ledger or with what it names: the faults that a verdict counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from pathfinder_flow.domain.errors.base import PathfinderError
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.workflow.answers import Refusal
from pathfinder_flow.domain.workflow.model import Workflow

MOST = 1000
"""How many faults of one verdict are named; the rest is counted."""

NO_ENTRY = (ValueError, KeyError, TypeError, AttributeError, IndexError, PathfinderError)
"""What reading an entry comes to whose bytes hash rightly and do not say what its kind should."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong: with which entry (None: with none in particular), and what.

    ``about`` says whether it lies in the ledger itself or in what an entry names. ``refusals``
    are those that the ``workflow`` gives for a move it did not allow.
    """

    number: int | None
    said: str
    about: Literal["ledger", "head", "mail", "evidence"] = "ledger"
    refusals: tuple[Refusal, ...] = ()
    workflow: Workflow | None = None


@dataclass
class Faults:
    """The faults of a verdict: the first of them, and how many there are."""

    named: list[Fault] = field(default_factory=list)
    count: int = 0

    def add(self, number: int | None, said: str, **more: Any) -> None:
        """Take down a fault."""
        self.count += 1
        if len(self.named) < MOST:
            self.named.append(Fault(number, said, **more))

    def join(self, later: Faults) -> None:
        """Take over what was found further on."""
        self.count += later.count
        self.named += later.named[: MOST - len(self.named)]

    def add_unreadable(self, number: int | None) -> None:
        """Take down an entry that says something other than its kind should."""
        says = "it does not say what an entry of its kind says, and cannot be judged"
        self.add(number, Clause("unreadable_entry", says))
