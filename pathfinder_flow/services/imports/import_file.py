"""Importing a file of facts: it is read, checked and imported, and says what became of each row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Self

from pathfinder_flow.domain.errors.clauses import Clause, of_system
from pathfinder_flow.domain.errors.invalid import FileRefused, ImportRefused
from pathfinder_flow.domain.errors.not_found import AmbiguousCountry
from pathfinder_flow.services.imports.file_rows import stage_file
from pathfinder_flow.services.imports.import_facts import import_facts
from pathfinder_flow.services.imports.memory import Memory
from pathfinder_flow.services.imports.sheet_file import OfficeSheet, Said
from pathfinder_flow.services.imports.staging import StagedFacts, refuse_bad_rows
from pathfinder_flow.services.imports.understanding import understanding
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.words.errors import worded


class Leave(StrEnum):
    """Which rows are left out: none, those of a kind that nobody knows, or all that are bad."""

    NOTHING = "nothing"
    UNKNOWN = "unknown"
    BAD = "bad"


@dataclass(frozen=True)
class Wishes:
    """How a file is to be imported.

    ``said`` is what somebody said of it, ``memory`` what was said of such files before;
    ``leave_out`` says which rows that cannot be taken keep no other row back.
    """

    said: Said = field(default_factory=Said)
    memory: Memory | None = None
    leave_out: Leave = Leave.NOTHING
    dry_run: bool = False

    def knowing(self, countries: dict[str, str]) -> Wishes:
        """Give the same, with what doubtful names of countries mean."""
        said = replace(self.said, countries={**self.said.countries, **countries})
        return replace(self, said=said)


@dataclass(frozen=True)
class FileImport:
    """What became of a file: its ``rows``, and why nothing was kept (None: it was imported).

    ``sheet`` is how it was read; None of a file in the program's own shape. It is to be closed, as
    ``with`` does.
    """

    rows: StagedFacts
    refusal: ImportRefused | None
    sheet: OfficeSheet | None = None

    @property
    def doubtful(self) -> dict[str, AmbiguousCountry]:
        """The names of countries that mean several, each once."""
        return self.rows.doubtful

    def count_new(self) -> int:
        """Count the rows that were not there before."""
        return self.rows.count() - self.rows.count_known() - self.rows.count_left_out()

    def count_known(self) -> int:
        """Count the rows that were there before."""
        return self.rows.count_known()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.rows.close()


def import_file(
    app: AppContext, handle: str, file: Path, lang: str, wishes: Wishes | None = None, *,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> FileImport:  # fmt: skip
    """Import a file of facts, all or none; its problems are worded in ``lang`` at once.

    ``progress`` is told how many rows are done, of how many. Raises
    :class:`FileRefused` when it is no such file, and what :func:`import_facts` raises, but for a
    refusal of its rows, which is given.
    """
    wishes = wishes or Wishes()
    if not wishes.dry_run:
        app.require_writing()
    rows, sheet = stage_file(
        file, understanding(app), said=wishes.said, memory=wishes.memory,
        word=lambda problem: str(worded(problem, lang)),
        skip_unknown=wishes.leave_out is Leave.UNKNOWN,
    )  # fmt: skip
    size, done = rows.count(), 0

    def more(count: int) -> None:
        nonlocal done
        done += count
        progress(min(done, size), size)

    try:
        if wishes.leave_out is Leave.BAD:
            _leave_out_bad(app, handle, rows)
        refuse_bad_rows(rows)
        import_facts(app, handle, rows, dry_run=wishes.dry_run, progress=more)
    except ImportRefused as error:
        return FileImport(rows, error, sheet)
    except BaseException:
        rows.close()
        raise
    return FileImport(rows, None, sheet)


def _leave_out_bad(app: AppContext, handle: str, rows: StagedFacts) -> None:
    """Leave out the rows that cannot be taken; some show only when the others are tried.

    Each turn leaves out one row at least, so it ends.
    """
    rows.leave_out_bad()
    while True:
        try:
            import_facts(app, handle, rows, dry_run=True)
        except ImportRefused:
            rows.leave_out_bad()
        else:
            return


def refuse_existing(path: Path) -> None:
    """Refuse to write over a file; raises :class:`FileRefused`."""
    try:
        there = path.exists()
    except OSError as error:
        why = Clause("check_it", "{said}; check it", said=of_system(error))
        raise FileRefused(path=path, why=why) from error
    if there:
        why = Clause("exists_already", "it exists already; name another file")
        raise FileRefused(path=path, why=why)
