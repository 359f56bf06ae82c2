"""A backup is whole and sound, taken while others write."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from pathfinder_flow.domain.errors.invalid import FileRefused
from pathfinder_flow.services.lifecycle.cases import open_case
from pathfinder_flow.services.lifecycle.evidence import NewEvidence, add_evidence
from pathfinder_flow.services.maintenance import back_up, check, upgrade
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger, projections
from pathfinder_flow.store.database.engine import open_file
from pathfinder_flow.store.files import EvidenceFiles
from pathfinder_flow.words.countries import all_codes
from tests.faults.running import finish
from tests.faults.workers import go, start_worker

FOUNDER = "desk.secretariat"


def restored(app: AppContext, folder: Path) -> AppContext:
    files = EvidenceFiles(folder / "evidence", 1 << 20)
    return AppContext(open_file(folder / "ledger.sqlite"), files, app.clock)


def test_a_backup_has_the_same_rows_and_files_and_is_sound(app: AppContext, tmp_path: Path) -> None:
    document = tmp_path / "letter.pdf"
    document.write_bytes(b"a letter")
    open_case(app, FOUNDER, "PER", effective="2024-01-01", workflow=None, reason="")
    add_evidence(
        app, FOUNDER, "PER", NewEvidence("expression_of_interest", "2024-01-01", file=document)
    )
    done = back_up(app, tmp_path / "kept")
    copy = restored(app, tmp_path / "kept")
    assert (done.entries, done.files) == (6, 1)
    assert check(copy) == []
    with app.snapshot() as here, copy.snapshot() as there:
        assert [*ledger.all_entries(here)] == [*ledger.all_entries(there)]
        assert projections.contents(here) == projections.contents(there)
    open_case(copy, FOUNDER, "FRA", effective="2024-01-01", workflow=None, reason="")
    copy.engine.dispose()


def test_a_backup_of_tables_without_entries_works(
    desk_maker: Callable[[str], AppContext], url: str, tmp_path: Path
) -> None:
    app = desk_maker(url)
    upgrade(app)
    assert back_up(app, tmp_path / "kept").entries == 0


def test_backups_taken_while_another_process_writes_are_sound(
    app: AppContext, tmp_path: Path
) -> None:
    writer = start_worker(app, "many", "0/1/200")
    go(writer)
    assert writer.stdout
    writer.stdout.readline()
    sizes = []
    for number in range(3):
        back_up(app, tmp_path / f"kept{number}")
        copy = restored(app, tmp_path / f"kept{number}")
        with copy.snapshot() as conn:
            sizes.append(ledger.size(conn))
        assert check(copy) == []
        copy.engine.dispose()
    assert writer.poll() is None, "the writer was done too early to be in the way"
    writer.kill()
    finish(writer)
    assert sizes == sorted(sizes)


def test_checking_while_others_write_finds_nothing_wrong(app: AppContext) -> None:
    """A check that saw one moment of the head and another of the entries would raise an alarm."""
    stop = threading.Event()
    other = AppContext(app.engine, app.files, app.clock)

    def write() -> None:
        for code in all_codes():
            if stop.is_set():
                return
            open_case(other, FOUNDER, code, effective="2024-01-01", workflow=None, reason="")

    writer = threading.Thread(target=write)
    writer.start()
    found = [check(app) for _ in range(8)]
    stop.set()
    writer.join()
    assert found == [[]] * 8


def test_a_backup_does_not_go_over_another(app: AppContext, tmp_path: Path) -> None:
    back_up(app, tmp_path / "kept")
    with pytest.raises(FileRefused, match="the folder is not empty; name a new one"):
        back_up(app, tmp_path / "kept")


def test_a_backup_into_a_file_is_refused(app: AppContext, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("in the way")
    with pytest.raises(FileRefused, match="kept' cannot be used"):
        back_up(app, tmp_path / "kept")


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_backup_can_stand_in_for_the_lost_database(app: AppContext, tmp_path: Path) -> None:
    back_up(app, tmp_path / "kept")
    app.engine.dispose()
    shutil.copy(tmp_path / "kept" / "ledger.sqlite", str(app.engine.url.database))
    assert check(app) == []
    with app.engine.connect() as conn:
        assert conn.execute(text("PRAGMA journal_mode")).scalar() == "wal"
