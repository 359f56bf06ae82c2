"""Holding the database against itself."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, text

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.ledger.entries import Kind, parse
from pathfinder_flow.domain.workflow.replay import incoherent
from pathfinder_flow.store import ledger as entries
from pathfinder_flow.store import once, projections
from pathfinder_flow.store.database.triggers import trigger_texts
from pathfinder_flow.store.published import all_published
from pathfinder_flow.store.scan import batches


@dataclass(frozen=True, slots=True)
class Damage:
    """Something wrong: what kind of thing, which entry (None: the whole), and what about it."""

    what: str
    number: int | None
    said: str


def inspect_file(conn: Connection) -> list[Damage]:
    """Let SQLite look through its file; a server looks after its own."""
    if conn.dialect.name != "sqlite":
        return []
    said = [line for (line,) in conn.execute(text("PRAGMA integrity_check(20)"))]
    return [Damage("file", None, line) for line in said if line != "ok"]


_TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
    "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')",
}


def inspect_triggers(conn: Connection) -> list[Damage]:
    """Name the triggers that should keep the past and are not there, or do something else."""
    dialect = conn.dialect.name
    found = {row[0]: row[1] for row in conn.execute(text(_TRIGGERS[dialect]))}
    findings = []
    for name, expected in sorted(trigger_texts(dialect).items()):
        if name not in found:
            said = Clause("trigger_missing", "the trigger '{name}' is missing", name=name)
            findings.append(Damage("trigger", None, said))
        elif found[name].strip() != expected:
            said = Clause("trigger_changed", "the trigger '{name}' was changed", name=name)
            findings.append(Damage("trigger", None, said))
    return findings


def _hashes_to(content: object, digest: str) -> bool:
    return isinstance(content, bytes) and sha256(content).hexdigest() == digest


_NO_ENTRY = (ValueError, KeyError, TypeError, AttributeError)
_UNREADABLE = Clause(
    "unreadable_entry", "it does not say what an entry of its kind says, and cannot be judged"
)


def inspect_entries(conn: Connection) -> list[Damage]:
    """Name the entries that no entry of the program could be, whatever they hash to."""
    findings = []
    for batch in batches(conn, None, entries.size(conn)):
        for number, _, _, _, data, _ in batch.rows:
            try:
                parse(data)
            except _NO_ENTRY:
                findings.append(Damage("ledger", number, _UNREADABLE))
    return findings


def inspect_workflows(conn: Connection) -> list[Damage]:
    """Name the published workflows that are not, byte for byte, what the ledger says."""
    kept = {row.name: row for row in all_published(conn)}
    findings = []
    for number, data in entries.rows_of_kind(conn, Kind.WORKFLOW_PUBLISHED):
        try:
            body = parse(data).body
            name, digest = str(body["workflow"]), body["sha256"]
        except _NO_ENTRY:
            findings.append(Damage("workflow", number, _UNREADABLE))
            continue
        row = kept.pop(name, None)
        if row is None:
            said = Clause("workflow_missing", "{name} is missing", name=name)
            findings.append(Damage("workflow", number, said))
        elif digest != row.sha256 or not _hashes_to(row.content, digest):
            said = Clause("workflow_changed", "{name} is not what was published", name=name)
            findings.append(Damage("workflow", number, said))
    never = "{name} is there and was never published"
    return findings + [
        Damage("workflow", None, Clause("never_published", never, name=name)) for name in kept
    ]


def inspect_projections(conn: Connection) -> list[Damage]:
    """Name the countries whose row differs from the fold, and what is wrong of past imports."""
    rows = {row["country"]: row for row in projections.all_cases(conn)}
    imports = projections.all_imports(conn)
    kept = projections.contents_by_country(conn)
    findings = []
    for country in entries.countries(conn):
        record = entries.record_of(conn, country)
        if projections.case_row(record) != rows.pop(country, None):
            said = Clause("other_fold", "the row of {country} is not its fold", country=country)
            findings.append(Damage("projection", None, said))
        findings += [Damage("move", one.number, one.said) for one in incoherent(record)]
        own = [entry for entry in record.entries if entry.country == country]
        if projections.obligation_contents(record, own) != kept.pop(country, ([], [])):
            says = "the obligations or reminders of {country} are not their fold"
            findings.append(
                Damage("projection", None, Clause("other_obligations", says, country=country))
            )
        findings += [
            Damage("projection", row["number"], _not_noted(row["number"]))
            for row in projections.import_rows(own)
            if imports.pop(row["key"], None) != row["number"]
        ]
    if once.all_rows(conn) != once.once_rows(entries.all_entries(conn)):
        said = Clause("other_once", "the once-only numbers are not those of the entries")
        findings.append(Damage("projection", None, said))
    nobodys = "there is a row of {country} without any entry"
    findings += [
        Damage("projection", None, Clause("row_of_nobody", nobodys, country=country))
        for country in sorted({*rows, *kept})
    ]
    wrongly = "entry {number} is noted as imported and was not"
    return findings + [
        Damage("projection", number, Clause("wrongly_noted", wrongly, number=number))
        for number in imports.values()
    ]


def _not_noted(number: int) -> Clause:
    return Clause("not_noted", "it is not noted that entry {number} was imported", number=number)
