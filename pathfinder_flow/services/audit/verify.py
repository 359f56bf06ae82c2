"""The four verdicts: integrity, anchoring, completeness, conformance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import BadCheckpoint, NotTheLedgers
from pathfinder_flow.domain.ledger.notes import VerifierKey
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.services.audit.anchoring import (
    AnchorCheck,
    CheckpointCopy,
    judge,
    read_witnesses,
)
from pathfinder_flow.services.audit.checkpoints import KnownKey, keys_on_record
from pathfinder_flow.services.audit.faults import NO_ENTRY, Fault, Faults
from pathfinder_flow.services.audit.missing_checkpoints import Trace, of_keys, of_mails
from pathfinder_flow.services.audit.proofs import trees
from pathfinder_flow.services.audit.replay import Replayed
from pathfinder_flow.services.audit.scan import scan
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import checkpoints, inspection

if TYPE_CHECKING:
    from pathfinder_flow.services.context import NotificationContext

Name = Literal["integrity", "anchoring", "completeness", "conformance"]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict: ``sound``, ``broken``, or ``open`` where there is nothing to judge by.

    ``looked_at`` counts what was judged, by name; ``faults`` are the first of ``count``.
    """

    name: Name
    state: Literal["sound", "broken", "open"]
    looked_at: dict[str, int]
    faults: tuple[Fault, ...] = ()
    count: int = 0
    attested: tuple[int, ...] = ()


def verify(
    app: AppContext, notices: NotificationContext, *, files: Sequence[tuple[str, bytes]] = (),
    keys: Sequence[VerifierKey] = (), progress: Progress = lambda _done, _all: None,
) -> list[Verdict]:  # fmt: skip
    """Judge the whole ledger; ``files`` are mails and checkpoints that somebody kept.

    1. In one pass over the stored bytes: hashes, numbers, who acted, and what entries name.
    2. Every known checkpoint is held against the trees of that pass. 3. Country by country, every
    move is decided again. Memory holds a batch of entries, or one country.
    """
    app.viewer.require(Thing.AUDIT)
    with app.snapshot() as conn:
        trusted = [KnownKey(key) for key in keys] or _keys(conn)
        kept, unfit = _read(_kept(conn), trusted)
        given, unfit_given = _read(files, trusted)
        sizes = sorted({one.checkpoint.size for one in kept + given})
        found = scan(app, conn, sizes, lambda done, size: progress(done, size * 2))
        size = max(found.tree.size, 1)
        for finding in inspection.inspect_workflows(conn):
            found.complete.add(finding.number, finding.said)
        replayed = Replayed(app, conn, notices)
        replayed.run(found.moves, found.conform, found.complete, _steps(progress, size))
        progress(size * 2, size * 2)
        gone, signed = of_mails(conn, found.carried, trusted)
        passed = found.trees | trees(conn, [one.checkpoint.size for one in signed])
        # Each by itself: what is kept here may have been made up to lead away from a change.
        held = [
            one
            for group in (kept, given, signed)
            for one in judge(conn, group, found.tree.size, passed)
        ]
        anchored = _anchoring(held, unfit + unfit_given, of_keys(conn) + gone)
    return [
        _verdict("integrity", found.integrity, {"entries": found.tree.size}),
        anchored,
        _verdict("completeness", found.complete, {
            "mails": found.mails, "documents": found.documents,
            ("rungs" if replayed.swept else "no_rungs"): replayed.rungs,
        }),
        _verdict("conformance", found.conform, {
            "acts": found.acts, "moves": replayed.moves, "attested": len(found.moves.attested),
        }, tuple(found.moves.attested)),
    ]  # fmt: skip


def _keys(conn: Connection) -> list[KnownKey]:
    try:
        return keys_on_record(conn)
    except NO_ENTRY:
        return []


def _steps(progress: Progress, size: int) -> Callable[[int], None]:
    done = size

    def step(entries: int) -> None:
        nonlocal done
        done = min(done + entries, size * 2)
        progress(done, size * 2)

    return step


def _verdict(
    name: Name, faults: Faults, looked_at: dict[str, int], attested: tuple[int, ...] = ()
) -> Verdict:
    state: Literal["sound", "broken"] = "broken" if faults.count else "sound"
    return Verdict(name, state, looked_at, tuple(faults.named), faults.count, attested)


def _kept(conn: Connection) -> list[tuple[str, bytes]]:
    """Give the checkpoints kept here, each named by when it was made."""
    return [
        (f"{one.made_at[:10]} {one.made_at[11:16]} UTC", one.note.encode())
        for one in checkpoints.all_kept(conn)
    ]


def _read(
    files: Sequence[tuple[str, bytes]], keys: list[KnownKey]
) -> tuple[list[CheckpointCopy], list[tuple[str, Clause]]]:
    """Read checkpoints; those that cannot be trusted come apart. Raises :class:`NoCheckpoint`."""
    found: list[CheckpointCopy] = []
    unfit: list[tuple[str, Clause]] = []
    for place, data in files:
        try:
            found += read_witnesses(place, data, keys)
        except (BadCheckpoint, NotTheLedgers) as error:
            unfit.append((place, error.facts["why"]))
    return found, unfit


def _anchoring(
    held: list[AnchorCheck], unfit: list[tuple[str, Clause]], gone: list[Trace]
) -> Verdict:
    faults = Faults()
    for number, trace in gone:
        faults.add(number, trace)
    for place, why in unfit:
        says = "the checkpoint of {place} cannot be trusted: {why}"
        faults.add(None, Clause("checkpoint_unfit", says, place=place, why=why))
    for one in held:
        if one.verdict != "grew":
            faults.add(one.first, _said(one))
    if not held and not unfit and not gone:
        return Verdict("anchoring", "open", {"checkpoints": 0})
    return _verdict("anchoring", faults, {"checkpoints": len(held) + len(unfit)})


def _said(held: AnchorCheck) -> Clause:
    places = {
        "place": held.witness.place, "seen": held.witness.checkpoint.size,
        "first": held.first, "last": held.last,
    }  # fmt: skip
    if held.verdict == "missing":
        says = "the checkpoint of {place} covers {seen} entries; {first} to {last} are not there"
        return Clause("checkpoint_ahead", says, **places)
    says = "one of the entries {first} to {last} is not what the checkpoint of {place} covers"
    return Clause("checkpoint_differs", says, **places)
