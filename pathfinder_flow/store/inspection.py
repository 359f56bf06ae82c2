"""Holding the database against itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select, text, type_coerce
from sqlalchemy.types import NullType

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.ledger.entries import Kind, moment_text, parse
from pathfinder_flow.domain.ledger.merkle import Frontier, leaf_hash
from pathfinder_flow.domain.ledger.references import mails_of
from pathfinder_flow.domain.workflow.replay import incoherent
from pathfinder_flow.store import ledger as entries
from pathfinder_flow.store import once, projections
from pathfinder_flow.store.database.schema import head, ledger
from pathfinder_flow.store.database.triggers import trigger_texts
from pathfinder_flow.store.published import all_published

# As stored: a driver's conversion would stumble over what somebody put in place of bytes.
_ROWS = select(
    *(type_coerce(column, NullType()).label(column.name) for column in ledger.columns)
).order_by(ledger.c.number)


@dataclass(frozen=True, slots=True)
class Damage:
    """Something wrong: what kind of thing, which entry (None: the whole), and what about it."""

    what: str
    number: int | None
    said: str


def inspect_ledger(conn: Connection, progress: Callable[[int, int], None]) -> list[Damage]:
    """Hash every entry again; compare leaves, head, numbers and columns."""
    findings: list[Damage] = []
    kept = conn.execute(select(head)).one_or_none()
    if kept is None:
        return [Damage("head", None, Clause("head_missing", "the head is missing"))]
    frontier, expected = Frontier(), 0
    for row in conn.execution_options(yield_per=1000).execute(_ROWS):
        expected += 1
        if row.number != expected:
            findings.append(Damage("ledger", expected, _missing(expected, row.number - 1)))
            expected = row.number
        leaf = leaf_hash(row.entry) if isinstance(row.entry, bytes) else b""
        frontier = frontier.append(leaf)
        if leaf != row.leaf:
            findings.append(Damage("ledger", row.number, _OTHER_LEAF))
        elif not _columns_agree(row):
            findings.append(Damage("ledger", row.number, _OTHER_COLUMNS))
        if expected % 1000 == 0:
            progress(expected, kept.size)
    progress(expected, kept.size)
    if (frontier.size, frontier.to_bytes()) != (kept.size, kept.frontier):
        said = "the head ({size} entries) is not the root of the {stored} stored"
        other = Clause("other_head", said, size=kept.size, stored=frontier.size)
        findings.append(Damage("head", None, other))
    return findings


def _missing(first: int, last: int) -> Clause:
    return Clause(
        "entries_missing", "entries {first} to {last} are missing", first=first, last=last
    )


_OTHER_LEAF = Clause("other_leaf", "the bytes do not hash to the leaf")
_OTHER_COLUMNS = Clause("other_columns_kept", "the columns differ from the bytes")


def _columns_agree(row: Any) -> bool:
    try:
        entry = parse(row.entry)
    except (ValueError, KeyError, TypeError):
        return False
    told = (entry.number, entry.country, str(entry.kind), moment_text(entry.recorded_at))
    return told == (row.number, row.country, row.kind, row.recorded_at)


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


_UNREADABLE = Clause(
    "unreadable_entry", "it does not say what an entry of its kind says, and cannot be judged"
)


def inspect_workflows(conn: Connection) -> list[Damage]:
    """Name the published workflows that are not, byte for byte, what the ledger says."""
    kept = {row.name: row for row in all_published(conn)}
    findings = []
    for number, data in entries.rows_of_kind(conn, Kind.WORKFLOW_PUBLISHED):
        try:
            body = parse(data).body
            name, digest = str(body["workflow"]), body["sha256"]
        except (ValueError, KeyError, TypeError, AttributeError):
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


def inspect_mails(conn: Connection) -> list[Damage]:
    """Name the mails whose bytes are not those that the ledger says were written.

    Only those are without bytes that an entry names as erased, and these all are.
    """
    kept = projections.mail_hashes(conn)
    erased = {
        message: entry.number
        for entry in entries.all_entries(conn, kind=Kind.ERASURE)
        for message in entry.body["messages"]
    }
    findings = [
        Damage("mail", number, Clause("mail_changed", _MAIL_CHANGED, message=message))
        for number, message, digest in _written(conn)
        if message not in erased and kept.get(message, ("", None))[0] != digest
    ]
    findings += [
        Damage("mail", number, Clause("mail_not_erased", _NOT_ERASED, message=message))
        for message, number in erased.items()
        if kept.get(message) != (_NOTHING, number)
    ]
    return findings + [
        Damage("mail", number, Clause("never_erased", _NEVER_ERASED, message=message))
        for message, (_, number) in kept.items()
        if number is not None and message not in erased
    ]


def _written(conn: Connection) -> Iterator[tuple[int, str, str]]:
    """Give every mail on record, by the entry that says so, with the hash of its bytes."""
    for kind in (Kind.REMINDER, Kind.DELIVERY):
        for entry in entries.all_entries(conn, kind=kind):
            for message, digest in mails_of(kind, entry.body).items():
                yield entry.number, message, digest


_MAIL_CHANGED = "the mail {message} is missing or is not what was written"
_NOT_ERASED = "the mail {message} is missing, or is there again after it was erased"
_NEVER_ERASED = "the mail {message} is said to be erased, which the entry does not say"
_NOTHING = sha256(b"").hexdigest()


def _not_noted(number: int) -> Clause:
    return Clause("not_noted", "it is not noted that entry {number} was imported", number=number)
