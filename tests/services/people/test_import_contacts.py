"""The contacts of an office's sheet become focal points with their mandates, all or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from pathfinder_flow.domain.errors.invalid import DayOrderUnclear, FileRefused
from pathfinder_flow.domain.workflow.denials import NotAuthorised
from pathfinder_flow.services.imports.import_file import Leave, Wishes
from pathfinder_flow.services.imports.sheet_file import Said
from pathfinder_flow.services.people.import_contacts import ContactImport, import_contacts
from pathfinder_flow.services.people.mandates import list_mandates
from pathfinder_flow.services.people.personal_data import list_people
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger
from pathfinder_flow.store.people import Person
from tests.conftest import DESK
from tests.sheets.books import write_book

LANGUAGES = ("en", "es", "fr")
HEADING = (
    "Pays", "Nom", "Fonction", "Titre", "Formule d\u2019appel", "Courriel", "Adresse postale",
    "Tél.", "Langue", "Depuis le", "Jusqu\u2019au", "Lettre de désignation",
)  # fmt: skip
CAMEROON = (
    "Cameroun", "Labour desk", "Directeur du travail", "Dr", "Monsieur le Directeur",
    "focal@labour.example", "BP 1", "+237 222", "français", "13/02/2024", "", "Lettre 2024/7",
)  # fmt: skip
PERU = ("Pérou", "", "", "", "", "peru@labour.example", "", "", "es", "2024-03-01", "", "L/8")


def take(
    app: AppContext, folder: Path, *rows: tuple[object, ...], who: str = DESK,
    said: Said | None = None, leave: Leave = Leave.NOTHING, dry_run: bool = False,
) -> ContactImport:  # fmt: skip
    path = write_book(folder / "contacts.xlsx", [HEADING, *rows], title="Points focaux")
    wishes = Wishes(said or Said(), None, leave, dry_run)
    return import_contacts(app, who, path, LANGUAGES, wishes)


def person(app: AppContext, handle: str) -> Person:
    [found] = [one for one, _ in list_people(app) if one.handle == handle]
    return found


def size(app: AppContext) -> int:
    with app.snapshot() as conn:
        return ledger.size(conn)


def test_a_row_is_a_focal_point_with_all_that_letters_need(app: AppContext, tmp_path: Path) -> None:
    done = take(app, tmp_path, CAMEROON)
    assert (done.refusal, done.count_new(), done.count_known()) == (None, 1, 0)
    one = person(app, "fp.cmr")
    assert (one.name, one.email, one.language) == ("Labour desk", "focal@labour.example", "fr")
    assert (one.office, one.title, one.salutation, one.telephone, one.address) == (
        "Directeur du travail", "Dr", "Monsieur le Directeur", "+237 222", "BP 1",
    )  # fmt: skip
    [holder] = list_mandates(app, "CMR")
    assert (holder.mandate.start.isoformat(), holder.mandate.letter) == (
        "2024-02-13", "Lettre 2024/7",
    )  # fmt: skip


def test_no_entry_of_the_ledger_names_anybody(app: AppContext, tmp_path: Path) -> None:
    take(app, tmp_path, CAMEROON)
    changed = (*CAMEROON[:7], "+237 333", *CAMEROON[8:])
    take(app, tmp_path, changed)
    with app.snapshot() as conn:
        kept = " ".join(str(entry.body) for entry in ledger.all_entries(conn))
    for said in ("Labour desk", "focal@", "Directeur", "237", "BP 1"):
        assert said not in kept


def test_a_sheet_that_comes_again_adds_nothing_and_changes_what_is_otherwise(
    app: AppContext, tmp_path: Path
) -> None:
    take(app, tmp_path, CAMEROON, PERU)
    before = size(app)
    again = take(app, tmp_path, CAMEROON, PERU)
    assert (again.count_new(), again.count_known(), size(app)) == (0, 2, before)
    moved = take(app, tmp_path, (*CAMEROON[:7], "+237 333", *CAMEROON[8:]), PERU)
    assert [(row.known, row.changed) for row in moved.rows] == [(False, True), (True, False)]
    assert person(app, "fp.cmr").telephone == "+237 333"
    assert size(app) == before + 1


def test_another_person_for_a_country_gets_another_sign_in_name(
    app: AppContext, tmp_path: Path
) -> None:
    other = (*CAMEROON[:5], "second@labour.example", *CAMEROON[6:])
    take(app, tmp_path, CAMEROON, other)
    assert person(app, "fp.cmr.2").email == "second@labour.example"


def test_without_an_address_somebody_is_known_by_name(app: AppContext, tmp_path: Path) -> None:
    row = (*CAMEROON[:5], "", *CAMEROON[6:])
    take(app, tmp_path, row)
    assert take(app, tmp_path, row).count_known() == 1


WRONG = {
    "a doubtful country": (0, "Congo", "can mean Congo (COG) or"),
    "no mail address": (5, "somewhere", "is not a mail address"),
    "a language without mails": (8, "klingon", "is no language in which mails are written"),
    "no day": (9, "31/02/2024", "is not a date"),
    "no certain day": (9, "mai 2024", "'2024-05' is not one certain day"),
    "no letter": (11, "", "no letter is named"),
}


@pytest.mark.parametrize(("at", "cell", "said"), WRONG.values(), ids=WRONG)
def test_one_wrong_cell_is_named_and_keeps_all_back(
    app: AppContext, tmp_path: Path, at: int, cell: str, said: str
) -> None:
    before, bad = size(app), (*CAMEROON[:at], cell, *CAMEROON[at + 1 :])
    done = take(app, tmp_path, PERU, bad)
    [wrong] = done.shown()
    assert done.refusal is not None
    assert said in " ".join(map(str, wrong.problems.values()))
    assert wrong.cell == f"{'ABCDEFGHIJKL'[at]}5"
    assert (size(app), len(list_people(app))) == (before, 1)


def test_a_mandate_that_ends_before_it_begins_is_a_wrong_row(
    app: AppContext, tmp_path: Path
) -> None:
    done = take(app, tmp_path, (*CAMEROON[:10], "12/02/2024", CAMEROON[11]))
    assert done.refusal is not None
    assert "before it begins" in " ".join(map(str, done.rows[0].problems.values()))


def test_the_good_ones_are_taken_where_the_others_are_left_out(
    app: AppContext, tmp_path: Path
) -> None:
    done = take(app, tmp_path, PERU, ("Congo", *CAMEROON[1:]), leave=Leave.BAD)
    assert (done.refusal, done.count_new()) == (None, 1)
    assert [row.left_out for row in done.rows] == [False, True]


def test_a_rehearsal_keeps_nothing(app: AppContext, tmp_path: Path) -> None:
    before = size(app)
    assert take(app, tmp_path, CAMEROON, dry_run=True).count_new() == 1
    assert (size(app), len(list_people(app))) == (before, 1)


def test_what_no_cell_says_is_said_once(app: AppContext, tmp_path: Path) -> None:
    bare = ("Congo", *CAMEROON[1:11], "")
    said = Said(countries={"Congo": "COG"}, source="The office's list of 12 November 2026")
    take(app, tmp_path, bare, said=said)
    [holder] = list_mandates(app, "COG")
    assert holder.mandate.letter == said.source


def test_days_that_prove_no_order_are_asked_about(app: AppContext, tmp_path: Path) -> None:
    with pytest.raises(DayOrderUnclear):
        take(app, tmp_path, (*PERU[:9], "01/03/2024", *PERU[10:]))


def test_rows_that_name_nobody_are_no_contacts(app: AppContext, tmp_path: Path) -> None:
    done = take(app, tmp_path, CAMEROON, ("Chili", *("",) * 11))
    assert [row.line for row in done.rows] == [4]


def test_a_sheet_without_names_and_addresses_holds_no_contacts(
    app: AppContext, tmp_path: Path
) -> None:
    path = write_book(tmp_path / "a.xlsx", [("Country", "Telephone"), ("Peru", "1")])
    with pytest.raises(FileRefused, match="a name or a mail address"):
        import_contacts(app, DESK, path, LANGUAGES, Wishes())


def test_who_is_not_the_secretariat_imports_no_contacts(app: AppContext, tmp_path: Path) -> None:
    take(app, tmp_path, CAMEROON)
    with pytest.raises(NotAuthorised):
        take(app, tmp_path, CAMEROON, who="fp.cmr")
