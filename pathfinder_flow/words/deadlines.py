"""What the ledger says about deadlines, reminders and mail, as sentences."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from pathfinder_flow.domain.cases.obligations import CORRECTION_LETTER
from pathfinder_flow.domain.ledger.entries import Entry, Kind
from pathfinder_flow.domain.reminders.reached import NOT_ASKED
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.words.catalog import join, say, texts
from pathfinder_flow.words.dates import say_day, weekday_name
from pathfinder_flow.words.refusals import obligation_title

ABOUT = frozenset((
    Kind.ZONE, Kind.WEEKEND, Kind.DUE, Kind.OUTCOME, Kind.EXTENSION, Kind.SUSPENSION,
    Kind.RESUMPTION, Kind.REMINDER, Kind.DELIVERY, Kind.CONTACT,
))  # fmt: skip
"""The kinds of entries that this module has the words for."""

_OFFICE = "secretariat"


def deadline_sentence(entry: Entry, workflow: Workflow | None, lang: str) -> str:
    """Say in one line what an entry of a kind in :data:`ABOUT` records.

    Without a workflow, obligations go by the names they have in files; rungs always do.
    """
    body = entry.body
    match entry.kind:
        case Kind.ZONE:
            return say("entry.zone", lang, zone=body["zone"])
        case Kind.WEEKEND:
            days = [weekday_name(day, lang) for day in body["days"]]
            return say("entry.weekend", lang, days=join(days, lang))
        case Kind.CONTACT:
            parts = [_known(f"contact.{name}", lang, name) for name in body["changed"]]
            return say("entry.contact", lang, what=join(parts, lang))
        case Kind.SUSPENSION:
            return say("entry.suspension", lang, title=_title(body, workflow, lang))
        case Kind.RESUMPTION:
            title = _title(body, workflow, lang)
            return say("entry.resumption", lang, title=title, number=body["suspension"])
    return _of_period(entry, workflow, lang)


def _of_period(entry: Entry, workflow: Workflow | None, lang: str) -> str:
    title = _title(entry.body, workflow, lang)
    report = say("entry.report", lang, title=title, period=entry.body["period"])
    match entry.kind:
        case Kind.REMINDER:
            return _reminder(entry.body, report, lang)
        case Kind.DELIVERY:
            return _delivery(entry, report, lang)
        case Kind.OUTCOME:
            return _outcome(entry.body, report, lang)
        case Kind.EXTENSION:
            return _extension(entry.body, report, lang)
    return _due(entry.body, report, lang)


def _title(body: dict[str, Any], workflow: Workflow | None, lang: str) -> str:
    name = str(body["obligation"])
    return obligation_title(workflow, name, lang) if workflow else name


def _known(key: str, lang: str, fallback: str) -> str:
    """Give a text of the catalogue, or what stands in a file where it has none."""
    return texts(lang).get(key, fallback)


def _outcome(body: dict[str, Any], report: str, lang: str) -> str:
    outcome = _known(f"outcome.{body['outcome']}", lang, body["outcome"])
    if body["evidence"] is None:
        return say("entry.outcome", lang, report=report, outcome=outcome)
    places = {"outcome": outcome, "number": body["evidence"]}
    return say("entry.outcome.evidence", lang, report=report, **places)


def _extension(body: dict[str, Any], report: str, lang: str) -> str:
    before, day = (say_day(date.fromisoformat(body[name]), lang) for name in ("from", "to"))
    places = {"before": before, "day": day, "decision": body["decision"]}
    return say("entry.extension", lang, report=report, **places)


def _due(body: dict[str, Any], report: str, lang: str) -> str:
    because = because_said(body["because"], lang)
    if body["due"] is None:
        return say("entry.due.none", lang, report=report, because=because)
    day = say_day(date.fromisoformat(body["due"]), lang)
    return say("entry.due", lang, report=report, day=day, because=because)


def because_said(code: str, lang: str) -> str:
    """Say why a due date was recorded."""
    return _known(f"because.{code}", lang, code)


def letter_title(rung: str, lang: str, *, unsure: bool = False) -> str:
    """Name a letter by what it is called in place of a rung; a rung goes by its own name.

    ``unsure``: whether it is the reminder, or a notice that nobody could be reached with it.
    """
    name, *after = rung.split("/")
    # A letter written anew goes by its rung and a number; a notice by whom it did not reach, too.
    if not all(part.isdigit() for part in after):
        return say("letter.not_delivered", lang, rung=name)
    if name == NOT_ASKED:
        return say("letter.not_asked", lang)
    if name == CORRECTION_LETTER:
        return say("letter.correction", lang)
    what, _, number = name.rpartition("_")
    if number.isdigit() and what in ("moved", "cancelled"):
        return say(f"letter.{what}", lang)
    return say("letter.of_rung" if unsure else "letter.rung", lang, rung=name)


def withheld_reason(code: str, facts: dict[str, Any], lang: str) -> str:
    """Say why a letter was not sent."""
    if code == "superseded" and facts.get("by"):
        return say("withheld.superseded_by", lang, letter=letter_title(facts["by"], lang))
    return _known(f"withheld.{code}", lang, code)


def _reminder(body: dict[str, Any], report: str, lang: str) -> str:
    places = {"report": report, "letter": letter_title(body["rung"], lang)}
    if body["withheld"]:
        why = withheld_reason(body["withheld"], body["facts"], lang)
        said = say("entry.reminder.withheld", lang, **places, why=why)
        return say("entry.instead", lang, what=said) if body["served"] else said
    served = body["served"]
    missing = [one["role"] for one in body["facts"].get("unserved", ()) if not one["copy"]]
    # The last mail of all went to the office, in place of whoever could not be reached.
    instead = bool(missing) and served[-1]["recipient"] == _OFFICE and not served[-1]["copy"]
    said = _written_to(served[:-1] if instead else served, places, lang)
    if missing:
        roles = join([say(f"role.{role}", lang) for role in dict.fromkeys(missing)], lang)
        said = say("entry.reminder.unreached", lang, what=said, roles=roles)
    return say("entry.instead", lang, what=said) if instead else said


def _written_to(served: list[dict[str, Any]], places: dict[str, str], lang: str) -> str:
    to, copies = (
        _to((one["role"] for one in served if one["copy"] is copied), lang)
        for copied in (False, True)
    )
    if to and copies:
        return say("entry.reminder.copy", lang, **places, to=to, copy=copies)
    return say("entry.reminder", lang, **places, to=to or copies)


def _to(roles: Iterable[str], lang: str) -> str:
    return join([say(f"to.{role}", lang) for role in dict.fromkeys(roles)], lang)


def _delivery(entry: Entry, report: str, lang: str) -> str:
    body = entry.body
    to_office = body["recipient"] == _OFFICE
    places = {"report": report, "letter": letter_title(body["rung"], lang, unsure=to_office)}
    places["to"] = say(f"to.{_role(body) or 'nobody_known'}", lang)
    state, why = body["state"], body.get("why")
    if state == "cancelled" and why not in (None, "person"):
        reason = withheld_reason(why, body.get("facts", {}), lang)
        return say("entry.delivery.cancelled_for", lang, **places, why=reason)
    if state == "sent" and body.get("again"):
        state = "sent_again"
    known = f"entry.delivery.{why}" in texts(lang)
    said = say(f"entry.delivery.{why if known else state}", lang, **places)
    return say("entry.instead", lang, what=said) if body.get("instead") else said


def _role(body: dict[str, Any]) -> str | None:
    """Give in which role a mail's recipient was written to, where the entry says so."""
    return _OFFICE if body["recipient"] == _OFFICE else body.get("role")
