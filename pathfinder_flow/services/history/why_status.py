"""Why a country stands where it stands: what that rests on, what was written, what leads on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.domain.workflow.possibility import Answer
from pathfinder_flow.services.history.queries import CountryStatus, history, standing_of
from pathfinder_flow.services.history.timeline import TimelineEntry
from pathfinder_flow.services.lifecycle.advance import why
from pathfinder_flow.services.outbox import list_mails
from pathfinder_flow.services.unit_of_work import AppContext


@dataclass(frozen=True, slots=True)
class LettersSent:
    """How many mails to the country were accepted, from when to when, and how many were not."""

    accepted: int
    failed: int
    first: date | None
    last: date | None


@dataclass(frozen=True)
class StatusGrounds:
    """Why a country stands where it does.

    ``move`` is the last certain move with what it relies on, ``grounds`` the reasons that the body
    gave for this country in the decision it rests on (""), ``letters`` what was sent to its focal
    points, ``ahead`` what may happen next.
    """

    case: Case
    workflow: Workflow
    standing: CountryStatus
    move: TimelineEntry | None
    grounds: str
    letters: LettersSent
    ahead: tuple[Answer, ...]


def status_grounds(app: AppContext, handle: str, country: str) -> StatusGrounds:
    """Say why a country stands where it stands today; raises what one without a case raises."""
    app.viewer.require(Thing.COUNTRY_FILE, country)
    case, ahead = why(app, handle, country)
    standing = standing_of(case.record, case.day)
    assert standing is not None  # noqa: S101 - what is governed stands somewhere
    last = case.last_move
    lines = history(app, country)
    move = next((one for one in lines if last and one.entry.number == last.number), None)
    workflow = ahead[0].workflow if ahead else _workflow(lines)
    return StatusGrounds(
        case, workflow, standing, move, _grounds(move, country), _letters(app, country),
        tuple(ahead),
    )  # fmt: skip


def _workflow(lines: list[TimelineEntry]) -> Workflow:
    governed = [one.workflow for one in lines if one.workflow]
    return governed[-1]


def _grounds(move: TimelineEntry | None, country: str) -> str:
    for entry in move.relies_on if move else ():
        if entry.kind is Kind.DECISION:
            return str(entry.body.get("grounds", {}).get(country, ""))
    return ""


def _letters(app: AppContext, country: str) -> LettersSent:
    if not app.viewer.sees(Thing.MAILS):
        return LettersSent(0, 0, None, None)
    found = [one for one in list_mails(app, country=country) if one.role == Role.FOCAL_POINT]
    sent = [datetime.fromisoformat(one.changed_at).date() for one in found if one.state == "sent"]
    failed = sum(one.state == "failed" for one in found)
    return LettersSent(len(sent), failed, min(sent, default=None), max(sent, default=None))
