"""Writing a mail anew that could not be written when it was due."""

from __future__ import annotations

from datetime import date

from pathfinder_flow.domain.case import Case
from pathfinder_flow.services.desk import Session
from pathfinder_flow.services.letters import Subject, write
from pathfinder_flow.services.post import SECRETARIAT, Post
from pathfinder_flow.services.recipients import Addressee, office, reach
from pathfinder_flow.services.reminding import letter_of
from pathfinder_flow.store import outbox, people
from pathfinder_flow.store.outbox import Delivery


def write_again(session: Session, post: Post, line: Delivery) -> None:
    """Give a mail the bytes it could not be given before; one that has bytes keeps them.

    Raises what stands in the way still, such as a broken template.
    """
    if outbox.data_of(session.conn, line.message):
        return
    lines = outbox.by_envid(session.conn, line.envid)
    to = [_addressee(session, post, one) for one in lines if not one.copy]
    copies = tuple(_addressee(session, post, one) for one in lines if one.copy)
    rendered, data = write(
        session.now, post, _subject(session, post, line), to[0], copies, line.message
    )
    outbox.rewrite(session.conn, line.message, rendered.subject, data)


def _addressee(session: Session, post: Post, line: Delivery) -> Addressee:
    if line.recipient == SECRETARIAT:
        return office(post, copy=line.copy)
    person = people.by_ids(session.conn, [line.recipient]).get(line.recipient)
    reached = reach(post, person, line.role, line.copy, line.recipient)
    if isinstance(reached, Addressee):
        return reached
    return Addressee(line.recipient, line.role, line.copy, None, line.address, line.language)


def _subject(session: Session, post: Post, line: Delivery) -> Subject:
    key = (line.obligation, line.period)
    record = session.record(line.country)
    ladder = post.ladders.ladders.get(line.obligation)
    rung = ladder.rungs.get(line.rung) if ladder else None
    if rung and rung.message == line.template:
        return letter_of(Case(record, session.today), key, line.rung, rung, session.now)
    extra = {
        "received": _day(session, line), "entered": session.today, "notice_day": session.today,
        "failed_role": line.role, "failed_why": "no_address",
    }  # fmt: skip
    return Subject(record, key, line.round, line.rung, line.template, extra)


def _day(session: Session, line: Delivery) -> date:
    result = session.record(line.country).obligations.of((line.obligation, line.period)).result
    return (result.when.latest if result else None) or session.today
