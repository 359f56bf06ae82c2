"""import: dated facts from a sheet or a CSV file."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar, Self

import click

from pathfinder_flow.cli.importing import Flow, carry_out
from pathfinder_flow.cli.options import FILE, json_option, parse_fields
from pathfinder_flow.cli.output import print_blocks, print_commands, print_json_line
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.cli.types import COUNTRY
from pathfinder_flow.presentation.imports import import_contacts as contacts_view
from pathfinder_flow.presentation.imports import import_report, import_sheet
from pathfinder_flow.services.imports.find_sheet import holds_only_contacts
from pathfinder_flow.services.imports.import_file import (
    FileImport,
    Leave,
    Wishes,
    import_file,
    refuse_existing,
)
from pathfinder_flow.services.imports.memory import Memory
from pathfinder_flow.services.imports.sheet_file import (
    CONTACT_FIELDS,
    FIELDS,
    OfficeSheet,
    Said,
    is_field,
)
from pathfinder_flow.services.imports.staging import RowReport
from pathfinder_flow.services.imports.understanding import understanding
from pathfinder_flow.services.imports.written_dates import DayOrder
from pathfinder_flow.services.people.import_contacts import ContactImport, import_contacts


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
@click.option("--contacts", is_flag=True, help="Take the contacts of a sheet that holds facts too.")
@click.option("--sheet", default="", help="Which sheet of a workbook; default: the fullest.")
@click.option("--yes", is_flag=True, help="Do not ask before recording.")
@click.option("--quiet", is_flag=True, help="Only the last line, not one for every row.")
@json_option
@pass_shell
def import_(
    shell: Shell, *, file: Path, dry_run: bool, skip_unknown: bool, take_good: bool,
    rest: Path | None, columns: tuple[str, ...], countries: tuple[str, ...], order: str | None,
    source: str, contacts: bool, sheet: str, yes: bool, quiet: bool, as_json: bool,
) -> None:  # fmt: skip
    """Import dated facts from a FILE (XLSX or CSV), all or nothing, each with its source.

    The row that names the columns is found, and the columns by their names in English, French or
    Spanish; --map says what the others are. FIELD is one of country, event, date, certainty,
    institution, source, note, ignore, event:KIND for a column with the day of one kind of fact, or
    field:NAME for a field of the evidence, such as field:period.

    A sheet of contacts (country, name, office, title, salutation, email, address, telephone,
    language, from, until, letter) makes focal points of them, each with a mandate.

    A terminal shows what would be recorded, and asks. Importing a file again adds nothing. Every
    row is reported, with the cell that cannot be read.
    """
    said = Said(
        columns=_columns(shell, columns), order=DayOrder(order) if order else None,
        countries=_countries(countries), source=source, sheet=sheet,
    )  # fmt: skip
    leave = Leave.BAD if take_good else Leave.UNKNOWN if skip_unknown else Leave.NOTHING
    wishes = Wishes(said, Memory(shell.settings.home / "sheets.json"), leave)
    if take_good and not dry_run:
        refuse_existing(rest or _beside(file))
    asks = sys.stdin.isatty() and not (yes or dry_run or as_json)
    flow = Flow(shell, asks, dry_run, (rest or _beside(file)) if take_good else None)
    tell = Telling(shell, quiet=quiet, as_json=as_json)
    known = understanding(shell.app)
    if contacts or holds_only_contacts(file, known, said, wishes.memory):
        carry_out(ContactsJob(tell, file, wishes), flow)
    else:
        carry_out(FactsJob(tell, file, wishes), flow)


@dataclass(frozen=True)
class Telling:
    """Who is told, how much and in which form."""

    shell: Shell
    quiet: bool
    as_json: bool

    def sheet(self, sheet: OfficeSheet | None) -> None:
        """Tell how a sheet was read."""
        if sheet and not self.as_json and not self.quiet:
            print_blocks(import_sheet.as_blocks(sheet, self.shell.lang), err=True)

    def doubtful(self, file: Path, names: Iterable[str]) -> None:
        """Print the command by which it is said which country a name means."""
        if not self.as_json:
            print_commands(import_sheet.countries_to_say(file, names), err=True)


@dataclass(frozen=True)
class ImportJob:
    """A file that is to be imported, tried first or at once."""

    to: Telling
    file: Path
    wishes: Wishes

    def knowing(self, countries: dict[str, str]) -> Self:
        """Give the same, with what doubtful names of countries mean."""
        return replace(self, wishes=self.wishes.knowing(countries))


@dataclass(frozen=True)
class FactsJob(ImportJob):
    """Facts that are to be imported, tried first or at once."""

    question: ClassVar[str] = "ask.import"
    imported: ClassVar[str] = "done.imported"
    rehearsed: ClassVar[str] = "done.rehearsed"

    def run(self, *, dry_run: bool) -> FileImport:
        """Import, or rehearse it."""
        shell, wishes = self.to.shell, replace(self.wishes, dry_run=dry_run)
        with shell.counting("done.importing") as progress:
            return import_file(
                shell.app, shell.actor, self.file, shell.lang, wishes, progress=progress
            )

    def tell(self, done: FileImport, *, rehearsed: bool) -> None:
        """Tell how the file was read and what became of its rows; a refusal ends the command."""
        self.to.sheet(done.sheet)
        if done.refusal:
            refused = (row for row in done.rows.report() if row.refused)
            self._print(refused, rehearsed=True)
            if done.rows.unknown_kinds and not self.to.as_json:
                told = import_report.unknown_kinds(done.rows.unknown_kinds, self.to.shell.lang)
                print_blocks(told, err=True)
                self.to.shell.tell("import.skip_unknown")
            self.to.doubtful(self.file, done.doubtful)
            raise done.refusal
        if self.to.as_json or not self.to.quiet:
            self._print(done.rows.report(), rehearsed=rehearsed)

    def _print(self, rows: Iterable[RowReport], *, rehearsed: bool) -> None:
        """Print a line for every row, as they come: a file may have any number of them."""
        lang = self.to.shell.lang
        if self.to.as_json:
            for row in rows:
                print_json_line(import_report.as_values(row, lang, rehearsed=rehearsed))
        else:
            print_blocks(import_report.as_blocks(rows, lang, rehearsed=rehearsed))

    def left_out(self, done: FileImport) -> tuple[list[str], list[list[str]]]:
        """Give the rows that were left out, each with the reason, under the names of columns."""
        nothing = not done.rows.count_left_out()
        return ([], []) if nothing else import_sheet.to_mend(done, self.to.shell.lang)


@dataclass(frozen=True)
class ContactsJob(ImportJob):
    """Contacts that are to be imported, tried first or at once."""

    question: ClassVar[str] = "ask.import_contacts"
    imported: ClassVar[str] = "done.contacts_imported"
    rehearsed: ClassVar[str] = "done.contacts_rehearsed"

    def run(self, *, dry_run: bool) -> ContactImport:
        """Import, or rehearse it."""
        shell = self.to.shell
        languages = shell.notices.templates.languages("report_opens")
        wishes = replace(self.wishes, dry_run=dry_run)
        return import_contacts(shell.app, shell.actor, self.file, languages, wishes)

    def tell(self, done: ContactImport, *, rehearsed: bool) -> None:
        """Tell how the sheet was read and what became of its rows; a refusal ends the command."""
        self.to.sheet(done.sheet)
        lang, shown = self.to.shell.lang, not self.to.quiet or done.refusal
        rehearsed = rehearsed or bool(done.refusal)
        if self.to.as_json:
            for row in done.shown():
                print_json_line(contacts_view.as_values(row, lang, rehearsed=rehearsed))
        elif shown:
            print_blocks(contacts_view.as_blocks(done, lang, rehearsed=rehearsed))
        if done.refusal:
            self.to.doubtful(self.file, done.doubtful)
            raise done.refusal

    def left_out(self, done: ContactImport) -> tuple[list[str], list[list[str]]]:
        """Give the rows that were left out, each with the reason, under the names of columns."""
        lang = self.to.shell.lang
        return import_sheet.sheet_to_mend(done.sheet, contacts_view.reasons(done, lang), lang)


def _beside(file: Path) -> Path:
    """Give where the rows to mend go unless somebody says."""
    suffix = ".xlsx" if file.suffix.lower() == ".xlsx" else ".csv"
    return file.parent / f"{file.stem}-to-mend{suffix}"


def _columns(shell: Shell, given: tuple[str, ...]) -> dict[str, str]:
    columns: dict[str, str] = {}
    for pair in given:
        name, _, field = pair.rpartition("=")
        if not name.strip() or not is_field(field):
            known = ", ".join((*FIELDS, *CONTACT_FIELDS))
            raise shell.wrong_usage("usage.map", given=pair, known=known)
        columns[name.strip()] = field
    return columns


def _countries(given: tuple[str, ...]) -> dict[str, str]:
    ctx = click.get_current_context()
    pairs = parse_fields(given).items()
    return {name: COUNTRY.convert(codes[-1], None, ctx) for name, codes in pairs}
