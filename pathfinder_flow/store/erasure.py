"""What mails and deliveries keep about a person, and taking it from them.

That a mail was erased, and by which entry, stays in its row: nothing vanishes without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Table, select, update
from sqlalchemy.sql import ColumnElement

from pathfinder_flow.store.database.schema import deliveries, messages, people, troubles


@dataclass(frozen=True, slots=True)
class Stored:
    """A mail as it is stored; ``id`` is the Message-ID."""

    id: str
    subject: str
    extra: str
    data: bytes


def stored_mails(conn: Connection, *, to: str | None = None) -> Iterator[Stored]:
    """Give every mail that was not erased, or those to one person, a few hundred at a time."""
    columns = (messages.c.id, messages.c.subject, messages.c.extra, messages.c.data)
    query = select(*columns).where(messages.c.erased.is_(None)).order_by(messages.c.id)
    if to is not None:
        theirs = select(deliveries.c.message).where(deliveries.c.recipient == to)
        query = query.where(messages.c.id.in_(theirs))
    for row in conn.execute(query.execution_options(yield_per=200)):
        yield Stored(row.id, row.subject, row.extra, bytes(row.data))


def addresses_of(conn: Connection, person: str) -> set[str]:
    """Give every address at which a person was ever written to."""
    return _texts(conn, deliveries.c.address, deliveries.c.recipient == person)


def signs_of_others(conn: Connection, person: str) -> set[str]:
    """Give the names and addresses of everybody else, and those that mails came from."""
    others = people.c.id != person
    found = _texts(conn, deliveries.c.address, deliveries.c.recipient != person)
    found |= _texts(conn, people.c.email, others) | _texts(conn, people.c.name, others)
    return found | _texts(conn, messages.c.sender)


def _texts(
    conn: Connection, column: ColumnElement[Any], where: ColumnElement[bool] | None = None
) -> set[str]:
    query = select(column).distinct()
    found = conn.execute(query if where is None else query.where(where)).scalars()
    return {text for text in found if text}


def erase_mail(conn: Connection, message: str, number: int, *, keep_subject: bool) -> None:
    """Take the bytes of a mail and what it was written from, by the entry with that number.

    In place of a subject that is not kept stands the name of the template.
    """
    subject = messages.c.subject if keep_subject else messages.c.template
    values = {"data": b"", "extra": "{}", "subject": subject, "erased": number}
    conn.execute(update(messages).where(messages.c.id == message).values(values))


def erase_addresses(conn: Connection, person: str) -> None:
    """Take from a person's deliveries the address, and what servers answered about it."""
    theirs = deliveries.c.recipient == person
    conn.execute(update(deliveries).where(theirs).values(address="", reply=None))


def mask(conn: Connection, masked: Callable[[str], str]) -> None:
    """Put marks in what servers answered, and in what went wrong, wherever ``masked`` does."""
    for table, column in ((deliveries, deliveries.c.reply), (troubles, troubles.c.said)):
        _mask(conn, table, column, masked)


def _mask(
    conn: Connection, table: Table, column: Column[Any], masked: Callable[[str], str]
) -> None:
    for said in _texts(conn, column):
        changed = masked(said)
        if changed != said:
            conn.execute(update(table).where(column == said).values({column.name: changed}))
