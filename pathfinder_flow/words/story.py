"""The story of an entry: who recorded what, effective when, relying on what, after what.

Offices and roles only: no sentence names a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pathfinder_flow.domain.ledger.entries import PROGRAM, UNREGISTERED, Act, Entry, Kind
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import counted, join, say
from pathfinder_flow.words.dates import say_day, say_when
from pathfinder_flow.words.deeds import deed
from pathfinder_flow.words.entries import said_on_record, shown_reason
from pathfinder_flow.words.refusals import kind_title


def short_actor(act: Act, lang: str) -> str:
    """Say in a few words who recorded something, for a table: the role, and for whom."""
    if act.actor == PROGRAM:
        return say("by.program", lang)
    role = say(f"role.{act.role}", lang) if act.role else say("board.none", lang)
    if act.on_behalf_of and act.on_behalf_of != act.role:
        role += f", {countries.name(act.on_behalf_of, lang)}"
    return role


def did(entry: Entry, workflow: Workflow | None, lang: str) -> str:
    """Say who did what, in which role, on whose behalf, and when it was recorded."""
    act, who = entry.act, _actor(entry, lang)
    if act.on_behalf_of and act.on_behalf_of != act.role:
        country = countries.name(act.on_behalf_of, lang)
        who = say("story.on_behalf", lang, who=who, country=country)
    day = say_day(entry.recorded_at.date(), lang)
    return say("story.did", lang, day=day, who=who, deed=deed(entry, workflow, lang))


def _actor(entry: Entry, lang: str) -> str:
    act = entry.act
    if act.role:
        return say(f"by.{act.role}", lang)
    if act.actor in (PROGRAM, UNREGISTERED):
        return say(f"story.by.{'program' if act.actor == PROGRAM else 'unregistered'}", lang)
    return say("story.by.founder" if _founds(entry) else "story.by.unmandated", lang)


def _founds(entry: Entry) -> bool:
    """Whether it is the founding mandate, the only one that nobody held a role to give."""
    return entry.kind is Kind.MANDATE and entry.act.role is None


def whom(entry: Entry, lang: str) -> list[str]:
    """Name the countries that an entry of the programme is about, if it is about some."""
    codes = list(entry.body.get("outcomes", ())) or [entry.body.get("country")]
    return [countries.name(code, lang) for code in codes if code]


def details(entry: Entry, workflow: Workflow | None, lang: str) -> list[str]:
    """Say more of what an entry records: to whom, what a correction changes, what was answered."""
    body, said = entry.body, []
    named = whom(entry, lang) if entry.country is None and workflow is None else []
    if named:
        said.append(say("story.concerns", lang, countries=join(named, lang)))
    if body.get("recused"):
        aside = join([countries.name(code, lang) for code in body["recused"]], lang)
        said.append(say("story.recused", lang, countries=aside))
    for code, grounds in body.get("grounds", {}).items():
        name = countries.name(code, lang)
        said.append(say("story.grounds", lang, country=name, grounds=grounds))
    if entry.kind is Kind.CORRECTION:
        said += _corrected(entry, lang)
    if entry.kind is Kind.REFUSAL:
        answer = " ".join(said_on_record(entry, workflow, lang))
        said.append(say("story.answer", lang, said=answer))
    return said


def _corrected(entry: Entry, lang: str) -> list[str]:
    body, said = entry.body, []
    if body["effective"]:
        when = say_when(body["effective"], lang)
        said.append(say("story.correction.effective", lang, when=when))
    if body["fields"]:
        said.append(say("story.correction.fields", lang, fields=join([*body["fields"]], lang)))
    return said


def effect(entry: Entry, stands: Entry, lang: str) -> list[str]:
    """Say from when it holds, and what was recorded first if that was corrected.

    Nothing of a refusal, which holds from no day on.
    """
    if entry.kind is Kind.REFUSAL:
        return []
    when = say_when(stands.effective, lang)
    if stands.effective != entry.effective:
        before = say_when(entry.effective, lang)
        return [say("story.effective.first", lang, when=when, before=before)]
    if stands.effective == entry.recorded_at.date().isoformat():
        return [say("story.effective.same_day", lang)]
    return [say("story.effective", lang, when=when)]


def reliance(
    entry: Entry, relies_on: Iterable[Entry], workflow: Workflow | None, lang: str
) -> list[str]:
    """Say on what it relies: other entries, a letter, the actor's mandate; if on anything."""
    grounds = [_ground(one, workflow, lang) for one in relies_on]
    if entry.body.get("letter"):
        grounds.append(say("story.ground.letter", lang, letter=entry.body["letter"]))
    if entry.act.mandate:
        grounds.append(say("story.ground.own_mandate", lang, number=entry.act.mandate))
    return [say("story.relying", lang, grounds=join(grounds, lang))] if grounds else []


def _ground(entry: Entry, workflow: Workflow | None, lang: str) -> str:
    body, number = entry.body, entry.number
    match entry.kind:
        case Kind.EVIDENCE:
            title = kind_title(workflow, body["kind"], lang) if workflow else body["kind"]
            return say("story.ground.evidence", lang, title=title, number=number)
        case Kind.DECISION:
            group = say(f"role.{body['body']}", lang)
            return say("story.ground.decision", lang, body=group, number=number)
        case Kind.MANDATE:
            role = say(f"role.{body['role']}", lang)
            return say("story.ground.mandate", lang, role=role, number=number)
    return say("story.ground.entry", lang, number=number)


def after_refusals(numbers: Sequence[int], lang: str) -> list[str]:
    """Say which refused attempts at the same came before; nothing if none did."""
    return [_numbered("story.after_refusals", numbers, lang)] if numbers else []


def _numbered(key: str, numbers: Sequence[int], lang: str) -> str:
    joined = join([str(number) for number in numbers], lang)
    return counted(key, len(numbers), lang, numbers=joined)


def remarks(entry: Entry, lang: str) -> list[str]:
    """Give the reason and the note that were recorded with it, in their own words."""
    said = []
    # That an entry is attested, or founds the ledger, is told already: its reason says no more.
    reason = shown_reason(entry)
    if reason and not _founds(entry):
        said.append(say("entry.reason", lang, reason=_ended(reason)))
    if entry.body.get("note"):
        said.append(say("story.note", lang, note=_ended(entry.body["note"])))
    return said


def _ended(text: str) -> str:
    """Give somebody's text with a full stop, as other sentences follow."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def standing(
    certainty: str, withdrawn_by: int | None, amended_by: Sequence[int], lang: str
) -> list[str]:
    """Say what is to be thought of it now: nothing of what is certain and was never corrected."""
    said = []
    if certainty in ("possible", "disputed"):
        said.append(say(f"story.certainty.{certainty}", lang))
    if withdrawn_by:
        said.append(say("story.withdrawn", lang, number=withdrawn_by))
    if amended_by:
        said.append(_numbered("story.amended", amended_by, lang))
    return said
