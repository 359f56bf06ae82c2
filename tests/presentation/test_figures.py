"""Every word of the figures has its text in each language, and its definition in the reference."""

from __future__ import annotations

from pathlib import Path

import pytest

from pathfinder_flow.domain.deadlines.figures import CODES, WHY_NOT
from pathfinder_flow.domain.workflow.model import LANGUAGES
from pathfinder_flow.words.catalog import texts

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "figures.md"


@pytest.mark.parametrize("word", [*CODES, *WHY_NOT])
def test_every_word_is_defined(word: str) -> None:
    assert f"\n| `{word}` | " in REFERENCE.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_words_read_alike(lang: str) -> None:
    said = [texts(lang)[f"year.{code}"] for code in CODES]
    said += [texts(lang)[f"year.why.{why}"] for why in WHY_NOT]
    assert len(set(said)) == len(said)
