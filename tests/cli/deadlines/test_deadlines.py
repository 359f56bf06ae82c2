"""deadlines, deadline and country zone."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.years import LATE, NEXT_DAY, Owing, fits
from tests.faults.running import Program

HEADINGS = {"en": "Standing", "fr": "Situation", "es": "Situación"}


def test_deadlines_come_earliest_first_and_fit_the_terminal(owing: Owing) -> None:
    said = owing.well(NEXT_DAY, "deadlines").stdout
    assert fits(said)
    rows = [line.split() for line in said.splitlines()[1:4]]
    assert [row[0] for row in rows] == ["ALB", "BRA", "MWI"]
    assert "Malawi   2022    31 Mar 2023  84 days left" in said


def test_what_is_late_says_by_how_many_days(owing: Owing) -> None:
    said = owing.well(LATE, "deadlines", "--overdue").stdout
    assert "2 days late" in said
    assert "BRA" not in said


@pytest.mark.parametrize(
    ("lang", "left"), [("fr", "encore 84 jours"), ("es", "quedan 84 días"), ("en", "84 days left")]
)
def test_deadlines_read_in_every_language(owing: Owing, lang: str, left: str) -> None:
    said = owing.well(NEXT_DAY, "--lang", lang, "deadlines").stdout
    assert left in said
    assert fits(said)


def test_deadlines_as_json(owing: Owing) -> None:
    [malawi] = owing.told(NEXT_DAY, "deadlines", "--country", "MWI")
    assert malawi["due"] == "2023-03-31"
    assert malawi["at"] == "2023-03-31T22:00:00+00:00"
    assert (malawi["standing"], malawi["days"]) == ("open", 84)
    assert malawi["zone"] == "Africa/Blantyre"


def test_deadlines_as_csv(owing: Owing) -> None:
    rows = list(csv.DictReader(owing.well(NEXT_DAY, "deadlines", "--csv").stdout.splitlines()))
    assert [row["country"] for row in rows] == ["ALB", "BRA", "MWI"]


@pytest.mark.parametrize("within", ["84d", "84", "12w", "3m", "1y", "9999y"])
def test_what_is_due_within_a_span_is_listed(owing: Owing, within: str) -> None:
    assert len(owing.told(NEXT_DAY, "deadlines", "--within", within)) == 3


@pytest.mark.parametrize("within", ["83d", "0", "11w", "2m"])
def test_what_is_due_later_is_not(owing: Owing, within: str) -> None:
    assert owing.told(NEXT_DAY, "deadlines", "--within", within) == []


@pytest.mark.parametrize("within", ["soon", "-3d", "90 days ago", "1.5m", "", "99999"])
def test_a_span_that_is_none_is_wrong_usage(owing: Owing, within: str) -> None:
    assert "is not a span of time" in owing.misused(NEXT_DAY, "deadlines", f"--within={within}")


def test_a_span_that_is_none_is_told_in_the_readers_language(owing: Owing) -> None:
    said = owing.misused(NEXT_DAY, "--lang", "fr", "deadlines", "--within", "bientôt")
    assert "n'est pas une durée" in said


def test_when_nothing_is_late_it_says_so(owing: Owing) -> None:
    result = owing.well(NEXT_DAY, "deadlines", "--overdue")
    assert (result.stdout, result.stderr) == ("", "Nothing is due then.\n")


def test_a_country_that_owes_nothing_has_a_sentence_of_its_own(owing: Owing) -> None:
    result = owing.well(NEXT_DAY, "deadlines", "--country", "PER")
    assert result.stderr == "No report is owed.\n"


def test_a_country_without_a_case_is_refused(owing: Owing) -> None:
    assert "has no case" in owing.denied(NEXT_DAY, "deadlines", "--country", "KEN")


def test_two_ways_of_printing_at_once_are_wrong_usage(owing: Owing) -> None:
    assert "one way of printing" in owing.misused(NEXT_DAY, "deadlines", "--json", "--csv")


def test_nothing_is_listed_where_nothing_is_set_up(tmp_path: Path) -> None:
    assert "Nothing is set up" in Program(tmp_path / "home").refused("deadlines")


# Time zones


def test_a_country_that_waits_for_its_time_zone_is_pointed_out(owing: Owing) -> None:
    said = owing.well(NEXT_DAY, "deadlines").stdout
    assert "time zone missing" in said
    assert "pathfinder-flow country zone BRA" in said


def test_the_zones_of_a_country_are_listed_with_how_to_choose(owing: Owing) -> None:
    said = owing.well(NEXT_DAY, "country", "zone", "BRA").stdout
    assert "America/Sao_Paulo" in said
    assert "country zone BRA ZONE" in said


def test_the_only_zone_of_a_country_is_marked(owing: Owing) -> None:
    assert "* Africa/Blantyre" in owing.well(NEXT_DAY, "country", "zone", "MWI").stdout


def test_a_zone_that_is_chosen_makes_the_deadline_run(owing: Owing) -> None:
    owing.well(NEXT_DAY, "country", "zone", "BRA", "America/Sao_Paulo", "--reason", "Capital")
    owing.well(NEXT_DAY, "run", "--once")
    assert owing.told(NEXT_DAY, "country", "zone", "BRA")["holds"] == "America/Sao_Paulo"
    [brazil] = owing.told(NEXT_DAY, "deadlines", "--country", "BRA")
    # Nobody in Brazil is on record who could be asked.
    assert (brazil["standing"], brazil["at"]) == ("not_asked", "2023-04-01T03:00:00+00:00")


def test_a_zone_of_another_country_is_refused(owing: Owing) -> None:
    said = owing.denied(NEXT_DAY, "country", "zone", "BRA", "Europe/Paris", "--reason", "x")
    assert "America/Sao_Paulo" in said


def test_a_zone_takes_a_reason(owing: Owing) -> None:
    assert "reason" in owing.denied(NEXT_DAY, "country", "zone", "BRA", "America/Sao_Paulo")


# Calendars


def items(path: Path) -> list[tuple[str, str]]:
    calendar = Calendar.from_ical(path.read_bytes())
    return [(str(item.name), str(item["summary"])) for item in calendar.subcomponents]


def test_a_calendar_of_all_is_written(owing: Owing, tmp_path: Path) -> None:
    result = owing.well(NEXT_DAY, "deadlines", "--ics", str(tmp_path / "all.ics"))
    assert result.stdout == ""
    found = items(tmp_path / "all.ics")
    assert [name for name, _ in found].count("VEVENT") == 3
    assert ("VTODO", "Malawi: annual progress report on 2022 due") in found


def test_a_calendar_of_one_country_in_its_language(owing: Owing, tmp_path: Path) -> None:
    path = tmp_path / "alb.ics"
    owing.well(NEXT_DAY, "deadlines", "--country", "ALB", "--ics", str(path), "--lang", "fr")
    assert all("Albanie" in title for _, title in items(path))
    assert "rapports dus" in path.read_text(encoding="utf-8")


def test_a_calendar_is_in_the_readers_language_by_default(owing: Owing, tmp_path: Path) -> None:
    owing.well(NEXT_DAY, "--lang", "es", "deadlines", "--ics", str(tmp_path / "x.ics"))
    assert any("informe" in title for _, title in items(tmp_path / "x.ics"))


def test_a_calendar_in_a_language_without_templates_is_wrong_usage(owing: Owing) -> None:
    said = owing.misused(NEXT_DAY, "deadlines", "--ics", "x.ics", "--lang", "xx")
    assert "templates for en, es, fr" in said


@pytest.mark.parametrize("other", ["--json", "--csv", "--overdue", "--all", "--within=3m"])
def test_a_calendar_holds_everything_and_goes_with_nothing_else(owing: Owing, other: str) -> None:
    owing.misused(NEXT_DAY, "deadlines", "--ics", "x.ics", other)


def test_a_calendar_that_cannot_be_written_leaves_nothing_behind(
    owing: Owing, tmp_path: Path
) -> None:
    said = owing.denied(NEXT_DAY, "deadlines", "--ics", str(tmp_path / "no" / "x.ics"))
    assert "no such file or directory" in said
    (tmp_path / "folder.ics").mkdir()
    owing.denied(NEXT_DAY, "deadlines", "--ics", str(tmp_path / "folder.ics"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.ics", "home"]


# How a date was computed


def explained(owing: Owing, *args: str, lang: str = "en") -> str:
    said = owing.well(NEXT_DAY, "--lang", lang, "deadline", "explain", *args).stdout
    return " ".join(said.split())


def test_a_date_is_explained_step_by_step(owing: Owing) -> None:
    said = explained(owing, "MWI", "2022")
    for step in (
        "an assumption: That a report is due every year",
        "First period: the first full calendar year after the status (2 March 2020, entry",
        "The rule FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31, counted from 31 March 2000, gives 31 March",
        "is a working day (MWI, holidays",
        "Reporting opens 90 days before: 31 December 2022.",
        "The day ends in Africa/Blantyre at 31 March 2023, 22:00 UTC.",
        "On record since 5 January 2023",
        "Recomputed now: the same date.",
    ):
        assert step in said


@pytest.mark.parametrize(
    ("lang", "same"), [("fr", "la même date"), ("es", "la misma fecha"), ("en", "the same date")]
)
def test_an_explanation_reads_in_every_language(owing: Owing, lang: str, same: str) -> None:
    assert same in explained(owing, "MWI", "2022", lang=lang)


def test_an_explanation_as_json(owing: Owing) -> None:
    found = owing.told(NEXT_DAY, "deadline", "explain", "MWI", "2022")
    assert found["agrees"] is True
    assert found["computed"] == found["on_record"][-1]["due"] == "2023-03-31"
    assert [step["step"] for step in found["steps"]] == ["rule"]


def test_what_is_not_on_record_yet_is_explained_too(owing: Owing) -> None:
    assert "Not on record yet" in explained(owing, "MWI", "2023")


def test_a_country_with_several_zones_is_told_to_choose(owing: Owing) -> None:
    assert "say which holds. pathfinder-flow country zone BRA" in explained(owing, "BRA", "2022")


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("PER", "2022"), "does not hold the pathfinder status"),
        (("MWI", "2020"), "the first full calendar year after its status is 2021"),
        (("MWI", "2021"), "before this ledger knew of the country"),
    ],
)
def test_a_period_that_is_not_owed_says_why(owing: Owing, asked: tuple[str, str], why: str) -> None:
    assert why in explained(owing, *asked)
    assert owing.told(NEXT_DAY, "deadline", "explain", *asked)["owed"] is False


@pytest.mark.parametrize("year", ["last", "26", "2022-26", "0025", "99999"])
def test_a_period_that_is_no_year_is_refused(owing: Owing, year: str) -> None:
    said = owing.denied(NEXT_DAY, "deadline", "explain", "MWI", year)
    assert "give the calendar year reported on" in said


def test_an_obligation_that_nobody_knows_is_refused(owing: Owing) -> None:
    said = owing.denied(
        NEXT_DAY, "deadline", "explain", "MWI", "2022", "--obligation", "annual_progress_reports"
    )
    assert "did you mean 'annual_progress_report'?" in said


# Extending, suspending, resuming


def decided(owing: Owing, outcome: str = "deadline_extended") -> str:
    said = owing.well(
        NEXT_DAY, "decision", "record", "MWI", "--meeting", "21", "--outcome", outcome
    ).stderr
    return said.split()[1].rstrip(":")


def extend(day: str, decision: str) -> tuple[str, ...]:
    return ("deadline", "extend", "MWI", "2022", "--to", day, "--decision", decision,
            "--reason", "Census")  # fmt: skip


def test_a_due_date_is_put_off_on_a_decision(owing: Owing) -> None:
    result = owing.well(NEXT_DAY, *extend("2023-05-16", decided(owing)))
    assert result.stdout == ""
    assert "now due on 16 May 2023" in result.stderr
    owing.well(NEXT_DAY, "run", "--once")
    said = explained(owing, "MWI", "2022")
    assert "Put off to 16 May 2023" in said
    assert "Earlier dates on record - 31 March 2023" in said


def test_before_the_next_run_the_other_date_is_announced(owing: Owing) -> None:
    owing.well(NEXT_DAY, *extend("2023-05-16", decided(owing)))
    found = owing.told(NEXT_DAY, "deadline", "explain", "MWI", "2022")
    assert (found["agrees"], found["will_change"]) == (False, True)
    assert "Recomputed now: 16 May 2023, another date" in explained(owing, "MWI", "2022")


def test_a_day_beyond_what_the_workflow_allows_is_refused(owing: Owing) -> None:
    said = owing.denied(NEXT_DAY, *extend("2023-12-31", decided(owing)))
    assert "the last day the workflow allows" in said


def test_an_extension_without_its_decision_is_refused(owing: Owing) -> None:
    assert "no decision" in owing.denied(NEXT_DAY, *extend("2023-05-16", "1"))


def test_a_focal_point_cannot_put_off_its_own_date(owing: Owing) -> None:
    decision = decided(owing)
    owing.denied(NEXT_DAY, "--as", "focal.mwi", *extend("2023-05-16", decision))


def test_what_is_suspended_says_so_until_it_is_resumed(owing: Owing) -> None:
    owing.well(NEXT_DAY, "deadline", "suspend", "MWI", "--reason", "Cyclone")
    assert "suspended since 6 Jan 2023" in owing.well(NEXT_DAY, "deadlines").stdout
    assert "deadline resume MWI" in explained(owing, "MWI", "2022")
    owing.well(LATE, "deadline", "resume", "MWI", "--reason", "Over")
    owing.well(LATE, "run", "--once")
    malawi, _ = owing.told(LATE, "deadlines", "--country", "MWI")
    assert malawi["due"] == "2023-06-26"


def test_resuming_what_is_not_suspended_is_refused(owing: Owing) -> None:
    said = owing.denied(NEXT_DAY, "deadline", "resume", "MWI", "--reason", "x")
    assert "it is not suspended" in said
