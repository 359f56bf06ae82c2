"""Reading meetings: which there are, what each decided, and what it is to decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.facts import Evidence
from pathfinder_flow.domain.cases.meetings import Meeting, decisions_at, meetings
from pathfinder_flow.domain.ledger.entries import Entry
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.domain.roles import Actor, Body
from pathfinder_flow.domain.workflow.answers import Refusal
from pathfinder_flow.domain.workflow.deciding import missing_for, next_decision, outcome_asked
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.domain.workflow.possibility import answer
from pathfinder_flow.domain.workflow.question import Question
from pathfinder_flow.services.compiled_workflows import CompiledWorkflow
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.deadlines.queries import Deadline, deadlines
from pathfinder_flow.services.history.queries import CountryStatus, standing_of
from pathfinder_flow.services.lifecycle.cases import read_case
from pathfinder_flow.services.meetings.results import require_meeting
from pathfinder_flow.services.unit_of_work import PROGRAMME, AppContext
from pathfinder_flow.store import ledger


@dataclass(frozen=True)
class MeetingView:
    """A meeting, and the decisions it took, as corrections leave them.

    ``workflows`` gives the one that governs each country decided about, for its titles.
    """

    meeting: Meeting
    decisions: tuple[Entry, ...]
    workflows: dict[str, Workflow]


def list_meetings(app: AppContext, body: Body | None = None) -> list[MeetingView]:
    """List the meetings on record, of one body or of all, the earliest first."""
    app.viewer.require(Thing.MEETINGS)
    with app.snapshot() as conn:
        programme = ledger.record_of(conn, PROGRAMME)
        return [
            MeetingView(one, tuple(decisions_at(programme, one)), {})
            for one in meetings(programme)
            if body is None or one.body == body
        ]


def show_meeting(app: AppContext, body: Body, name: str) -> MeetingView:
    """Show a meeting and what it decided; raises :class:`UnknownMeeting`."""
    app.viewer.require(Thing.MEETINGS)
    with app.snapshot() as conn:
        programme = ledger.record_of(conn, PROGRAMME)
        meeting = require_meeting(programme, body, name)
        decisions = tuple(decisions_at(programme, meeting))
        decided = sorted({code for one in decisions for code in one.body["outcomes"]})
        workflows = {code: read_case(app, conn, code)[1].workflow for code in decided}
    return MeetingView(meeting, decisions, workflows)


@dataclass(frozen=True)
class AgendaItem:
    """What a meeting is to know of a country: where it stands, what it is ready for, what lacks.

    ``event`` is the move that the body decides about next, None where it was only put on the
    agenda by hand; ``proposed`` the outcome that allows it, None while something is ``missing``.
    ``documents`` are the latest of each kind that the move asks for, ``reports`` what is owed,
    and ``aside`` says that the country has a seat in the body and is to stand aside.
    """

    case: Case
    workflow: Workflow
    standing: CountryStatus
    event: str | None
    proposed: str | None
    missing: tuple[Refusal, ...]
    documents: tuple[Evidence, ...]
    reports: tuple[Deadline, ...]
    aside: bool

    @property
    def ripe(self) -> bool:
        """Whether the body can decide on it."""
        return self.event is None or self.proposed is not None


@dataclass(frozen=True)
class MeetingPaper:
    """What is put before a meeting: the countries that are ripe, then those that are not yet."""

    meeting: Meeting
    items: tuple[AgendaItem, ...]


def meeting_paper(
    app: AppContext, notices: NotificationContext, body: Body, name: str,
    countries: Iterable[str] = (),
) -> MeetingPaper:  # fmt: skip
    """Gather what is put before a meeting.

    Every country that the body decides about next in the ordinary course, ready or not, and the
    ``countries`` named besides. Raises :class:`UnknownMeeting`, and what a named country without a
    case raises.
    """
    app.viewer.require(Thing.MEETINGS)
    with app.snapshot() as conn:
        meeting = require_meeting(ledger.record_of(conn, PROGRAMME), body, name)
        named = set(countries)
        items = []
        for code in sorted({*ledger.countries(conn), *named}):
            if code not in named and not ledger.record_of(conn, code).governance:
                continue
            case, rules = read_case(app, conn, code)
            event = next_decision(rules.workflow, case.state, body)
            if event or code in named:
                items.append(_item(app, notices, case, rules, meeting, event))
    items.sort(key=lambda one: (not one.ripe, one.workflow.rank(one.case.state or "")))
    return MeetingPaper(meeting, tuple(items))


def _item(
    app: AppContext, notices: NotificationContext, case: Case, rules: CompiledWorkflow,
    meeting: Meeting, event: str | None,
) -> AgendaItem:  # fmt: skip
    missing: tuple[Refusal, ...] = ()
    proposed = None
    if event:
        question = Question(rules.workflow, case, event, Actor("", ()), case.day, case.day)
        missing = missing_for(answer(rules.machine, question))
        proposed = None if missing else outcome_asked(rules.workflow, event, meeting.body)
    standing = standing_of(case.record, case.day)
    assert standing is not None  # noqa: S101 - what is governed stands somewhere
    return AgendaItem(
        case=case,
        workflow=rules.workflow,
        standing=standing,
        event=event,
        proposed=proposed,
        missing=missing,
        documents=_documents(case, rules.workflow),
        reports=tuple(deadlines(app, notices, country=case.country)),
        aside=case.seat_in(meeting.body, meeting.start) is not None,
    )


def _documents(case: Case, workflow: Workflow) -> tuple[Evidence, ...]:
    """Give the latest document of each kind that has fields to be read, in the file's order."""
    latest = (case.latest_evidence(kind) for kind, one in workflow.evidence.items() if one.fields)
    return tuple(found for found in latest if found)
