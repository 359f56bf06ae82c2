"""Guards on what is on file: is it there, complete, current, and whom does it name?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pathfinder_flow.domain.dates.edtf import parse_when
from pathfinder_flow.domain.workflow.answers import Finding, Step, refuse
from pathfinder_flow.domain.workflow.guards.asked import Asked


def evidence_step(q: Asked, kind: str, **demands: Any) -> Step:
    """Give the step "record evidence of this kind", dated by the effective day."""
    demands["to"] = q.effective.isoformat()
    return Step("evidence", kind, q.workflow.evidence[kind].suppliers, demands)


def _missing(q: Asked, kind: str) -> Finding:
    """Say how a kind of evidence is missing: never seen, used, disputed or dated later."""
    used = q.case.latest_evidence(kind)
    if used is not None:
        return refuse("evidence_used", kind=kind, number=used.number)
    later = q.case.first_evidence_after(kind)
    if later is None:
        return refuse("evidence_missing", kind=kind)
    if later.account.disputed:
        return refuse("evidence_disputed", kind=kind, number=later.number)
    return refuse("evidence_later", kind=kind, number=later.number, date=later.when.text)


@dataclass(frozen=True, kw_only=True)
class EvidencePresent:
    """Evidence of a kind is on file by the effective date.

    ``unused`` asks for evidence that no earlier move rests on, so that last year's report does
    not serve this year.
    """

    guard: Literal["evidence_present"]
    kind: str
    unused: bool = False

    def examine(self, q: Asked) -> Finding:
        """Find the latest such evidence, or say that it is missing."""
        found = q.case.latest_evidence(self.kind, unused=self.unused)
        if found:
            return Finding((found.number,))
        return _missing(q, self.kind)

    def step(self, q: Asked) -> Step:
        """Record evidence of that kind."""
        return evidence_step(q, self.kind)


@dataclass(frozen=True, kw_only=True)
class EvidenceComplete:
    """The latest evidence of a kind has all of these fields filled in."""

    guard: Literal["evidence_complete"]
    kind: str
    fields: tuple[str, ...]

    def examine(self, q: Asked) -> Finding:
        """Name the fields that are empty."""
        found = q.case.latest_evidence(self.kind)
        if found is None:
            return refuse("fields_unseen", kind=self.kind, fields=list(self.fields))
        missing = [name for name in self.fields if not found.fields.get(name)]
        if not missing:
            return Finding((found.number,))
        return refuse("fields_missing", kind=self.kind, number=found.number, fields=missing)

    def step(self, q: Asked) -> Step:
        """Record that evidence with every field filled in."""
        return evidence_step(q, self.kind, fields=list(self.fields))


@dataclass(frozen=True, kw_only=True)
class PeriodCurrent:
    """The latest evidence of a kind covers the effective date with its period.

    Roadmaps are time-boxed (2019-2021, 2023-2030): one that has run out must be revised.
    """

    guard: Literal["period_current"]
    kind: str
    field: str = "period"

    def examine(self, q: Asked) -> Finding:
        """Compare the period's first and last day with the effective date."""
        found = q.case.latest_evidence(self.kind)
        period = found.fields.get(self.field) if found else None
        if found is None or not period:
            return refuse("period_unseen", kind=self.kind, field=self.field)
        span = parse_when(period)
        if (span.earliest or date.min) <= q.effective <= (span.latest or date.max):
            return Finding((found.number,))
        facts = {"number": found.number, "period": period, "date": q.effective.isoformat()}
        return refuse("period_not_current", kind=self.kind, **facts)

    def step(self, q: Asked) -> Step:
        """Record that evidence with a period that covers the day."""
        day = q.effective.isoformat()
        return evidence_step(q, self.kind, covers={self.field: day})


@dataclass(frozen=True, kw_only=True)
class GroupsConsulted:
    """The latest evidence of a kind says that each of these groups took part."""

    guard: Literal["groups_consulted"]
    kind: str
    groups: tuple[str, ...]
    field: str = "groups"

    def examine(self, q: Asked) -> Finding:
        """Name the groups that are not mentioned."""
        found = q.case.latest_evidence(self.kind)
        present = (found.fields.get(self.field) or []) if found else []
        missing = [group for group in self.groups if group not in present]
        if found is not None and not missing:
            return Finding((found.number,))
        return refuse("groups_missing", kind=self.kind, field=self.field, groups=missing)

    def step(self, q: Asked) -> Step:
        """Record that evidence naming every group."""
        return evidence_step(q, self.kind, choices={self.field: list(self.groups)})


@dataclass(frozen=True, kw_only=True)
class FrameworkAdopted:
    """The country has adopted the Accountability Framework, in this edition."""

    guard: Literal["framework_adopted"]
    kind: str
    edition: str
    field: str = "edition"

    def examine(self, q: Asked) -> Finding:
        """Compare the edition that was adopted with the one asked for."""
        found = q.case.latest_evidence(self.kind)
        if found is None:
            return refuse("framework_missing", kind=self.kind, edition=self.edition)
        adopted = found.fields.get(self.field) or ""
        if adopted == self.edition:
            return Finding((found.number,))
        facts = {"number": found.number, "found": adopted}
        return refuse("framework_other", kind=self.kind, edition=self.edition, **facts)

    def step(self, q: Asked) -> Step:
        """Record the adoption of that edition."""
        return evidence_step(q, self.kind, values={self.field: self.edition})
