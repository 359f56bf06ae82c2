"""Reminding: every rung that is due becomes a message, or is withheld for a recorded reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from pathfinder_flow.domain.case import Case
from pathfinder_flow.domain.due_dates import Places
from pathfinder_flow.domain.entries import moment_text
from pathfinder_flow.domain.ladder import Ladder, Rung
from pathfinder_flow.domain.moments import local_day
from pathfinder_flow.domain.obligations import MOVED, Key, Obligation, Served
from pathfinder_flow.domain.periods import Standing, missed_in_a_row, standing
from pathfinder_flow.domain.record import Record
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.rungs import Climb, Climbed, climb, next_moment, place_of, why_not
from pathfinder_flow.domain.workflow import Workflow
from pathfinder_flow.services.desk import Session
from pathfinder_flow.services.keeping import next_on_record
from pathfinder_flow.services.letters import Subject, send
from pathfinder_flow.services.news import tell_news
from pathfinder_flow.services.outbox import cancel_unsent
from pathfinder_flow.services.post import Post
from pathfinder_flow.services.recipients import Addressee, Unserved, addressees
from pathfinder_flow.services.serving import record_reminder, serve_instead, whom_not
from pathfinder_flow.store import agenda

_AT_LEAST = timedelta(minutes=1)


def remind(session: Session, post: Post, case: Case, workflow: Workflow) -> None:
    """Climb every rung that is due for a country, and note when to look again.

    For each obligation on record: 1. Say how it stands. 2. What lies unsent and no longer holds
    is cancelled. 3. What has changed since the last letter is told. 4. Of the rungs due, the
    latest that is still true is written, the others are withheld, each with its reason.
    """
    places = post.places(case.record)
    for key in sorted(case.record.obligations.known):
        kept, ladder = case.record.obligations.of(key), post.ladders.ladders.get(key[0])
        if kept.due is None:
            agenda.set_next(session.conn, case.country, key, None)
            continue
        waits: datetime | None = None
        stands = standing(case, key, workflow.obligations.get(key[0]), kept.due, session.now)
        if ladder:
            _cancel_untrue(session, case, key, ladder, stands)
            waits = tell_news(session, post, case.record, key, ladder, places, stands)
            _climb(session, post, case, key, ladder, places, stands)
        upcoming = list(_next_looks(session, case, workflow, key, ladder, places))
        upcoming += [waits] if waits else []
        # Never at once again, or a sweep would go round for ever.
        soonest = max(min(upcoming), session.now + _AT_LEAST) if upcoming else None
        agenda.set_next(session.conn, case.country, key, moment_text(soonest) if soonest else None)


def _climb(
    session: Session, post: Post, case: Case, key: Key, ladder: Ladder, places: Places,
    stands: Standing,
) -> None:  # fmt: skip
    kept = case.record.obligations.of(key)
    assert kept.due is not None  # noqa: S101 - remind looked
    done = climbed(case.record, key)
    for step in climb(ladder, kept.due, places, stands, done, session.now):
        if step.withheld:
            record_reminder(session, case.record, key, step.rung, [], step.withheld, step.facts)
        else:
            _send(session, post, case, key, ladder, step, places)


def climbed(record: Record, key: Key) -> Climbed:
    """Give the rungs that are done in this round, and the letter that stands for some of them."""
    letters = [
        (one.rung, one.recorded_at)
        for (turn, rung), one in record.obligations.of(key).reminders.items()
        if rung.startswith(MOVED) and turn == record.obligations.of(key).round
    ]
    return Climbed(done_in(record, key), letters[-1] if letters else None)


def done_in(record: Record, key: Key) -> set[str]:
    """Give the rungs that were climbed or withheld since the term last began anew."""
    now = record.obligations.of(key).round
    return {rung for turn, rung in record.obligations.of(key).reminders if turn == now}


def _send(
    session: Session, post: Post, case: Case, key: Key, ladder: Ladder, step: Climb,
    places: Places,
) -> None:  # fmt: skip
    rung = ladder.rungs[step.rung]
    zone = place_of(rung, places).zone
    day = local_day(session.now, zone) if zone else session.today
    found, unserved = addressees(session.conn, post, case.record, rung.to, rung.copy, day)
    to, copies = _parted(found)
    cancel_unsent(session, case.country, key, "superseded", {"by": step.rung})
    subject = letter_of(case, key, step.rung, rung, session.now, copies)
    served: list[Served] = []
    for person in to:
        # One copy is enough, whoever else is written to.
        served += send(session, post, subject, person, copies)
        copies, subject = (), letter_of(case, key, step.rung, rung, session.now)
    missing = [one for one in unserved if not one.copy] or ([] if to else [_nobody(rung)])
    served += serve_instead(session, post, subject, missing, but=found if to else ())
    withheld = None if to else "no_address"
    record_reminder(session, case.record, key, step.rung, served, withheld, whom_not(unserved))


def _parted(found: list[Addressee]) -> tuple[list[Addressee], tuple[Addressee, ...]]:
    return [one for one in found if not one.copy], tuple(one for one in found if one.copy)


def _nobody(rung: Rung) -> Unserved:
    return Unserved("", str(rung.to[0]), False, "nobody")


def letter_of(
    case: Case, key: Key, name: str, rung: Rung, now: datetime,
    copies: Sequence[Addressee] = (),
) -> Subject:  # fmt: skip
    """Give what the letter of a rung is about, as of a moment; it says who has copies."""
    extra: dict[str, Any] = {"copied": list(dict.fromkeys(one.role for one in copies))}
    if Role.FOCAL_POINT not in rung.to:
        extra["missed_periods"] = missed_in_a_row(case, key, now)
    turn = case.record.obligations.of(key).round
    return Subject(case.record, key, turn, name, rung.message, extra)


def _cancel_untrue(
    session: Session, case: Case, key: Key, ladder: Ladder, stands: Standing
) -> None:
    """Cancel what lies unsent about an obligation that no longer asks for it."""
    reason = why_not(ladder, stands)
    if reason:
        cancel_unsent(session, case.country, key, reason, dict(stands.facts))


def _next_looks(
    session: Session, case: Case, workflow: Workflow, key: Key, ladder: Ladder | None,
    places: Places,
) -> Iterator[datetime]:  # fmt: skip
    """Give when an obligation must be looked at again: its rungs, and the next period's record."""
    kept: Obligation = case.record.obligations.of(key)
    if ladder and kept.due:
        done = done_in(case.record, key)
        moment = next_moment(ladder, kept.due, places, done, session.now)
        if moment:
            yield moment
    day = next_on_record(case, workflow, places, key[0])
    if day and day > session.today:
        yield datetime.combine(day, time(), UTC)
