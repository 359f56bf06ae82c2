"""Whether the scheduler runs and the mail flows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from pathfinder_flow.domain.actions import Action, action
from pathfinder_flow.presentation.blocks import (
    BLANK,
    Advice,
    Block,
    Line,
    Paragraph,
    Table,
)
from pathfinder_flow.presentation.mails import mail
from pathfinder_flow.services.scheduling.health import HealthProblem, ProgramHealth
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import join, say
from pathfinder_flow.words.dates import say_moment


def as_values(found: ProgramHealth, transport: str, lang: str) -> dict[str, Any]:
    """Give it as JSON values; ``transport`` is the setting that says how mail leaves."""
    return {
        "last_tick": found.last_tick.isoformat() if found.last_tick else None,
        "next_turn": found.next_due_at.isoformat() if found.next_due_at else None,
        "queue": found.counts,
        "mail": transport,
        "oldest_unsent": mail.as_values(found.oldest) if found.oldest else None,
        "checkpoint": (
            {"size": found.checkpoint.size, "made_at": found.checkpoint.made_at}
            if found.checkpoint
            else None
        ),
        "lapsing": list(found.lapsing),
        "troubles": [
            {
                "code": one.code,
                "facts": {name: _plain(value) for name, value in one.facts.items()},
                "said": trouble_sentence(one, lang),
                "actions": [asdict(do) for do in to_do(one)],
            }
            for one in found.troubles
        ],
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def trouble_sentence(trouble: HealthProblem, lang: str) -> str:
    """Say what is wrong and what to do about it."""
    places = dict(trouble.facts)
    if "since" in places:
        places["since"] = say_moment(places["since"], lang)
    if "country" in places:
        places["country"] = countries.name(places["country"], lang)
    if "countries" in places:
        codes = places["countries"]
        places["countries"] = join([countries.name(code, lang) for code in codes], lang)
    places["reply"] = places.get("reply") or say("board.none", lang)
    return say(f"trouble.{trouble.code}", lang, **places)


_TO_DO = {
    "doubtful": ("mandate.set_contact",),
    "drafts": ("mail.show", "mail.release", "mail.cancel"),
    "never_ran": ("scheduler.run", "scheduler.run_once"),
    "no_zone": ("country.zones",),
    "office_unreached": ("mail.retry", "mail.cancel"),
    "overdue_look": ("scheduler.run",),
    "stopped": ("scheduler.run",),
    "stuck_mail": ("mail.retry",),
    "unsigned": ("checkpoint.make",),
    "unwritten": ("mail.retry",),
    "waiting": ("mail.show", "mail.release", "mail.cancel"),
}


def to_do(trouble: HealthProblem) -> list[Action]:
    """Give what can be done about it; of several countries, for the first."""
    facts = dict(trouble.facts)
    if "countries" in facts:
        facts["country"] = facts["countries"][0]
    return [action(name, **facts) for name in _TO_DO.get(trouble.code, ())]


def as_blocks(found: ProgramHealth, transport: str, lang: str) -> Iterator[Block]:
    """Give it as a text."""
    none = say("board.none", lang)
    rows = [
        [
            say("status.last_tick", lang),
            say_moment(found.last_tick, lang) if found.last_tick else none,
        ],
        [
            say("status.next_turn", lang),
            say_moment(found.next_due_at, lang) if found.next_due_at else none,
        ],
        [say("status.oldest", lang), _oldest(found, lang)],
        [say("status.checkpoint", lang), _checkpoint(found, lang)],
        *(
            [say("status.queue", lang, state=say(f"delivery.{state}", lang)), str(count)]
            for state, count in sorted(found.counts.items())
        ),
        [say("status.lapsing", lang), str(len(found.lapsing))],
    ]
    yield Table([say("label.what", lang), say("label.state", lang)], rows)
    yield BLANK
    if found.checkpoint is None:
        yield Paragraph(Advice(say("status.no_key", lang), action("key.create")))
    if not transport.startswith("smtp://"):
        yield Paragraph(say("status.no_server", lang, folder=transport))
    for trouble in found.troubles:
        yield Paragraph(Advice(trouble_sentence(trouble, lang), *to_do(trouble)))
    if not found.troubles:
        yield Line(say("status.well", lang))


def _checkpoint(found: ProgramHealth, lang: str) -> str:
    if found.checkpoint is None:
        return say("status.no_checkpoint", lang)
    made = say_moment(datetime.fromisoformat(found.checkpoint.made_at), lang)
    return say("status.covers", lang, moment=made, size=found.checkpoint.size)


def _oldest(found: ProgramHealth, lang: str) -> str:
    if found.oldest is None:
        return say("board.none", lang)
    since = say_moment(datetime.fromisoformat(found.oldest.created_at), lang)
    return say("status.mail", lang, id=found.oldest.id, since=since)
