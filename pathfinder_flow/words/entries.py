"""Entries of the ledger as sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pathfinder_flow.domain.cases.facts import MAY_HAVE_BEEN
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.ledger.entries import UNREGISTERED, Entry, Kind
from pathfinder_flow.domain.workflow.answers import Refusal
from pathfinder_flow.domain.workflow.denials import mandate_needed
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.words.catalog import say
from pathfinder_flow.words.dates import say_when
from pathfinder_flow.words.deadlines import ABOUT, deadline_sentence
from pathfinder_flow.words.errors import worded
from pathfinder_flow.words.refusals import (
    event_title,
    kind_title,
    outcome_title,
    refusal_sentence,
    role_title,
    state_title,
)


def entry_sentence(entry: Entry, workflow: Workflow | None, lang: str) -> str:
    """Say what an entry records, in one line; titles come from the workflow then in force.

    Without one, as for what concerns the programme, things go by the names they have in files.
    """
    if entry.kind in ABOUT:
        return _with_its_basis(deadline_sentence(entry, workflow, lang), entry.body, lang)
    body = entry.body
    match entry.kind:
        case Kind.KEY | Kind.ERASURE:
            said = _about_the_record(entry, lang)
        case Kind.CASE_OPENED:
            state = titled(state_title, workflow, body["to"], lang)
            said = say("entry.case_opened", lang, state=state, workflow=body["workflow"])
        case Kind.TRANSITION:
            said = _transition(entry, workflow, lang)
        case Kind.EVIDENCE:
            kind = titled(kind_title, workflow, body["kind"], lang)
            said = say("entry.evidence", lang, title=kind)
        case Kind.REFUSAL:
            said = say("entry.refusal", lang, what=attempted(entry, workflow, lang))
        case Kind.CORRECTION:
            what = say(f"entry.correction.{'withdraw' if body['withdraw'] else 'amend'}", lang)
            said = say("entry.correction", lang, number=body["corrects"], what=what)
        case _:
            said = _about_the_programme(entry, workflow, lang)
    return _with_its_basis(said, body, lang)


def _with_its_basis(said: str, body: dict[str, Any], lang: str) -> str:
    if body.get("certainty") == MAY_HAVE_BEEN:
        return say("entry.may_have_been", lang, what=said)
    if not body.get("attested"):
        return said
    return say("entry.told_later" if "outcome" in body else "entry.attested", lang, what=said)


def shown_reason(entry: Entry) -> str:
    """Give the reason that was recorded, empty where it only says that the entry is attested.

    Of a report told of a time before this ledger, it is the source.
    """
    if entry.body.get("attested") and entry.kind is not Kind.OUTCOME:
        return ""
    return entry.reason


def titled(
    find: Callable[[Workflow, str, str], str], workflow: Workflow | None, name: str, lang: str
) -> str:
    """Give the title of something in a workflow; without one, the name it has in files."""
    return find(workflow, name, lang) if workflow else name


def _transition(entry: Entry, workflow: Workflow | None, lang: str) -> str:
    body = entry.body
    title = titled(event_title, workflow, body["event"], lang)
    dest = titled(state_title, workflow, body["to"], lang)
    if body["from"] is None:
        return say("entry.transition_first", lang, title=title, dest=dest)
    source = titled(state_title, workflow, body["from"], lang)
    return say("entry.transition", lang, title=title, source=source, dest=dest)


def _about_the_programme(entry: Entry, workflow: Workflow | None, lang: str) -> str:
    body = entry.body
    match entry.kind:
        case Kind.MANDATE:
            return _mandate(entry, lang)
        case Kind.MANDATE_ENDED:
            end = say_when(body["end"], lang)
            return say("entry.mandate_ended", lang, number=body["mandate"], end=end)
        case Kind.DECISION:
            role = role_title(workflow, body["body"], lang)
            outcomes = outcomes_of(entry, workflow, lang)
            return say("entry.decision", lang, body=role, meeting=body["meeting"], outcome=outcomes)
        case Kind.MEETING:
            role = say(f"role.{body['body']}", lang)
            days = (
                body["start"] if body["start"] == body["end"] else f"{body['start']}/{body['end']}"
            )
            when = say_when(days, lang)
            return say("entry.meeting", lang, body=role, meeting=body["meeting"], when=when)
        case Kind.MIGRATION:
            places = {"source": body["from_workflow"], "dest": body["workflow"]}
            return say("entry.migration", lang, **places)
        case _:
            return say("entry.workflow_published", lang, workflow=body["workflow"])


def outcomes_of(entry: Entry, workflow: Workflow | None, lang: str) -> str:
    """Name the outcomes of a decision, each once."""
    found = sorted(set(entry.body["outcomes"].values()))
    return ", ".join(outcome_title(workflow, one, lang) for one in found)


def _about_the_record(entry: Entry, lang: str) -> str:
    body = entry.body
    if entry.kind is Kind.ERASURE:
        count = len(body["messages"])
        return say("entry.erasure", lang, person=body["person"], count=count)
    name, key_id, _ = body["key"].split("+", 2)
    if body["replaces"]:
        return say("entry.key.rotated", lang, id=key_id, name=name, replaced=body["replaces"])
    return say("entry.key.first", lang, id=key_id, name=name)


def _mandate(entry: Entry, lang: str) -> str:
    body = entry.body
    end = ""
    if body["end"]:
        end = say("entry.mandate.end", lang, end=say_when(body["end"], lang))
    role, start = say(f"role.{body['role']}", lang), say_when(body["start"], lang)
    return say("entry.mandate", lang, role=role, start=start, end=end)


def attempted(entry: Entry, workflow: Workflow | None, lang: str) -> str:
    """Say what was attempted and refused."""
    body = entry.body
    if "event" in body:
        return titled(event_title, workflow, body["event"], lang)
    if entry.act.actor == UNREGISTERED:
        return say("entry.refusal.act", lang)
    if lang == "en" or "attempt_key" not in body:
        return str(body["attempt"])
    places = dict(body["attempt_places"])
    if "kind" in places:
        places["kind"] = titled(kind_title, workflow, places["kind"], lang)
    return str(worded(Clause(body["attempt_key"], "", **places), lang))


def said_on_record(entry: Entry, workflow: Workflow | None, lang: str) -> list[str]:
    """Give the explanation that went with a refusal; else nothing.

    In English as it was given; in other languages worded from its facts, where it holds them.
    """
    body = entry.body
    if entry.kind is not Kind.REFUSAL:
        return []
    if lang != "en" and entry.act.actor == UNREGISTERED:
        return [say("entry.refusal.unregistered", lang)]
    if lang != "en" and "roles" in body:
        return [str(worded(mandate_needed(body["roles"], entry.effective), lang))]
    asked_of = body.get("workflow")
    if lang != "en" and "reasons" in body and workflow and asked_of == workflow.name:
        reasons = [Refusal(r["code"], r["question"], r["facts"]) for r in body["reasons"]]
        return [refusal_sentence(reason, workflow, lang) for reason in reasons]
    return list(body["said"])
