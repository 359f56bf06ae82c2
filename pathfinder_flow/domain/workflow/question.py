"""A question put to a workflow: may this case make this move?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pathfinder_flow.domain.roles import Actor

if TYPE_CHECKING:
    from pathfinder_flow.domain.cases.case import Case
    from pathfinder_flow.domain.workflow.model import Transition, Workflow


@dataclass(frozen=True, slots=True)
class Question:
    """May this case make this move, asked by this actor, effective on that day?

    ``today`` is the day of asking: mandates to act are looked up on it.
    """

    workflow: Workflow
    case: Case
    event: str
    actor: Actor
    effective: date
    today: date

    @property
    def transition(self) -> Transition:
        """The transition asked about."""
        return self.workflow.transitions[self.event]
