"""Where each country stands, kept beside the ledger and rebuilt from it at any time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, select, text

from pathfinder_flow.domain.case import Case, Status
from pathfinder_flow.domain.entries import Entry, Kind
from pathfinder_flow.domain.record import Record
from pathfinder_flow.store.prepared import Prepared
from pathfinder_flow.store.schema import PROJECTIONS, cases, imported


def _upsert(table: Table) -> Any:
    names = [column.name for column in table.columns]
    key = next(column.name for column in table.primary_key)
    changes = ", ".join(f"{name} = excluded.{name}" for name in names if name != key)
    values = ", ".join(f":{name}" for name in names)
    return text(
        f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({values}) "  # noqa: S608 - own names
        f"ON CONFLICT ({key}) DO UPDATE SET {changes}"
    )


LAST_DAY = date.max - timedelta(days=1)
"""The day as of which the present is read: date.max itself stands for "never certain"."""

_UPSERT_CASE = Prepared(_upsert(cases))
_UPSERT_IMPORTED = Prepared(_upsert(imported))
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
        "possible": _listed([move.to_state for move in case.possible_moves]),
        "status": ("certain" if certain else "possible") if status else None,
        "status_disputed": any(a.disputed for a in status.accounts) if status else False,
        "status_since": _listed(
            list(dict.fromkeys(a.when.text for a in status.accounts)) if status else []
        ),
        "last_number": _last_own_number(record),
    }


def _dates(status: Status | None) -> list[str]:
    """Give the dates that accounts of the status give, each once."""
    return list(dict.fromkeys(a.when.text for a in status.accounts)) if status else []


def _listed(texts: list[str]) -> str:
    return json.dumps(texts) if texts else "[]"


def _last_own_number(record: Record) -> int:
    """The newest entry about the country itself, programme-wide ones left out."""
    own = (entry.number for entry in reversed(record.entries) if entry.country == record.country)
    return next(own, 0)


def save_case(conn: Connection, record: Record) -> None:
    """Write the row of a country, or remove it when its opening was withdrawn."""
    row = case_row(record)
    if row:
        _UPSERT_CASE.run(conn, row)
    else:
        conn.execute(delete(cases).where(cases.c.country == record.country))


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
    """Throw every projection away, before rebuilding."""
    for table in PROJECTIONS:
        conn.execute(delete(table))


def contents(conn: Connection) -> dict[str, list[dict[str, Any]]]:
    """Read every projection whole, in order of its key, for comparison."""
    ordered = {table.name: select(table).order_by(*table.primary_key) for table in PROJECTIONS}
    return {
        name: [dict(row) for row in conn.execute(query).mappings()]
        for name, query in ordered.items()
    }
