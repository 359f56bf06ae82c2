"""Countries by any of their names, and the names that letters and pages show."""

import subprocess
import sys
from pathlib import Path

import pycountry
import pytest

from pathfinder_flow.domain.errors.not_found import AmbiguousCountry, UnknownCountry
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import locale_of
from pathfinder_flow.words.country_names.index import codes_named, codes_near, words_of
from pathfinder_flow.words.country_names.tables import LANGUAGES, other_names, un_names
from pathfinder_flow.words.errors import error_sentence

CASES = Path(__file__).with_name("country_cases.tsv")

DIFFERENCES = {
    "the name says what kind of state it is": {
        "en": "BOL FSM GBR IRN KOR LAO MDA NLD PRK PSE RUS SYR TZA USA VEN COD",
        "fr": "BOL FSM GBR IRN KOR LAO MDA NLD PRK PSE RUS SYR TZA USA VEN COD",
        "es": "BOL FSM GBR IRN KOR LAO MDA NLD PRK PSE RUS SYR TZA USA VEN",
    },
    "the name that the state asked for": {
        "en": "BRN COG CPV MMR VAT VNM",
        "fr": "BLR BRN COG CPV MMR TLS TUR VAT",
        "es": "BLR BRN MMR TUR VAT VNM SWZ",
    },
    "the spelling is that of the terminologists of the United Nations": {
        "fr": "IRQ KGZ KNA NIU",
        "es": "BGD BHR BTN BWA DJI FJI GNB IRQ KAZ KEN KNA LSO MWI NZL PLW QAT RWA SAU SUR TTO ZWE",
    },
    "a territory has its name in the standard M49": {
        "en": "BES FLK HKG MAC MAF PCN SJM SXM UMI VIR WLF",
        "fr": "BES CCK CYM FLK HKG MAC MAF PCN SJM TKL VIR WLF",
        "es": "ATF BES BLM BMU CCK CXR FLK GGY HKG MAC MAF MNP PCN SJM SXM UMI VIR WLF",
    },
}
"""Where the words of a name are others than in the locale data, with the reason."""


def cases() -> list[tuple[str, str]]:
    rows = CASES.read_text(encoding="utf-8").splitlines()[1:]
    return [(row.split("\t")[0], row.split("\t")[1]) for row in rows]


def test_names_that_were_seen_are_understood() -> None:
    given = cases()
    right = sum(codes_named(name) == (code,) for name, code in given)
    # Printed, so that whoever adds names sees the share even while it is not whole.
    print(f"understood: {right} of {len(given)} names")  # noqa: T201
    assert right == len(given)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_name_of_the_united_nations_is_understood_however_it_is_written(lang: str) -> None:
    for code, names in un_names().items():
        for name in filter(None, (names[lang], names[f"{lang}_formal"])):
            start, _, rest = name.partition(" ")
            inverted = f"{rest} ({start})"
            for form in (name, name.upper(), f"the {name}", name.replace("-", " "), inverted):
                assert countries.find(form) == code, form
            assert countries.find(name.replace("\u2019", "'")) == code, name


def test_every_shown_name_is_understood() -> None:
    for code in countries.all_codes():
        for lang in LANGUAGES:
            assert countries.find(countries.name(code, lang)) == code


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("Republic of Korea", "KOR"),
        ("Congo", "COG"),
        ("Guinea", "GIN"),
        ("Samoa", "WSM"),
        ("St. Vincent & the Grenadines", "VCT"),
        ("Saint Vincent/Grenadines", "VCT"),
        ("COTE D'IVOIRE", "CIV"),
        ("Cote d\u2019Ivoire", "CIV"),
        ("S. Sudan", "SSD"),
        ("Lao P.D.R.", "LAO"),
        ("É.-U.", "USA"),
        ("drc", "COD"),
        ("fji", "FJI"),
    ],
)
def test_a_name_that_names_one_country_gives_it(given: str, code: str) -> None:
    assert countries.find(given) == code


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ("Korea", "KOR PRK"),
        ("la Corée", "KOR PRK"),
        ("Virgin Islands", "VGB VIR"),
        ("Republic of China", "CHN TWN"),
        ("Serbia and Montenegro", "MNE SRB"),
    ],
)
def test_a_name_that_means_several_countries_is_asked_about(given: str, codes: str) -> None:
    with pytest.raises(AmbiguousCountry) as caught:
        countries.find(given)
    assert all(code in str(caught.value) for code in codes.split())


def test_the_question_is_asked_in_the_language_of_the_reader() -> None:
    with pytest.raises(AmbiguousCountry) as caught:
        countries.find("Corée")
    said = error_sentence(caught.value, "fr")
    assert "République de Corée (KOR) ou République populaire démocratique de Corée (PRK)" in said


@pytest.mark.parametrize(
    ("given", "near"),
    [
        ("Perru", ("PER",)),
        ("Socialist Republic of Peru", ("PER",)),
        ("Republic", ()),
        ("Atlantis", ()),
        ("", ()),
    ],
)
def test_an_unknown_name_has_a_near_one_or_none(given: str, near: tuple[str, ...]) -> None:
    assert codes_near(given) == near


def test_an_unknown_name_is_refused_with_the_near_one() -> None:
    with pytest.raises(UnknownCountry, match=r"did you mean Peru, PER\?"):
        countries.find("Perru")


def test_other_names_are_there_because_nothing_else_knows_them() -> None:
    rows = [*other_names()]
    assert len({words_of(name) for name, _ in rows}) == len(rows)
    assert {code for _, codes in rows for code in codes} <= set(countries.all_codes())


def test_the_united_nations_name_every_country_but_taiwan() -> None:
    assert set(countries.all_codes()) - set(un_names()) == {"TWN"}
    assert sum(names["source"] == "UNTERM" for names in un_names().values()) == 193 + 2 + 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_that_differ_from_the_locale_data_have_a_reason(lang: str) -> None:
    territories = locale_of(lang).territories
    alpha_2 = {one.alpha_3: one.alpha_2 for one in pycountry.countries}
    differ = {
        code
        for code, names in un_names().items()
        if words_of(names[lang]) != words_of(territories[alpha_2[code]])
    }
    reasons = [code for codes in DIFFERENCES.values() for code in codes.get(lang, "").split()]
    assert sorted(reasons) == sorted(differ)


def test_a_code_is_understood_without_reading_all_names() -> None:
    script = (
        "from pathfinder_flow.words import countries;"
        "from pathfinder_flow.words.country_names import index;"
        "countries.find('PER');"
        "print(index._index.cache_info().currsize)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )
    assert told.stdout.strip() == "0"
