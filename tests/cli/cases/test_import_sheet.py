"""import: an office's own sheet, shown before anything is written, and asked about."""

from __future__ import annotations

import csv
import json
import os
import pty
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pathfinder_flow.definitions.data_files import public_record
from tests.faults.running import DESK, ROOT, Program
from tests.sheets.books import write_book

HEADINGS = {
    "en": ("Country", "Milestone", "Date", "Reference", "Remarks", "Focal point"),
    "fr": ("Pays", "Étape", "Date", "Référence", "Observations", "Point focal"),
    "es": ("País", "Hito", "Fecha", "Referencia", "Observaciones", "Punto focal"),
}
ROWS = {
    "en": [
        ("Ghana", "Expression of interest", date(2026, 2, 2), "Letter 2026/7", "", "the desk"),
        ("DRC", "Letter of interest", "May 2019", "Letter of May 2019", "by post", ""),
        ("Cameroon", "Workshop", "13/05/2019", "https://example.org/x", "", ""),
        ("Côte d'Ivoire", "Roadmap", "05/06/2021", "Letter 2021/3", "", ""),
        (),
        ("TOTAL", "", "", "", 4, ""),
    ],
    "fr": [
        ("Ghana", "Manifestation d\u2019intérêt", date(2026, 2, 2), "Letter 2026/7", "", "bureau"),
        ("RDC", "Lettre d'intérêt", "mai 2019", "Letter of May 2019", "by post", ""),
        ("Cameroun", "Atelier", "13/05/2019", "https://example.org/x", "", ""),
        ("Côte d\u2019Ivoire", "Feuille de route", "05/06/2021", "Letter 2021/3", "", ""),
        (),
        ("Total général", "", "", "", 4, ""),
    ],
    "es": [
        ("Ghana", "Manifestación de interés", date(2026, 2, 2), "Letter 2026/7", "", "oficina"),
        ("República Democrática del Congo", "Carta de interés", "mayo de 2019",
         "Letter of May 2019", "by post", ""),
        ("Camerún", "Taller", "13/05/2019", "https://example.org/x", "", ""),
        ("Côte d'Ivoire", "Hoja de ruta", "05/06/2021", "Letter 2021/3", "", ""),
        (),
        ("Suma", "", "", "", 4, ""),
    ],
}  # fmt: skip
FACTS = [
    ("GHA", "expression_of_interest", "2026-02-02"),
    ("COD", "expression_of_interest", "2019-05"),
    ("CMR", "strategic_planning_workshop", "2019-05-13"),
    ("CIV", "roadmap", "2021-06-05"),
]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    program = Program(tmp_path / "home")
    program.done("init")
    return program


def told(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def facts(output: str) -> list[tuple[object, ...]]:
    return [(row["country"], row["event"], row["date"]) for row in told(output)]


def entries(program: Program) -> int:
    with closing(sqlite3.connect(program.database)) as db:
        return int(db.execute("SELECT count(*) FROM ledger").fetchone()[0])


def sheet(folder: Path, lang: str = "en", *more: tuple[object, ...]) -> Path:
    rows = [HEADINGS[lang], *ROWS[lang][:-2], *more, *ROWS[lang][-2:]]
    return write_book(
        folder / "office.xlsx", rows, title="Pathfinder Countries", sheet="Follow-up",
        before="Read me",
    )  # fmt: skip


@pytest.mark.parametrize("lang", HEADINGS)
def test_a_sheet_under_a_merged_title_is_taken_in_the_language_of_its_office(
    program: Program, tmp_path: Path, lang: str
) -> None:
    path = sheet(tmp_path, lang)
    assert facts(program.done("import", str(path), "--json").stdout) == FACTS
    again = program.done("import", str(path)).stderr
    assert "0 facts imported, 4 known already." in again


def test_the_same_facts_are_known_in_whatever_language_they_come(
    program: Program, tmp_path: Path
) -> None:
    program.done("import", str(sheet(tmp_path, "en")))
    assert "0 facts imported, 4 known" in program.done("import", str(sheet(tmp_path, "es"))).stderr


def test_how_the_sheet_was_read_is_told_with_what_was_passed_over(
    program: Program, tmp_path: Path
) -> None:
    result = program.done("import", str(sheet(tmp_path)), "--dry-run")
    said = " ".join(result.output.split())
    assert "Row 3 of the sheet 'Follow-up' names the columns" in said
    assert "F Focal point not read" in said
    assert "read with the day first" in said
    assert "blank: 8." in said
    assert "add others up: 9." in said


def test_a_letter_is_a_source_and_is_shown_as_it_is(program: Program, tmp_path: Path) -> None:
    program.done("import", str(sheet(tmp_path)))
    assert ",Letter 2026/7," in program.done("history", "GHA", "--format", "csv").stdout
    assert "Letter 2026/7" in program.done("country", "show", "GHA").stdout


def test_what_is_not_understood_is_named_by_its_cell_and_keeps_everything_back(
    program: Program, tmp_path: Path
) -> None:
    bad = [("Congo", "Roadmap", "2025", "L/1"), ("Peru", "Rodmap", "31/02/2020", "", "")]
    before = entries(program)
    result = program.call("import", str(sheet(tmp_path, "en", *bad)), "--json")
    congo, peru = told(result.stdout)
    assert (result.exit_code, entries(program)) == (1, before)
    assert (congo["cell"], peru["cell"]) == ("A8", "D9")
    assert "A8: 'Congo' can mean Congo (COG) or Democratic Republic of the Congo (COD)" in str(
        congo["said"]
    )
    assert "C9: '31/02/2020' is not a date" in str(peru["said"])
    assert "B9: No published workflow knows evidence of kind 'Rodmap'" in str(peru["said"])


def test_a_doubtful_name_is_taken_as_somebody_says(program: Program, tmp_path: Path) -> None:
    path = sheet(tmp_path, "en", ("Congo", "Roadmap", 2025, "L/1"))
    done = program.done("import", str(path), "--country", "Congo=COG", "--json")
    assert ("COG", "roadmap", "2025") in facts(done.stdout)


def test_the_good_rows_are_taken_and_the_rest_can_be_mended_and_taken_too(
    program: Program, tmp_path: Path
) -> None:
    path = sheet(tmp_path, "en", ("Congo", "Roadmap", 2025, "L/1", "a note"))
    said = program.done("import", str(path), "--take-good").stderr
    assert "4 facts imported" in said
    rest = tmp_path / "office-to-mend.xlsx"
    page = load_workbook(rest).worksheets[0]
    heading, row = page.iter_rows(values_only=True)
    assert heading[:6] == HEADINGS["en"]
    assert row[:5] == ("Congo", "Roadmap", "2025", "L/1", "a note")
    assert "A8" in str(row[6])
    page["A2"] = "Republic of the Congo"
    page.parent.save(rest)
    assert "1 facts imported" in program.done("import", str(rest)).stderr


def test_the_rest_is_never_written_over_another_file(program: Program, tmp_path: Path) -> None:
    path = sheet(tmp_path, "en", ("Congo", "Roadmap", 2025, "L/1"))
    (tmp_path / "rest.csv").write_text("mine", encoding="utf-8")
    said = program.refused("import", str(path), "--take-good", "--rest", str(tmp_path / "rest.csv"))
    assert "exists already" in said


def test_dates_that_prove_no_order_are_asked_about_once(program: Program, tmp_path: Path) -> None:
    rows = [HEADINGS["en"], *(("Peru", "Roadmap", f"0{n}/06/2019", "L/1") for n in range(1, 6))]
    path = write_book(tmp_path / "a.xlsx", rows)
    result = program.call("import", str(path))
    assert result.exit_code == 1
    assert "In C2 of" in result.stderr
    assert "--day-first" in result.stderr
    done = program.done("import", str(path), "--month-first", "--json")
    assert [row[2] for row in facts(done.stdout)] == [f"2019-0{n}-06" for n in range(1, 6)]


def test_days_that_the_spreadsheet_may_have_turned_around_are_named(
    program: Program, tmp_path: Path
) -> None:
    months = [date(2019, 5, 6), "13/06/2019", date(2019, 7, 8), "mai 2019"]
    rows = [HEADINGS["en"], *(("Peru", "Roadmap", one, "L/1") for one in months)]
    said = program.done("import", str(write_book(tmp_path / "a.xlsx", rows)), "--dry-run").stderr
    assert "turned day and month around: C2, C4;" in " ".join(said.split())
    later = [*rows, ("Peru", "Roadmap", date(2019, 5, 20), "L/2")]
    said = program.done("import", str(write_book(tmp_path / "b.xlsx", later)), "--dry-run").stderr
    assert "around" not in said


def test_a_column_we_do_not_know_is_named_by_somebody(program: Program, tmp_path: Path) -> None:
    rows = [("Land", "Was", "Wann", "Brief"), ("Peru", "Roadmap", 2019, "L/1")]
    path = write_book(tmp_path / "a.xlsx", rows)
    assert "no row of it names its columns" in program.call("import", str(path)).stderr
    maps = ("Land=country", "B=event", "wann=date", "Brief=source")
    given = [part for one in maps for part in ("--map", one)]
    assert facts(program.done("import", str(path), *given, "--json").stdout) == [
        ("PER", "roadmap", "2019")
    ]
    assert (
        "no column 'Ort'" in program.call("import", str(path), *given, "--map", "Ort=note").stderr
    )
    assert program.call("import", str(path), "--map", "Land=nonsense").exit_code == 2


def test_a_sheet_with_a_column_for_each_step_holds_a_fact_in_each_cell(
    program: Program, tmp_path: Path
) -> None:
    rows = [
        ("Country", "Expression of interest", "Roadmap", "Status", "Reference"),
        ("Peru", "2018", date(2019, 9, 13), "active", "L/1"),
        ("Chile", "mars 2018", None, "active", "L/2"),
    ]
    done = program.done("import", str(write_book(tmp_path / "a.xlsx", rows)), "--json")
    assert facts(done.stdout) == [
        ("PER", "expression_of_interest", "2018"),
        ("PER", "roadmap", "2019-09-13"),
        ("CHL", "expression_of_interest", "2018-03"),
    ]


def test_facts_that_name_no_source_rest_on_what_somebody_says(
    program: Program, tmp_path: Path
) -> None:
    rows = [("Country", "Event", "Date"), ("Peru", "Roadmap", 2019)]
    path = write_book(tmp_path / "a.xlsx", rows)
    assert "It needs a source" in program.call("import", str(path)).stdout
    program.done("import", str(path), "--source", "The office's own list of 12 November 2026")
    assert "The office's own list" in program.done("country", "show", "PER").stdout


def test_the_public_record_as_an_office_keeps_it_is_the_public_record(
    program: Program, tmp_path: Path
) -> None:
    with public_record().open(encoding="utf-8", newline="") as file:
        heading, *rows = csv.reader(file)
    program.done("import", str(public_record()))
    names = ("Pays", "Étape", "Date", "Certitude", "Institution", "Source", "Observations")
    assert len(heading) == len(names)
    book = write_book(tmp_path / "a.xlsx", [names, *rows], title="Suivi", before="Lisez-moi")
    said = program.done("import", str(book)).stderr
    assert f"0 facts imported, {len(rows)} known already." in said


def on_a_terminal(program: Program, path: Path, *answers: str) -> subprocess.CompletedProcess[str]:
    """Import a file where somebody can answer."""
    ours, theirs = pty.openpty()
    os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
    command = ["--home", str(program.home), "--as", DESK, "import", str(path)]
    process = subprocess.run(
        [sys.executable, "-m", "pathfinder_flow", *command],
        stdin=theirs, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    os.close(ours)
    os.close(theirs)
    return process


@pytest.mark.parametrize(("answer", "kept"), [("y", True), ("", False)])
def test_a_terminal_shows_what_is_new_and_asks_before_writing(
    program: Program, tmp_path: Path, answer: str, kept: bool
) -> None:
    before = entries(program)
    process = on_a_terminal(program, sheet(tmp_path), answer)
    assert "2026-02-02            new" in process.stdout
    assert "New facts: 4, known already: 0. Record them? [y/N]" in process.stderr
    assert (process.returncode == 0, entries(program) > before) == (kept, kept)


CONGO = ("Congo", "Roadmap", 2025, "L/1")


@pytest.mark.parametrize(("answer", "code"), [("cog", "COG"), ("COD", "COD")])
def test_a_terminal_asks_which_country_a_doubtful_name_means(
    program: Program, tmp_path: Path, answer: str, code: str
) -> None:
    process = on_a_terminal(program, sheet(tmp_path, "en", CONGO, CONGO), answer, "y")
    assert process.stderr.count("Which? [CODE]") == 1
    assert (process.returncode, f"8    {code}  roadmap" in process.stdout) == (0, True)


def test_without_an_answer_a_name_stays_doubtful_and_the_command_for_it_is_told(
    program: Program, tmp_path: Path
) -> None:
    before = entries(program)
    process = on_a_terminal(program, sheet(tmp_path, "en", CONGO), "no idea")
    assert (process.returncode, entries(program)) == (1, before)
    assert "--country Congo=CODE" in process.stderr


def test_what_was_said_once_is_remembered_by_the_shape_of_the_file(
    program: Program, tmp_path: Path
) -> None:
    rows = [("Land", "Was", "Wann", "Brief"), ("Congo", "Roadmap", "05/06/2019", "L/1")]
    path = write_book(tmp_path / "a.xlsx", rows)
    maps = [f"--map={one}" for one in ("Land=country", "B=event", "Wann=date", "Brief=source")]
    program.done("import", str(path), *maps, "--day-first", "--country", "Congo=COG")
    other = write_book(tmp_path / "b.xlsx", [rows[0], ("Congo", "Roadmap", "07/06/2019", "L/2")])
    done = program.done("import", str(other), "--json")
    assert facts(done.stdout) == [("COG", "roadmap", "2019-06-07")]


CONTACTS = [("Country", "Name", "E-mail", "Function", "Language", "Since", "Letter")]
CONTACT = (
    "Cameroon",
    "Labour desk",
    "fp@labour.example",
    "Director",
    "French",
    "2024-02-13",
    "L/7",
)


def test_a_sheet_of_contacts_makes_focal_points(program: Program, tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", [*CONTACTS, CONTACT])
    [row] = told(program.done("import", str(path), "--json").stdout)
    assert (row["country"], row["contact"]) == ("CMR", "fp@labour.example")
    shown = program.done("people", "show", "fp.cmr").stdout
    assert "Director" in shown
    assert "known already: 1" in program.done("import", str(path)).stderr


def test_the_contacts_of_a_sheet_of_facts_are_taken_on_demand(
    program: Program, tmp_path: Path
) -> None:
    rows = [
        ("Pays", "Étape", "Date", "Référence", "Point focal", "Courriel"),
        ("Pérou", "Feuille de route", "2019", "L/1", "Bureau", "fp@labour.example"),
    ]
    path = write_book(tmp_path / "a.xlsx", rows)
    assert facts(program.done("import", str(path), "--json").stdout) == [("PER", "roadmap", "2019")]
    program.done("import", str(path), "--contacts")
    assert "fp@labour.example" in program.done("people", "show", "fp.per").stdout


def test_contacts_that_cannot_be_taken_are_written_down_to_be_mended(
    program: Program, tmp_path: Path
) -> None:
    path = write_book(tmp_path / "a.xlsx", [*CONTACTS, CONTACT, ("Congo", *CONTACT[1:])])
    result = program.call("import", str(path))
    assert result.exit_code == 1
    assert "A3: 'Congo' can mean" in " ".join(result.stdout.split())
    program.done("import", str(path), "--take-good", "--rest", str(tmp_path / "rest.csv"))
    rest = (tmp_path / "rest.csv").read_text(encoding="utf-8-sig")
    assert rest.startswith(
        "Country,Name,E-mail,Function,Language,Since,Letter,Why not taken\nCongo,"
    )
    taken = program.done("import", str(tmp_path / "rest.csv"), "--country", "Congo=COG")
    assert "New or changed contacts: 1" in taken.stderr


def test_how_somebody_is_addressed_can_be_said_and_changed(program: Program) -> None:
    given = ("--role", "focal_point", "--country", "PER", "--letter", "L/1", "--title", "Dr")
    program.done("mandate", "add", "fp.per", *given, "--telephone", "+51 1")
    program.done("mandate", "contact", "fp.per", "--salutation", "Madam Director", "--title", "")
    shown = json.loads(program.done("people", "show", "fp.per", "--json").stdout)
    assert (shown["title"], shown["telephone"], shown["salutation"]) == (
        None, "+51 1", "Madam Director",
    )  # fmt: skip
