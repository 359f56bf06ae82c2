"""Mails that could not leave when they were written: are they still true, and is it the hour?"""

from __future__ import annotations

from pathfinder_flow.domain.entries import moment_text
from pathfinder_flow.domain.ladder import Ladder
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.rungs import in_hours, is_true, next_hours
from pathfinder_flow.services.desk import Session
from pathfinder_flow.services.outbox import TELL_ANYWAY, record_delivery
from pathfinder_flow.services.post import Post
from pathfinder_flow.store import outbox
from pathfinder_flow.store.outbox import Delivery


def put_right(session: Session, post: Post, line: Delivery) -> bool:
    """Cancel a mail that says what no longer holds, or let it wait for the recipient's hours.

    Gives whether it may not leave now.
    """
    ladder = post.ladders.ladders.get(line.obligation)
    if ladder is None:
        return False
    if not _still_holds(session, post, line, ladder):
        now = moment_text(session.now)
        done = {"state": "cancelled", "reason": "no_longer_true", "changed_at": now}
        if outbox.move(session.conn, line, **done):
            record_delivery(session, line, "cancelled", why="no_longer_true", facts={})
        return True
    return _waits_for_hours(session, post, line, ladder)


def _still_holds(session: Session, post: Post, line: Delivery, ladder: Ladder) -> bool:
    record = session.record(line.country)
    due = record.obligations.of((line.obligation, line.period)).due
    if line.template in TELL_ANYWAY or due is None or due.day is None:
        return True
    return is_true(ladder, line.rung, due, post.places(record), session.now)


def _waits_for_hours(session: Session, post: Post, line: Delivery, ladder: Ladder) -> bool:
    places = post.places(session.record(line.country))
    place = places.country if line.role == Role.FOCAL_POINT else places.secretariat
    morning = next_hours(ladder, place, session.now)
    if morning is None or in_hours(ladder, place, session.now):
        return False
    return outbox.move(session.conn, line, next_at=moment_text(morning))
