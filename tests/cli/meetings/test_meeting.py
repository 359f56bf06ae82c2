"""meeting open, list, show, paper and record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.years import NEXT_DAY, Owing, fits

OPEN = ("meeting", "open", "gcg", "25", "--from", "2023-01-05", "--to", "2023-01-06")


@pytest.fixture
def meeting(owing: Owing) -> Owing:
    owing.well(NEXT_DAY, *OPEN, "--place", "Geneva", "--document", "GCG25/1")
    return owing


def test_a_meeting_is_opened_listed_and_shown(meeting: Owing) -> None:
    said = meeting.well(NEXT_DAY, "meeting", "list").stdout
    assert fits(said)
    assert "5\u20136 Jan 2023" in said
    said = meeting.well(NEXT_DAY, "--lang", "fr", "meeting", "show", "gcg", "25").stdout
    assert "Groupe de coordination mondiale, réunion 25, 5\u20136 janv. 2023, Geneva" in said
    assert "GCG25/1" in said


def test_results_are_rehearsed_recorded_and_shown(meeting: Owing) -> None:
    record = ("meeting", "record", "gcg", "25", "--outcome", "Malawi=deferred")
    record += ("--outcome", "Albania=inactive", "--grounds", "Albania=No report for two years.")
    record += ("--outcome", "BRA=none")
    told = meeting.told(NEXT_DAY, *record, "--dry-run")
    assert [one["country"] for one in told["moves"]] == ["ALB"]
    assert meeting.told(NEXT_DAY, "meeting", "show", "gcg", "25")["decisions"] == []
    said = meeting.well(NEXT_DAY, *record).stderr
    assert "Malawi: the decision is on record; it allows no move" in said
    shown = meeting.well(NEXT_DAY, "meeting", "show", "gcg", "25").stdout
    assert "Grounds: No report for two years." in shown
    assert "deferred to a later meeting" in shown
    assert "Spoken of without a decision: Brazil." in shown


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--outcome", "Malawi"), "write COUNTRY=TEXT"),
        (("--outcome", "MWI=noted", "--outcome", "Malawi=none"), "MWI is given twice"),
        (("--outcome", "Atlantis=noted"), "not a country"),
        (("--outcome", "MWI=inactive"), "needs its grounds"),
    ],
)
def test_what_cannot_be_recorded_is_said_in_a_sentence(
    meeting: Owing, given: tuple[str, ...], said: str
) -> None:
    failed = meeting.on(NEXT_DAY, "meeting", "record", "gcg", "25", *given)
    assert failed.exit_code in (1, 2)
    assert said in " ".join(failed.stderr.split())


def test_a_meeting_that_nobody_put_on_record_is_told_with_those_there_are(meeting: Owing) -> None:
    failed = meeting.on(NEXT_DAY, "meeting", "show", "gcg", "26")
    assert "There is no meeting '26'" in failed.stderr
    assert "on record are: 25" in " ".join(failed.stderr.split())


@pytest.mark.parametrize("ending", ["docx", "html", "xlsx"])
def test_the_paper_is_written_in_every_form(meeting: Owing, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"paper.{ending}"
    said = meeting.well(NEXT_DAY, "meeting", "paper", "gcg", "25", "MWI", "-o", str(path)).stderr
    assert "countries in it: 1" in said
    assert path.stat().st_size > 1000


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_the_paper_reads_in_every_language(meeting: Owing, lang: str) -> None:
    said = meeting.well(NEXT_DAY, "--lang", lang, "meeting", "paper", "gcg", "25", "MWI").stdout
    assert fits(said)
    assert "Malawi (MWI)" in said
    told = meeting.well(NEXT_DAY, "--lang", lang, "meeting", "paper", "gcg", "25", "--json").stdout
    assert json.loads(told)["items"] == []
