"""The closed vocabulary of guards: what a transition may ask for.

Each guard is a small value with checked parameters and two methods: ``examine`` says what it
relied on or why it refuses; ``step`` says what would satisfy it, met or not. Guards answer
*validity* only; who may act is the transition's ``by`` (authority), from where is its
``from_states`` (availability).
"""

from pathfinder_flow.domain.workflow.guards.acts import (
    DecisionTaken,
    MandateInForce,
    NotOwnCase,
    SeparateDuties,
)
from pathfinder_flow.domain.workflow.guards.contents import (
    FieldIs,
    IndicatorsReported,
    PeriodOver,
    RequestAnswered,
)
from pathfinder_flow.domain.workflow.guards.documents import (
    EvidenceComplete,
    EvidencePresent,
    FrameworkAdopted,
    GroupsConsulted,
    PeriodCurrent,
)
from pathfinder_flow.domain.workflow.guards.standing import NotBefore, StatusHeld

__all__ = [
    "AnyGuard",
    "DecisionTaken",
    "EvidenceComplete",
    "EvidencePresent",
    "FieldIs",
    "FrameworkAdopted",
    "GroupsConsulted",
    "IndicatorsReported",
    "MandateInForce",
    "NotBefore",
    "NotOwnCase",
    "PeriodCurrent",
    "PeriodOver",
    "RequestAnswered",
    "SeparateDuties",
    "StatusHeld",
]

AnyGuard = (
    EvidencePresent
    | EvidenceComplete
    | PeriodCurrent
    | MandateInForce
    | DecisionTaken
    | GroupsConsulted
    | FrameworkAdopted
    | SeparateDuties
    | NotOwnCase
    | StatusHeld
    | NotBefore
    | FieldIs
    | PeriodOver
    | IndicatorsReported
    | RequestAnswered
)
"""Every guard a workflow file may name, by its ``guard`` key."""
