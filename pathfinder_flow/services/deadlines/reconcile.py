"""Keeping due dates on record as the facts have them, each change with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.obligations import CANCELLED, EXCUSES, Due, Key, Obligation
from pathfinder_flow.domain.deadlines.due_dates import Derivation, Places, derive
from pathfinder_flow.domain.deadlines.occurrences import occurrence, occurrences
from pathfinder_flow.domain.deadlines.periods import (
    AHEAD,
    Expected,
    NotOwed,
    assess,
    expected,
    pause_on,
)
from pathfinder_flow.domain.ledger.entries import OF_ITSELF, Draft, Entry, Kind, moment_text
from pathfinder_flow.domain.workflow.model import ObligationRule as Rule
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.services.context import NotificationContext
from pathfinder_flow.services.unit_of_work import UnitOfWork

_BY_STEP = {"rule": "rule", "after": "rule", "extension": "extended", "suspension": "resumed"}


_FIRST = ("rule", "after")
"""The first step of a derivation, by either kind of rule."""


def reconcile_due_dates(
    uow: UnitOfWork, notices: NotificationContext, case: Case, workflow: Workflow
) -> list[Entry]:
    """Bring a country's due dates on record up to the facts.

    1. What is owed within a year, or first, and not on record goes on record. 2. A date that
    comes out differently is recorded anew, with what changed it. 3. What is no longer owed falls
    away. What has been settled is left alone.
    """
    places = notices.places(case.record)
    made = []
    for key in _keys(case, workflow, places, uow.today_in(case.country)):
        entry = _keep_one(uow, case, workflow, places, key)
        if entry:
            made.append(entry)
    return made


def _keys(case: Case, workflow: Workflow, places: Places, today: date) -> list[Key]:
    known = case.record.obligations.known
    owed = {one.key for one in expected(case, workflow, places, until=today + AHEAD)}
    return sorted(owed | {key for key, kept in known.items() if kept.dues})


def _keep_one(
    uow: UnitOfWork, case: Case, workflow: Workflow, places: Places, key: Key
) -> Entry | None:
    kept, rule = case.record.obligations.of(key), workflow.obligations.get(key[0])
    if kept.result and kept.due:
        return None
    found = assess(case, key, rule, places) if rule else NotOwed("no_rule", {})
    if isinstance(found, NotOwed):
        if kept.due is None or kept.due.day is None:
            return None
        return _append(uow, case, key, _fallen_away(kept.due, found.code, workflow.name))
    because = _why_anew(kept.due, found.derivation, places, uow.today_in(case.country))
    because = because or _begins_anew(key, kept, case, found.rule)
    return _append(uow, case, key, _body(found, places, because, case)) if because else None


def _why_anew(kept: Due | None, found: Derivation, places: Places, today: date) -> str | None:
    """Say why a date must be recorded (anew); None when the one on record stands."""
    if kept is None:
        return "first"
    if kept.day is None:
        return "owed_again"
    if kept.zone is None and found.at:
        return "zone"
    if kept.day != found.day or kept.opens != found.opens:
        because = _changed_step(kept, found)
        # New data or rules change what is to come, never what has passed.
        return None if because in ("calendar", "rule") and kept.day < today else because
    # The same zone may have got another clock by new data.
    moved = kept.at != found.at and kept.day >= today
    return "zone" if moved or kept.zone != places.country.zone_name else None


def _begins_anew(key: Key, kept: Obligation, case: Case, rule: Rule) -> str | None:
    """Say why the ladder begins anew: what kept reminders back in this round holds no more."""
    reasons = set(_kept_back(kept, case))
    called_off = any(
        turn == kept.round and rung.startswith(CANCELLED) for turn, rung in kept.reminders
    )
    if kept.result is None and (called_off or reasons & _SETTLED):
        return "reopened"
    if "other_stage" in reasons and rule.is_asked_in(case.state):
        return "returned"
    pauses = case.record.obligations.pauses.get(key[0], [])
    return "resumed" if "suspended" in reasons and not pause_on(pauses, case.day) else None


def _kept_back(kept: Obligation, case: Case) -> Iterator[str | None]:
    """Give why reminders of this round were withheld, or their mails cancelled."""
    for (turn, _), reminder in kept.reminders.items():
        if turn == kept.round:
            yield reminder.withheld
            for one in reminder.served:
                delivered = case.record.obligations.delivered
                for known in delivered.get((one.message, one.recipient), [])[-1:]:
                    yield known.get("why") if known["state"] == "cancelled" else None


_SETTLED = {"already_reported", *EXCUSES}


def _changed_step(kept: Due, found: Derivation) -> str:
    """Name what differs first between two derivations: the rule, an extension, a pause, a day."""
    if kept.opens != found.opens:
        return "rule"
    for step, because in _BY_STEP.items():
        before = [one for one in kept.steps if one["step"] == step]
        after = [one for one in found.steps if one["step"] == step]
        if step not in _FIRST and len(after) < len(before):
            return "taken_back"
        if _facts(before) != _facts(after):
            return because
    return "calendar"


def _facts(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave the day of a step out unless it is the rule's: it follows from the steps before."""
    return [
        {name: value for name, value in step.items() if name != "day" or step["step"] in _FIRST}
        for step in steps
    ]


def _body(found: Expected, places: Places, because: str, case: Case) -> dict[str, Any]:
    derivation = found.derivation
    status = case.status
    return {
        "due": derivation.day.isoformat(),
        "opens": derivation.opens.isoformat(),
        "at": moment_text(derivation.at) if derivation.at else None,
        "zone": places.country.zone_name,
        "calendar": derivation.calendar.name,
        "calendar_version": derivation.calendar.version,
        "steps": list(derivation.steps),
        "because": because,
        "status": list(status.numbers) if status else [],
    }


def _fallen_away(due: Due, code: str, workflow: str) -> dict[str, Any]:
    return {
        "due": None,
        "opens": due.opens.isoformat(),
        "at": None,
        "zone": due.zone,
        "calendar": due.calendar,
        "calendar_version": due.calendar_version,
        "steps": [{"step": "fallen_away", "why": code, "workflow": workflow}],
        "because": code,
        "status": [],
    }


def _append(uow: UnitOfWork, case: Case, key: Key, body: dict[str, Any]) -> Entry:
    today = uow.today.isoformat()
    body = {"obligation": key[0], "period": key[1], **body}
    return uow.append(Draft(Kind.DUE, case.country, today, OF_ITSELF, "", body))


def next_on_record(case: Case, workflow: Workflow, places: Places, name: str) -> date | None:
    """Give the day on which the next period of a rule goes on record; None if none will."""
    rule = workflow.obligations.get(name)
    known = [period for one, period in case.record.obligations.known if one == name]
    last = occurrence(rule, case, max(known)) if rule and known else None
    if rule is None or last is None or rule.is_counted:
        return None
    later = (one for one in occurrences(rule, case, last.first) if one.day > last.day)
    following = next(later, None)
    return derive(rule, following, places, [], []).day - AHEAD if following else None
