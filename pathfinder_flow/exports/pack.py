"""Packing a country's record so that an auditor can check it without trusting whoever runs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection
from sqlalchemy.exc import NoResultFound

from pathfinder_flow.domain.errors.not_found import NoCase, NoneMade, NotCovered
from pathfinder_flow.domain.errors.unavailable import EntriesGone, Unreadable
from pathfinder_flow.domain.ledger.entries import Entry, Kind
from pathfinder_flow.domain.ledger.notes import SignedNote
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.exports.pack_contents import (
    PackOptions,
    Progress,
    naming,
    proof_files,
    readable_files,
    referenced_files,
)
from pathfinder_flow.exports.pack_entries import entries_for, naming_somebody
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import checkpoints, ledger, people
from pathfinder_flow.store.checkpoints import StoredCheckpoint
from pathfinder_flow.store.pack_file import Source, refuse_existing, write_pack
from pathfinder_flow.verifier.command import verify
from pathfinder_flow.verifier.files import TITLE
from pathfinder_flow.verifier.one_file import verify_py
from pathfinder_flow.verifier.reading import open_pack

if TYPE_CHECKING:
    from pathfinder_flow.signing.ed25519 import Signer
    from pathfinder_flow.verifier.report import VerifierReport


@dataclass(frozen=True, slots=True)
class Packed:
    """How many entries and files a pack holds, whether its manifest is signed, its check.

    ``naming`` are the entries in which somebody wrote a name, an address or a sign-in name.
    """

    entries: int
    files: int
    signed: bool
    naming: list[int]
    report: VerifierReport


def pack(
    app: AppContext,
    wish: PackOptions,
    target: Path,
    signer: Signer | None,
    *,
    replace: bool = False,
    progress: Progress = lambda _done, _all: None,
) -> Packed:
    """Write the pack of a country.

    1. Choose the entries about it and what they rest on; the last checkpoint must cover them. 2.
    Prove each of them, and that every other checkpoint lies on the same history, in one pass over
    the ledger. 3. Add the files that they name, and what retells them. 4. Write it, with a
    manifest signed by the key if it is one on record. 5. Check it as an auditor will.

    What its check finds wrong is in the pack all the same: it is what there is. Raises
    :class:`NoCase`, :class:`NoneMade`, :class:`NotCovered`, :class:`FileRefused` and what
    :mod:`~pathfinder_flow.domain.errors.unavailable` has.
    """
    app.viewer.require(Thing.AUDIT)
    if not replace:
        refuse_existing(target)
    with app.snapshot() as conn, _readable(wish.country):
        record = ledger.record_of(conn, wish.country)
        entries = entries_for(record)
        if not entries:
            raise NoCase(country=wish.country)
        last = _last_checkpoint(conn, entries)
        members: dict[str, Source] = {"verify.py": verify_py()}
        members |= proof_files(conn, entries, last, progress)
        members |= referenced_files(app, conn, entries)
        members |= readable_files(app, conn, record, entries, wish, last)
        named_people = naming_somebody(entries, people.everybody(conn))
        if wish.with_names:
            members |= naming(conn, entries)
    if signer and not _on_record(signer, entries):
        signer = None
    report = write_pack(target, members, lambda lines: _manifest(lines, signer), _check)
    return Packed(len(entries), len(members) + 1, signer is not None, named_people, report)


@contextmanager
def _readable(country: str) -> Iterator[None]:
    """Say in a sentence that a record, or a workflow, was put there by somebody else."""
    try:
        yield
    except (ValueError, KeyError, TypeError, NoResultFound) as error:
        raise Unreadable(country=country) from error


def _last_checkpoint(conn: Connection, entries: list[Entry]) -> StoredCheckpoint:
    last, held = checkpoints.latest(conn), ledger.size(conn)
    if last is None:
        raise NoneMade
    if last.size > held:
        raise EntriesGone(size=last.size, held=held)
    if last.size < entries[-1].number:
        raise NotCovered(number=entries[-1].number, size=last.size)
    return last


def _on_record(signer: Signer, entries: list[Entry]) -> bool:
    keys = [entry.body["key"] for entry in entries if entry.kind is Kind.KEY]
    return keys[-1:] == [signer.key.text]


def _manifest(lines: str, signer: Signer | None) -> str:
    text = f"{TITLE}\n{lines}"
    return str(SignedNote(text, (signer.sign(text),))) if signer else text


def _check(path: Path) -> VerifierReport:
    with open_pack(path) as written:
        return verify(written, None, [])
