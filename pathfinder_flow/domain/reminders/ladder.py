"""Ladders: the steps of reminding for one kind of obligation, as data.

These are the types behind ``notifications/ladders.yaml``; the names of the fields are the keys of
the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.workflow.model import Basis, Text

Outcome = Literal["reported", "partly_reported", "nil_confirmed", "exempt", "waived", "closed"]
"""How a period can end."""


@dataclass(frozen=True, kw_only=True)
class Secretariat(Basis):
    """The Secretariat's own working days, time zone, and the language it is written to in.

    ``language`` also serves whoever has named none.
    """

    calendar: str
    zone: str
    language: str


@dataclass(frozen=True, kw_only=True)
class Hours:
    """Between which hours of the recipient's own day mail may go out: from, until (exclusive)."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Rung(Basis):
    """One step: so many ``days`` after the opening or the due date (negative: before).

    Moved to the next working day of those it is ``to``. ``message`` names the template. The role
    ``secretariat`` means its office, any other role whoever holds a mandate in it.
    """

    title: Text
    message: str
    counted_from: Literal["opening", "due"]
    days: int
    to: tuple[Role, ...]
    copy: tuple[Role, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Escalation(Basis):
    """How long a country has, once told that its report is late, before others are told."""

    after_days: int


@dataclass(frozen=True, kw_only=True)
class Ladder(Basis):
    """The rungs for one kind of obligation, and the outcomes of a period that end them.

    Without ``escalation`` others are told as soon as the country has been.
    """

    hours: Hours
    stops: tuple[Outcome, ...]
    rungs: dict[str, Rung]
    escalation: Escalation | None = None


@dataclass(frozen=True, kw_only=True)
class Ladders:
    """Everything in the file: ``ladders`` go by the name of the obligation."""

    secretariat: Secretariat
    ladders: dict[str, Ladder]
