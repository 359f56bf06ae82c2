"""The steps of an import: try and show, ask where somebody can answer, record, write the rest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol, Self, TypeVar

from pathfinder_flow.cli.output import write_rows

if TYPE_CHECKING:
    from pathfinder_flow.cli.shell import Shell
    from pathfinder_flow.domain.errors.invalid import ImportRefused
    from pathfinder_flow.domain.errors.not_found import AmbiguousCountry
    from pathfinder_flow.services.imports.import_file import Wishes
    from pathfinder_flow.services.imports.sheet_file import OfficeSheet


class Done(Protocol):
    """What became of a file, be it of facts or of contacts."""

    @property
    def refusal(self) -> ImportRefused | None:
        """Why nothing was kept; None if it was."""

    @property
    def sheet(self) -> OfficeSheet | None:
        """How it was read; None of a file in the program's own shape."""

    @property
    def doubtful(self) -> dict[str, AmbiguousCountry]:
        """The names of countries that mean several, each once."""

    def count_new(self) -> int:
        """Count what was not there before."""

    def count_known(self) -> int:
        """Count what was there before."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_error: object) -> None: ...


D = TypeVar("D", bound=Done)


class Job(Protocol[D]):
    """What is to be imported, tried first or at once, and how it is told."""

    question: ClassVar[str]
    imported: ClassVar[str]
    rehearsed: ClassVar[str]

    @property
    def wishes(self) -> Wishes:
        """How it is to be imported."""

    def knowing(self, countries: dict[str, str]) -> Job[D]:
        """Give the same, with what doubtful names of countries mean."""

    def run(self, *, dry_run: bool) -> D:
        """Import, or rehearse it."""

    def tell(self, done: D, *, rehearsed: bool) -> None:
        """Tell what became of the rows; a refusal ends the command."""

    def left_out(self, done: D) -> tuple[list[str], list[list[str]]]:
        """Give the rows that were left out, under the names of columns."""


@dataclass(frozen=True)
class Flow:
    """Whether somebody is asked, whether it is a rehearsal, and where rows to mend go."""

    shell: Shell
    asks: bool
    dry_run: bool
    rest: Path | None


def carry_out(job: Job[D], flow: Flow) -> None:
    """Show what would be recorded and ask, where somebody can answer; then import."""
    if flow.asks:
        job = _knowing(job, flow)
        with job.run(dry_run=True) as tried:
            job.tell(tried, rehearsed=True)
            new, known = tried.count_new(), tried.count_known()
        flow.shell.confirm(job.question, new=new, known=known)
    with job.run(dry_run=flow.dry_run) as done:
        if not flow.asks or done.refusal:
            job.tell(done, rehearsed=flow.dry_run)
        key = job.rehearsed if flow.dry_run else job.imported
        flow.shell.tell(key, new=done.count_new(), known=done.count_known())
        _tell_left_out(flow, done.sheet, *job.left_out(done))
        if done.sheet and job.wishes.memory and not flow.dry_run:
            job.wishes.memory.keep(done.sheet.heading.row, done.sheet.said)


def _knowing(job: Job[D], flow: Flow) -> Job[D]:
    """Ask which country each doubtful name means; one that is not answered stays doubtful."""
    with job.run(dry_run=True) as tried:
        doubtful = tried.doubtful
    told: dict[str, str] = {}
    for name, which in doubtful.items():
        code = flow.shell.ask_country(which)
        told |= {name: code} if code else {}
    return job.knowing(told) if told else job


def _tell_left_out(
    flow: Flow, sheet: OfficeSheet | None, columns: list[str], rows: list[list[str]]
) -> None:
    """Say how many rows were left out, and write them down to be mended."""
    if not rows:
        return
    if flow.rest is None:
        flow.shell.tell("done.left_out", count=len(rows))
    elif flow.dry_run:
        flow.shell.tell("done.would_leave_out", count=len(rows))
    else:
        delimiter = sheet.table.delimiter if sheet else ""
        write_rows(flow.rest, columns, rows, delimiter=delimiter or ",")
        flow.shell.tell("done.left_out_to_mend", count=len(rows), path=flow.rest)
