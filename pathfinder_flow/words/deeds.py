"""What somebody did by recording an entry, as the rest of a sentence that begins with who."""

from __future__ import annotations

from pathfinder_flow.domain.ledger.entries import Entry, Kind
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.words.catalog import say
from pathfinder_flow.words.dates import say_when
from pathfinder_flow.words.entries import attempted, entry_sentence, outcomes_of, titled
from pathfinder_flow.words.refusals import event_title, kind_title, role_title, state_title


def deed(entry: Entry, workflow: Workflow | None, lang: str) -> str:
    """Say what was done: "moved the country from ...", "withdrew entry 12 by a correction".

    What has no words of its own is "recorded: ..." with what the entry says. Without a workflow
    things go by the names they have in files.
    """
    body = entry.body
    match entry.kind:
        case Kind.CASE_OPENED:
            state = titled(state_title, workflow, body["to"], lang)
            return _attested("case_opened", entry, lang, state=state, workflow=body["workflow"])
        case Kind.TRANSITION:
            return _transition(entry, workflow, lang)
        case Kind.EVIDENCE:
            return say(
                "deed.evidence", lang, title=titled(kind_title, workflow, body["kind"], lang)
            )
        case Kind.CORRECTION:
            what = "withdrawn" if body["withdraw"] else "amended"
            return say(f"deed.{what}", lang, number=body["corrects"])
        case Kind.REFUSAL:
            return say("deed.refused", lang, what=attempted(entry, workflow, lang))
    return _of_programme(entry, workflow, lang) or _recorded(entry, workflow, lang)


def _recorded(entry: Entry, workflow: Workflow | None, lang: str) -> str:
    return say("deed.recorded", lang, what=entry_sentence(entry, workflow, lang))


def _attested(deed: str, entry: Entry, lang: str, **places: str) -> str:
    key = f"deed.{deed}.attested" if entry.body.get("attested") else f"deed.{deed}"
    return say(key, lang, **places)


def _transition(entry: Entry, workflow: Workflow | None, lang: str) -> str:
    body = entry.body
    places = {
        "title": titled(event_title, workflow, body["event"], lang),
        "dest": titled(state_title, workflow, body["to"], lang),
    }
    if body["from"] is None:
        return _attested("transition_first", entry, lang, **places)
    places["source"] = titled(state_title, workflow, body["from"], lang)
    return _attested("transition", entry, lang, **places)


def _of_programme(entry: Entry, workflow: Workflow | None, lang: str) -> str:
    """Say what was done about mandates, decisions and workflows; nothing of any other kind."""
    body = entry.body
    match entry.kind:
        case Kind.MANDATE:
            end = (
                say("entry.mandate.end", lang, end=say_when(body["end"], lang))
                if body["end"]
                else ""
            )
            role, start = say(f"role.{body['role']}", lang), say_when(body["start"], lang)
            return say("deed.mandate", lang, role=role, start=start, end=end)
        case Kind.MANDATE_ENDED:
            end = say_when(body["end"], lang)
            return say("deed.mandate_ended", lang, number=body["mandate"], end=end)
        case Kind.DECISION:
            outcome = outcomes_of(entry, workflow, lang)
            group = role_title(workflow, body["body"], lang)
            return say("deed.decision", lang, body=group, meeting=body["meeting"], outcome=outcome)
        case Kind.MIGRATION:
            return say("deed.migration", lang, source=body["from_workflow"], dest=body["workflow"])
        case Kind.WORKFLOW_PUBLISHED:
            return say("deed.workflow_published", lang, workflow=body["workflow"])
    return ""
