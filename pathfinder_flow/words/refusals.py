"""Refusals and gap plans as sentences; what they name is taken from the workflow."""

from __future__ import annotations

from typing import Any

from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.workflow.answers import Refusal, Step
from pathfinder_flow.domain.workflow.gap_plan import Unseen
from pathfinder_flow.domain.workflow.model import Text, Workflow
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import join, marked, quoted, say, texts
from pathfinder_flow.words.dates import say_when


def title(text: Text, lang: str) -> str:
    """Give a text in a language; in English when the definition lacks that language.

    Titles are names, and stay as they are; a sentence in English is marked as such.
    """
    english = text["en"]
    return text.get(lang) or (marked(english) if english.endswith(".") else english)


def state_title(workflow: Workflow, state: str, lang: str) -> str:
    """Give the title of a state; its name when the workflow does not know it."""
    known = workflow.states.get(state)
    return title(known.title, lang) if known else state


def kind_title(workflow: Workflow, kind: str, lang: str) -> str:
    """Give the title of a kind of evidence; its name when the workflow does not know it."""
    known = workflow.evidence.get(kind)
    return title(known.title, lang) if known else kind


def event_title(workflow: Workflow, event: str, lang: str) -> str:
    """Give the title of an event; its name when the workflow does not know it."""
    known = workflow.transitions.get(event)
    return title(known.title, lang) if known else event


def obligation_title(workflow: Workflow, name: str, lang: str) -> str:
    """Give the title of an obligation; its name when the workflow does not know it."""
    known = workflow.obligations.get(name)
    return title(known.title, lang) if known else name


def outcome_title(workflow: Workflow | None, outcome: str, lang: str) -> str:
    """Give the title of an outcome: the workflow's, else the program's, else its name."""
    if workflow and outcome in workflow.outcomes:
        return title(workflow.outcomes[outcome], lang)
    return texts(lang).get(f"outcome.{outcome}", outcome)


def role_title(workflow: Workflow | None, role: str, lang: str) -> str:
    """Give the title of a role or a body: the workflow's, else the program's."""
    known = workflow.roles.get(Role(role)) if workflow else None
    return title(known, lang) if known else say(f"role.{role}", lang)


def field_title(workflow: Workflow, kind: str, name: str, lang: str) -> str:
    """Give the title of a field of a kind of evidence."""
    return title(workflow.evidence[kind].fields[name].title, lang)


def option_title(workflow: Workflow, kind: str, field: str, option: str, lang: str) -> str:
    """Give the title of one option of a field."""
    known = workflow.evidence[kind].fields[field].options.get(option)
    return title(known, lang) if known else option


def refusal_sentence(refusal: Refusal, workflow: Workflow, lang: str) -> str:
    """Word a refusal."""
    facts = dict(refusal.facts)
    if refusal.code == "not_available":
        return _not_available(facts, workflow, lang)
    worded = {name: _fact(name, facts, workflow, lang) for name in facts}
    return say(f"refusal.{refusal.code}", lang, **worded)


def _not_available(facts: dict[str, Any], workflow: Workflow, lang: str) -> str:
    state = facts["state"]
    moved = ""
    if "last_move" in facts:
        moved = say("refusal.not_available.moved", lang, number=facts["last_move"])
    starts = [quoted(state_title(workflow, name, lang), lang) for name in facts["from_states"]]
    nowhere = say("refusal.not_available.nowhere", lang)
    stands = quoted(state_title(workflow, state, lang), lang) if state else nowhere
    joined = join(starts, lang, "or")
    return say("refusal.not_available", lang, from_states=joined, state=stands, moved=moved)


_TITLED = {
    "role": role_title, "body": role_title, "event": event_title, "request": kind_title,
    "answer": kind_title, "outcome": outcome_title, "found": outcome_title,
}  # fmt: skip
"""How a fact is worded, by the meaning of its name."""


def _fact(name: str, facts: dict[str, Any], workflow: Workflow, lang: str) -> Any:
    """Word one fact of a refusal by the meaning of its name; what has none stays as it is."""
    value, kind = facts[name], facts.get("kind", "")
    if name in _TITLED:
        return _TITLED[name](workflow, value, lang)
    match name:
        case "date" | "since" | "until" | "period":
            return say_when(value, lang)
        case "names":
            return join(value, lang)
        case "roles":
            return join([role_title(workflow, role, lang) for role in value], lang, "or")
    return _of_kind(name, facts, workflow, lang) if kind else value


def _of_kind(name: str, facts: dict[str, Any], workflow: Workflow, lang: str) -> Any:
    """Word a fact about a kind of evidence: the kind itself, its fields, or their options."""
    value, kind = facts[name], facts["kind"]
    match name:
        case "kind":
            return kind_title(workflow, kind, lang)
        case "field":
            return field_title(workflow, kind, value, lang)
        case "fields":
            return join([field_title(workflow, kind, one, lang) for one in value], lang)
        case "said" | "wanted":
            return option_title(workflow, kind, facts["field"], value, lang)
        case "groups":
            field = facts["field"]
            return join([option_title(workflow, kind, field, g, lang) for g in value], lang)
    return value


def unseen_title(unseen: Unseen, workflow: Workflow, lang: str) -> str:
    """Name something the file never saw."""
    match unseen.what:
        case "decision":
            outcome = outcome_title(workflow, str(unseen.outcome), lang)
            body = role_title(workflow, unseen.target, lang)
            return say("unseen.decision", lang, outcome=outcome, body=body)
        case "mandate":
            return say("unseen.mandate", lang, role=role_title(workflow, unseen.target, lang))
    return say("unseen.evidence", lang, title=kind_title(workflow, unseen.target, lang))


def step_sentence(step: Step, workflow: Workflow, lang: str) -> str:
    """Word a step of a gap plan: what to do, what it must be like, who can do it."""
    what = _what(step, workflow, lang)
    if step.act == "wait":
        return f"{what}."
    by = join([say(f"by.{role}", lang) for role in step.by], lang, "or")
    return f"{what} — {say('step.by', lang, roles=by)}."


def step_brief(step: Step, workflow: Workflow, lang: str) -> str:
    """Word a step for a table: the thing missing, and the roles that can supply it."""
    if step.act == "another_person":
        return say("step.another_person", lang)
    roles = join([role_title(workflow, role, lang) for role in step.by], lang, "or")
    return f"{thing_brief(step, workflow, lang)} ({roles})"


def thing_brief(step: Step, workflow: Workflow, lang: str) -> str:
    """Name the thing that a step is about."""
    places = {
        "title": kind_title(workflow, step.target, lang),
        "outcome": outcome_title(workflow, step.demands.get("outcome", ""), lang),
    }
    if step.act == "mandate":
        places["role"] = role_title(workflow, step.target, lang)
    if step.act == "wait":
        places["day"] = say_when(step.target, lang, short=True)
    if step.act == "move":
        places["title"] = event_title(workflow, step.target, lang)
    return say(f"brief.{step.act}", lang, **places)


def _what(step: Step, workflow: Workflow, lang: str) -> str:
    match step.act:
        case "evidence":
            worded = kind_title(workflow, step.target, lang)
            demands = _demands(step, workflow, lang)
            return say("step.evidence", lang, title=worded, kind=step.target, demands=demands)
        case "mandate":
            demands = say("demand.in_force", lang, day=say_when(step.demands["to"], lang))
            role = role_title(workflow, step.target, lang)
            return say("step.mandate", lang, role=role, demands=_listed([demands], lang))
        case "decision":
            body = role_title(workflow, step.target, lang)
            return say("step.decision", lang, body=body, demands=_demands(step, workflow, lang))
        case "wait":
            return say("step.wait", lang, day=say_when(step.target, lang))
        case "another_person":
            return say("step.another_person", lang)
    rest = [quoted(event_title(workflow, e, lang), lang) for e in step.demands.get("path", [])[1:]]
    path = say("step.path", lang, events=join(rest, lang)) if rest else ""
    worded = event_title(workflow, step.target, lang)
    return say("step.move", lang, title=worded, event=step.target, path=path)


def _demands(step: Step, workflow: Workflow, lang: str) -> str:
    clauses = [*_of_fields(step, workflow, lang), *_of_decision(step, workflow, lang)]
    clauses += _of_date(step, lang)
    if step.demands.get("not_by"):
        clauses.append(say("demand.not_by", lang))
    return _listed(clauses, lang)


def _listed(clauses: list[str], lang: str) -> str:
    comma = say("join.list", lang)
    return "".join(f"{comma}{clause}" for clause in clauses)


def _of_fields(step: Step, workflow: Workflow, lang: str) -> list[str]:
    def name(field: str) -> str:
        return field_title(workflow, step.target, field, lang)

    asked, clauses = step.demands, []
    special = {*asked.get("choices", ()), *asked.get("values", ()), *asked.get("covers", ())}
    plain = [name(field) for field in asked.get("fields", ()) if field not in special]
    if plain:
        clauses.append(say("demand.fields", lang, fields=join(plain, lang)))
    for field, chosen in asked.get("choices", {}).items():
        titles = [option_title(workflow, step.target, field, one, lang) for one in chosen]
        joined = join(titles, lang)
        clauses.append(say("demand.choices", lang, field=name(field), values=joined))
    for field, value in asked.get("values", {}).items():
        option = option_title(workflow, step.target, field, value, lang)
        clauses.append(say("demand.values", lang, field=name(field), value=option))
    if asked.get("indicators"):
        clauses.append(say("demand.indicators", lang, ids=join(asked["indicators"], lang)))
    for field, day in asked.get("covers", {}).items():
        clauses.append(say("demand.covers", lang, field=name(field), day=say_when(day, lang)))
    return clauses


def _of_decision(step: Step, workflow: Workflow, lang: str) -> list[str]:
    clauses = []
    if "outcome" in step.demands:
        outcome = outcome_title(workflow, step.demands["outcome"], lang)
        clauses.append(say("demand.outcome", lang, outcome=outcome))
    if step.demands.get("recused"):
        names = [countries.name(code, lang) for code in step.demands["recused"]]
        clauses.append(say("demand.recused", lang, countries=join(names, lang)))
    return clauses


def _of_date(step: Step, lang: str) -> list[str]:
    end = step.demands.get("to")
    return [say("demand.dated_by", lang, end=say_when(end, lang))] if end else []
