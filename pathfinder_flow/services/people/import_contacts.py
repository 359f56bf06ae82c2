"""Importing the contacts of an office's sheet, all or none, as focal points with their mandates."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from pathfinder_flow.domain.errors.base import Invalid
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import ImportRefused
from pathfinder_flow.domain.errors.not_found import AmbiguousCountry
from pathfinder_flow.domain.roles import Mandate, Role
from pathfinder_flow.services.imports.find_sheet import open_sheet
from pathfinder_flow.services.imports.import_file import Leave, Wishes
from pathfinder_flow.services.imports.sheet_file import OfficeSheet
from pathfinder_flow.services.imports.understanding import understanding
from pathfinder_flow.services.people.contact_rows import ContactReader, ContactRow
from pathfinder_flow.services.people.contacts import contact_values, put_contact
from pathfinder_flow.services.people.mandates import NewMandate, add_mandate_in
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.store import people
from pathfinder_flow.store.people import Person


@dataclass(frozen=True)
class ContactImport:
    """What became of the contacts of a sheet, and why nothing was kept (None: it was)."""

    rows: list[ContactRow]
    refusal: ImportRefused | None
    sheet: OfficeSheet

    @property
    def doubtful(self) -> dict[str, AmbiguousCountry]:
        """The names of countries that mean several, each once."""
        return {row.doubtful.facts["given"]: row.doubtful for row in self.rows if row.doubtful}

    def count_new(self) -> int:
        """Count the contacts that were not there before, or not so."""
        return sum(bool(row.entries) for row in self.rows)

    def shown(self) -> list[ContactRow]:
        """Give the contacts that are told: of a refused sheet those that are wrong."""
        return [row for row in self.rows if row.refused or not self.refusal]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """Nothing is open; facts and contacts are handled alike."""

    def count_known(self) -> int:
        """Count the contacts that were there already, just so."""
        return sum(row.known for row in self.rows)


def import_contacts(
    app: AppContext, handle: str, file: Path, languages: Collection[str], wishes: Wishes
) -> ContactImport:
    """Import the contacts of a sheet.

    1. The actor must be the Secretariat. 2. Whoever has the mandate of the country already, by
    mail address or else by name, is known; what is said otherwise of the contact is changed.
    3. Everybody else is registered under a sign-in name of the country, and gets the mandate on
    the strength of the letter. 4. If a row cannot be taken, keep nothing, unless it is left out.
    """
    if not wishes.dry_run:
        app.require_writing()
    sheet = open_sheet(file, understanding(app), wishes.said, contacts=True, memory=wishes.memory)
    rows = [*ContactReader(sheet, languages, app.today()).rows()]

    def work(uow: UnitOfWork) -> None:
        attempt = Clause("attempt_import_contacts", "import contacts")
        uow.authorise((Role.SECRETARIAT,), attempt, None)
        for row in rows:
            _take(uow, row)
            row.left_out = bool(row.problems) and wishes.leave_out is Leave.BAD
        refused = sum(row.refused for row in rows)
        if refused:
            raise ImportRefused(path=file, bad=refused, rows=len(rows))

    try:
        app.dry_run(handle, work) if wishes.dry_run else app.run(handle, work, cache=False)
    except ImportRefused as error:
        return ContactImport(rows, error, sheet)
    return ContactImport(rows, None, sheet)


def _take(uow: UnitOfWork, row: ContactRow) -> None:
    """Record a contact, or note that it is known or why it cannot be taken."""
    new, row.entries, row.known, row.changed = row.new, [], False, False
    if new is None:
        return
    row.problems.clear()
    holder = _holder(uow, new)
    try:
        if holder is None:
            made = add_mandate_in(uow, replace(new, handle=_free_handle(uow, new.country or "")))
            row.entries = [made.number]
        else:
            _change(uow, row, new, holder)
    except Invalid as error:
        row.problems[""] = error


def _holder(uow: UnitOfWork, new: NewMandate) -> Person | None:
    """Give who is meant if they hold the mandate of the country already."""
    country = new.country or ""
    held = [one for one in uow.record(country).mandates.values() if _is_same_office(one, new)]
    persons = people.by_ids(uow.conn, [one.person for one in held]).values()
    if new.email:
        same = (one for one in persons if (one.email or "").casefold() == new.email.casefold())
    else:
        same = (one for one in persons if one.name == new.name)
    return next(same, None)


def _is_same_office(mandate: Mandate, new: NewMandate) -> bool:
    return mandate.role is new.role and mandate.country == new.country


def _change(uow: UnitOfWork, row: ContactRow, new: NewMandate, holder: Person) -> None:
    given = contact_values(
        email=new.email, language=new.language, name=new.name, details=new.details
    )
    changed = {name: value for name, value in given.items() if getattr(holder, name) != value}
    if changed:
        act = uow.authorise((Role.SECRETARIAT,), Clause("attempt_contact", "change a contact"))
        row.entries = [put_contact(uow, act, holder.id, changed).number]
    row.known, row.changed = not changed, bool(changed)


def _free_handle(uow: UnitOfWork, country: str) -> str:
    """Give a sign-in name that nobody has: fp.gha, fp.gha.2 and so on."""
    base, number = f"fp.{country.casefold()}", 1
    while people.by_handle(uow.conn, base if number == 1 else f"{base}.{number}"):
        number += 1
    return base if number == 1 else f"{base}.{number}"
