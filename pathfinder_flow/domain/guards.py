"""The closed vocabulary of guards: what a transition may ask for.

Each guard is a small value with checked parameters and two methods: ``examine`` says what it
relied on or why it refuses; ``step`` says what would satisfy it, met or not. Guards answer
*validity* only; who may act is the transition's ``by`` (authority), from where is its
``from_states`` (availability).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from pathfinder_flow.domain.asking import Finding, Question, Step, refuse
from pathfinder_flow.domain.edtf import parse_when
from pathfinder_flow.domain.roles import Body, Role

if TYPE_CHECKING:
    from pathfinder_flow.domain.case import Evidence


def _evidence_step(q: Question, kind: str, **demands: Any) -> Step:
    demands["to"] = q.effective.isoformat()
    return Step("evidence", kind, q.workflow.evidence[kind].suppliers, demands)


def _missing(q: Question, kind: str) -> Finding:
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

    def examine(self, q: Question) -> Finding:
        """Find the latest such evidence, or say that it is missing."""
        found = q.case.latest_evidence(self.kind, unused=self.unused)
        if found:
            return Finding((found.number,))
        return _missing(q, self.kind)

    def step(self, q: Question) -> Step:
        """Record evidence of that kind."""
        return _evidence_step(q, self.kind)


@dataclass(frozen=True, kw_only=True)
class EvidenceComplete:
    """The latest evidence of a kind has all of these fields filled in."""

    guard: Literal["evidence_complete"]
    kind: str
    fields: tuple[str, ...]

    def examine(self, q: Question) -> Finding:
        """Name the fields that are empty."""
        found = q.case.latest_evidence(self.kind)
        if found is None:
            return refuse("fields_unseen", kind=self.kind, fields=list(self.fields))
        missing = [name for name in self.fields if not found.fields.get(name)]
        if not missing:
            return Finding((found.number,))
        return refuse("fields_missing", kind=self.kind, number=found.number, fields=missing)

    def step(self, q: Question) -> Step:
        """Record that evidence with every field filled in."""
        return _evidence_step(q, self.kind, fields=list(self.fields))


@dataclass(frozen=True, kw_only=True)
class PeriodCurrent:
    """The latest evidence of a kind covers the effective date with its period.

    Roadmaps are time-boxed (2019-2021, 2023-2030): one that has run out must be revised.
    """

    guard: Literal["period_current"]
    kind: str
    field: str = "period"

    def examine(self, q: Question) -> Finding:
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

    def step(self, q: Question) -> Step:
        """Record that evidence with a period that covers the day."""
        day = q.effective.isoformat()
        return _evidence_step(q, self.kind, covers={self.field: day})


@dataclass(frozen=True, kw_only=True)
class MandateInForce:
    """Somebody holds a mandate in this role for the country on the effective date."""

    guard: Literal["mandate_in_force"]
    role: Role

    def examine(self, q: Question) -> Finding:
        """Find a mandate in force."""
        for mandate in q.case.mandates:
            if (
                mandate.role is self.role
                and mandate.covers(q.case.country)
                and mandate.in_force(q.effective)
            ):
                return Finding((mandate.number,))
        return refuse("mandate_missing", role=str(self.role), date=q.effective.isoformat())

    def step(self, q: Question) -> Step:
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

    def examine(self, q: Question) -> Finding:
        """Look at the latest decision of that body about the country."""
        found = q.case.latest_decision(self.body, unused=self.unused)
        facts: dict[str, Any] = {"body": str(self.body), "outcome": self.outcome}
        if found is None:
            return refuse("decision_missing", **facts)
        if found.outcome != self.outcome:
            facts |= {"number": found.number, "found": found.outcome, "date": found.when.text}
            return refuse("decision_other", **facts)
        return Finding((found.number,))

    def step(self, q: Question) -> Step:
        """Record a decision of that body with that outcome."""
        demands = {"outcome": self.outcome, "to": q.effective.isoformat()}
        return Step("decision", str(self.body), (Role.SECRETARIAT,), demands)


@dataclass(frozen=True, kw_only=True)
class GroupsConsulted:
    """The latest evidence of a kind says that each of these groups took part."""

    guard: Literal["groups_consulted"]
    kind: str
    groups: tuple[str, ...]
    field: str = "groups"

    def examine(self, q: Question) -> Finding:
        """Name the groups that are not mentioned."""
        found = q.case.latest_evidence(self.kind)
        present = (found.fields.get(self.field) or []) if found else []
        missing = [group for group in self.groups if group not in present]
        if found is not None and not missing:
            return Finding((found.number,))
        return refuse("groups_missing", kind=self.kind, field=self.field, groups=missing)

    def step(self, q: Question) -> Step:
        """Record that evidence naming every group."""
        return _evidence_step(q, self.kind, choices={self.field: list(self.groups)})


@dataclass(frozen=True, kw_only=True)
class FrameworkAdopted:
    """The country has adopted the Accountability Framework, in this edition."""

    guard: Literal["framework_adopted"]
    kind: str
    edition: str
    field: str = "edition"

    def examine(self, q: Question) -> Finding:
        """Compare the edition that was adopted with the one asked for."""
        found = q.case.latest_evidence(self.kind)
        if found is None:
            return refuse("framework_missing", kind=self.kind, edition=self.edition)
        adopted = found.fields.get(self.field) or ""
        if adopted == self.edition:
            return Finding((found.number,))
        facts = {"number": found.number, "found": adopted}
        return refuse("framework_other", kind=self.kind, edition=self.edition, **facts)

    def step(self, q: Question) -> Step:
        """Record the adoption of that edition."""
        return _evidence_step(q, self.kind, values={self.field: self.edition})


@dataclass(frozen=True, kw_only=True)
class SeparateDuties:
    """Who recorded the latest evidence of a kind is not the one who approves the move."""

    guard: Literal["separate_duties"]
    kind: str

    def examine(self, q: Question) -> Finding:
        """Compare the two actors; without evidence there is nothing to compare."""
        found = q.case.latest_evidence(self.kind)
        if found is None or found.recorded_by != q.actor.person:
            return Finding()
        return refuse("same_person", kind=self.kind, number=found.number)

    def step(self, q: Question) -> Step:
        """Have the move made by somebody who did not record that evidence."""
        if self._recorded_by_asker(q):
            return Step("another_person", self.kind, q.transition.by)
        return _evidence_step(q, self.kind, not_by=[q.actor.person])

    def _recorded_by_asker(self, q: Question) -> bool:
        found: Evidence | None = q.case.latest_evidence(self.kind)
        return found is not None and found.recorded_by == q.actor.person


@dataclass(frozen=True, kw_only=True)
class NotOwnCase:
    """A country with a seat in the body did not take part in deciding its own case."""

    guard: Literal["not_own_case"]
    body: Body
    unused: bool = True

    def examine(self, q: Question) -> Finding:
        """Ask that a seated country stood aside when its own case was decided."""
        found = q.case.latest_decision(self.body, unused=self.unused)
        if found is None or q.case.country in found.recused:
            return Finding()
        seat = q.case.seat_in(self.body, found.when.order)
        if seat is None:
            return Finding()
        facts = {"number": found.number, "seat": seat.number, "body": str(self.body)}
        return refuse("own_case_decided", **facts)

    def step(self, q: Question) -> Step:
        """Record a decision in which the country, if it has a seat, stood aside."""
        seated = q.case.seat_in(self.body, q.effective)
        demands = {"recused": [q.case.country]} if seated else {}
        found = q.case.latest_decision(self.body, unused=self.unused)
        if found:
            demands |= {"recused": [q.case.country], "outcome": found.outcome}
        return Step("decision", str(self.body), (Role.SECRETARIAT,), demands)


@dataclass(frozen=True, kw_only=True)
class StatusHeld:
    """The country holds the pathfinder status on the effective date."""

    guard: Literal["status_held"]

    def examine(self, q: Question) -> Finding:
        """Look at the grant on record; a disputed one does not do."""
        status = q.case.status
        if status and status.certain_from <= q.effective:
            return Finding(status.numbers)
        return refuse("status_missing" if status is None else "status_disputed")

    def step(self, q: Question) -> Step:
        """Make the move that grants the status first."""
        grants = next(name for name, t in q.workflow.transitions.items() if t.grants_status)
        return Step("move", grants, q.workflow.transitions[grants].by)


@dataclass(frozen=True, kw_only=True)
class NotBefore:
    """A number of days has passed since the present state was reached."""

    guard: Literal["not_before"]
    days: int

    def examine(self, q: Question) -> Finding:
        """Count from the day the state was reached."""
        if q.effective >= self._first_day(q):
            return Finding()
        since = q.case.since.isoformat() if q.case.since else ""
        return refuse(
            "too_early", until=self._first_day(q).isoformat(), days=self.days, since=since
        )

    def step(self, q: Question) -> Step:
        """Wait until that day."""
        return Step("wait", self._first_day(q).isoformat(), q.transition.by)

    def _first_day(self, q: Question) -> date:
        return q.case.since + timedelta(days=self.days) if q.case.since else date.min


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
)
"""Every guard a workflow file may name, by its ``guard`` key."""
