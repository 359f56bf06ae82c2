"""history without a country: what concerns the whole programme, in every language and format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.faults.running import Program

TITLES = {
    "en": "History of the programme",
    "fr": "Historique\N{NO-BREAK SPACE}: ensemble du programme",
    "es": "Historial: conjunto del programa",
}


@pytest.mark.parametrize("lang", TITLES)
def test_it_has_a_title_of_its_own(peopled: Program, lang: str) -> None:
    told = peopled.done("--lang", lang, "history").stdout
    assert told.splitlines()[0] == TITLES[lang]
    assert "None" not in told
    assert "pathfinder/2019" in told


def test_it_tells_decisions_with_their_countries_and_refusals(peopled: Program) -> None:
    peopled.done("decision", "record", "PER", "FRA", "--meeting", "20", "--outcome", "noted")
    peopled.done("mandate", "add", "mwg.member", "--role", "mwg", "--letter", "L/9")
    peopled.refused("--as", "mwg.member", "decision", "record", "PER", "--meeting", "1",
                    "--outcome", "noted")  # fmt: skip
    told = peopled.done("history").stdout
    assert "meeting 20: noted\n        France, Peru\n" in told
    assert "It needs a mandate as secretariat" in " ".join(told.split())


def test_it_has_the_same_entries_in_every_format(peopled: Program, tmp_path: Path) -> None:
    as_json = json.loads(peopled.done("history", "--json").stdout)
    rows = list(csv.DictReader(io.StringIO(peopled.done("history", "--format", "csv").stdout)))
    assert [row["entry"] for row in as_json] == [int(row["entry"]) for row in rows]
    assert {row["kind"] for row in as_json} == {"mandate", "workflow_published"}
    assert {row["country"] for row in as_json} == {None}
    path = tmp_path / "programme.xlsx"
    told = peopled.done("history", "--format", "xlsx", "-o", str(path)).stderr
    assert str(len(rows)) in told
    assert path.exists()


def test_it_answers_on_both_clocks(peopled: Program) -> None:
    assert json.loads(peopled.done("history", "--as-of", "2000-01-01", "--json").stdout) == []
    assert json.loads(peopled.done("history", "--known-at", "2000-01-01", "--json").stdout) == []


def test_a_day_in_weeks_is_refused_in_a_sentence(peopled: Program) -> None:
    peopled.refused("history", "PER", "--as-of", "2026W30")
    peopled.refused("history", "PER", "--known-at", "2026W30")


def test_a_rehearsal_tells_what_the_act_would_and_records_nothing(peopled: Program) -> None:
    before = peopled.done("history", "PER", "--json").stdout
    told = peopled.call("advance", "PER", "begin_planning", "--dry-run")
    assert told.exit_code == 1
    assert "Why not" in told.stdout
    told = peopled.call("advance", "PER", "begin_planning", "--dry-run", "--reason", "a\x1bb")
    assert told.exit_code == 1
    assert "control characters" in told.stderr
    assert peopled.done("history", "PER", "--json").stdout == before
