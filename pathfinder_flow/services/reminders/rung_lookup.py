"""Which obligation and which rung is asked about, when it is due, and by which ladder."""

from __future__ import annotations

from datetime import datetime

from pathfinder_flow.domain.cases.obligations import Due
from pathfinder_flow.domain.deadlines.periods import Expected
from pathfinder_flow.domain.errors.not_found import UnknownRung
from pathfinder_flow.domain.reminders.ladder import Ladder, Rung
from pathfinder_flow.domain.reminders.rungs import moment_of
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.deadlines.lookup import ObligationRef, find
from pathfinder_flow.services.deadlines.queries import case_of, not_recorded
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.services.validation import listed, suggestion


def asked_about(
    app: AppContext, notices: NotificationContext, country: str, period: str, obligation: str | None
) -> tuple[ObligationRef, Due | None]:
    """Give the obligation meant and its due date: on record, or as the next run will put it."""
    case, rules = case_of(app, country)
    places = notices.places(case.record)
    asked = find(case, rules, places, period, obligation)
    due = case.record.obligations.of(asked.key).due
    if (due is None or due.day is None) and isinstance(asked.found, Expected):
        due = not_recorded(asked.found, places.country.zone_name, app.clock())
    return asked, due


def moment_in(
    notices: NotificationContext, asked: ObligationRef, rung: Rung, due: Due | None, ladder: Ladder
) -> datetime | None:
    """Give when a rung will be due; None without a due date or a known time zone."""
    places = notices.places(asked.case.record)
    return moment_of(rung, due, places, ladder.hours.start) if due else None


def ladder_of(notices: NotificationContext, obligation: str) -> Ladder:
    """Give the ladder for an obligation; raises :class:`UnknownRung` when it has none."""
    ladder = notices.ladders.ladders.get(obligation)
    if ladder is None:
        raise UnknownRung(obligation=obligation, given="", suggestion="", known=listed([]))
    return ladder


def rung_of(ladder: Ladder, obligation: str, name: str) -> Rung:
    """Give a rung by its name; raises :class:`UnknownRung`."""
    known = list(ladder.rungs)
    if name not in known:
        raise UnknownRung(
            obligation=obligation, given=name, suggestion=suggestion(name, known),
            known=listed(known),
        )  # fmt: skip
    return ladder.rungs[name]
