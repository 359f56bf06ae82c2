"""audit report, diff and who-knew, and history as a page: what a terminal and a file get."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
import time_machine

from tests.cli.years import LATE, NEXT_DAY, Owing, fits
from tests.faults.running import Program

LANGS = ("en", "fr", "es")
HOSTILE = "<script>alert('=1+1')</script> & \"quotes\""


@pytest.fixture
def told(peopled: Program, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """Kenya with a hostile note and a refused move before a move; on an 80-column terminal."""
    monkeypatch.setenv("COLUMNS", "80")
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        peopled.done("country", "open", "KEN", "--effective", "2020-01-01",
                     "--workflow", "pathfinder/2019")  # fmt: skip
        peopled.done("evidence", "add", "KEN", "expression_of_interest",
                     "--effective", "2020-01-01")  # fmt: skip
        peopled.call("advance", "KEN", "begin_planning", "--effective", "2020-02-02")
        add = ("evidence", "add", "KEN", "candidate_presented", "--effective", "2020-01-05")
        peopled.done(*add, "--note", HOSTILE)
        peopled.done("advance", "KEN", "begin_planning", "--effective", "2020-02-02",
                     "--reason", "=SUM(1)")  # fmt: skip
        peopled.done("decision", "record", "KEN", "FRA", "--meeting", "20", "--outcome", "noted",
                     "--on", "2020-05-05")  # fmt: skip
        clock.shift(1)
        yield peopled


def last_of(program: Program, kind: str) -> int:
    lines = json.loads(program.done("history", "KEN", "--kind", kind, "--json").stdout)
    return int(lines[-1]["entry"])


# history


def test_a_history_says_on_what_a_move_relies_and_after_which_refusals(told: Program) -> None:
    shown = told.done("history", "KEN").stdout
    assert "Relying on 'Expression of interest' (entry " in shown
    assert "After one refused attempt (entry " in shown
    assert fits(shown)


def test_a_history_can_be_kept_to_some_kinds(told: Program) -> None:
    args = ("history", "KEN", "--kind", "refusal", "--kind", "transition", "--json")
    kinds = [line["kind"] for line in json.loads(told.done(*args).stdout)]
    assert kinds == ["transition", "refusal"]


def test_json_and_csv_say_the_same_of_grounds_and_refusals(told: Program) -> None:
    as_json = json.loads(told.done("history", "KEN", "--json").stdout)
    rows = [*csv.DictReader(io.StringIO(told.done("history", "KEN", "--format", "csv").stdout))]
    assert any(line["after_refusals"] for line in as_json)
    for line, row in zip(as_json, rows, strict=True):
        assert row["story"] == line["story"]
        for name in ("relies_on", "after_refusals"):
            assert row[name] == "; ".join(map(str, line[name]))
    assert [row["reason"] for row in rows if row["kind"] == "transition"] == ["'=SUM(1)"]


def test_a_spreadsheet_keeps_texts_as_texts(told: Program, tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    told.done("audit", "report", "KEN", "--format", "xlsx", "-o", str(path))
    with zipfile.ZipFile(path) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        strings = unescape(book.read("xl/sharedStrings.xml").decode())
    assert "<f>" not in sheet
    assert "=SUM(1)" in strings
    assert HOSTILE in strings


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("command", [("history",), ("audit", "report")], ids=" ".join)
@pytest.mark.parametrize("country", [("KEN",), ()])
def test_a_page_is_written_whole_and_escaped(
    told: Program, tmp_path: Path, lang: str, command: tuple[str, ...], country: tuple[str, ...]
) -> None:
    path = tmp_path / "page.html"
    told.done("--lang", lang, *command, *country, "--format", "html", "-o", str(path))
    page = path.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert f'<html lang="{lang}" dir="ltr">' in page
    assert "<script" not in page
    if country:
        assert "&lt;script&gt;alert(&#39;=1+1&#39;)&lt;/script&gt; &amp; &#34;quotes&#34;" in page


def test_a_page_that_cannot_be_written_is_refused_in_a_sentence(
    told: Program, tmp_path: Path
) -> None:
    nowhere = str(tmp_path / "nowhere" / "page.html")
    told.refused("audit", "report", "KEN", "--format", "html", "-o", nowhere)


# audit report


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("country", [("KEN",), ("FRA",), ("CIV",), ()])
def test_a_report_fits_the_terminal(told: Program, lang: str, country: tuple[str, ...]) -> None:
    shown = told.done("--lang", lang, "audit", "report", *country).stdout
    # An address is printed whole, however long: it is there to be opened.
    assert fits("\n".join(line for line in shown.splitlines() if "://" not in line))


def test_a_report_begins_with_what_it_amounts_to(told: Program) -> None:
    shown = told.done("audit", "report", "KEN").stdout
    assert shown.splitlines()[:3] == ["Audit report: Kenya", "", "Country: Kenya (KEN)"]
    assert "Where it stands: Kenya stands at 'Planning' (2 February 2020)." in shown
    assert "refused attempts: 1" in shown
    assert "\n2020\n" in shown


def test_a_report_has_the_same_entries_in_every_format(told: Program) -> None:
    as_json = json.loads(told.done("audit", "report", "KEN", "--json").stdout)
    rows = told.done("audit", "report", "KEN", "--format", "csv").stdout
    entries = [line["entry"] for year in as_json["years"] for line in year["entries"]]
    assert entries == [int(row["entry"]) for row in csv.DictReader(io.StringIO(rows))]
    assert as_json["counts"]["entries"] == len(entries)


def test_the_programs_own_doings_are_left_out_and_that_is_said(owing: Owing) -> None:
    result = owing.well(NEXT_DAY, "audit", "report", "MWI", "--format", "csv")
    kinds = {row["kind"] for row in csv.DictReader(io.StringIO(result.stdout))}
    assert not kinds & {"due", "reminder", "delivery"}
    assert "--everything tells them too" in result.stderr
    shown = owing.well(NEXT_DAY, "audit", "report", "MWI").stdout
    assert "the program recorded of its own accord: 1 delivery of a mail, 1 due" in " ".join(
        shown.split()
    )
    whole = owing.told(NEXT_DAY, "audit", "report", "MWI", "--everything")
    told = {line["kind"] for year in whole["years"] for line in year["entries"]}
    assert {"due", "reminder", "delivery"} <= told


# audit diff


def test_what_became_known_is_told_by_country(told: Program) -> None:
    shown = told.done("audit", "diff", "--known-at", "2020-06-30", "--known-at", today()).stdout
    assert "KEN   Kenya" in shown
    assert "Learned late" in shown
    assert fits("\n".join(line for line in shown.splitlines() if "://" not in line))


def today() -> str:
    return datetime.now(UTC).date().isoformat()


def test_nothing_new_is_a_sentence(told: Program) -> None:
    shown = told.done("audit", "diff", "--known-at", "2020-06-30", "--known-at", "2020-07-01")
    assert shown.stdout.startswith("Nothing became known between 30 June 2020")


def test_a_correction_is_shown_with_before_and_after(owing: Owing) -> None:
    letter = owing.told(NEXT_DAY, "history", "PER")[-1]["entry"]
    slip = ("correct", str(letter), "--effective", "2018-05-02", "--reason", "a slip")
    owing.well(LATE, *slip)
    moments = ("--known-at", "2023-01-06", "--known-at", "2023-04-02")
    after = LATE + timedelta(hours=1)
    shown = owing.well(after, "audit", "diff", "PER", *moments).stdout
    assert "effective 1 May 2018 → 2 May 2018 (by entry" in " ".join(shown.split())
    [part] = owing.told(after, "audit", "diff", "PER", *moments)["parts"]
    assert part["changes"][0]["after"] == {"effective": "2018-05-02"}


# audit who-knew


@pytest.mark.parametrize("lang", LANGS)
def test_what_was_known_fits_the_terminal(told: Program, lang: str) -> None:
    for number in (1, last_of(told, "transition"), last_of(told, "decision")):
        assert fits(told.done("--lang", lang, "audit", "who-knew", str(number)).stdout)


def test_a_decision_of_before_the_ledger_says_so(told: Program) -> None:
    shown = told.done("audit", "who-knew", str(last_of(told, "decision"))).stdout
    said = " ".join(shown.split())
    assert "Decided on 5 May 2020, recorded on " in said
    assert "This ledger did not exist yet on 5 May 2020: it begins on " in said
    assert "FRA France noted no" in said


def test_what_the_ledger_held_stands_beside_what_was_known_later(owing: Owing) -> None:
    decide = ("decision", "record", "PER", "--meeting", "9", "--outcome", "noted")
    owing.well(NEXT_DAY, "country", "open", "KEN", "--effective", "2020-01-01")
    owing.well(LATE, *decide, "--on", "2023-01-05")
    number = owing.told(LATE, "history", "PER", "--kind", "decision")[-1]["entry"]
    shown = owing.well(LATE, "audit", "who-knew", str(number)).stdout
    assert "What this ledger held on 5 January 2023" in shown
    assert "What was known otherwise of that day" in shown
    found = owing.told(LATE, "audit", "who-knew", str(number))
    assert found["differing"] == ["KEN"]
    held = {row["country"] for row in found["held_then"]["countries"]}
    later = {row["country"] for row in found["known_when_recorded"]["countries"]}
    assert later - held == {"KEN"}
