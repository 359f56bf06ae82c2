"""An office's sheet: its rows are facts, or are named with what is wrong, or are passed over."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pathfinder_flow.definitions.parse import Definition
from pathfinder_flow.domain.errors.invalid import DayOrderUnclear, FileRefused
from pathfinder_flow.domain.errors.not_found import AmbiguousCountry, UnknownCountry
from pathfinder_flow.services.imports.file_rows import stage_file
from pathfinder_flow.services.imports.sheet_file import Said
from pathfinder_flow.services.imports.staging import RowReport
from pathfinder_flow.services.imports.understanding import Kinds, Understanding
from tests.sheets.books import write_book

PLAIN = "iso3,event,date,certainty,institution,source,note"
SOURCE = "https://labour.example/x"
GHANA = f"GHA,roadmap,2026-03-02,stated,M,{SOURCE},n"


@pytest.fixture(scope="session")
def known(definitions: list[Definition]) -> Understanding:
    kinds = Kinds(one.workflow for one in definitions)
    return Understanding(kinds, lambda _country: date(2026, 11, 22))


def report(path: Path, known: Understanding, said: Said | None = None) -> list[RowReport]:
    staged, _ = stage_file(path, known, said=said)
    found = [*staged.report()]
    staged.close()
    return found


def fact(path: Path, data: bytes, known: Understanding) -> tuple[str, ...]:
    path.write_bytes(data)
    [row] = report(path, known)
    return (row.country, row.event, row.date, row.problem)


TAKEN = {
    "semicolons": (f"{PLAIN}\n{GHANA}".replace(",", ";"), "utf-8"),
    "tabs": (f"{PLAIN}\n{GHANA}".replace(",", "\t"), "utf-8"),
    "UTF-16, as 'Unicode text'": (
        f"{PLAIN}\n{GHANA}".replace(",", "\t"), "utf-16",
    ),
    "Windows' code page": (f"{PLAIN}\n{GHANA}é", "cp1252"),
    "a byte order mark": (f"{PLAIN}\n{GHANA}", "utf-8-sig"),
    "the line of Excel": (f"sep=,\n{PLAIN}\n{GHANA}", "utf-8"),
    "capitals": (f"{PLAIN.title()}\nGHA,roadmap,2026-03-02,Stated,M,{SOURCE},n", "utf-8"),
    "another order": (f"date,source,iso3,event\n2026-03-02,{SOURCE},GHA,roadmap", "utf-8"),
    "columns without a name": (f"{PLAIN},,\n{GHANA},,", "utf-8"),
    "blank rows": (f"{PLAIN}\n{GHANA}\n,,,,,,\n,,,,,,\n", "utf-8"),
    "a mark of the end": (f"{PLAIN}\n{GHANA}\n\x1a", "utf-8"),
    "a time of day": (f"{PLAIN}\nGHA,roadmap,2026-03-02 00:00:00,stated,M,{SOURCE},n", "utf-8"),
    "strokes": (f"{PLAIN}\nGHA,roadmap,2026/03/02,stated,M,{SOURCE},n", "utf-8"),
    "a small code": (f"{PLAIN}\ngha,roadmap,2026-03-02,stated,M,{SOURCE},n", "utf-8"),
    "a name": (f"{PLAIN}\nGhana*,roadmap,2026-03-02,stated,M,{SOURCE},n", "utf-8"),
    "a code of two letters": (f"{PLAIN}\nGH,roadmap,2026-03-02,stated,M,{SOURCE},n", "utf-8"),
    "a title": (f"{PLAIN}\nGHA,Hoja de ruta,2026-03-02,stated,M,{SOURCE},n", "utf-8"),
    "a word for certainty": (f"{PLAIN}\nGHA,roadmap,2026-03-02,certain,M,{SOURCE},n", "utf-8"),
    "a serial number": (f"{PLAIN}\nGHA,roadmap,46083,stated,M,{SOURCE},n", "utf-8"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "encoding"), TAKEN.values(), ids=TAKEN)
def test_a_file_is_taken_as_offices_save_it(
    known: Understanding, tmp_path: Path, text: str, encoding: str
) -> None:
    taken = fact(tmp_path / "facts.csv", text.encode(encoding), known)
    assert taken == ("GHA", "roadmap", "2026-03-02", "")


@pytest.mark.parametrize(
    "word",
    ["TOTAL", "Total général", "Sous-total", "Totales", "Grand total", "Suma", "Sub-total 2019"],
)
def test_rows_that_add_up_or_repeat_the_heading_or_are_blank_are_named(
    known: Understanding, tmp_path: Path, word: str
) -> None:
    heading = ("Country", "Event", "Date", "Source")
    peru = ("Peru", "Roadmap", "2019", "L/1")
    rows = [heading, peru, (), heading, ("Chile", *peru[1:]), (), (), (word, 2), ("", "")]
    staged, sheet = stage_file(write_book(tmp_path / "a.xlsx", rows), known)
    assert sheet is not None
    assert sheet.passed == {"blank": [3, 6, 7, 9], "total": [8], "heading": [4]}
    assert [row.country for row in staged.report()] == ["PER", "CHL"]
    staged.close()


def test_a_country_whose_name_begins_like_a_total_is_none(
    known: Understanding, tmp_path: Path
) -> None:
    rows = [("Country", "Event", "Date", "Source"), ("Sudan", "Roadmap", "2019", "L/1")]
    [row] = report(write_book(tmp_path / "a.xlsx", rows), known)
    assert (row.country, row.problem) == ("SDN", "")


def test_the_fullest_sheet_is_read_unless_another_is_named(
    known: Understanding, tmp_path: Path
) -> None:
    path = write_book(
        tmp_path / "a.xlsx", [("Country", "Event", "Date"), ("Peru", "Roadmap", "2019")],
        sheet="Facts", before="Notes",
    )  # fmt: skip
    assert [row.country for row in report(path, known)] == ["PER"]
    with pytest.raises(FileRefused, match="it has no sheet 'Fatcs', but 'Notes' and 'Facts'"):
        report(path, known, Said(sheet="Fatcs"))


def test_a_cell_that_cannot_be_read_is_not_judged_as_well(
    known: Understanding, tmp_path: Path
) -> None:
    rows = [("Country", "Event", "Date", "Source"), ("Peru", "Roadmap", "=B9", "L/1")]
    [row] = report(write_book(tmp_path / "a.xlsx", rows), known)
    assert row.problem == (
        "C2: a formula whose value was not saved; open the file in a spreadsheet and save it."
    )


def test_what_was_kept_from_being_a_formula_is_read_as_it_was(
    known: Understanding, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text("Country,Event,Date,Source,Note\nPeru,Roadmap,2019,L/1,'=x\n")
    staged, _ = stage_file(tmp_path / "a.csv", known)
    assert [fact.note for fact in staged.facts("PER")] == ["=x"]
    staged.close()


NAMES = {
    "Ghana (GHA)": "GHA",
    "GHA - Ghana": "GHA",
    "Ghana/GH": "GHA",
    "Congo (COG)": "COG",
    "Rép. dém. du Congo": "COD",
    "República Democrática del Congo": "COD",
    "Côte d\u2019Ivoire\u00b9": "CIV",
    "Türkiye": "TUR",
    "Iran (Islamic Republic of)": "IRN",
    "gh": "GHA",
}


@pytest.mark.parametrize(("name", "code"), NAMES.items(), ids=NAMES)
def test_a_country_is_known_as_offices_write_it(known: Understanding, name: str, code: str) -> None:
    assert known.country(name) == code


@pytest.mark.parametrize("name", ["Congo", "Le Congo", "El Congo", "Korea", "Corée"])
def test_a_name_that_means_two_countries_is_asked_about(known: Understanding, name: str) -> None:
    with pytest.raises(AmbiguousCountry):
        known.country(name)


@pytest.mark.parametrize("name", ["", "Ghana (PER)", "PER - Ghana", "XX", "Total", "Atlantis"])
def test_what_names_no_country_is_none(known: Understanding, name: str) -> None:
    with pytest.raises(UnknownCountry):
        known.country(name)


CELL = st.one_of(
    st.sampled_from(
        ["Peru", "Congo", "TOTAL", "Roadmap", "05/06/2019", "13/05/2019", "mai 2019", "2025",
         "43621", "L/1", SOURCE, "", "stated", "Country", "\x00", "=1", "\u202e", "a\nb"]
    ),
    st.text(max_size=12),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.lists(st.tuples(*[CELL] * 6), max_size=6), st.sampled_from([",", ";", "\t"]))
def test_whatever_stands_in_a_sheet_every_row_is_told_once_or_passed_over(
    known: Understanding, rows: list[tuple[str, ...]], delimiter: str
) -> None:
    made = io.StringIO()
    heading = ("Country", "Event", "Date", "Source", "Remarks", "Anything")
    csv.writer(made, delimiter=delimiter).writerows([heading, *rows])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_text(made.getvalue(), encoding="utf-8-sig", errors="replace", newline="")
        try:
            staged, sheet = stage_file(path, known)
        except (DayOrderUnclear, FileRefused):
            return
        assert sheet is not None
        told = [row.line for row in staged.report()]
        passed = [number for numbers in sheet.passed.values() for number in numbers]
        below = range(sheet.heading.row.number + 1, sheet.table.last + 1)
        assert sorted({*told, *passed}) == [*below]
        assert len(told) == len({*told})
        assert all(row.problem == "" or row.problem.endswith(".") for row in staged.report())
        staged.close()
