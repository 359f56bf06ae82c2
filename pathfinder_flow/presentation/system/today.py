"""The worklist of a day, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from pathfinder_flow.domain.actions import Action
from pathfinder_flow.presentation.blocks import Advice, Block, Heading, Paragraph, under
from pathfinder_flow.presentation.cases import lapses
from pathfinder_flow.presentation.system.health import to_do, trouble_sentence
from pathfinder_flow.services.worklist.today import Awaited, WorkItem, Worklist
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import counted, join, say
from pathfinder_flow.words.dates import say_day
from pathfinder_flow.words.refusals import event_title, outcome_title, role_title, thing_brief


def as_values(found: Worklist, lang: str) -> dict[str, Any]:
    """Give the worklist as JSON values."""
    return {
        "day": found.day.isoformat(),
        "mine": [
            {
                "code": one.code,
                "country": one.country,
                "since": one.since.isoformat() if one.since else None,
                "said": _said(one, lang),
                "action": asdict(one.todo) if one.todo else None,
            }
            for one in found.mine
        ],
        "awaited": [
            {
                "roles": [str(role) for role in one.step.by],
                "target": one.step.target,
                "countries": list(one.countries),
                "said": _awaited(one, lang),
            }
            for one in found.awaited
        ],
        "mails": [
            {"at": one.moment.isoformat(), "country": one.country, "role": one.role,
             "subject": one.subject}
            for one in found.mails
        ],
        "late": {
            band: [{"country": one.country, "period": one.key[1], "days": one.days} for one in late]
            for band, late in found.late.items()
        },
        "troubles": [trouble_sentence(one, lang) for one in found.troubles],
    }  # fmt: skip


def as_blocks(found: Worklist, lang: str) -> Iterator[Block]:
    """Give the worklist as a text; what is the same of many countries is said once."""
    yield Heading(say("today.title", lang, day=say_day(found.day, lang)))
    yield from _mine(found, lang)
    if found.awaited:
        yield from under(say("today.awaited", lang))
    for one in found.awaited:
        yield Paragraph(_awaited(one, lang), mark="- ")
    yield from under(say("today.mails", lang))
    yield Paragraph(_mails(found, lang))
    if any(found.late.values()):
        yield from under(say("today.late", lang))
    for band, late in found.late.items():
        if late:
            named = _names(sorted({one.country for one in late}), lang)
            yield Paragraph(say(f"today.{band}", lang, countries=named), mark="- ")
    yield from under(say("today.program", lang))
    for trouble in found.troubles[:1]:
        yield Paragraph(Advice(trouble_sentence(trouble, lang), *to_do(trouble)))
    if not found.troubles:
        yield Paragraph(say("status.well", lang))


def _mine(found: Worklist, lang: str) -> Iterator[Block]:
    if not found.mine:
        yield Paragraph(say("today.nothing", lang))
    concerned: dict[str, tuple[list[str], list[Action]]] = {}
    for one in found.mine:
        codes, actions = concerned.setdefault(_said(one, lang), ([], []))
        codes += [one.country] if one.country else []
        actions += [one.todo] if one.todo else []
    for said, (codes, actions) in concerned.items():
        # One command stands for all where a thing is to do in many countries.
        yield Paragraph(Advice(_where(said, codes, lang), *actions[:1]), mark="- ")


def _where(said: str, codes: list[str], lang: str) -> str:
    """Say of which country something is said; of several after it, so that one reads what first."""
    if len(codes) > 1:
        return say("today.several", lang, said=said, countries=_names(codes, lang))
    return say("paper.field", lang, field=_names(codes, lang), value=said) if codes else said


def _names(codes: list[str], lang: str) -> str:
    return join([countries.name(code, lang) for code in codes], lang)


def _said(one: WorkItem, lang: str) -> str:
    facts, workflow = one.facts, one.workflow
    since = say_day(one.since, lang) if one.since else ""
    if one.code == "lapse":
        return lapses.sentence(facts["lapse"], lang)
    places = dict(facts)
    if workflow and one.code == "decision":
        places["outcome"] = outcome_title(workflow, facts["outcome"], lang)
        places["body"] = role_title(workflow, facts["body"], lang)
    if workflow and one.code == "move":
        places["event"] = event_title(workflow, facts["event"], lang)
    return say(f"today.{one.code}", lang, **places, since=since)


def _awaited(one: Awaited, lang: str) -> str:
    roles = join([role_title(one.workflow, role, lang) for role in one.step.by], lang, "or")
    thing = thing_brief(one.step, one.workflow, lang)
    named = _names(list(one.countries), lang)
    return say("paper.field", lang, field=f"{thing} ({roles})", value=named)


def _mails(found: Worklist, lang: str) -> str:
    if not found.mails:
        return say("today.no_mails", lang)
    named = _names(sorted({one.country for one in found.mails}), lang)
    return counted("today.mails_to", len(found.mails), lang, countries=named)
