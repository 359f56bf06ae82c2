"""Guards on who acted: mandates, decisions of a body, and the separation of duties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pathfinder_flow.domain.roles import Body, Role
from pathfinder_flow.domain.workflow.answers import Finding, Step, refuse
from pathfinder_flow.domain.workflow.guards.asked import Asked
from pathfinder_flow.domain.workflow.guards.documents import evidence_step


@dataclass(frozen=True, kw_only=True)
class MandateInForce:
    """Somebody holds a mandate in this role for the country on the effective date."""

    guard: Literal["mandate_in_force"]
    role: Role

    def examine(self, q: Asked) -> Finding:
        """Find a mandate in force."""
        for mandate in q.case.mandates:
            if (
                mandate.role is self.role
                and mandate.covers(q.case.country)
                and mandate.in_force(q.effective)
            ):
                return Finding((mandate.number,))
        return refuse("mandate_missing", role=str(self.role), date=q.effective.isoformat())

    def step(self, q: Asked) -> Step:
        """Record a mandate that is in force on the day."""
        return Step("mandate", str(self.role), (Role.SECRETARIAT,), {"to": q.effective.isoformat()})


@dataclass(frozen=True, kw_only=True)
class DecisionTaken:
    """The body has decided this for the country, with this outcome.

    ``unused`` (the default) asks for a decision that no earlier move rests on.
    """

    guard: Literal["decision_taken"]
    body: Body
    outcome: str
    unused: bool = True

    def examine(self, q: Asked) -> Finding:
        """Look at the latest decision of that body about the country."""
        found = q.case.latest_decision(self.body, unused=self.unused)
        facts: dict[str, Any] = {"body": str(self.body), "outcome": self.outcome}
        if found is None:
            return refuse("decision_missing", **facts)
        if found.outcome != self.outcome:
            facts |= {"number": found.number, "found": found.outcome, "date": found.when.text}
            return refuse("decision_other", **facts)
        return Finding((found.number,))

    def step(self, q: Asked) -> Step:
        """Record a decision of that body with that outcome."""
        demands = {"outcome": self.outcome, "to": q.effective.isoformat()}
        return Step("decision", str(self.body), (Role.SECRETARIAT,), demands)


@dataclass(frozen=True, kw_only=True)
class SeparateDuties:
    """Who recorded the latest evidence of a kind is not the one who approves the move."""

    guard: Literal["separate_duties"]
    kind: str

    def examine(self, q: Asked) -> Finding:
        """Compare the two actors; without evidence there is nothing to compare."""
        found = q.case.latest_evidence(self.kind)
        if found is None or q.actor.person not in found.recorded_by:
            return Finding()
        return refuse("same_person", kind=self.kind, number=found.number)

    def step(self, q: Asked) -> Step:
        """Have the move made by somebody who did not record that evidence."""
        if self._recorded_by_asker(q):
            return Step("another_person", self.kind, q.transition.by)
        return evidence_step(q, self.kind, not_by=[q.actor.person])

    def _recorded_by_asker(self, q: Asked) -> bool:
        found = q.case.latest_evidence(self.kind)
        return found is not None and q.actor.person in found.recorded_by


@dataclass(frozen=True, kw_only=True)
class NotOwnCase:
    """A country with a seat in the body did not take part in deciding its own case."""

    guard: Literal["not_own_case"]
    body: Body
    unused: bool = True

    def examine(self, q: Asked) -> Finding:
        """Ask that a seated country stood aside when its own case was decided."""
        found = q.case.latest_decision(self.body, unused=self.unused)
        if found is None or q.case.country in found.recused:
            return Finding()
        seat = q.case.seat_in(self.body, found.when.order)
        if seat is None:
            return Finding()
        facts = {"number": found.number, "seat": seat.number, "body": str(self.body)}
        return refuse("own_case_decided", **facts)

    def step(self, q: Asked) -> Step:
        """Record a decision in which the country, if it has a seat, stood aside."""
        found = q.case.latest_decision(self.body, unused=self.unused)
        days = [q.effective, *([found.when.order] if found else [])]
        seated = any(q.case.seat_in(self.body, day) for day in days)
        demands: dict[str, Any] = {"recused": [q.case.country]} if seated else {}
        if found:
            demands["outcome"] = self._outcome_asked(q) or found.outcome
        return Step("decision", str(self.body), (Role.SECRETARIAT,), demands)

    def _outcome_asked(self, q: Asked) -> str | None:
        """Give what the transition wants that body to decide; None if any outcome will do."""
        for guard in q.transition.guards:
            if isinstance(guard, DecisionTaken) and guard.body == self.body:
                return guard.outcome
        return None
