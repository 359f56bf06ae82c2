"""Dates and moments as people of each language write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pathfinder_flow.words.dates import say_moment, say_when

DAY = "2022-09-28"


@pytest.mark.parametrize(
    ("given", "en", "fr", "es"),
    [
        (DAY, "28 September 2022", "28 septembre 2022", "28 de septiembre de 2022"),
        ("2020-03", "March 2020", "mars 2020", "marzo de 2020"),
        ("2025", "2025", "2025", "2025"),
        ("../2025", "by 2025 at the latest", "2025 au plus tard", "2025 a más tardar"),
        (
            "../2019-09",
            "by September 2019 at the latest",
            "septembre 2019 au plus tard",
            "septiembre de 2019 a más tardar",
        ),
        (
            "2022-11-21/..",
            "from 21 November 2022, end unknown",
            "21 novembre 2022, fin inconnue",
            "21 de noviembre de 2022, final desconocido",
        ),
        (
            "2018-10-25?",
            "25 October 2018 (inferred)",
            "25 octobre 2018 (déduit)",
            "25 de octubre de 2018 (deducido)",
        ),
        ("2019~", "about 2019", "2019 environ", "2019 aproximadamente"),
        (
            "2019%",
            "about 2019 (inferred)",
            "2019 environ (déduit)",
            "2019 aproximadamente (deducido)",
        ),
        # May is never shortened, so that both forms of a span may be told by it.
        (
            "2019-05-28/2019-05-29",
            "28\u201329 May 2019",
            "28\u201329 mai 2019",
            "28\u201329 de mayo de 2019",
        ),
        ("2019/2021", "2019 to 2021", "2019 \u2013 2021", "2019 \u2013 2021"),
        (
            "2020-03/2020-06",
            "March 2020 to June 2020",
            "mars 2020 \u2013 juin 2020",
            "marzo de 2020 \u2013 junio de 2020",
        ),
    ],
)
def test_dates_at_length(given: str, en: str, fr: str, es: str) -> None:
    assert [say_when(given, lang) for lang in ("en", "fr", "es")] == [en, fr, es]


@pytest.mark.parametrize(
    ("given", "en", "fr", "es"),
    [
        (DAY, "28 Sept 2022", "28 sept. 2022", "28 sept 2022"),
        ("2020-03", "Mar 2020", "mars 2020", "mar 2020"),
        ("2025", "2025", "2025", "2025"),
        ("../2025", "by 2025", "2025 au plus tard", "2025 a más tardar"),
        ("2022-11-21/..", "from 21 Nov 2022", "21 nov. 2022 \u2013 …", "21 nov 2022 \u2013 …"),
        (
            "2018-10-25?",
            "25 Oct 2018 (inferred)",
            "25 oct. 2018 (déduit)",
            "25 oct 2018 (deducido)",
        ),
        (
            "2019-03-28/2019-03-29",
            "28\u201329 Mar 2019",
            "28\u201329 mars 2019",
            "28\u201329 mar 2019",
        ),
    ],
)
def test_short_dates(given: str, en: str, fr: str, es: str) -> None:
    assert [say_when(given, lang, short=True) for lang in ("en", "fr", "es")] == [en, fr, es]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "22 November 2026, 14:30 UTC"),
        ("fr", "22 novembre 2026 à 14:30 UTC"),
        ("es", "22 de noviembre de 2026, 14:30 h UTC"),
    ],
)
def test_moments(lang: str, said: str) -> None:
    assert say_moment(datetime(2026, 11, 22, 14, 30, tzinfo=UTC), lang) == said
