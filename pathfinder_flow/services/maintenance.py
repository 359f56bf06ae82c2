"""Keeping the database sound: check, rebuild, back up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copy2

from pathfinder_flow.domain.errors.clauses import Clause, of_system
from pathfinder_flow.domain.errors.invalid import FileRefused
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.services.audit.faults import Faults
from pathfinder_flow.services.audit.scan import Found, scan
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import backup, inspection, ledger, once, projections
from pathfinder_flow.store.database import migrate
from pathfinder_flow.store.database.engine import in_plain_words
from pathfinder_flow.store.inspection import Damage


def rebuild(app: AppContext) -> dict[str, int]:
    """Make every projection anew from the ledger, in one transaction; gives rows by table."""
    app.require_writing()
    with (
        in_plain_words(app.engine),
        app.engine.connect().execution_options(writing=True) as conn,
        conn.begin(),
    ):
        migrate.require_newest(app.engine, conn)
        ledger.hold(conn)
        projections.clear(conn)
        for country in ledger.countries(conn):
            record = ledger.record_of(conn, country)
            projections.save_case(conn, record)
            projections.save_obligations(conn, record)
            own = [entry for entry in record.entries if entry.country == country]
            projections.note_imports(conn, own)
            projections.note_reminders(conn, own)
        once.note_once(conn, ledger.all_entries(conn))
        return {name: len(rows) for name, rows in projections.contents(conn).items()}


def check(
    app: AppContext, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> list[Damage]:
    """Check the database against itself; gives what is wrong, nothing when all is well.

    1. The database finds its own file sound. 2. The scan of the verdicts finds that every entry
    hashes to its leaf, all leaves to the head, numbers run without gaps, and the columns beside
    the bytes agree with them. 3. The triggers are there. 4. Published workflows are what the
    ledger says, and projections equal the fold. 5. That scan found every mail as it was written
    or was erased, and every evidence file with its hash.
    """
    app.viewer.require(Thing.PROGRAM)
    with app.snapshot() as conn:
        findings = inspection.inspect_file(conn)
        found = scan(app, conn, progress=progress)
        findings += _damages(found.integrity, ["head", "ledger"])
        findings += _damages(found.complete, ["ledger"])
        findings = findings or inspection.inspect_entries(conn)
        # What is computed from a ledger that cannot be trusted would say nothing.
        trusted = not findings
        findings += inspection.inspect_triggers(conn)
        if trusted:
            findings += inspection.inspect_workflows(conn)
            findings += inspection.inspect_projections(conn)
            findings += _damages(found.complete, ["mail", "evidence"])
    return findings + _unnamed(found)


def _damages(faults: Faults, about: Sequence[str]) -> list[Damage]:
    return [Damage(one.about, one.number, one.said) for one in faults.named if one.about in about]


def _unnamed(found: Found) -> list[Damage]:
    """Say how many faults the scan counted and did not name."""
    left = sum(faults.count - len(faults.named) for faults in (found.integrity, found.complete))
    said = Clause("more_faults", "and {count} more, not named here", count=left)
    return [Damage("ledger", None, said)] if left else []


@dataclass(frozen=True)
class BackedUp:
    """What a backup holds: its folder, how many entries, how many evidence files."""

    folder: Path
    entries: int
    files: int


def back_up(app: AppContext, folder: Path) -> BackedUp:
    """Back the database and the evidence files up into a new folder, while both are in use.

    The database comes out as an SQLite file whatever it is kept in. Evidence files are copied
    after it: they are never changed, so the copy holds at least all that it names.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            why = Clause("folder_not_empty", "the folder is not empty; name a new one")
            raise FileRefused(path=folder, why=why)
        with in_plain_words(app.engine):
            entries = backup.copy_database(app.engine, folder / "ledger.sqlite")
        files = _copy_files(app, folder / "evidence")
    except OSError as error:
        why = Clause(
            "folder_unwritable",
            "{said}; name a folder that can be written to",
            said=of_system(error),
        )
        raise FileRefused(path=folder, why=why) from error
    return BackedUp(folder, entries, files)


def _copy_files(app: AppContext, folder: Path) -> int:
    count = 0
    for source in sorted(app.files.folder.glob("??/*")):
        target = folder / source.parent.name / source.name
        target.parent.mkdir(parents=True, exist_ok=True)
        copy2(source, target)
        count += 1
    return count


def upgrade(app: AppContext) -> tuple[str | None, str]:
    """Bring the tables to the newest version; gives the version before and after."""
    with in_plain_words(app.engine):
        return migrate.upgrade(app.engine), migrate.NEWEST
