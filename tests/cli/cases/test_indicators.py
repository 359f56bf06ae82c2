"""indicators: how far a country has come, and countries by one indicator."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.years import NEXT_DAY, Owing, fits

TABLE = "id,title,unit,baseline,baseline_year,target,target_year,shared\n"
TABLE += "I1,Children in child labour,per cent,20,2019,10,2025,8.7.1\n"


@pytest.fixture
def measured(owing: Owing, tmp_path: Path) -> Owing:
    indicators, values = tmp_path / "i.csv", tmp_path / "v.csv"
    indicators.write_text(TABLE, encoding="utf-8")
    values.write_text("id,value,reason\nI1,15,\n", encoding="utf-8")
    owing.well(
        NEXT_DAY,
        "evidence",
        "add",
        "MWI",
        "roadmap",
        "--effective",
        "2022-05-01",
        "--url",
        "https://example.org/r",
        "--table",
        f"indicators={indicators}",
    )
    owing.well(
        NEXT_DAY,
        "report",
        "record",
        "MWI",
        "2022",
        "--outcome",
        "reported",
        "--url",
        "https://example.org/a",
        "--table",
        f"values={values}",
    )
    return owing


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_a_country_shows_how_far_it_is(measured: Owing, lang: str) -> None:
    said = measured.well(NEXT_DAY, "--lang", lang, "indicators", "MWI").stdout
    assert fits(said)
    assert "50 %" in said
    assert "(2019)" in said


def test_countries_are_compared_by_a_shared_indicator(measured: Owing) -> None:
    said = measured.well(NEXT_DAY, "indicators", "--shared", "8.7.1").stdout
    assert "Malawi" in said
    [told] = measured.told(NEXT_DAY, "indicators", "--shared", "8.7.1")
    assert (told["country"], told["per_cent"], told["values"][0]["value"]) == ("MWI", "50", "15")


def test_it_is_one_country_or_one_indicator(measured: Owing) -> None:
    assert "Name a COUNTRY" in measured.misused(NEXT_DAY, "indicators")


def test_a_table_with_mistakes_is_told_row_by_row(measured: Owing, tmp_path: Path) -> None:
    wrong = tmp_path / "w.csv"
    wrong.write_text("id,value\nI7,15\nI1,many\n", encoding="utf-8")
    said = measured.on(
        NEXT_DAY, "--lang", "fr", "evidence", "add", "MWI", "annual_report", "--url",
        "https://example.org/a", "--table", f"values={wrong}",
    ).stderr  # fmt: skip
    said = " ".join(said.split())
    assert "ligne 1" in said
    assert "I7" in said
    assert "« many »" in said.replace("\u202f", " ")
