"""What a pack tells of its entries for people to read: lists of files, mails, dates and people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pathfinder_flow.domain.ledger.entries import Entry, Kind, moment_text
from pathfinder_flow.domain.ledger.references import mails_of
from pathfinder_flow.services.context import SECRETARIAT
from pathfinder_flow.store.people import Person
from pathfinder_flow.words.deadlines import because_said
from pathfinder_flow.words.derivations import step_sentence
from pathfinder_flow.words.sheets import csv_text

_EVIDENCE = ("entry", "kind", "effective", "name", "url", "letter", "sha256", "size", "file")
_DEADLINES = (
    "entry", "recorded_at", "obligation", "period", "due", "opens", "zone", "because", "derivation",
)  # fmt: skip
_MESSAGES = (
    "message", "entry", "written_at", "obligation", "period", "round", "rung", "role", "recipient",
    "copy", "language", "sha256", "state", "state_entry", "state_at", "why", "erased_by",
)  # fmt: skip
Rows = dict[tuple[str, str], dict[str, Any]]
"""What is listed of a mail, by its Message-ID and whom it was for."""

_PEOPLE = ("pseudonym", "sign_in_name", "name", "mandates")


def evidence_csv(entries: Iterable[Entry], files: Mapping[str, str]) -> str:
    """List the evidence: what was recorded of it, and the file in the pack, by its SHA-256."""
    rows = []
    for entry in entries:
        if entry.kind is Kind.EVIDENCE:
            source = entry.body["source"]
            told = {**source, "name": source.get("file"), "kind": entry.body["kind"]}
            told |= {"entry": entry.number, "effective": entry.effective}
            told["file"] = files.get(source.get("sha256", ""))
            rows.append(told)
    return _table(_EVIDENCE, rows)


def derivations(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Give every due date as it was recorded, with the steps by which it was computed."""
    return [
        {"entry": entry.number, "recorded_at": moment_text(entry.recorded_at), **entry.body}
        for entry in entries
        if entry.kind is Kind.DUE
    ]


def deadlines_csv(entries: Iterable[Entry], lang: str) -> str:
    """List the due dates with their derivations in sentences."""
    rows = derivations(entries)
    for row in rows:
        calendar = row["calendar"], row["calendar_version"]
        row["derivation"] = " ".join(step_sentence(one, *calendar, lang) for one in row["steps"])
        row["because"] = because_said(row["because"], lang)
    return _table(_DEADLINES, rows)


def messages_csv(entries: Iterable[Entry]) -> str:
    """List every mail and whom it was for, by pseudonym and role, with what became of it last."""
    rows: Rows = {}
    for entry in entries:
        if entry.kind is Kind.REMINDER:
            for served in entry.body["served"]:
                _row(rows, entry, served["message"], served["recipient"]).update(served)
        elif entry.kind is Kind.DELIVERY:
            _delivered(rows, entry)
        elif entry.kind is Kind.ERASURE:
            for (message, _), row in rows.items():
                if message in entry.body["messages"]:
                    row["erased_by"] = entry.number
    return _table(_MESSAGES, rows.values())


def _row(rows: Rows, entry: Entry, message: str, recipient: str) -> dict[str, Any]:
    """Give the row of a mail to somebody; a new one was written by this entry."""
    told = {name: entry.body.get(name) for name in ("obligation", "period", "round", "rung")}
    told |= {"entry": entry.number, "written_at": moment_text(entry.recorded_at)}
    told |= {"message": message, "recipient": recipient}
    return rows.setdefault((message, recipient), told)


def _delivered(rows: Rows, entry: Entry) -> None:
    body = entry.body
    row = _row(rows, entry, body["message"], body["recipient"])
    row |= {"state": body["state"], "state_entry": entry.number, "why": body.get("why")}
    row |= {"state_at": moment_text(entry.recorded_at)}
    row.setdefault("role", body.get("role"))
    for message, digest in mails_of(entry.kind, entry.body).items():
        # What could not be delivered goes to the office; what was written anew, to the same person.
        _row(rows, entry, message, SECRETARIAT if body["state"] == "failed" else body["recipient"])
        for (written, _), known in rows.items():
            if written == message:
                known["sha256"] = digest


def people_csv(people: Iterable[Person], entries: Sequence[Entry]) -> str:
    """List the people behind the pseudonyms, with the entries that gave them their roles."""
    rows = []
    for person in people:
        held = [
            f"{entry.body['role']} ({entry.number})"
            for entry in entries
            if entry.kind is Kind.MANDATE and entry.body["person"] == person.id
        ]
        told = {"pseudonym": person.id, "sign_in_name": person.handle, "name": person.name}
        rows.append({**told, "mandates": "; ".join(held)})
    return _table(_PEOPLE, rows)


def _table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    cells = [["" if row.get(name) is None else row[name] for name in columns] for row in rows]
    return csv_text(columns, cells)
