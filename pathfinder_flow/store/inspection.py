"""Holding the database against itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, select, text

from pathfinder_flow.domain.entries import MOMENT, parse
from pathfinder_flow.domain.merkle import Frontier, leaf_hash
from pathfinder_flow.domain.record import Record
from pathfinder_flow.store import ledger as entries
from pathfinder_flow.store import projections
from pathfinder_flow.store.schema import head, ledger
from pathfinder_flow.store.triggers import trigger_names


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: what kind of thing, which entry (None: the whole), and what about it."""

    what: str
    number: int | None
    said: str


def inspect_ledger(conn: Connection, progress: Callable[[int, int], None]) -> list[Finding]:
    """Hash every entry again; compare leaves, head, numbers and columns."""
    findings: list[Finding] = []
    kept = conn.execute(select(head)).one()
    frontier, expected = Frontier(), 0
    rows = conn.execution_options(yield_per=1000).execute(select(ledger).order_by(ledger.c.number))
    for row in rows:
        expected += 1
        if row.number != expected:
            findings.append(
                Finding("ledger", expected, f"entries {expected} to {row.number - 1} are missing")
            )
            expected = row.number
        leaf = leaf_hash(row.entry)
        frontier = frontier.append(leaf)
        if leaf != row.leaf:
            findings.append(Finding("ledger", row.number, "the bytes do not hash to the leaf"))
        elif not _columns_agree(row):
            findings.append(Finding("ledger", row.number, "the columns differ from the bytes"))
        if expected % 1000 == 0:
            progress(expected, kept.size)
    progress(expected, kept.size)
    if (frontier.size, frontier.to_bytes()) != (kept.size, kept.frontier):
        said = f"the head ({kept.size} entries) is not the root of the {frontier.size} stored"
        findings.append(Finding("head", None, said))
    return findings


def _columns_agree(row: object) -> bool:
    entry = parse(row.entry)  # type: ignore[attr-defined]
    told = (entry.number, entry.country, str(entry.kind), entry.recorded_at.strftime(MOMENT))
    return told == (row.number, row.country, row.kind, row.recorded_at)  # type: ignore[attr-defined]


_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}


def inspect_triggers(conn: Connection) -> list[Finding]:
    """Name the triggers that should keep the past and are not there."""
    dialect = conn.dialect.name
    found = {name for (name,) in conn.execute(text(_TRIGGERS[dialect]))}
    missing = sorted(trigger_names(dialect) - found)
    return [Finding("trigger", None, f"the trigger '{name}' is missing") for name in missing]


def inspect_projections(conn: Connection) -> list[Finding]:
    """Name the countries whose row differs from the fold of their entries."""
    rows = {row["country"]: row for row in projections.all_cases(conn)}
    findings = []
    for country in entries.countries(conn):
        record = Record(country, entries.entries_of(conn, country))
        if projections.case_row(record) != rows.pop(country, None):
            findings.append(Finding("projection", None, f"the row of {country} is not its fold"))
    return findings + [
        Finding("projection", None, f"there is a row of {country} without any entry")
        for country in rows
    ]
