"""Guards on where the country stands: its status, and how long it has been there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pathfinder_flow.domain.workflow.answers import Finding, Step, refuse
from pathfinder_flow.domain.workflow.guards.asked import Asked


@dataclass(frozen=True, kw_only=True)
class StatusHeld:
    """The country holds the pathfinder status on the effective date."""

    guard: Literal["status_held"]

    def examine(self, q: Asked) -> Finding:
        """Look at the grant on record; a disputed one does not do."""
        status = q.case.status
        if status and status.certain_from <= q.effective:
            return Finding(status.numbers)
        return refuse("status_missing" if status is None else "status_disputed")

    def step(self, q: Asked) -> Step:
        """Make the move that grants the status first."""
        grants = next(name for name, t in q.workflow.transitions.items() if t.grants_status)
        return Step("move", grants, q.workflow.transitions[grants].by)


@dataclass(frozen=True, kw_only=True)
class NotBefore:
    """A number of days has passed since the present state was reached."""

    guard: Literal["not_before"]
    days: int

    def examine(self, q: Asked) -> Finding:
        """Count from the day the state was reached."""
        if q.effective >= self._first_day(q):
            return Finding()
        since = q.case.since.isoformat() if q.case.since else ""
        return refuse(
            "too_early", until=self._first_day(q).isoformat(), days=self.days, since=since
        )

    def step(self, q: Asked) -> Step:
        """Wait until that day."""
        return Step("wait", self._first_day(q).isoformat(), q.transition.by)

    def _first_day(self, q: Asked) -> date:
        return q.case.since + timedelta(days=self.days) if q.case.since else date.min
