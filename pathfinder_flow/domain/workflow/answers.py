"""The words between a guard and whoever asks it: question, finding, refusal, step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from pathfinder_flow.domain.roles import Role

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Step:
    """Something a person can do to satisfy a guard.

    ``act`` is what to do: record ``evidence``, a ``mandate`` or a ``decision``, ``wait``, let
    ``another_person`` ask, or make another ``move`` first. ``target`` is the kind, role, body,
    day or event. ``by`` are the roles that can do it. ``demands`` says what it must be like:
    ``fields`` to fill, ``choices`` and ``values`` a field must have, a day it ``covers``, the day
    it must be dated by (``to``), the ``outcome``, who is to be ``recused``, and who may not do it
    (``not_by``).
    """

    act: Literal["evidence", "mandate", "decision", "wait", "another_person", "move"]
    target: str
    by: tuple[Role, ...]
    demands: Mapping[str, Any] = field(default_factory=dict)

    def and_also(self, other: Step) -> Step:
        """Give the one step that satisfies both."""
        merged = dict(self.demands)
        for name, value in other.demands.items():
            merged[name] = _both(merged[name], value) if name in merged else value
        return replace(self, demands=merged)


def _both(one: Any, other: Any) -> Any:
    if isinstance(one, dict):
        return {
            key: _both(one[key], other[key]) if key in one and key in other
            else one.get(key, other.get(key))
            for key in [*one, *(key for key in other if key not in one)]
        }  # fmt: skip
    if isinstance(one, list):
        return [*one, *(item for item in other if item not in one)]
    return max(one, other)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is not possible: a code and its facts, and the step that would mend it.

    ``question`` is which of the three it answers: ``authority`` (may this role do it?),
    ``availability`` (is it possible from here?) or ``validity`` (is what it needs there?).
    The facts are JSON values; :mod:`pathfinder_flow.words` makes the sentence of them.
    """

    code: str
    question: Literal["authority", "availability", "validity"]
    facts: Mapping[str, Any]
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Met:
    """A condition that is met: the guard's name, the entries it rests on, what it asks for.

    ``step`` is what would satisfy it if it were not met.
    """

    guard: str
    rests_on: tuple[int, ...]
    step: Step


@dataclass(frozen=True, slots=True)
class Finding:
    """A guard's answer: the entries it relied on, or a code and facts why it refuses."""

    relied_on: tuple[int, ...] = ()
    refused: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


def refuse(code: str, **facts: Any) -> Finding:
    """Give the finding that refuses for this reason."""
    return Finding(refused=code, facts=facts)
