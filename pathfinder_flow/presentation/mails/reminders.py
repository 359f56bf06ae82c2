"""What became of a reminder, or what will."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from pathfinder_flow.domain.actions import action
from pathfinder_flow.domain.cases.obligations import Reminder
from pathfinder_flow.domain.deadlines.periods import NotOwed
from pathfinder_flow.domain.errors.not_found import NotOwedYet
from pathfinder_flow.presentation.blocks import (
    BLANK,
    Advice,
    Block,
    Heading,
    Paragraph,
    Table,
    labels,
)
from pathfinder_flow.presentation.mails import mail
from pathfinder_flow.services.deadlines.lookup import not_owed
from pathfinder_flow.services.reminders.queries import Why
from pathfinder_flow.store.outbox import Delivery
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import join, say
from pathfinder_flow.words.dates import say_moment, say_when
from pathfinder_flow.words.deadlines import letter_title, withheld_reason
from pathfinder_flow.words.errors import worded
from pathfinder_flow.words.refusals import obligation_title
from pathfinder_flow.words.standing import language_name, say_local


def rungs(group: list[Why], lang: str) -> Iterator[Block]:
    """Give every rung of a period: when, and how it ended or will."""
    if not group:
        return
    yield Heading(_report(group[0], lang))
    obstacle = _obstacle(group[0], lang)
    known = [one for one in group if one.reminders or not obstacle]
    if obstacle:
        yield Paragraph(obstacle)
    if known:
        columns = labels(("rung", "when", "what"), lang)
        yield Table(columns, [row for one in known for row in _rows(one, lang)])


def listed(groups: list[list[Why]], lang: str) -> Iterator[Block]:
    """Give every rung of several periods, one period after another."""
    for index, group in enumerate(groups):
        if index:
            yield BLANK
        yield from rungs(group, lang)


def _report(found: Why, lang: str) -> str:
    asked = found.meant
    title = obligation_title(asked.rules.workflow, asked.key[0], lang)
    report = say("entry.report", lang, title=title, period=asked.key[1])
    return f"{countries.name(asked.case.country, lang)}: {report}"


def _rows(found: Why, lang: str) -> Iterator[list[str]]:
    for reminder in found.reminders:
        there = found.place.zone or UTC
        when = reminder.recorded_at.astimezone(there).date().isoformat()
        yield [found.rung, say_when(when, lang, short=True), _ended(found, reminder, lang)]
    if not found.ended and found.definition:
        when = say("board.none", lang)
        if found.moment and found.place.zone:
            day_there = found.moment.astimezone(found.place.zone).date().isoformat()
            when = say_when(day_there, lang, short=True)
        yield [found.rung, when, _to_come_briefly(found, lang)]


def _ended(found: Why, reminder: Reminder, lang: str) -> str:
    if reminder.withheld and not reminder.served:
        why = withheld_reason(reminder.withheld, reminder.facts, lang)
        return say("reminder.withheld", lang, why=why)
    mine = [one for one in found.deliveries if one.message in reminder.messages]
    parts = [
        say("reminder.state", lang, to=_to(one, lang), state=say(f"delivery.{one.state}", lang))
        for one in mine
    ]
    return join(parts, lang)


def _to(one: Delivery, lang: str) -> str:
    return say(f"to.{one.role}", lang)


def _to_come_briefly(found: Why, lang: str) -> str:
    if found.reason:
        why = withheld_reason(found.reason, found.facts, lang)
        return say("reminder.would_be_withheld", lang, why=why)
    if found.waits:
        return say(f"reminder.waits.{found.waits}", lang)
    to = [say(f"to.{one.role}", lang) for one in found.to if not one.copy]
    if not to:
        return say("reminder.no_address", lang)
    return say("reminder.to_come", lang, to=join([*dict.fromkeys(to)], lang))


def _obstacle(found: Why, lang: str) -> str | None:
    """Say why no reminder can come at all: nothing is owed, or no time zone is known."""
    asked, due = found.meant, found.due
    country = asked.case.country
    if (due is None or due.day is None) and isinstance(asked.found, NotOwed):
        why = not_owed(asked.found)
        return str(worded(NotOwedYet(country=country, period=asked.key[1], why=why), lang))
    if due and due.zone is None and not asked.case.record.obligations.of(asked.key).result:
        said = say("reminder.no_zone", lang, country=country)
        return Advice(said, action("country.zones", country=country))
    return None


def as_blocks(found: Why, lang: str) -> Iterator[Block]:
    """Say what became of a rung, once a round, and what will in this one."""
    title = _report(found, lang)
    yield Heading(f"{title}, {letter_title(found.rung, lang)}")
    for said in sentences(found, lang):
        yield Paragraph(said)


def sentences(found: Why, lang: str) -> list[str]:
    """Give the whole answer as sentences."""
    said = [one for reminder in found.reminders for one in _past(found, reminder, lang)]
    return [*said, *_future(found, lang)] if not found.ended else said


def _past(found: Why, reminder: Reminder, lang: str) -> Iterator[str]:
    moment = say_moment(reminder.recorded_at, lang)
    places = {"moment": moment, "number": reminder.number}
    if reminder.withheld:
        why = withheld_reason(reminder.withheld, reminder.facts, lang)
        yield say("why.withheld", lang, why=why, **places)
    for one in found.deliveries:
        if one.message in reminder.messages:
            yield from _delivery(found, one, reminder, lang)
    for missing in reminder.facts.get("unserved", ()):
        yield _unreached(found, missing["recipient"], missing["role"], missing["why"], lang)


def _delivery(found: Why, one: Delivery, reminder: Reminder, lang: str) -> Iterator[str]:
    written = say_moment(reminder.recorded_at, lang)
    address = one.address or say("mail.address_erased", lang)
    places = {"to": _whom(found, one.recipient, one.role, lang), "address": address}
    places |= {"language": language_name(one.language, lang), "moment": written, "id": one.id}
    key = "why.copied" if one.copy else "why.written"
    yield say(key, lang, number=reminder.number, subject=one.subject, **places)
    yield mail.delivery_sentence(one, lang)


def _whom(found: Why, recipient: str, role: str, lang: str) -> str:
    return _named(say(f"to.{role}", lang), found.handles.get(recipient))


def _named(said: str, name: str | None) -> str:
    return f"{said} ({name})" if name else said


def _unreached(found: Why, recipient: str, role: str, why: str, lang: str) -> str:
    whom = _named(say(f"by.{role}", lang), found.handles.get(recipient))
    name = found.handles.get(recipient)
    contact = action("mandate.set_contact_of", person=name) if name else action("mandate.list")
    return Advice(say(f"unserved.{why}", lang, whom=whom), contact)


def _future(found: Why, lang: str) -> Iterator[str]:
    obstacle = _obstacle(found, lang)
    if obstacle:
        yield obstacle
        return
    if found.definition is None:
        return
    if found.reason:
        why = withheld_reason(found.reason, found.facts, lang)
        yield say("why.would_be_withheld", lang, why=why, moment=_when(found, lang))
        return
    if found.waits:
        yield say(f"why.waits.{found.waits}", lang)
    else:
        yield from _to_go(found, lang)
    for missing in found.unserved:
        yield _unreached(found, missing.recipient, missing.role, missing.why, lang)
    if not found.waits and all(one.copy for one in found.to):
        yield from _instead(found, lang)


def _to_go(found: Why, lang: str) -> Iterator[str]:
    # Without anybody it is for, nobody gets a copy either.
    for one in found.to if not all(one.copy for one in found.to) else ():
        whom = _whom(found, one.recipient, one.role, lang)
        places = {"to": whom, "address": one.address, "moment": _when(found, lang)}
        key = "why.copy_to_come" if one.copy else "why.to_come"
        yield say(key, lang, language=language_name(one.language, lang), **places)


def _instead(found: Why, lang: str) -> Iterator[str]:
    if found.definition and not [one for one in found.unserved if not one.copy]:
        roles = join([say(f"role.{role}", lang) for role in found.definition.to], lang, "or")
        said = say("why.nobody", lang, roles=roles, country=found.meant.case.country)
        yield Advice(said, action("mandate.add_for_country"))
    yield say("why.instead", lang, moment=_when(found, lang))


def _when(found: Why, lang: str) -> str:
    moment, place = found.moment, found.place
    if moment is None:
        return say("board.none", lang)
    if place.zone is None or place.zone_name is None:
        return say_moment(moment, lang)
    return say_local(moment, place.zone, place.zone_name, lang)


def as_values(found: Why, lang: str) -> dict[str, Any]:
    """Give an answer as JSON values, with its sentences."""
    return {
        "country": found.meant.case.country,
        "obligation": found.meant.key[0],
        "period": found.meant.key[1],
        "rung": found.rung,
        "due": found.due.day.isoformat() if found.due and found.due.day else None,
        "ended": found.ended,
        "reminders": [_reminder_values(one) for one in found.reminders],
        "deliveries": [mail.as_values(one) for one in found.deliveries],
        "moment": _iso(found.moment),
        "would_be_withheld": found.reason,
        "waits": found.waits,
        "to": [
            {"recipient": one.recipient, "role": one.role, "copy": one.copy,
             "language": one.language, "address": one.address}
            for one in found.to
        ],
        "unserved": [
            {"recipient": one.recipient, "role": one.role, "copy": one.copy, "why": one.why}
            for one in found.unserved
        ],
        "said": sentences(found, lang),
    }  # fmt: skip


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _reminder_values(one: Reminder) -> dict[str, Any]:
    return {
        "entry": one.number,
        "recorded_at": one.recorded_at.isoformat(),
        "round": one.round,
        "due": one.due,
        "served": [asdict(served) for served in one.served],
        "withheld": one.withheld,
        "facts": one.facts,
    }
