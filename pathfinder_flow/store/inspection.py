"""Holding the database against itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select, text, type_coerce
from sqlalchemy.types import NullType

from pathfinder_flow.domain.entries import MOMENT, Kind, parse
from pathfinder_flow.domain.merkle import Frontier, leaf_hash
from pathfinder_flow.domain.record import Record
from pathfinder_flow.store import ledger as entries
from pathfinder_flow.store import projections
from pathfinder_flow.store.published import all_published
from pathfinder_flow.store.schema import head, ledger
from pathfinder_flow.store.triggers import trigger_texts

# As stored: a driver's conversion would stumble over what somebody put in place of bytes.
_ROWS = select(
    *(type_coerce(column, NullType()).label(column.name) for column in ledger.columns)
).order_by(ledger.c.number)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: what kind of thing, which entry (None: the whole), and what about it."""

    what: str
    number: int | None
    said: str


def inspect_ledger(conn: Connection, progress: Callable[[int, int], None]) -> list[Finding]:
    """Hash every entry again; compare leaves, head, numbers and columns."""
    findings: list[Finding] = []
    kept = conn.execute(select(head)).one_or_none()
    if kept is None:
        return [Finding("head", None, "the head is missing")]
    frontier, expected = Frontier(), 0
    for row in conn.execution_options(yield_per=1000).execute(_ROWS):
        expected += 1
        if row.number != expected:
            findings.append(
                Finding("ledger", expected, f"entries {expected} to {row.number - 1} are missing")
            )
            expected = row.number
        leaf = leaf_hash(row.entry) if isinstance(row.entry, bytes) else b""
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


def _columns_agree(row: Any) -> bool:
    try:
        entry = parse(row.entry)
    except (ValueError, KeyError, TypeError):
        return False
    told = (entry.number, entry.country, str(entry.kind), entry.recorded_at.strftime(MOMENT))
    return told == (row.number, row.country, row.kind, row.recorded_at)


def inspect_file(conn: Connection) -> list[Finding]:
    """Let SQLite look through its file; a server looks after its own."""
    if conn.dialect.name != "sqlite":
        return []
    said = [line for (line,) in conn.execute(text("PRAGMA integrity_check(20)"))]
    return [Finding("file", None, line) for line in said if line != "ok"]


_TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
    "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')",
}


def inspect_triggers(conn: Connection) -> list[Finding]:
    """Name the triggers that should keep the past and are not there, or do something else."""
    dialect = conn.dialect.name
    found = {row[0]: row[1] for row in conn.execute(text(_TRIGGERS[dialect]))}
    findings = []
    for name, expected in sorted(trigger_texts(dialect).items()):
        if name not in found:
            findings.append(Finding("trigger", None, f"the trigger '{name}' is missing"))
        elif found[name].strip() != expected:
            findings.append(Finding("trigger", None, f"the trigger '{name}' was changed"))
    return findings


def inspect_workflows(conn: Connection) -> list[Finding]:
    """Name the published workflows that are not, byte for byte, what the ledger says."""
    kept = {row.name: row for row in all_published(conn)}
    findings = []
    for entry in entries.all_entries(conn, kind=Kind.WORKFLOW_PUBLISHED):
        name, row = entry.body["workflow"], kept.pop(entry.body["workflow"], None)
        if row is None:
            findings.append(Finding("workflow", entry.number, f"{name} is missing"))
        elif entry.body["sha256"] != row.sha256 or sha256(row.content).hexdigest() != row.sha256:
            findings.append(Finding("workflow", entry.number, f"{name} is not what was published"))
    return findings + [
        Finding("workflow", None, f"{name} is there and was never published") for name in kept
    ]


def inspect_projections(conn: Connection) -> list[Finding]:
    """Name the countries whose row differs from the fold, and what is wrong of past imports."""
    rows = {row["country"]: row for row in projections.all_cases(conn)}
    imports = projections.all_imports(conn)
    findings = []
    for country in entries.countries(conn):
        record = Record(country, entries.entries_of(conn, country))
        if projections.case_row(record) != rows.pop(country, None):
            findings.append(Finding("projection", None, f"the row of {country} is not its fold"))
        own = (entry for entry in record.entries if entry.country == country)
        for row in projections.import_rows(own):
            if imports.pop(row["key"], None) != row["number"]:
                said = f"it is not noted that entry {row['number']} was imported"
                findings.append(Finding("projection", row["number"], said))
    findings += [
        Finding("projection", None, f"there is a row of {country} without any entry")
        for country in rows
    ]
    return findings + [
        Finding("projection", number, f"entry {number} is noted as imported and was not")
        for number in imports.values()
    ]
