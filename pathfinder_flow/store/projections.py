"""Where each country stands, kept beside the ledger and rebuilt from it at any time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, text, update
from sqlalchemy.sql import Select

from pathfinder_flow.domain.cases.case import Case
from pathfinder_flow.domain.cases.obligations import Key, Obligation
from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.ledger.entries import Entry, Kind, moment_text
from pathfinder_flow.store.database.prepared import Prepared
from pathfinder_flow.store.database.schema import (
    NOT_PROJECTED,
    PROJECTIONS,
    cases,
    imported,
    obligations,
    reminders,
    scheduler,
)


def _upsert(table: Table) -> Any:
    own = NOT_PROJECTED.get(table.name, ())
    names = [column.name for column in table.columns if column.name not in own]
    keys = [column.name for column in table.primary_key]
    changes = ", ".join(f"{name} = excluded.{name}" for name in names if name not in keys)
    values = ", ".join(f":{name}" for name in names)
    return text(
        f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({values}) "  # noqa: S608 - own names
        f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {changes}"
    )


LAST_DAY = date.max - timedelta(days=1)
"""The day as of which the present is read: date.max itself stands for "never certain"."""

_UPSERT_CASE = Prepared(_upsert(cases))
_UPSERT_IMPORTED = Prepared(_upsert(imported))
_UPSERT_OBLIGATION = Prepared(_upsert(obligations))
_INSERT_REMINDER = Prepared(insert(reminders))
_ALL_CASES = select(cases).order_by(cases.c.country)
_KNOWN_KEY = Prepared(select(imported.c.number).where(imported.c.key == bindparam("key")))


def case_row(record: Record, day: date = LAST_DAY) -> dict[str, Any] | None:
    """Give the row of a country, as of a day or now; None when it never had a case."""
    case = Case(record, day)
    governance = case.governance
    if governance is None:
        return None
    last, status = case.last_move, case.status
    certain = status is not None and status.certain_from <= day
    return {
        "country": record.country,
        "workflow": governance.workflow,
        "sha256": governance.sha256,
        "state": case.state,
        "since": last.account.when.text if last else None,
        "implementing": bool(last and last.implementing),
        "possible": _listed(list(dict.fromkeys(move.to_state for move in case.possible_moves))),
        "status": ("certain" if certain else "possible") if status else None,
        "status_disputed": status.disputed if status else False,
        "status_since": _listed(
            list(dict.fromkeys(a.when.text for a in status.accounts)) if status else []
        ),
        "last_number": _last_own_number(record),
    }


def _listed(texts: list[str]) -> str:
    return json.dumps(texts) if texts else "[]"


def _last_own_number(record: Record) -> int:
    """The newest entry about the country itself; what became of mails is not about it."""
    for entry in reversed(record.entries):
        if entry.country == record.country and entry.kind is not Kind.DELIVERY:
            return entry.number
    return 0


def save_case(conn: Connection, record: Record) -> None:
    """Write the row of a country, or remove it when its opening was withdrawn."""
    row = case_row(record)
    if row:
        _UPSERT_CASE.run(conn, row)
    else:
        conn.execute(delete(cases).where(cases.c.country == record.country))


def save_obligations(conn: Connection, record: Record) -> None:
    """Write the row of every obligation on record for a country, and remove all others."""
    rows = obligation_rows(record)
    if record.withdrawn:
        known = {(row["obligation"], row["period"]) for row in rows}
        of_country = obligations.c.country == record.country
        held = conn.execute(
            select(obligations.c.obligation, obligations.c.period).where(of_country)
        )
        for name, period in [tuple(row) for row in held if tuple(row) not in known]:
            same = (obligations.c.obligation == name) & (obligations.c.period == period)
            conn.execute(delete(obligations).where(of_country & same))
    if rows:
        _UPSERT_OBLIGATION.run_many(conn, rows)


def obligation_rows(record: Record) -> list[dict[str, Any]]:
    """Give the rows of a country's obligations: those that have, or had, a date or an outcome."""
    known = record.obligations.known
    return [_obligation_row(record, key, known[key]) for key in sorted(known)]


def _obligation_row(record: Record, key: Key, kept: Obligation) -> dict[str, Any]:
    due, result = kept.due, kept.result
    numbers = [one[-1].number for one in (kept.dues, kept.results, kept.extensions) if one]
    numbers += [reminder.number for reminder in kept.reminders.values()]
    return {
        "country": record.country,
        "obligation": key[0],
        "period": key[1],
        "due": due.day.isoformat() if due and due.day else None,
        "opens": due.opens.isoformat() if due else None,
        "at": moment_text(due.at) if due and due.at else None,
        "zone": due.zone if due else None,
        "outcome": result.outcome if result else None,
        "round": record.obligations.of(key).round,
        "sequence": kept.sequence,
        "number": max(numbers, default=0),
    }


def note_reminders(conn: Connection, entries: Iterable[Entry]) -> None:
    """Remember how rungs ended; the database refuses to remember one twice."""
    rows = [row for entry in entries for row in reminder_rows(entry)]
    if rows:
        _INSERT_REMINDER.run_many(conn, rows)


def reminder_rows(entry: Entry) -> list[dict[str, Any]]:
    """Give the rows of a reminder: one a recipient, and one if it was withheld."""
    if entry.kind is not Kind.REMINDER:
        return []
    body = entry.body
    row = {name: body[name] for name in ("obligation", "period", "round", "rung")}
    row |= {"country": entry.country, "number": entry.number, "message": None, "withheld": None}
    rows = [
        {**row, "recipient": one["recipient"], "message": one["message"]} for one in body["served"]
    ]
    if body["withheld"]:
        rows.append({**row, "recipient": "", "withheld": body["withheld"]})
    return rows


def all_cases(conn: Connection) -> list[dict[str, Any]]:
    """Read every row, in order of the country's code."""
    return [dict(row) for row in conn.execute(_ALL_CASES).mappings()]


def imported_as(conn: Connection, key: str) -> int | None:
    """Give the entry by which a fact was imported before; None if it was not."""
    row = _KNOWN_KEY.run(conn, {"key": key}).fetchone()
    return row[0] if row else None


def note_imports(conn: Connection, entries: list[Entry]) -> None:
    """Remember which facts these entries brought in."""
    rows = import_rows(entries)
    if rows:
        _UPSERT_IMPORTED.run_many(conn, rows)


def import_rows(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Give the rows that remember which facts these entries brought in."""
    return [
        {"key": entry.body["import_key"], "number": entry.number}
        for entry in entries
        if entry.kind is Kind.EVIDENCE and "import_key" in entry.body
    ]


def all_imports(conn: Connection) -> dict[str, int]:
    """Read which entry each imported fact became."""
    return {row.key: row.number for row in conn.execute(select(imported))}


def clear(conn: Connection) -> None:
    """Throw every projection away, before rebuilding; the scheduler then looks at all anew."""
    for table in PROJECTIONS:
        conn.execute(delete(table))
    conn.execute(update(scheduler).values(seen=0, fingerprint="", retired="[]"))


def contents(conn: Connection) -> dict[str, list[dict[str, Any]]]:
    """Read every projection whole, in order of its key, for comparison."""
    return {
        table.name: [dict(row) for row in conn.execute(_projected(table)).mappings()]
        for table in PROJECTIONS
    }


def _projected(table: Table) -> Select[Any]:
    own = NOT_PROJECTED.get(table.name, ())
    columns = [column for column in table.columns if column.name not in own]
    return select(*columns).order_by(*table.primary_key)


def contents_by_country(
    conn: Connection,
) -> dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]]:
    """Read the rows of obligations and of reminders, by country, in order of their keys."""
    found: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]] = {}
    for index, table in enumerate((obligations, reminders)):
        for row in conn.execute(_projected(table)).mappings():
            found.setdefault(row["country"], ([], []))[index].append(dict(row))
    return found


def obligation_contents(
    record: Record, own: Iterable[Entry]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Give the rows that a country's obligations and reminders should have, in order of keys."""
    rows = [row for entry in own for row in reminder_rows(entry)]
    keys = [column.name for column in reminders.primary_key]
    rows.sort(key=lambda row: [row[name] for name in keys])
    return obligation_rows(record), rows
