"""Reading the ladder file: strictly, and everything that is wrong with it at once."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pathfinder_flow.calendars.almanac import Almanac
from pathfinder_flow.definitions.data_files import data_folder, ladders_file
from pathfinder_flow.definitions.ladders import parse_ladders
from pathfinder_flow.definitions.schema import ladders_schema, schema_text
from pathfinder_flow.definitions.schema_reader import read_shape
from pathfinder_flow.definitions.yaml_text import read_yaml
from pathfinder_flow.domain.errors.invalid import DefinitionRefused
from pathfinder_flow.domain.reminders.ladder import Ladders
from pathfinder_flow.domain.roles import Role

EXAMPLE = """\
secretariat: {calendar: CHE-GE, zone: Europe/Zurich, language: en, source: the letter}
ladders:
  report:
    hours: {start: 9, end: 17}
    stops: [reported, waived]
    source: the rules
    rungs:
      opening:
        title: {en: Opening, fr: Ouverture, es: Apertura}
        counted_from: opening
        days: 0
        message: report_opens
        to: [focal_point]
        source: the rules
      late:
        title: {en: Late, fr: Retard, es: Retraso}
        counted_from: due
        days: 30
        message: report_overdue
        to: [focal_point]
        copy: [secretariat]
        assumption: true
        because: It was searched for and not found.
"""
VALIDATOR = Draft202012Validator(ladders_schema())
SHIPPED = parse_ladders(ladders_file().read_bytes(), "ladders.yaml")


def changed(old: str, new: str) -> str:
    assert EXAMPLE.count(old) == 1, f"{old!r} stands {EXAMPLE.count(old)} times"
    return EXAMPLE.replace(old, new)


def refused(text: str, **known: Any) -> list[str]:
    """What is wrong with a file, as `line:column: message`."""
    with pytest.raises(DefinitionRefused) as caught:
        parse_ladders(text.encode(), "mine.yaml", **known)
    return ["{line}:{column}: {message}".format(**one) for one in caught.value.facts["problems"]]


def tree_of(text: str) -> Any:
    return read_yaml(text.encode()).tree


def test_a_file_becomes_ladders() -> None:
    found = parse_ladders(EXAMPLE.encode(), "mine.yaml")
    late = found.ladders["report"].rungs["late"]
    assert (late.counted_from, late.days, late.to) == ("due", 30, (Role.FOCAL_POINT,))
    assert late.copy == (Role.SECRETARIAT,)
    assert found.ladders["report"].stops == ("reported", "waived")
    assert found.secretariat.zone == "Europe/Zurich"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("hours:", "hour:", "4:5: unknown key 'hour': did you mean 'hours'?"),
        ("message: report_opens", "mesage: x", "12:9: unknown key 'mesage': did you mean"),
        ("{start: 9, end: 17}", "{start: 9}", "4:5: the key 'end' is missing"),
        ("days: 30", "days: thirty", "18:9: expected a whole number, not 'thirty'"),
        ("[reported, waived]", "[reported, done]", "5:23: unknown value 'done'; known: reported"),
        ("counted_from: due", "counted_from: du", "17:9: unknown value 'du': did you mean 'due'?"),
        ("copy: [secretariat]", "copy: [secretary]", "21:16: unknown value 'secretary': did you"),
        ("copy: [secretariat]", "copy: secretariat", "21:9: expected a list"),
        ("zone: Europe/Zurich, ", "", "1:1: the key 'zone' is missing"),
        ("ladders:\n  report:", "ladder:\n  report:", "2:1: unknown key 'ladder': did you mean"),
    ],
)
def test_a_wrong_shape_is_told_with_its_place(old: str, new: str, problem: str) -> None:
    told = refused(changed(old, new))
    assert len(told) == 1
    assert told[0].startswith(problem)


def test_everything_wrong_is_told_at_once_and_nothing_that_only_follows() -> None:
    text = changed("days: 30", "days: soon").replace("en: Late, ", "").replace("[reported, ", "[")
    text = text.replace("start: 9", "start: 19").replace("report_opens", "Report opens")
    assert [line.partition(" ")[0] for line in refused(text)] == [
        "4:24:",
        "12:9:",
        "16:9:",
        "18:9:",
    ]


def test_names_of_zones_and_calendars_are_looked_up_by_what_is_handed_in() -> None:
    told = refused(EXAMPLE, known_zone=lambda _: False, known_calendar=lambda _: False)
    assert [line.partition(" is ")[0] for line in told] == [
        "1:15: 'CHE-GE'",
        "1:33: 'Europe/Zurich'",
    ]


def test_a_file_that_is_no_yaml_says_so_with_its_name() -> None:
    with pytest.raises(DefinitionRefused, match=r"mine\.yaml:1:1: the file is empty"):
        parse_ladders(b"", "mine.yaml")


def test_the_shipped_ladders_use_zones_and_calendars_that_exist() -> None:
    almanac = Almanac()
    assert str(almanac.zone(SHIPPED.secretariat.zone)) == "Europe/Zurich"
    assert almanac.calendar(SHIPPED.secretariat.calendar).version.startswith("holidays ")


def test_the_shipped_ladder_climbs_in_this_order() -> None:
    ladder = SHIPPED.ladders["annual_progress_report"]
    assert [(name, rung.counted_from, rung.days) for name, rung in ladder.rungs.items()] == [
        ("opening", "opening", 0),
        ("t_60", "due", -60),
        ("t_30", "due", -30),
        ("t_7", "due", -7),
        ("due_today", "due", 0),
        ("overdue_7", "due", 7),
        ("overdue_30", "due", 30),
        ("overdue_90", "due", 90),
    ]


def test_every_shipped_rung_is_an_assumption_that_says_why() -> None:
    for ladder in SHIPPED.ladders.values():
        for part in (ladder, *ladder.rungs.values()):
            assert part.assumption
            assert part.because


def test_french_titles_have_a_no_break_space_before_their_signs() -> None:
    shipped = ladders_file().read_text(encoding="utf-8")
    french = re.findall(r"^ +fr: (.*)$", shipped, re.MULTILINE)
    assert french
    assert not [text for text in french if re.search("[^\u202f][;!?»]|«[^\u202f]|[^\u00a0]:", text)]


def test_the_exported_schema_is_the_present_one() -> None:
    # Write it anew with `schema_text(ladders_schema())`.
    exported = data_folder("notifications") / "ladders.schema.json"
    assert exported.read_text(encoding="utf-8") == schema_text(ladders_schema())


def test_the_file_tells_editors_where_its_schema_is() -> None:
    first = ladders_file().read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=ladders.schema.json"


def test_the_schema_is_a_schema_and_takes_the_example_and_what_is_shipped() -> None:
    Draft202012Validator.check_schema(ladders_schema())
    VALIDATOR.validate(tree_of(EXAMPLE))
    VALIDATOR.validate(read_yaml(ladders_file().read_bytes()).tree)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("start: 9", "start: 25"),
        ("start: 9", "start: '9'"),
        ("days: 30", "days: 400"),
        ("days: 30", "days: 30\n        colour: red"),
        ("  report:\n", "  annual.report:\n"),
        ("      late:\n", "      Late:\n"),
        ("report_overdue", "report-overdue"),
        ("[reported, waived]", "[]"),
        ("[reported, waived]", "[waived, waived]"),
        ("copy: [secretariat]", "copy: [chair]"),
        ("copy: [secretariat]", "copy: [mwg, mwg]"),
        ("CHE-GE", "Geneva"),
        ("Europe/Zurich", "Central European Time"),
        ("language: en", "language: English"),
        ("en: Late, ", ""),
        ("because: It was searched for and not found.", "because: ' '"),
        (", source: the letter", ""),
    ],
)
def test_reader_and_schema_refuse_the_same(old: str, new: str) -> None:
    text = changed(old, new)
    assert refused(text)
    assert not VALIDATOR.is_valid(tree_of(text))


def spots(tree: Any) -> Iterator[tuple[Any, Any]]:
    for key in list(tree) if isinstance(tree, dict) else range(len(tree)):
        yield tree, key
        if isinstance(tree[key], dict | list):
            yield from spots(tree[key])


@settings(max_examples=150)
@given(data=st.data())
def test_whatever_the_schema_takes_has_the_shape_of_ladders(data: st.DataObject) -> None:
    tree = tree_of(EXAMPLE)
    around, key = data.draw(st.sampled_from(list(spots(tree))))
    around[key] = data.draw(st.sampled_from([None, True, 7, "gcg", [], ["gcg"], {}, {"en": "A."}]))
    if VALIDATOR.is_valid(tree):
        assert isinstance(read_shape(Ladders, tree), Ladders)
