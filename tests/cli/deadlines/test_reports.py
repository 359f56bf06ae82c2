"""report record: the outcome of a period, and the move that it makes possible."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.years import NEXT_DAY, Owing
from tests.sentences import sentences

MARCH = datetime(2023, 3, 20, 12, 0, tzinfo=UTC)
WHOLE = ("--url", "https://example.org/report.pdf", "--field", "progress=Inspections doubled")


def report(year: str, outcome: str, *args: str, country: str = "MWI") -> tuple[str, ...]:
    return ("report", "record", country, year, "--outcome", outcome, *args)


def stage(owing: Owing, country: str = "MWI") -> str:
    shown = owing.well(MARCH, "country", "show", country, "--json").stdout
    return str(json.loads(shown)["state"])


def test_a_report_settles_its_period_and_moves_the_country_on(owing: Owing) -> None:
    result = owing.well(NEXT_DAY, *report("2022", "reported", *WHOLE))
    assert result.stdout == ""
    assert [line.partition(": ")[2] for line in result.stderr.splitlines()] == [
        "'annual_report' of MWI recorded.",
        "MWI, 2022: reported.",
        "MWI moved from 'implementation' to 'monitoring'.",
    ]
    assert stage(owing) == "monitoring"


def test_what_is_settled_is_listed_only_when_all_is_asked_for(owing: Owing) -> None:
    owing.well(NEXT_DAY, *report("2022", "reported", *WHOLE))
    assert owing.told(NEXT_DAY, "deadlines", "--country", "MWI") == []
    [settled] = owing.told(NEXT_DAY, "deadlines", "--country", "MWI", "--all")
    assert (settled["standing"], settled["said"]) == ("settled", "reported")


def test_a_report_in_a_file_is_kept(owing: Owing, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("Inspections doubled")
    owing.well(NEXT_DAY, *report("2022", "reported", "--file", str(file)))
    assert "report.txt" in owing.well(NEXT_DAY, "evidence", "list", "MWI").stdout


def test_a_report_on_file_is_named_by_its_entry(owing: Owing) -> None:
    said = owing.well(NEXT_DAY, "evidence", "add", "MWI", "annual_report", *WHOLE).stderr
    number = said.split()[1].rstrip(":")
    result = owing.well(NEXT_DAY, *report("2022", "partly_reported", "--evidence", number))
    assert "partly reported" in result.stderr


def test_a_report_that_lacks_what_the_move_needs_is_recorded_all_the_same(owing: Owing) -> None:
    result = owing.well(NEXT_DAY, *report("2022", "reported", *WHOLE[:2]))
    assert "MWI, 2022: reported." in result.stderr
    assert "lacks" in result.stderr
    assert "What to do" in result.stderr
    assert "is recorded; the country stays where it is" in result.stderr
    assert stage(owing) == "implementation"


def test_a_report_older_than_a_later_move_is_recorded_and_moves_nothing(owing: Owing) -> None:
    owing.well(MARCH, *report("2022", "reported", *WHOLE, "--effective", "2023-03-01"))
    result = owing.well(
        MARCH, *report("2022", "partly_reported", *WHOLE, "--effective", "2023-02-15")
    )
    assert "MWI, 2022: partly reported." in result.stderr
    assert "the country stays where it is" in result.stderr
    assert stage(owing) == "monitoring"


@pytest.mark.parametrize(
    ("lang", "said"), [("fr", "MWI, 2022\N{NO-BREAK SPACE}: rapport remis."), ("es", "MWI, 2022: ")]
)
def test_what_was_recorded_is_told_in_the_readers_language(
    owing: Owing, lang: str, said: str
) -> None:
    result = owing.well(NEXT_DAY, "--lang", lang, *report("2022", "reported", *WHOLE[:2]))
    assert said in result.stderr


def test_what_is_told_of_a_year_before_the_ledger_is_shown_as_told_later(owing: Owing) -> None:
    source = "Yearly report of the Alliance for 2021"
    record = report("2021", "closed", "--effective", "2022", "--reason", source)
    owing.well(NEXT_DAY, *record)
    assert owing.told(NEXT_DAY, "deadlines", "--country", "MWI", "--overdue") == []
    [told, *_] = owing.told(NEXT_DAY, "deadlines", "--country", "MWI", "--all")
    assert (told["period"], told["due"], told["entry"]) == ("2021", "2022-03-31", None)
    assert told["said"] == "closed without a report (told later)"
    [kept] = json.loads(owing.well(NEXT_DAY, "country", "show", "MWI", "--json").stdout)[
        "told_later"
    ]
    assert (kept["period"], kept["outcome"], kept["source"]) == ("2021", "closed", source)
    for page in (("country", "show", "MWI"), ("history", "MWI")):
        shown = " ".join(owing.well(NEXT_DAY, *page).stdout.split())
        assert "closed without a report" in shown
        assert source in shown


def test_an_exemption_settles_a_period_and_moves_nothing(owing: Owing) -> None:
    result = owing.well(NEXT_DAY, *report("2022", "exempt", "--reason", "Cyclone"))
    assert len(sentences(result.stderr)) == 1
    assert stage(owing) == "implementation"


REFUSED = {
    report("2022", "exempt"): "reason",
    report("2022", "reportd", *WHOLE): "did you mean 'reported'?",
    report("2022", "reported"): "attach it, say where it is",
    report("2022", "reported", "--evidence", "1"): "is no evidence of kind",
    report("2022", "reported", "--url", "nowhere"): "a web address",
    report("2022", "reported", "--file", "nowhere.pdf"): "nowhere.pdf",
    report("2023", "exempt", "--reason", "x", country="PER"): "pathfinder status",
    report("2020", "exempt", "--reason", "x"): "the first full calendar year",
    report("2024", "exempt", "--reason", "x"): "has not begun",
    report("soon", "exempt", "--reason", "x"): "calendar year",
    report("2022", "reported", *WHOLE, "--effective", "2999-01-01"): "lies in the future",
    report("2022", "exempt", "--reason", "x", country="KEN"): "no case",
    ("--as", "focal.mwi", *report("2022", "reported", *WHOLE)): "mandate",
    ("--as", "focal.alb", *report("2022", "nil_confirmed", "--reason", "x")): "mandate",
}


@pytest.mark.parametrize("command", REFUSED, ids=" ".join)
def test_what_cannot_be_recorded_is_refused_in_one_sentence(
    owing: Owing, command: tuple[str, ...]
) -> None:
    assert REFUSED[command] in owing.denied(NEXT_DAY, *command)


MISUSED = {
    report("2022", "reported", "--evidence", "1", "--url", "https://example.org"): "leave",
    report("2022", "reported", "--field", "progress=x"): "attach it",
    report("2022", "reported", "--field", "progress"): "is not NAME=VALUE",
    ("report", "record", "MWI", "2022"): "--outcome",
}


@pytest.mark.parametrize("command", MISUSED, ids=" ".join)
def test_options_that_do_not_go_together_are_wrong_usage(
    owing: Owing, command: tuple[str, ...]
) -> None:
    assert MISUSED[command] in owing.misused(NEXT_DAY, *command)
