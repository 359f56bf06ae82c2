"""What is in a pack: entries with their proofs, the files they name, and what retells them."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from pathfinder_flow.domain.cases.record import Record
from pathfinder_flow.domain.ledger.entries import Entry, Kind
from pathfinder_flow.domain.ledger.notes import parse_checkpoint, parse_note
from pathfinder_flow.domain.ledger.proofs import consistency_ranges, gather, inclusion_ranges
from pathfinder_flow.domain.ledger.references import mails_of, workflows_of
from pathfinder_flow.exports import pack_lists
from pathfinder_flow.exports.pack_entries import people_in
from pathfinder_flow.presentation.cases import history as telling
from pathfinder_flow.services.history.timeline import lines_of
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import checkpoints, ledger, outbox, people, published
from pathfinder_flow.store.checkpoints import StoredCheckpoint
from pathfinder_flow.store.pack_file import Source
from pathfinder_flow.words import countries, packs
from pathfinder_flow.words.catalog import say
from pathfinder_flow.words.sheets import csv_text

Progress = Callable[[int, int], None]
"""Told how many entries of the ledger have been read, and of how many."""

_OPENABLE = (
    ".csv", ".doc", ".docx", ".eml", ".jpeg", ".jpg", ".odt", ".pdf", ".png", ".txt", ".xlsx",
)  # fmt: skip
"""Ends of file names that evidence keeps in a pack, so that programs know what to open it with."""


@dataclass(frozen=True, slots=True)
class PackOptions:
    """What is to be packed: whose record, told in which language, and whether people are named."""

    country: str
    lang: str
    with_names: bool = False


def proof_files(
    conn: Connection, entries: list[Entry], last: StoredCheckpoint, progress: Progress
) -> dict[str, Source]:
    """Give the entries as stored, and the proofs that lead from them to the last checkpoint.

    With them every other checkpoint, each with the proof that leads from it to the last.
    """
    numbers = [entry.number for entry in entries]
    paths = {number: inclusion_ranges(number - 1, last.size) for number in numbers}
    others = [kept for kept in checkpoints.all_kept(conn) if kept.note != last.note]
    growth = {kept.size: consistency_ranges(kept.size, last.size) for kept in others}
    wanted = {one for ranges in (*paths.values(), *growth.values()) for one in ranges}
    leaves = ledger.leaves(conn, last.size)
    roots = gather(_counted(leaves, last.size, progress), wanted)
    data = ledger.stored(conn, numbers)
    keys = [entry.body["key"] for entry in entries if entry.kind is Kind.KEY]
    return {
        "checkpoint.txt": last.note.encode(),
        "entries.jsonl": b"".join(data[number] + b"\n" for number in numbers),
        "proofs.jsonl": _lines(
            {"number": number, "path": [_b64(roots[one]) for one in ranges]}
            for number, ranges in paths.items()
        ),
        "checkpoints.jsonl": _lines(
            {"note": kept.note, "proof": [_b64(roots[one]) for one in growth[kept.size]]}
            for kept in others
        ),
        "keys.txt": "".join(f"{key}\n" for key in keys).encode(),
    }


def _counted(leaves: Iterable[bytes], size: int, progress: Progress) -> Iterator[bytes]:
    for number, leaf in enumerate(leaves, start=1):
        if number % 10_000 == 0:
            progress(number, size)
        yield leaf
    progress(size, size)


def _b64(data: bytes) -> str:
    return b64encode(data).decode()


def _lines(values: Iterable[Any]) -> bytes:
    texts = (json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    return "".join(f"{text}\n" for text in texts).encode()


def referenced_files(app: AppContext, conn: Connection, entries: list[Entry]) -> dict[str, Source]:
    """Give the files that entries name: workflows, and evidence as far as it is still there."""
    found: dict[str, Source] = {}
    for entry in entries:
        for name, sha256 in workflows_of(entry.body).items():
            found[f"workflows/{name}.json"] = published.by_sha256(conn, sha256).content
    for digest, name in _evidence_names(app, entries).items():
        found[name] = app.files.path(digest)
    return found


def _evidence_names(app: AppContext, entries: list[Entry]) -> dict[str, str]:
    """Give the name in the pack of each evidence file that is there, by its hash."""
    names: dict[str, str] = {}
    for entry in entries:
        source = entry.body["source"] if entry.kind is Kind.EVIDENCE else {}
        digest = source.get("sha256")
        if digest and app.files.path(digest).is_file():
            end = Path(source.get("file", "")).suffix.lower()
            names.setdefault(digest, f"evidence/{digest}{end if end in _OPENABLE else ''}")
    return names


def readable_files(
    app: AppContext,
    conn: Connection,
    record: Record,
    entries: list[Entry],
    wish: PackOptions,
    last: StoredCheckpoint,
) -> dict[str, Source]:
    """Give what retells the entries for people to read; it names nobody."""
    lang, lines = wish.lang, lines_of(app, conn, record, date.max)
    country = countries.name(wish.country, lang)
    signed = parse_checkpoint(parse_note(last.note))
    facts = {"country": country, "count": len(entries), "ledger": signed.origin}
    facts |= {"size": signed.size, "root": _b64(signed.root)}
    title = say("history.title", lang, country=country)
    derivations = json.dumps(pack_lists.derivations(entries), ensure_ascii=False, indent=1)
    texts = {
        "README.txt": packs.readme(facts, lang, with_names=wish.with_names),
        "history.html": telling.as_html(title, telling.by_year(lines), lang),
        "history.csv": csv_text(*telling.sheet(lines, lang, with_handles=False)),
        "deadlines.csv": pack_lists.deadlines_csv(entries, lang),
        "deadlines.json": f"{derivations}\n",
        "evidence.csv": pack_lists.evidence_csv(entries, _evidence_names(app, entries)),
        "messages.csv": pack_lists.messages_csv(entries),
    }
    return {name: text.encode() for name, text in texts.items()}


def naming(conn: Connection, entries: list[Entry]) -> dict[str, Source]:
    """Give what names people: who is behind the pseudonyms, and the mails that were not erased."""
    known = people.by_ids(conn, people_in(entries))
    listed = pack_lists.people_csv([known[one] for one in sorted(known)], entries)
    found: dict[str, Source] = {"people.csv": listed.encode()}
    for entry in entries:
        for message, digest in mails_of(entry.kind, entry.body).items():
            data = outbox.data_of(conn, message)
            if data:
                found[f"messages/{digest}.eml"] = data
    return found
