"""Countries are given as people write them."""

from __future__ import annotations

import json

import pytest

from tests.faults.running import Program

NAMES = {
    "CIV": [
        *("CIV", "civ", "Côte d'Ivoire", "Côte d\u2019Ivoire", "cote d'ivoire", "COTE D'IVOIRE"),
        *("Ivory Coast", " Côte d'Ivoire ", "Co\u0302te d'Ivoire"),
    ],
    "PER": ["PER", "per", "Peru", "peru", "Pérou", "perou", "Perú", "PERU"],
    "FRA": ["France", "Francia", "francia", "FRA"],
}


@pytest.mark.parametrize(("code", "name"), [(c, n) for c, names in NAMES.items() for n in names])
def test_a_country_is_found_by_code_and_by_name_in_three_languages(
    peopled: Program, code: str, name: str
) -> None:
    shown = json.loads(peopled.done("country", "show", name, "--json").stdout)
    assert shown["country"] == code


@pytest.mark.parametrize(("lang", "name"), [("en", "Peru"), ("fr", "Pérou"), ("es", "Perú")])
def test_a_country_is_named_in_the_readers_language(peopled: Program, lang: str, name: str) -> None:
    assert name in peopled.done("--lang", lang, "board").stdout


@pytest.mark.parametrize("given", ["", " ", "P", "PE", "Per\0", "999", "Atlantis", "x" * 10_000])
def test_what_is_no_country_is_wrong_usage(peopled: Program, given: str) -> None:
    result = peopled.call("country", "show", given)
    assert result.exit_code == 2
    assert "is not a country we know" in result.stderr
