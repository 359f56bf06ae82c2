"""How a due date was computed, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pathfinder_flow.domain.actions import action
from pathfinder_flow.domain.cases.obligations import Due
from pathfinder_flow.domain.deadlines.due_dates import Derivation
from pathfinder_flow.presentation.blocks import (
    Advice,
    Block,
    Heading,
    Paragraph,
    under,
)
from pathfinder_flow.services.deadlines.lookup import not_owed
from pathfinder_flow.services.deadlines.queries import Explanation
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import join, say, texts
from pathfinder_flow.words.dates import say_day, say_moment, say_when
from pathfinder_flow.words.derivations import step_sentence
from pathfinder_flow.words.errors import worded
from pathfinder_flow.words.refusals import obligation_title
from pathfinder_flow.words.standing import say_standing


def as_blocks(found: Explanation, lang: str) -> Iterator[Block]:
    """Give the derivation of a due date, and the dates it had before."""
    yield Heading(_title(found, lang))
    for said in _head(found, lang):
        yield Paragraph(said)
    steps = [*_steps(found, lang)]
    if steps:
        yield from under(say("explain.steps", lang))
    for number, said in enumerate(steps, start=1):
        yield Paragraph(said, indent=2, mark=f"{number}. ")
    earlier = [_dated(due, lang) for due in found.kept.dues[:-1]]
    if earlier:
        yield from under(say("explain.earlier", lang))
    for said in earlier:
        yield Paragraph(said, indent=2, mark="- ")


def _title(found: Explanation, lang: str) -> str:
    meant = found.meant
    title = obligation_title(meant.rules.workflow, meant.key[0], lang)
    report = say("entry.report", lang, title=title, period=meant.key[1])
    return f"{countries.name(meant.case.country, lang)} ({meant.case.country}): {report}"


def _head(found: Explanation, lang: str) -> Iterator[str]:
    """Say when it is due and how it stands, or why nothing is owed."""
    day = _day(found)
    if day is None and found.not_owed:
        why = worded(not_owed(found.not_owed), lang)
        yield say("explain.not_owed", lang, period=found.meant.key[1], why=why)
    if day and found.standing:
        standing = say_standing(found.standing, found.days, lang)
        yield say("explain.due", lang, day=say_day(day, lang), standing=standing)
    result = found.kept.result
    if result:
        when = say_when(result.when.text, lang)
        outcome = texts(lang).get(f"outcome.{result.outcome}", result.outcome)
        yield say("explain.result", lang, outcome=outcome, when=when, number=result.number)


def _day(found: Explanation) -> date | None:
    if found.due:
        return found.due.day
    return found.derivation.day if found.derivation else None


def _steps(found: Explanation, lang: str) -> Iterator[str]:
    """Say every step: as it went on record or, before that, as it will."""
    basis: Due | Derivation | None = found.due or found.derivation
    if basis is None:
        return
    yield _source(found, lang)
    yield from _anchor(found, lang)
    calendar, version = _calendar(basis)
    rolled = False
    for step in basis.steps:
        rolled = rolled or step["step"] == "working_day"
        yield step_sentence(step, calendar, version, lang)
    if basis.day:
        if not rolled:
            day = say_day(basis.day, lang)
            yield say("explain.working_day", lang, day=day, calendar=calendar, version=version)
        nominal = date.fromisoformat(basis.steps[0]["day"])
        notice = (nominal - basis.opens).days
        yield say("derive.opens", lang, days=notice, day=say_day(basis.opens, lang))
        yield _zone(found, lang)
    yield from _pause(found, lang)
    yield from _on_record(found, lang)


def _calendar(basis: Due | Derivation) -> tuple[str, str]:
    if isinstance(basis.calendar, str):
        return basis.calendar, basis.calendar_version
    return basis.calendar.name, basis.calendar.version


def _source(found: Explanation, lang: str) -> str:
    rule = found.meant.rule
    parts = [rule.source] if rule.source else []
    if rule.assumption:
        parts.append(say("derive.assumption", lang, because=str(rule.because).rstrip(".")))
    name = found.meant.rules.workflow.name
    return say("derive.source", lang, workflow=name, basis="; ".join(parts) or "—")


def _anchor(found: Explanation, lang: str) -> Iterator[str]:
    status = found.meant.case.status
    if status:
        whens = dict.fromkeys(say_when(one.when.text, lang) for one in status.accounts)
        numbers = join([str(number) for number in status.numbers], lang)
        yield say("derive.anchor", lang, since=join([*whens], lang), numbers=numbers)


def _zone(found: Explanation, lang: str) -> str:
    zone, at = found.zone, found.derivation.at if found.derivation else None
    if found.due:
        zone, at = found.due.zone, found.due.at
    if at and zone:
        return say("derive.zone", lang, zone=zone, moment=say_moment(at, lang))
    code = found.meant.case.country
    name, zones = countries.name(code, lang), ", ".join(found.zones)
    said = say("derive.no_zone", lang, country=name, zones=zones)
    return Advice(said, action("country.set_zone", country=code))


def _pause(found: Explanation, lang: str) -> Iterator[str]:
    if found.standing and found.standing.code == "suspended":
        facts = found.standing.facts
        since, code = say_when(facts["since"], lang), found.meant.case.country
        said = say("explain.suspended", lang, since=since, number=facts["entry"])
        yield Advice(said, action("obligation.resume", country=code))


def _on_record(found: Explanation, lang: str) -> Iterator[str]:
    due = found.due
    if due is None:
        yield Advice(say("derive.not_stored", lang), action("scheduler.run"))
        return
    moment, because = say_moment(due.recorded_at, lang), _because(due, lang)
    yield say("derive.stored", lang, moment=moment, number=due.number, because=because)
    if found.agrees:
        yield say("derive.same", lang) if due.day else say("explain.same_none", lang)
    elif found.derivation is None:
        yield say("explain.other_none", lang)
    else:
        key = "derive.other" if found.will_change else "explain.left"
        yield say(key, lang, day=say_day(found.derivation.day, lang))


def _because(due: Due, lang: str) -> str:
    return texts(lang).get(f"because.{due.because}", due.because)


def _dated(due: Due, lang: str) -> str:
    places = {"moment": say_moment(due.recorded_at, lang), "because": _because(due, lang)}
    if due.day is None:
        return say("explain.earlier_none", lang, number=due.number, **places)
    day = say_day(due.day, lang)
    return say("explain.earlier_date", lang, day=day, number=due.number, **places)


def as_values(found: Explanation, lang: str) -> dict[str, Any]:
    """Give an explanation as JSON values, with its sentences."""
    meant, basis = found.meant, found.due or found.derivation
    status = meant.case.status
    return {
        "country": meant.case.country,
        "obligation": meant.key[0],
        "period": meant.key[1],
        "workflow": meant.rules.workflow.name,
        "source": meant.rule.source,
        "assumption": meant.rule.assumption,
        "because": meant.rule.because,
        "status_entries": list(status.numbers) if status else [],
        "owed": found.not_owed is None,
        "not_owed": found.not_owed.code if found.not_owed else None,
        "standing": found.standing.code if found.standing else None,
        "days": found.days,
        "steps": list(basis.steps) if basis else [],
        "calendar": list(_calendar(basis)) if basis else None,
        "zones": list(found.zones),
        "on_record": [_due_values(due) for due in found.kept.dues],
        "computed": found.derivation.day.isoformat() if found.derivation else None,
        "agrees": found.agrees,
        "will_change": found.will_change,
        "said": [*_head(found, lang), *_steps(found, lang)],
    }


def _due_values(due: Due) -> dict[str, Any]:
    return {
        "entry": due.number,
        "recorded_at": due.recorded_at.isoformat(),
        "due": due.day.isoformat() if due.day else None,
        "opens": due.opens.isoformat(),
        "zone": due.zone,
        "at": due.at.isoformat() if due.at else None,
        "calendar": due.calendar,
        "calendar_version": due.calendar_version,
        "because": due.because,
    }
