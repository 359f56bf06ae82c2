"""Asking about reminders: why one was or was not sent, and what one would look like."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from pathfinder_flow.domain.ladder import Ladder, Rung
from pathfinder_flow.domain.moments import local_day
from pathfinder_flow.domain.obligation_errors import UnknownRung
from pathfinder_flow.domain.obligations import Due, Reminder
from pathfinder_flow.domain.periods import Expected, standing
from pathfinder_flow.domain.rungs import moment_of, place_of, why_not
from pathfinder_flow.mail.letter import Rendered
from pathfinder_flow.services.checking import listed, suggestion
from pathfinder_flow.services.deadlines import case_of, not_recorded
from pathfinder_flow.services.desk import Desk
from pathfinder_flow.services.letters import envelope_id, write
from pathfinder_flow.services.obligations import Meant, find, owed
from pathfinder_flow.services.post import Post
from pathfinder_flow.services.recipients import Addressee, Unserved, addressees
from pathfinder_flow.services.reminding import letter_of
from pathfinder_flow.store import outbox
from pathfinder_flow.store.outbox import Delivery


@dataclass(frozen=True, slots=True)
class Why:
    """What became of a rung, or what will.

    ``reminders`` are how it ended, once a round; ``deliveries`` what became of the mails. While
    it has not ``ended`` in this round: ``moment`` is when it will be due, ``reason`` why it would
    be withheld as things stand, ``to`` and ``unserved`` whom it would go to.
    """

    meant: Meant
    rung: str
    definition: Rung
    due: Due | None
    reminders: tuple[Reminder, ...]
    deliveries: tuple[Delivery, ...]
    ended: bool
    moment: datetime | None
    reason: str | None
    to: tuple[Addressee, ...]
    unserved: tuple[Unserved, ...]


def why(
    desk: Desk, post: Post, country: str, period: str, rung: str, obligation: str | None = None
) -> Why:
    """Say why a reminder was or was not sent, or when and to whom it will be.

    Raises :class:`UnknownRung`, and what a period or country that is not there raises.
    """
    asked, due = _asked(desk, post, country, period, obligation)
    ladder = ladder_of(post, asked.key[0])
    definition = rung_of(ladder, asked.key[0], rung)
    known = asked.case.record.obligations
    kept = known.of(asked.key)
    moment = _moment(post, asked, definition, due, ladder)
    with desk.reading() as conn:
        lines = outbox.find(conn, country=country, obligation=asked.key[0], period=period)
        zone = place_of(definition, post.places(asked.case.record)).zone
        day = local_day(moment, zone) if moment and zone else desk.today()
        to, unserved = addressees(
            conn, post, asked.case.record, definition.to, definition.copy, day
        )
    stands = standing(asked.case, asked.key, asked.rule, due, desk.clock()) if due else None
    return Why(
        meant=asked,
        rung=rung,
        definition=definition,
        due=due,
        reminders=tuple(one for (_, name), one in kept.reminders.items() if name == rung),
        deliveries=tuple(one for one in lines if one.rung.partition("/")[0] == rung),
        ended=(known.round_of(asked.key), rung) in kept.reminders,
        moment=moment,
        reason=why_not(ladder, stands) if stands else None,
        to=tuple(to),
        unserved=tuple(unserved),
    )


def _asked(
    desk: Desk, post: Post, country: str, period: str, obligation: str | None
) -> tuple[Meant, Due | None]:
    """Give the obligation meant and its due date: on record, or as the next run will put it."""
    case, rules = case_of(desk, country)
    places = post.places(case.record)
    asked = find(case, rules, places, period, obligation)
    due = case.record.obligations.of(asked.key).due
    if due is None and isinstance(asked.found, Expected):
        due = not_recorded(asked.found, places.country.zone_name, desk.clock())
    return asked, due


def _moment(
    post: Post, asked: Meant, rung: Rung, due: Due | None, ladder: Ladder
) -> datetime | None:
    places = post.places(asked.case.record)
    return moment_of(rung, due, places, ladder.hours.start) if due else None


def ladder_of(post: Post, obligation: str) -> Ladder:
    """Give the ladder for an obligation; raises :class:`UnknownRung` when it has none."""
    ladder = post.ladders.ladders.get(obligation)
    if ladder is None:
        raise UnknownRung(obligation=obligation, given="", suggestion="", known=listed([]))
    return ladder


def rung_of(ladder: Ladder, obligation: str, name: str) -> Rung:
    """Give a rung by its name; raises :class:`UnknownRung`."""
    known = list(ladder.rungs)
    if name not in known:
        raise UnknownRung(
            obligation=obligation, given=name, suggestion=suggestion(name, known),
            known=listed(known),
        )  # fmt: skip
    return ladder.rungs[name]


@dataclass(frozen=True, slots=True)
class Preview:
    """A mail as it would be written: its words, its bytes, and to whom."""

    rendered: Rendered
    data: bytes
    to: Addressee
    moment: datetime


def preview(
    desk: Desk, post: Post, country: str, period: str, rung: str, language: str,
    obligation: str | None = None,
) -> Preview:  # fmt: skip
    """Write the mail of a rung in a language, as it will be at its moment; nothing is recorded.

    To whom it would go first; where nobody can be reached, to an address that can be nobody's.
    Raises :class:`NotOwedYet` for a period without a report, and what a template may raise.
    """
    asked, due = _asked(desk, post, country, period, obligation)
    if due is None or due.day is None:
        owed(asked)
        raise ValueError(period)
    definition = rung_of(ladder_of(post, asked.key[0]), asked.key[0], rung)
    record = asked.case.record
    if not record.obligations.of(asked.key).dues:
        record.obligations.known[asked.key].dues.append(due)
    now = _moment(post, asked, definition, due, ladder_of(post, asked.key[0])) or desk.clock()
    with desk.reading() as conn:
        found, _ = addressees(conn, post, record, definition.to, definition.copy, now.date())
    to = next((one for one in found if not one.copy), _nobody(country, definition))
    copies = tuple(one for one in found if one.copy)
    subject = letter_of(asked.case, asked.key, rung, definition, now)
    message = f"<{envelope_id(subject, to.recipient)}@{post.rules.domain}>"
    rendered, data = write(now, post, subject, replace(to, language=language), copies, message)
    return Preview(rendered, data, to, now)


def _nobody(country: str, rung: Rung) -> Addressee:
    role = str(rung.to[0])
    return Addressee("", role, False, None, f"{role}.{country.lower()}@nobody.example", "en")
