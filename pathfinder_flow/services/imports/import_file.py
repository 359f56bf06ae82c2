"""Importing a file of facts: it is read, checked and imported, and says what became of each row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

from pathfinder_flow.domain.errors.invalid import ImportRefused
from pathfinder_flow.services.imports.csv_file import refuse_bad_rows, stage_facts
from pathfinder_flow.services.imports.import_facts import import_facts, known_kinds
from pathfinder_flow.services.imports.staging import StagedFacts
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.words import countries
from pathfinder_flow.words.errors import worded


@dataclass(frozen=True)
class FileImport:
    """What became of a file: its ``rows``, and why nothing was kept (None: it was imported).

    It is to be closed, as ``with`` does.
    """

    rows: StagedFacts
    refusal: ImportRefused | None

    def count_new(self) -> int:
        """Count the rows that were not there before."""
        return self.rows.count() - self.rows.count_known() - self.rows.count_left_out()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.rows.close()


def import_file(
    app: AppContext, handle: str, file: Path, lang: str, *, skip_unknown: bool = False,
    dry_run: bool = False, progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> FileImport:  # fmt: skip
    """Import a CSV file of facts, all or none; its problems are worded in ``lang`` at once.

    ``progress`` is told how many rows are done, of how many. Raises :class:`FileRefused` when it
    is no such file, and what :func:`import_facts` raises, but for a refusal of its rows, which is
    given.
    """
    if not dry_run:
        app.require_writing()
    rows = stage_facts(
        file, today_in=cache(app.today_by_code), events=known_kinds(app),
        country_code=countries.is_code, word=lambda problem: str(worded(problem, lang)),
        skip_unknown=skip_unknown,
    )  # fmt: skip
    size, done = rows.count(), 0

    def more(count: int) -> None:
        nonlocal done
        done += count
        progress(done, size)

    try:
        refuse_bad_rows(rows)
        import_facts(app, handle, rows, dry_run=dry_run, progress=more)
    except ImportRefused as error:
        return FileImport(rows, error)
    except BaseException:
        rows.close()
        raise
    return FileImport(rows, None)
