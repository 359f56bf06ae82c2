"""What a guard may look at: a question, without the workflow knowing its guards in a circle."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.roles import Actor, Role


class EvidenceRule(Protocol):
    """A kind of evidence, as far as guards look at it."""

    @property
    def suppliers(self) -> tuple[Role, ...]:
        """The roles that may record it."""


class TransitionRule(Protocol):
    """A transition, as far as guards look at it."""

    @property
    def by(self) -> tuple[Role, ...]:
        """The roles that may trigger it."""

    @property
    def grants_status(self) -> bool:
        """Whether it makes a country a pathfinder."""

    @property
    def guards(self) -> tuple[object, ...]:
        """What must be there for it."""


class Procedure(Protocol):
    """A workflow, as far as guards look at it."""

    @property
    def evidence(self) -> Mapping[str, EvidenceRule]:
        """The kinds of evidence, by name."""

    @property
    def transitions(self) -> Mapping[str, TransitionRule]:
        """The transitions, by event."""


class Asked(Protocol):
    """May this case make this transition, asked by this actor, effective on that day?"""

    @property
    def workflow(self) -> Procedure:
        """The procedure that governs the case."""

    @property
    def transition(self) -> TransitionRule:
        """The transition asked about."""

    @property
    def case(self) -> Case:
        """The case as it stands on the effective day."""

    @property
    def actor(self) -> Actor:
        """Who asks, with the mandates known."""

    @property
    def effective(self) -> date:
        """The day the move would hold from."""
