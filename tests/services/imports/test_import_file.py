"""A file of facts is imported in one go, and says what became of each of its rows."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pathfinder_flow.domain.workflow.denials import UnknownPerson
from pathfinder_flow.services.imports.import_file import Wishes, import_file
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger
from tests.conftest import DESK, Clock

HEAD = "iso3,event,date,certainty,institution,source,note"
LETTER = "GHA,expression_of_interest,2024-01-10,stated,,https://example.org/letter,"
UNDATED = "GHA,roadmap,some day,stated,,https://example.org/roadmap,"


def file_of(folder: Path, *lines: str) -> Path:
    path = folder / "facts.csv"
    path.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    return path


def size(app: AppContext) -> int:
    with app.snapshot() as conn:
        return ledger.size(conn)


def test_every_row_says_under_which_entries_it_was_recorded(
    app: AppContext, tmp_path: Path
) -> None:
    before, told = size(app), list[tuple[int, int]]()
    counted = lambda done, of: told.append((done, of))  # noqa: E731 - what a bar is told
    with import_file(app, DESK, file_of(tmp_path, LETTER), "en", progress=counted) as done:
        assert (done.refusal, done.count_new(), told) == (None, 1, [(1, 1)])
        [row] = done.rows.report()
    assert row.entries == f"{before + 1}, {before + 2}"


def test_a_file_imported_again_brings_nothing_new(app: AppContext, tmp_path: Path) -> None:
    file = file_of(tmp_path, LETTER)
    import_file(app, DESK, file, "en").rows.close()
    before = size(app)
    with import_file(app, DESK, file, "en") as done:
        assert (done.count_new(), done.rows.count_known(), size(app)) == (0, 1, before)


def test_a_row_that_cannot_be_taken_refuses_the_file_and_says_why_in_the_readers_language(
    app: AppContext, tmp_path: Path
) -> None:
    before = size(app)
    with import_file(app, DESK, file_of(tmp_path, LETTER, UNDATED), "fr") as done:
        assert done.refusal is not None
        assert (done.refusal.facts["bad"], done.refusal.facts["rows"]) == (1, 2)
        [sound, bad] = done.rows.report()
    assert (sound.refused, bad.refused, size(app)) == (False, True, before)
    assert "n'est pas une date que ce registre" in bad.problem


def test_a_rehearsal_says_what_would_be_recorded_and_keeps_nothing(
    app: AppContext, tmp_path: Path
) -> None:
    before = size(app)
    with import_file(app, DESK, file_of(tmp_path, LETTER), "en", Wishes(dry_run=True)) as done:
        assert (done.refusal, done.count_new()) == (None, 1)
    assert size(app) == before


def test_who_is_not_known_imports_nothing(app: AppContext, tmp_path: Path) -> None:
    with pytest.raises(UnknownPerson):
        import_file(app, "nobody.known", file_of(tmp_path, LETTER), "en")


def test_this_morning_in_suva_is_not_in_the_future(
    app: AppContext, clock: Clock, tmp_path: Path
) -> None:
    clock.now = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)
    suva, lima = (
        f"{code},expression_of_interest,2026-11-27,stated,,https://example.org/letter,"
        for code in ("FJI", "PER")
    )
    with import_file(app, DESK, file_of(tmp_path, suva, lima), "en") as done:
        assert [row.refused for row in done.rows.report()] == [False, True]
