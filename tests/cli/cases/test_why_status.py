"""country why-status: an answer that can be sent on."""

from __future__ import annotations

import pytest

from tests.cli.years import LATE, NEXT_DAY, Owing, fits


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "What this rests on"), ("fr", "Ce qui fonde cette situation"),
        ("es", "En qué se basa esta situación"),
    ],
)  # fmt: skip
def test_the_answer_reads_in_every_language(owing: Owing, lang: str, said: str) -> None:
    told = owing.well(LATE, "--lang", lang, "country", "why-status", "MWI").stdout
    assert fits(told)
    assert said in told
    assert "Malawi" in told


def test_it_gives_the_same_as_json(owing: Owing) -> None:
    told = owing.told(NEXT_DAY, "country", "why-status", "MWI")
    assert (told["state"], told["letters"]["accepted"]) == ("implementation", 1)
