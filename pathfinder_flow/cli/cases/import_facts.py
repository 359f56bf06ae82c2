"""import: dated facts from a sheet or a CSV file."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click

from pathfinder_flow.cli.options import FILE, json_option, parse_fields
from pathfinder_flow.cli.output import print_blocks, print_json_line, write_rows
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.cli.types import COUNTRY
from pathfinder_flow.presentation.imports import import_report, import_sheet
from pathfinder_flow.services.imports.import_file import (
    FileImport,
    Leave,
    import_file,
    refuse_existing,
)
from pathfinder_flow.services.imports.sheet_file import FIELDS, Said, is_field
from pathfinder_flow.services.imports.staging import RowReport
from pathfinder_flow.services.imports.written_dates import DayOrder


@click.command("import")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Do everything, keep nothing.")
@click.option(
    "--skip-unknown", is_flag=True, help="Leave out rows of a kind that no workflow knows."
)
@click.option(
    "--take-good", is_flag=True, help="Take the rows that can be taken, and write the rest down."
)
@click.option("--rest", type=FILE, help="Where the rest goes; default: beside FILE.")
@click.option(
    "--map", "columns", metavar="COLUMN=FIELD", multiple=True, help="What a column is; repeatable."
)
@click.option(
    "--country", "countries", metavar="NAME=CODE", multiple=True,
    help="Which country a doubtful name means; repeatable.",
)  # fmt: skip
@click.option("--day-first", "order", flag_value="day_first", help="05/06/2019 is 5 June 2019.")
@click.option("--month-first", "order", flag_value="month_first", help="05/06/2019 is 6 May 2019.")
@click.option("--source", default="", help="What facts rest on that name no source.")
@click.option("--sheet", default="", help="Which sheet of a workbook; default: the fullest.")
@click.option("--yes", is_flag=True, help="Do not ask before recording.")
@click.option("--quiet", is_flag=True, help="Only the last line, not one for every row.")
@json_option
@pass_shell
def import_(
    shell: Shell, *, file: Path, dry_run: bool, skip_unknown: bool, take_good: bool,
    rest: Path | None, columns: tuple[str, ...], countries: tuple[str, ...], order: str | None,
    source: str, sheet: str, yes: bool, quiet: bool, as_json: bool,
) -> None:  # fmt: skip
    """Import dated facts from a FILE (XLSX or CSV), all or nothing, each with its source.

    The row that names the columns is found, and the columns by their names in English, French or
    Spanish; --map says what the others are. FIELD is one of country, event, date, certainty,
    institution, source, note, ignore, event:KIND for a column with the day of one kind of fact, or
    field:NAME for a field of the evidence, such as field:period.

    A terminal shows what would be recorded, and asks. Importing a file again adds nothing. Every
    row is reported, with the cell that cannot be read.
    """
    said = Said(
        columns=_columns(shell, columns), order=DayOrder(order) if order else None,
        countries=_countries(countries), source=source, sheet=sheet,
    )  # fmt: skip
    leave = Leave.BAD if take_good else Leave.UNKNOWN if skip_unknown else Leave.NOTHING
    job = Job(shell, file, said, leave)
    place = rest or job.default_rest
    if take_good and not dry_run:
        refuse_existing(place)
    asked = sys.stdin.isatty() and not (yes or dry_run or as_json)
    if asked:
        with job.run(dry_run=True) as tried:
            _tell_rows(shell, tried, rehearsed=True, quiet=quiet, as_json=False)
            new, known = tried.count_new(), tried.rows.count_known()
        shell.confirm("ask.import", new=new, known=known)
    with job.run(dry_run=dry_run) as done:
        if not asked or done.refusal:
            _tell_rows(shell, done, rehearsed=dry_run, quiet=quiet, as_json=as_json)
        key = "done.rehearsed" if dry_run else "done.imported"
        shell.tell(key, new=done.count_new(), known=done.rows.count_known())
        _tell_left_out(shell, done, place if take_good else None, dry_run=dry_run)


@dataclass(frozen=True)
class Job:
    """What is to be imported, tried first or at once."""

    shell: Shell
    file: Path
    said: Said
    leave: Leave

    @property
    def default_rest(self) -> Path:
        """Where the rows to mend go unless somebody says."""
        suffix = ".xlsx" if self.file.suffix.lower() == ".xlsx" else ".csv"
        return self.file.parent / f"{self.file.stem}-to-mend{suffix}"

    def run(self, *, dry_run: bool) -> FileImport:
        """Import, or rehearse it."""
        with self.shell.counting("done.importing") as progress:
            return import_file(
                self.shell.app, self.shell.actor, self.file, self.shell.lang, said=self.said,
                leave_out=self.leave, dry_run=dry_run, progress=progress,
            )  # fmt: skip


def _columns(shell: Shell, given: tuple[str, ...]) -> dict[str, str]:
    columns: dict[str, str] = {}
    for pair in given:
        name, _, field = pair.rpartition("=")
        if not name.strip() or not is_field(field):
            raise shell.wrong_usage("usage.map", given=pair, known=", ".join(FIELDS))
        columns[name.strip()] = field
    return columns


def _countries(given: tuple[str, ...]) -> dict[str, str]:
    ctx = click.get_current_context()
    pairs = parse_fields(given).items()
    return {name: COUNTRY.convert(codes[-1], None, ctx) for name, codes in pairs}


def _tell_rows(
    shell: Shell, done: FileImport, *, rehearsed: bool, quiet: bool, as_json: bool
) -> None:
    """Tell how the file was read and what became of its rows; a refusal ends the command."""
    if done.sheet and not as_json and not quiet:
        print_blocks(import_sheet.as_blocks(done.sheet, shell.lang), err=True)
    if done.refusal:
        refused = (row for row in done.rows.report() if row.refused)
        _print_rows(shell, refused, rehearsed=True, as_json=as_json)
        if done.rows.unknown_kinds and not as_json:
            told = import_report.unknown_kinds(done.rows.unknown_kinds, shell.lang)
            print_blocks(told, err=True)
            shell.tell("import.skip_unknown")
        raise done.refusal
    if as_json or not quiet:
        _print_rows(shell, done.rows.report(), rehearsed=rehearsed, as_json=as_json)


def _print_rows(shell: Shell, rows: Iterable[RowReport], *, rehearsed: bool, as_json: bool) -> None:
    """Print a line for every row, as they come: a file may have any number of them."""
    if as_json:
        for row in rows:
            print_json_line(import_report.as_values(row, shell.lang, rehearsed=rehearsed))
    else:
        print_blocks(import_report.as_blocks(rows, shell.lang, rehearsed=rehearsed))


def _tell_left_out(shell: Shell, done: FileImport, rest: Path | None, *, dry_run: bool) -> None:
    """Say how many rows were left out, and write them down to be mended."""
    if not done.rows.count_left_out():
        return
    columns, rows = import_sheet.to_mend(done, shell.lang)
    if rest is None:
        shell.tell("done.left_out", count=done.rows.count_left_out())
    elif dry_run:
        shell.tell("done.would_leave_out", count=len(rows))
    else:
        delimiter = done.sheet.table.delimiter if done.sheet else ""
        write_rows(rest, columns, rows, delimiter=delimiter or ",")
        shell.tell("done.left_out_to_mend", count=len(rows), path=rest)
