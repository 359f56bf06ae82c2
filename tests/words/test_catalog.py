"""Sentences are found, counted and joined as a language asks; what it lacks is in English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.not_found import UnknownCountry
from pathfinder_flow.words import catalog
from pathfinder_flow.words.catalog import counted, direction, join, languages, say
from pathfinder_flow.words.errors import error_sentence, worded
from tools.catalogues import new, path_of, write


def made_up(folder: Path, lang: str, said: Mapping[str, str | tuple[str, ...]]) -> None:
    """Write a catalogue with some sentences; what their English is does not matter."""
    made = new(lang)
    for key, text in said.items():
        english = key if isinstance(text, str) else (key, key)
        made.add(english, context=key, string=text)
    write(path_of(lang, folder), made)


@pytest.fixture
def locales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of catalogues with English as it is."""
    english = path_of("en", tmp_path)
    english.parent.mkdir(parents=True)
    english.write_bytes(path_of("en").read_bytes())
    monkeypatch.setattr(catalog, "LOCALES", str(tmp_path))
    for kept in (catalog.texts, catalog.languages):
        kept.cache_clear()
    yield tmp_path
    for kept in (catalog.texts, catalog.languages):
        kept.cache_clear()


def test_a_language_is_there_when_its_folder_is(locales: Path) -> None:
    made_up(locales, "sw", {"answer.yes": "ndiyo"})
    assert languages() == ("en", "sw")
    assert say("answer.yes", "sw") == "ndiyo"


@pytest.mark.parametrize(
    ("count", "en", "fr"),
    [
        (0, "0 days late", "0 jour de retard"),
        (1, "1 day late", "1 jour de retard"),
        (2, "2 days late", "2 jours de retard"),
    ],
)
def test_plurals_follow_the_rule_of_the_catalogue(count: int, en: str, fr: str) -> None:
    assert [counted("days.late", count, lang) for lang in ("en", "fr")] == [en, fr]


def test_arabic_has_six_forms(locales: Path) -> None:
    made_up(locales, "ar", {"days.late": tuple(f"{form}: {{count}}" for form in range(6))})
    said = [counted("days.late", count, "ar") for count in (0, 1, 2, 3, 100, 11)]
    assert said == ["0: 0", "1: 1", "2: 2", "3: 3", "4: 100", "5: 11"]


def test_a_sentence_that_is_not_translated_is_said_in_english_and_marked(locales: Path) -> None:
    made_up(locales, "sw", {"role.gcg": "Kundi"})
    assert say("answer.yes", "sw") == "[en] yes"
    assert counted("days.late", 2, "sw") == "[en] 2 days late"


def test_one_mark_is_enough_for_a_sentence(locales: Path) -> None:
    made_up(locales, "sw", {})
    day = say("when.latest", "sw", end=say("answer.yes", "sw"))
    assert day == "[en] by yes at the latest"


def test_signs_are_in_no_language(locales: Path) -> None:
    made_up(locales, "sw", {"join.and": "na"})
    assert say("board.none", "sw") == say("board.none", "en")
    assert join(["a", "b", "c"], "sw") == "a, b na c"


def test_an_error_or_clause_that_is_not_translated_is_all_english(locales: Path) -> None:
    made_up(locales, "sw", {"clause.did_you_mean_country": " (je, {name} {code}?)"})
    near = Clause("did_you_mean_country", " (did you mean {name}, {code}?)", name="x", code="PER")
    assert worded(near, "sw") == " (je, x PER?)"
    error = UnknownCountry(given="Perru", suggestion=near)
    assert error_sentence(error, "sw") == f"[en] {error}"


def test_a_translation_that_waits_for_a_translator_is_not_said(locales: Path) -> None:
    made = new("sw")
    made.add("yes", context="answer.yes", string="ndiyo", flags=["fuzzy"])
    write(path_of("sw", locales), made)
    assert say("answer.yes", "sw") == "[en] yes"


def test_a_key_that_no_language_has_is_refused() -> None:
    with pytest.raises(KeyError):
        say("nobody.says_this", "fr")


@pytest.mark.parametrize(("lang", "way"), [("en", "ltr"), ("ar", "rtl"), ("fa-AF", "rtl")])
def test_the_direction_of_a_language_is_known(lang: str, way: str) -> None:
    assert direction(lang) == way


@pytest.mark.parametrize(
    ("lang", "parts", "joined"),
    [
        ("es", ["Perú", "Italia"], "Perú e Italia"),
        ("es", ["Perú", "Chile"], "Perú y Chile"),
        ("fr", ["a", "b", "c"], "a, b et c"),
        ("en", ["a"], "a"),
    ],
)
def test_parts_are_joined_as_people_do(lang: str, parts: list[str], joined: str) -> None:
    assert join(parts, lang) == joined


def test_a_changed_sentence_is_said_before_it_is_compiled(locales: Path) -> None:
    made_up(locales, "sw", {"answer.yes": "ndiyo"})
    path_of("sw", locales).with_suffix(".mo").write_bytes(b"")
    made_up(locales, "sw", {"answer.yes": "naam"})
    assert say("answer.yes", "sw") == "naam"
