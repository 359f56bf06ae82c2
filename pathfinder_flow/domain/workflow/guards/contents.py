"""Guards on what a document says: a field's value, a period that is over, a request answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from pathfinder_flow.domain.cases.indicators import indicators_of, unreported
from pathfinder_flow.domain.dates.edtf import parse_when
from pathfinder_flow.domain.workflow.answers import Finding, Step, refuse
from pathfinder_flow.domain.workflow.guards.asked import Asked
from pathfinder_flow.domain.workflow.guards.documents import evidence_step


@dataclass(frozen=True, kw_only=True)
class FieldIs:
    """The latest evidence of a kind says this in a field, such as the result of a check."""

    guard: Literal["field_is"]
    kind: str
    field: str
    value: str

    def examine(self, q: Asked) -> Finding:
        """Compare what the field says with what is asked for."""
        found = q.case.latest_evidence(self.kind)
        said = found.fields.get(self.field) if found else None
        if found is None or not said:
            return refuse("field_unsaid", kind=self.kind, field=self.field, wanted=self.value)
        if said == self.value:
            return Finding((found.number,))
        facts = {"number": found.number, "field": self.field, "said": said, "wanted": self.value}
        return refuse("field_other", kind=self.kind, **facts)

    def step(self, q: Asked) -> Step:
        """Record such evidence that says so."""
        return evidence_step(q, self.kind, values={self.field: self.value})


@dataclass(frozen=True, kw_only=True)
class PeriodOver:
    """The period of the latest evidence of a kind has ended before the effective date."""

    guard: Literal["period_over"]
    kind: str
    field: str = "period"

    def examine(self, q: Asked) -> Finding:
        """Compare the last day of the period with the effective date."""
        found = q.case.latest_evidence(self.kind)
        period = found.fields.get(self.field) if found else None
        if found is None or not period:
            return refuse("period_unseen", kind=self.kind, field=self.field)
        last = parse_when(period).latest
        if last is not None and last < q.effective:
            return Finding((found.number,))
        facts = {"number": found.number, "period": period, "date": q.effective.isoformat()}
        return refuse("period_not_over", kind=self.kind, **facts)

    def step(self, q: Asked) -> Step:
        """Wait until the day after the period; where no end is known, record one."""
        found = q.case.latest_evidence(self.kind)
        period = found.fields.get(self.field) if found else None
        last = parse_when(period).latest if period else None
        if last is None:
            return evidence_step(q, self.kind, fields=[self.field])
        return Step("wait", (last + timedelta(days=1)).isoformat(), q.transition.by)


@dataclass(frozen=True, kw_only=True)
class IndicatorsReported:
    """The latest report says of every indicator of the roadmap a value, or why there is none.

    A roadmap without indicators asks for none.
    """

    guard: Literal["indicators_reported"]
    kind: str
    roadmap: str = "roadmap"

    def examine(self, q: Asked) -> Finding:
        """Look for indicators of which the report says nothing."""
        found, roadmap = q.case.latest_evidence(self.kind), q.case.latest_evidence(self.roadmap)
        lacking = unreported(roadmap, found) if found else []
        if found is None or not lacking:
            return Finding((found.number,) if found else ())
        facts = {"number": found.number, "count": len(lacking), "of": len(indicators_of(roadmap))}
        return refuse(
            "indicators_unreported", kind=self.kind, names=[one.id for one in lacking], **facts
        )

    def step(self, q: Asked) -> Step:
        """Record the report with a value or a reason for each."""
        roadmap = q.case.latest_evidence(self.roadmap)
        named = [one.id for one in indicators_of(roadmap)]
        return evidence_step(q, self.kind, **({"indicators": named} if named else {}))


@dataclass(frozen=True, kw_only=True)
class RequestAnswered:
    """What was last asked for by a kind of evidence has been answered by a later one of another.

    Where nothing was asked for there is nothing to answer.
    """

    guard: Literal["request_answered"]
    request: str
    answer: str

    def examine(self, q: Asked) -> Finding:
        """Look for an answer on file after the request."""
        asked, answer = q.case.latest_evidence(self.request), q.case.latest_evidence(self.answer)
        if asked is None:
            return Finding()
        if answer and answer.order > asked.order:
            return Finding((asked.number, answer.number))
        facts = {"request": self.request, "answer": self.answer}
        return refuse("request_open", number=asked.number, date=asked.when.text, **facts)

    def step(self, q: Asked) -> Step:
        """Record the answer."""
        return evidence_step(q, self.answer)
